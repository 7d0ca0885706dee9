//! A view of a list as text: filters, order and columns, as they are saved under a name.
//!
//! A set that follows the day is saved by its name, so that "due today" is today's whenever it is opened.

use serde_json::{Value, json};

use crate::domain::day::{Day, Moment};
use crate::domain::dossier::Channel;
use crate::domain::rulebook::Rulebook;
use crate::store::pages::{ListColumn, Order, Query, Show};
use crate::ui::screens::dossiers::filter::{code_of, show_of};
use crate::ui::screens::dossiers::rows::USUAL;

/// Codes of the orders with names of their own.
const ORDERS: [(&str, Order); 6] = [
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("clock", Order::Due),
    ("name", Order::Name),
    ("code", Order::Code),
    ("settled", Order::Settled),
];

/// The code of an order: `clock`, `phone+`, `due-`.
pub fn order_code(order: Order) -> String {
    match order {
        Order::By(column, down) => format!("{}{}", column.code(), if down { '-' } else { '+' }),
        order => ORDERS.iter().find(|(_, known)| *known == order).map_or("newest", |(code, _)| code).to_owned(),
    }
}

/// The order with a code.
pub fn order_of(code: &str) -> Option<Order> {
    let named = ORDERS.iter().find(|(known, _)| *known == code).map(|(_, order)| *order);
    let by = |(at, down)| Some(Order::By(ListColumn::from_code(&code[..at])?, down));
    named
        .or_else(|| code.strip_suffix('+').map(|name| (name.len(), false)).and_then(by))
        .or_else(|| code.strip_suffix('-').map(|name| (name.len(), true)).and_then(by))
}

/// Codes of columns, one after the other.
pub fn columns_text(columns: &[ListColumn]) -> String {
    if columns == USUAL {
        return String::new();
    }
    columns.iter().map(|column| column.code()).collect::<Vec<_>>().join(" ")
}

/// The columns of such a text; the usual ones where it names none.
pub fn columns_of(text: &str) -> Vec<ListColumn> {
    let mut columns: Vec<ListColumn> = Vec::new();
    for column in text.split_whitespace().filter_map(ListColumn::from_code) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    if columns.is_empty() { USUAL.to_vec() } else { columns }
}

/// The day that a set names, where it is not today's.
fn day_of(show: Show, today: Day) -> Option<Day> {
    match show {
        Show::DueOn(day) | Show::AcceptedOn(day) | Show::ReturnedOn(day) | Show::SettledOn(day) => {
            Some(day).filter(|day| *day != today)
        }
        _ => None,
    }
}

/// A view as text.
pub fn write(query: &Query, columns: &[ListColumn], today: Day) -> String {
    let only: Vec<Value> = query.only.iter().map(|(column, value)| json!([column.code(), value])).collect();
    json!({
        "show": code_of(query.show),
        "day": day_of(query.show, today).map(|day| day.to_string()),
        "find": query.find,
        "field": query.field,
        "officer": query.officer,
        "procedure": query.procedure,
        "channel": query.channel.map(Channel::code),
        "accepted": query.accepted.map(|(from, to)| [from.to_string(), to.to_string()]),
        "only": only,
        "order": order_code(query.order),
        "columns": columns_text(columns),
    })
    .to_string()
}

/// The view that a text is; `None` where it is none. What a later version may have added is passed over.
pub fn read(body: &str, rules: &Rulebook, now: Moment) -> Option<(Query, Vec<ListColumn>)> {
    let view: Value = serde_json::from_str(body).ok().filter(Value::is_object)?;
    let text = |key: &str| view[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let day = |value: &Value| value.as_str().and_then(|day| day.parse::<Day>().ok());
    let named = day(&view["day"]).unwrap_or(now.day);
    let show = match show_of(view["show"].as_str().unwrap_or("all"), rules, now) {
        Show::DueOn(_) => Show::DueOn(named),
        Show::AcceptedOn(_) => Show::AcceptedOn(named),
        Show::ReturnedOn(_) => Show::ReturnedOn(named),
        Show::SettledOn(_) => Show::SettledOn(named),
        show => show,
    };
    let only = view["only"].as_array().into_iter().flatten();
    let only = only.filter_map(|pair| Some((ListColumn::from_code(pair[0].as_str()?)?, pair[1].as_str()?.to_owned())));
    let query = Query {
        show,
        find: text("find").unwrap_or_default(),
        field: text("field"),
        officer: text("officer"),
        procedure: text("procedure"),
        channel: text("channel").and_then(|code| Channel::from_code(&code)),
        accepted: day(&view["accepted"][0]).zip(day(&view["accepted"][1])),
        only: only.collect(),
        order: text("order").and_then(|code| order_of(&code)).unwrap_or(Order::Newest),
    };
    Some((query, columns_of(view["columns"].as_str().unwrap_or_default())))
}
