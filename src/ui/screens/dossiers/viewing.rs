//! How the list is looked at: its order, its columns, the values it is narrowed to, the views saved under names.

use crate::domain::day::Moment;
use crate::domain::dossier::Channel;
use crate::domain::number::vietnamese_number;
use crate::domain::stage::stage;
use crate::store::pages::{ListColumn, ListRow, Order, Query, SORT_MOST};
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::arranging::Arranging;
use crate::ui::parts::copying;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::pick::{Pick, PickItem};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::dossiers::{Dossiers, rows, view};
use crate::ui::work::Job;
use crate::ui::work::list::{Ask, DOSSIERS, ViewChange, Views};

/// The ids of what the list of views offers beside the views.
const RENAME: &str = "*rename";
const REMOVE: &str = "*remove";

/// Said where no view was saved yet.
pub(super) const NO_VIEW: &str = "Chưa lưu cách xem nào; w: lưu bộ lọc, thứ tự và các cột đang dùng dưới một tên.";

/// What the next choice of a view is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// To open it.
    #[default]
    Open,
    /// To name it anew: the name that it has.
    Rename(String),
}

impl Dossiers {
    /// Every order to choose from: those with names, then every column up and down.
    pub(super) fn choose_order(&self) -> Vec<Effect<Job>> {
        let columns =
            ListColumn::ALL.into_iter().flat_map(|column| [Order::By(column, false), Order::By(column, true)]);
        let item = |order: Order| {
            let most = format!("≤ {} hồ sơ", vietnamese_number(SORT_MOST as i64));
            let side = if order.indexed() { "" } else { &most };
            PickItem::new(&view::order_code(order), "", &order.label(), side)
        };
        let mut pick = Pick::new(Order::ALL.into_iter().chain(columns).map(item).collect());
        pick.highlight(&view::order_code(self.query().order));
        vec![Effect::Popup(Box::new(Popup::choose(Act::Sort, "Sắp xếp hồ sơ", pick)))]
    }

    /// Puts the list in another order. What is too long for it is told by the answer.
    pub(super) fn put_in_order(&mut self, order: Order) -> Vec<Effect<Job>> {
        self.list.requery(Query { order, ..self.query() })
    }

    /// A click on a heading: by that column, and the other way round when it is already.
    pub(super) fn sort_by_heading(&mut self, at: usize) -> Vec<Effect<Job>> {
        let Some(column) = self.columns.get(at).copied() else { return Vec::new() };
        if self.base.is_none() {
            return vec![Effect::Say(Tone::Warning, super::GIVEN.to_owned())];
        }
        let down = self.query().order.column() == Some((column, false));
        self.put_in_order(Order::By(column, down))
    }

    /// The arrow of the heading follows the order.
    pub(super) fn show_order(&mut self) {
        let sorted = self.list.query().and_then(|query| query.order.column());
        let at = |column| self.columns.iter().position(|known| *known == column);
        let sorted = sorted.and_then(|(column, down)| Some((at(column)?, down)));
        self.list.table.set_sorted(sorted);
    }

    /// Shows these columns.
    pub(super) fn show_columns(&mut self, columns: Vec<ListColumn>, around: &Around) {
        if columns != self.columns {
            self.columns.clone_from(&columns);
            let show = columns.clone();
            self.list.show_as(
                rows::columns(&columns),
                Box::new(move |row, rules, now| rows::row(&show, row, rules, now)),
                around.now,
            );
        }
    }

    /// A key of the box of columns.
    pub(super) fn arrange(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        let Some(arranging) = &mut self.arranging else { return Vec::new() };
        if act == Act::Close {
            self.arranging = None;
            let (table, columns) = (DOSSIERS.to_owned(), view::columns_text(&self.columns));
            return vec![Effect::Job(Job::List(Ask::KeepColumns { table, columns }))];
        }
        arranging.act(act);
        let shown = columns_at(&arranging.shown());
        self.show_columns(shown, around);
        Vec::new()
    }

    /// Opens the box of columns.
    pub(super) fn begin_arranging(&mut self) -> Vec<Effect<Job>> {
        let titles = ListColumn::ALL.iter().map(|column| column.label().to_owned()).collect();
        self.arranging = Some(Arranging::of(titles, places_of(rows::USUAL), &places_of(&self.columns)));
        Vec::new()
    }

