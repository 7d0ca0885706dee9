//! Fees taken (phí đã thu): the sums of a day or of a span of days by officer, and the dossiers behind each sum.

use crate::domain::day::Day;
use crate::domain::number::vietnamese_number;
use crate::ui::action::{Around, Effect};
use crate::ui::entry::Ground;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Tone;
use crate::ui::parts::form::Form;
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::{Answer as Given, Popup};
use crate::ui::parts::table::{Cell, Column, Row, Table};
use crate::ui::screens::arranged::Arranged;
use crate::ui::screens::behind::Behind;
use crate::ui::screens::papers::paper::{Desk, Paper, WHOLE, again, fail, sum_cell};
use crate::ui::screens::papers::span_form;
use crate::ui::work::Job;
use crate::ui::work::list::ticket;
use crate::ui::work::papers::{Fees, List, Listed, Sheet, Sum, Taker, Way, span};

/// What stands for everything taken, beside the ways.
const TAKEN: &str = "taken";

/// The list.
#[derive(Default)]
pub struct FeesTaken {
    span: Option<(Day, Day)>,
    /// The days were chosen; otherwise the list follows today.
    chosen: bool,
    fees: Option<Fees>,
}

impl FeesTaken {
    fn taker(&self, table: &Table) -> Option<&Taker> {
        let (row, fees) = (table.selected()?, self.fees.as_ref()?);
        if row.id == WHOLE { Some(&fees.whole) } else { fees.takers.iter().find(|taker| taker.id == row.id) }
    }

    /// The sums of the selected row, each with what it opens.
    fn choose(&self, table: &Table) -> Vec<Effect<Job>> {
        let Some(taker) = self.taker(table) else { return Vec::new() };
        let item = |id: &str, key: &str, name: &str, sum: &Sum| {
            let (n, amount) = (vietnamese_number(sum.dossiers.len() as i64), vietnamese_number(sum.amount));
            (!sum.dossiers.is_empty())
                .then(|| PickItem::new(id, key, &format!("{name}: {amount} đồng"), &format!("{n} hồ sơ")))
        };
        let mut items: Vec<PickItem> = item(TAKEN, "1", "Tất cả đã thu", &taker.taken()).into_iter().collect();
        for (key, way) in ["2", "3", "4", "5"].into_iter().zip(Way::ALL) {
            items.extend(item(way.label(), key, &format!("Trong đó: {}", way.label()), taker.way(way)));
        }
        let title = format!("{} — mở hồ sơ của khoản nào", taker.name);
        vec![Effect::Popup(Box::new(Popup::choose(Act::Open, &title, Pick::new(items).with_keys())))]
    }

    fn open(&self, id: &str, table: &Table) -> Vec<Effect<Job>> {
        let (Some(taker), Some((from, to))) = (self.taker(table), self.span) else { return Vec::new() };
        let way = Way::ALL.into_iter().find(|way| way.label() == id);
        let (sum, what) = match way {
            Some(way) => (taker.way(way).clone(), way.label()),
            None => (taker.taken(), "đã thu"),
        };
        let title = format!("Phí {}, {}, {what}: {} hồ sơ", span(from, to), taker.name, sum.dossiers.len());
        vec![Effect::Push(Box::new(Behind::dossiers(&title, sum.dossiers, ticket())))]
    }
}

fn line(taker: &Taker, id: i64) -> Row {
    let taken = taker.taken();
    let open = taker.way(Way::Open).amount;
    let tone = if open > 0 { Tone::Waiting } else { Tone::Normal };
    let mut cells = vec![
        Cell::plain(taker.name.as_str()).by(if id == WHOLE {
            String::new()
        } else {
            crate::domain::collation::sort_key(&taker.name)
        }),
        sum_cell(taken.dossiers.len() as i64, Tone::Normal),
        sum_cell(taken.amount, Tone::Normal),
    ];
    cells.extend([Way::Cash, Way::Online, Way::Unsaid].map(|way| sum_cell(taker.way(way).amount, Tone::Normal)));
    cells.push(sum_cell(open, tone));
    Row { id, version: 0, cells, tone: if id == WHOLE { Tone::Title } else { Tone::Normal } }
}

impl Paper for FeesTaken {
    const SCOPE: Scope = Scope::Fees;
    const TITLE: &'static str = "Phí đã thu";

    fn table() -> Arranged {
        let columns = vec![
            Column::new("Cán bộ thu", 12, 28, 0),
            Column::new("Hồ sơ", 5, 8, 3).right(),
            Column::new("Đã thu (đồng)", 13, 16, 1).right(),
            Column::new("Trực tiếp", 11, 15, 2).right(),
            Column::new("Trực tuyến", 11, 15, 4).right(),
            Column::new("Chưa rõ cách", 12, 15, 6).right(),
            Column::new("Chưa ghi thu", 12, 15, 5).right(),
        ];
        Arranged::at_hand("fees", columns)
    }

    fn list(&mut self, around: &Around) -> List {
        let today = around.now.day;
        let (from, to) = self.span.filter(|_| self.chosen).unwrap_or((today, today));
        self.span = Some((from, to));
        List::Fees(from, to)
    }

    fn take(&mut self, listed: &Listed) -> Option<Vec<Row>> {
        let Listed::Fees(fees) = listed else { return None };
        self.fees = Some(fees.clone());
        let whole = (!fees.takers.is_empty()).then(|| line(&fees.whole, WHOLE));
        Some(whole.into_iter().chain(fees.takers.iter().map(|taker| line(taker, taker.id))).collect())
    }

    fn heading(&self) -> String {
        let Some((from, to)) = self.span else { return Self::TITLE.to_owned() };
        let taken = self.fees.as_ref().map(|fees| fees.whole.taken().amount).unwrap_or_default();
        format!("Phí, lệ phí đã thu {}: {} đồng", span(from, to), vietnamese_number(taken))
    }

    fn nothing(&self) -> String {
        "Không có khoản phí nào trong khoảng ngày này. Nhấn t để chọn ngày khác; mở hồ sơ rồi nhấn $ để ghi phí đã thu."
            .to_owned()
    }

    fn sheets(&self) -> Vec<(&'static str, Sheet)> {
        self.span.map(|(from, to)| ("Bảng kê phí, lệ phí đã thu", Sheet::Fees(from, to))).into_iter().collect()
    }

    fn act(&mut self, act: Act, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let today = desk.around.now.day;
        match act {
            Act::Open => self.choose(desk.table),
            Act::Period => {
                let (from, to) = self.span.unwrap_or((today, today));
                vec![Effect::Popup(Box::new(Popup::prompt(act, "Khoảng ngày thu", span_form::form(from, to))))]
            }
            _ => Vec::new(),
        }
    }

    fn edited(&self, _purpose: Act, form: &mut Form, key: &str, ground: &Ground<'_>) {
        span_form::echo(form, key, ground);
    }

    fn answered(&mut self, popup: &Popup, answer: &Given, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        if let (Act::Open, Given::Chosen(id)) = (popup.purpose, answer) {
            return self.open(id, desk.table);
        }
        let (Some(form), Some(ground), Act::Period) = (popup.form(), desk.ground(), popup.purpose) else {
            return Vec::new();
        };
        match span_form::read(form, &ground) {
            Ok(days) => {
                let today = desk.around.now.day;
                (self.span, self.chosen) = (Some(days), days != (today, today));
                again(Act::Period, List::Fees(days.0, days.1))
            }
            Err(refusal) => fail(Act::Period, refusal),
        }
    }
}