    /// The values of the selected row to which the list can be narrowed.
    pub(super) fn choose_value(&self, around: &Around) -> Vec<Effect<Job>> {
        let Some(row) = self.list.selected() else { return Vec::new() };
        let rules = self.aids.as_ref().map(|aids| aids.rules.as_ref());
        let items =
            ListColumn::ALL.into_iter().filter(|column| value(*column, row, around.now).is_some()).map(|column| {
                let said = match column {
                    ListColumn::Due => row.due.map_or(String::new(), |due| due.day.vietnamese()),
                    column => rows::text(column, row, rules, around.now),
                };
                let most = format!("≤ {} hồ sơ", vietnamese_number(SORT_MOST as i64));
                let side = if column.narrows() { "" } else { &most };
                PickItem::new(column.code(), "", &format!("{}: {said}", column.label()), side)
            });
        let popup = Popup::choose(Act::FilterBy, "Chỉ giữ hồ sơ giống dòng này ở…", Pick::new(items.collect()));
        vec![Effect::Popup(Box::new(popup))]
    }

    /// Narrows the list to the selected row's value of a column.
    pub(super) fn narrow(&mut self, code: &str, now: Moment) -> Vec<Effect<Job>> {
        let Some(column) = ListColumn::from_code(code) else { return Vec::new() };
        let Some(value) = self.list.selected().and_then(|row| value(column, row, now)) else { return Vec::new() };
        let mut query = self.query();
        match column {
            ListColumn::Field => query.field = Some(value),
            ListColumn::Channel => query.channel = Channel::from_code(&value),
            column => {
                query.only.retain(|(known, _)| *known != column);
                query.only.push((column, value));
            }
        }
        self.list.requery(query)
    }

    /// The cells of the selected row, to copy one of them or all.
    pub(super) fn choose_copy(&self) -> Vec<Effect<Job>> {
        copying::choose(&self.list.table).map(|popup| Effect::Popup(Box::new(popup))).into_iter().collect()
    }

    /// Copies a cell of the selected row, or the row.
    pub(super) fn copy(&self, id: &str) -> Vec<Effect<Job>> {
        copying::chosen(&self.list.table, id).map(|(text, said)| Effect::Copy(text, said)).into_iter().collect()
    }

    /// The saved views to open, and what can be done with them.
    pub(super) fn choose_view(&self) -> Vec<Effect<Job>> {
        let mut items: Vec<PickItem> =
            self.views.named.iter().map(|(name, _)| PickItem::new(name, "", name, "")).collect();
        items.push(PickItem::new(RENAME, "", "Đổi tên một cách xem…", ""));
        items.push(PickItem::new(REMOVE, "", "Bỏ một cách xem…", ""));
        vec![Effect::Popup(Box::new(Popup::choose(Act::Views, "Cách xem đã lưu", Pick::new(items))))]
    }

    /// One of the saved views, for something that is done with it.
    fn one_of_the_views(&self, act: Act, title: &str) -> Vec<Effect<Job>> {
        let items = self.views.named.iter().map(|(name, _)| PickItem::new(name, "", name, "")).collect();
        vec![Effect::Popup(Box::new(Popup::choose(act, title, Pick::new(items))))]
    }

    /// Opens the view that was chosen, or asks for the one to rename or to remove.
    pub(super) fn view_chosen(&mut self, id: &str, around: &Around) -> Vec<Effect<Job>> {
        match id {
            RENAME | REMOVE if self.views.named.is_empty() => vec![Effect::Say(Tone::Warning, NO_VIEW.to_owned())],
            RENAME => self.one_of_the_views(Act::Edit, "Đổi tên cách xem nào?"),
            REMOVE => self.one_of_the_views(Act::Remove, "Bỏ cách xem nào?"),
            name => {
                let Some(aids) = self.aids.clone() else { return Vec::new() };
                let body = self.views.named.iter().find(|(known, _)| known == name).map(|(_, body)| body.as_str());
                let Some((query, columns)) = body.and_then(|body| view::read(body, &aids.rules, around.now)) else {
                    return vec![Effect::Say(Tone::Warning, format!("Không đọc được cách xem “{name}”."))];
                };
                self.find_again(&query.find);
                self.show_columns(columns, around);
                let mut effects = self.list.requery(query);
                effects.push(Effect::Say(Tone::Normal, format!("Đang xem: {name}")));
                effects
            }
        }
    }

    /// Asks for the name under which a view is saved, or the other name of one.
    pub(super) fn ask_name(&mut self, naming: Naming) -> Vec<Effect<Job>> {
        let (act, title, name) = match &naming {
            Naming::Open => (Act::SaveView, "Lưu cách xem này", ""),
            Naming::Rename(name) => (Act::Edit, "Đổi tên cách xem", name.as_str()),
        };
        let hint = "Trùng tên thì thay cách xem cũ; hoàn tác được.";
        let hint = if act == Act::SaveView { hint } else { "" };
        let form = Form::new(vec![FormRow::text("name", "Tên", name).hint(hint)]);
        let kept_as = if act == Act::SaveView { "list_view".to_owned() } else { format!("list_view.{name}") };
        let popup = Popup::prompt(act, title, form).kept(kept_as);
        self.naming = naming;
        vec![Effect::Popup(Box::new(popup))]
    }

    /// Sends the name to the register.
    pub(super) fn take_name(&mut self, form: &Form, around: &Around) -> Vec<Effect<Job>> {
        let name = form.get("name").to_owned();
        let change = match &self.naming {
            Naming::Open => ViewChange::Save { name, body: view::write(&self.query(), &self.columns, around.now.day) },
            Naming::Rename(from) => ViewChange::Rename { from: from.clone(), to: name },
        };
        vec![Effect::Job(Job::List(Ask::View(change)))]
    }

    /// Takes the saved views; the columns only until the clerk has chosen others here.
    pub(super) fn take_views(&mut self, views: &Views, around: &Around) {
        let others = views.columns != self.views.columns || !std::mem::replace(&mut self.views_known, true);
        self.views = views.clone();
        if others && self.arranging.is_none() {
            self.show_columns(view::columns_of(&views.columns), around);
        }
    }
}

/// The columns at these places among all.
pub(super) fn columns_at(places: &[usize]) -> Vec<ListColumn> {
    places.iter().filter_map(|at| ListColumn::ALL.get(*at).copied()).collect()
}

/// The places of columns among all.
fn places_of(columns: &[ListColumn]) -> Vec<usize> {
    columns.iter().filter_map(|column| ListColumn::ALL.iter().position(|known| known == column)).collect()
}

/// What is said of a list that is too long for an order or a filter.
pub(super) fn too_long(query: &Query, n: usize) -> String {
    let filter = query.only.iter().map(|(column, _)| *column).find(|column| column.narrows_short());
    let (done, column) = match filter {
        Some(column) => ("lọc", column.label()),
        None => ("xếp", query.order.column().map_or("", |(column, _)| column.label())),
    };
    let most = vietnamese_number(SORT_MOST as i64);
    let n = if n == SORT_MOST + 1 { format!("hơn {most}") } else { vietnamese_number(n as i64) };
    format!("Danh sách có {n} hồ sơ; chỉ {done} theo {column} khi còn tối đa {most}. Hãy lọc bớt (l, =).")
}

/// The value of a column in a row as a list is narrowed to it; `None` where it is empty or no such column.
fn value(column: ListColumn, row: &ListRow, now: Moment) -> Option<String> {
    let day = |moment: Option<Moment>| moment.map(|moment| moment.day.to_string());
    let text = match column {
        ListColumn::Name => row.name.clone(),
        ListColumn::Due => day(row.due)?,
        ListColumn::Procedure => row.procedure.clone(),
        ListColumn::Field => row.field.clone(),
        ListColumn::Channel => row.channel.code().to_owned(),
        ListColumn::Accepted => day(row.milestones.accepted_at)?,
        ListColumn::Phone => row.phone.clone(),
        ListColumn::SourceCode => row.more.source_code.clone(),
        ListColumn::Office => row.more.office.clone(),
        ListColumn::Settled => day(row.milestones.settled_at)?,
        ListColumn::Returned => day(row.milestones.returned_at)?,
        ListColumn::Receiver => row.more.officer_codes.0.clone(),
        ListColumn::Handler => row.more.officer_codes.1.clone(),
        ListColumn::LateKind => row.more.late_kind?.code().to_owned(),
        ListColumn::Stage => stage(&row.milestones, now).label().to_owned(),
        ListColumn::Officer => row.officer.clone(),
        ListColumn::Submitted => day(row.submitted_at)?,
        ListColumn::AcceptanceDue => day(row.clocks.acceptance_due)?,
        ListColumn::HandoverDue => day(row.clocks.handover_due)?,
        ListColumn::Done => day(row.milestones.done_at)?,
        ListColumn::Apology => rows::text(column, row, None, now),
        ListColumn::Digitised => {
            let (done, required) = row.more.components;
            format!("{done}/{required}/{}", u8::from(row.more.result_digitized))
        }
        ListColumn::Code | ListColumn::TimeLeft => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
