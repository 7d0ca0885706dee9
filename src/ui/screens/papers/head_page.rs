//! The section head's page (trang lãnh đạo): who has what overdue, what lacks an apology and what work is owed.

use crate::domain::collation::sort_key;
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
use crate::ui::screens::papers::explain_form;
use crate::ui::screens::papers::paper::{Desk, Paper, WHOLE, fail, sum_cell};
use crate::ui::screens::report::period_form;
use crate::ui::work::list::ticket;
use crate::ui::work::papers::{Answer, Ask, HeadGroup, HeadNumber, HeadPage, HeadRow, List, Listed, Sheet};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// A key for each number of the selected row.
const KEYS: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];

/// The page.
#[derive(Default)]
pub struct Head {
    group: HeadGroup,
    page: Option<HeadPage>,
    /// The question for the dossiers behind a number, and what their list is called.
    opening: Option<(u64, String)>,
}

impl Head {
    fn selected(&self, table: &Table) -> Option<&HeadRow> {
        let (row, page) = (table.selected()?, self.page.as_ref()?);
        if row.id == WHOLE { Some(&page.whole) } else { page.rows.iter().find(|known| known.id == row.id) }
    }

    /// The numbers of the selected row, each with the key that opens it.
    fn choose(&self, table: &Table) -> Vec<Effect<Job>> {
        let Some(row) = self.selected(table) else { return Vec::new() };
        let numbers = HeadNumber::ALL.into_iter().zip(row.numbers).zip(KEYS).filter(|((_, n), _)| *n > 0);
        let item = |((number, n), key): ((HeadNumber, u64), &str)| {
            PickItem::new(number.label(), key, number.label(), &vietnamese_number(n as i64))
        };
        let title = format!("{} — mở danh sách nào", row.name);
        vec![Effect::Popup(Box::new(Popup::choose(
            Act::Open,
            &title,
            Pick::new(numbers.map(item).collect()).with_keys(),
        )))]
    }

    fn open(&mut self, id: &str, table: &Table) -> Vec<Effect<Job>> {
        let number = HeadNumber::ALL.into_iter().find(|number| number.label() == id);
        let (Some(row), Some(number), Some(page)) = (self.selected(table), number, self.page.as_ref()) else {
            return Vec::new();
        };
        let whole = table.selected().is_some_and(|row| row.id == WHOLE);
        let of = Some(row.id).filter(|_| !whole);
        let (title, ticket) = (format!("{}, {}", number.label(), row.name), ticket());
        let (group, at, stop) = (page.group, page.at, Stop::default());
        self.opening = Some((ticket, title));
        vec![Effect::Job(Job::Papers(Ask::Behind { ticket, number, group, of, at, stop }))]
    }

    fn ask_explain(&self, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        let (Some(aids), Some(ground)) = (desk.aids, desk.ground()) else { return Vec::new() };
        let name = self.selected(desk.table).filter(|row| row.id != 0 && self.group == HeadGroup::Officer);
        let known = name.and_then(|row| aids.names_by_code.iter().find(|(_, known)| **known == row.name));
        let officer = known.map_or("", |(code, _)| code.as_str());
        vec![Effect::Popup(Box::new(explain_form::popup(aids, &ground, officer)))]
    }
}

fn line(row: &HeadRow, id: i64) -> Row {
    let name = if id == WHOLE { String::new() } else { sort_key(&row.name) };
    let mut cells = vec![Cell::plain(row.name.as_str()).by(name)];
    for (number, n) in HeadNumber::ALL.into_iter().zip(row.numbers) {
        let missing = matches!(number, HeadNumber::OverdueMissing | HeadNumber::SettledMissing);
        let tone = if missing && n > 0 { Tone::Overdue } else { Tone::Normal };
        cells.push(sum_cell(n as i64, tone));
    }
    Row { id, version: 0, cells, tone: if id == WHOLE { Tone::Title } else { Tone::Normal } }
}

impl Paper for Head {
    const SCOPE: Scope = Scope::HeadPage;
    const TITLE: &'static str = "Trang lãnh đạo";

    fn table() -> Arranged {
        let mut columns = vec![Column::new("Cán bộ, lĩnh vực", 17, 34, 0).tight(10)];
        let ranks = [1, 2, 3, 4, 5, 7, 8, 6];
        let number = |(number, rank): (HeadNumber, u8)| Column::new(number.short(), 8, 9, rank).tight(7).right();
        columns.extend(HeadNumber::ALL.into_iter().zip(ranks).map(number));
        Arranged::at_hand("head_page", columns).findable()
    }

    fn list(&mut self, _around: &Around) -> List {
        List::Head(self.group)
    }

    fn take(&mut self, listed: &Listed) -> Option<Vec<Row>> {
        let Listed::Head(page) = listed else { return None };
        self.page = Some(page.clone());
        let whole = (!page.rows.is_empty()).then(|| line(&page.whole, WHOLE));
        Some(whole.into_iter().chain(page.rows.iter().map(|row| line(row, row.id))).collect())
    }

    fn heading(&self) -> String {
        let by = if self.group == HeadGroup::Officer { "cán bộ" } else { "lĩnh vực" };
        let year = self
            .page
            .as_ref()
            .map_or_else(String::new, |page| format!(" (xong trễ: từ {})", page.at.year_from.vietnamese()));
        format!("Quá hạn, xin lỗi, việc nợ theo {by}{year}")
    }

    fn nothing(&self) -> String {
        "Không có hồ sơ quá hạn, không thiếu văn bản xin lỗi, không nợ việc nào. Nhấn h để lập giải trình của kỳ trước."
            .to_owned()
    }

    fn legend(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("Chưa XL", "Chưa XL: đang quá hạn, chưa xin lỗi, chưa ghi lý do"),
            ("Chưa XL*", "Chưa XL*: như vậy, đã xong trong năm"),
            ("Chưa KT", "Chưa KT: xong việc, chưa kết thúc trên Cổng"),
            ("SH giấy", "SH giấy: chưa số hóa giấy tờ"),
            ("SH k.quả", "SH k.quả: chưa số hóa kết quả"),
        ]
    }

    fn sheets(&self) -> Vec<(&'static str, Sheet)> {
        let other = if self.group == HeadGroup::Officer { HeadGroup::Field } else { HeadGroup::Officer };
        let named = |group| match group {
            HeadGroup::Officer => ("Bảng tổng hợp theo cán bộ", Sheet::Head(group)),
            HeadGroup::Field => ("Bảng tổng hợp theo lĩnh vực", Sheet::Head(group)),
        };
        vec![named(self.group), named(other)]
    }

    fn act(&mut self, act: Act, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        match act {
            Act::Open => self.choose(desk.table),
            Act::ExplainLate => self.ask_explain(desk),
            Act::NextPart => {
                self.group = if self.group == HeadGroup::Officer { HeadGroup::Field } else { HeadGroup::Officer };
                let list = List::Head(self.group);
                vec![Effect::Job(Job::Papers(Ask::Load { ticket: 0, list, stop: Stop::default() }))]
            }
            _ => Vec::new(),
        }
    }

    fn edited(&self, purpose: Act, form: &mut Form, key: &str, ground: &Ground<'_>) {
        if purpose == Act::ExplainLate {
            if matches!(key, "from" | "to") {
                period_form::typed_a_day(form, ground);
            }
            period_form::echo(form, ground);
        }
    }

    fn answered(&mut self, popup: &Popup, answer: &Given, desk: &Desk<'_>) -> Vec<Effect<Job>> {
        if let (Act::Open, Given::Chosen(id)) = (popup.purpose, answer) {
            return self.open(id, desk.table);
        }
        let (Some(form), Some(ground), Act::ExplainLate) = (popup.form(), desk.ground(), popup.purpose) else {
            return Vec::new();
        };
        match explain_form::read(form, &ground) {
            Ok((sheet, format)) => {
                let ask = Ask::Out { ticket: 0, sheet: Box::new(sheet), format, stop: Stop::default() };
                vec![Effect::Close(Act::ExplainLate), Effect::Job(Job::Papers(ask))]
            }
            Err(refusal) => fail(Act::ExplainLate, refusal),
        }
    }

    fn reply(&mut self, reply: &Reply) -> Vec<Effect<Job>> {
        match reply {
            Reply::Papers(Answer::Behind { ticket: came, ids }) => {
                let Some((_, title)) = self.opening.take_if(|(asked, _)| asked == came) else { return Vec::new() };
                let title = format!("{title}: {} hồ sơ", vietnamese_number(ids.len() as i64));
                vec![Effect::Push(Box::new(Behind::dossiers(&title, ids.clone(), ticket())))]
            }
            Reply::Papers(Answer::Ended { ticket, said }) => {
                let ended = self.opening.take_if(|(asked, _)| asked == ticket);
                ended.map(|_| Effect::Say(Tone::Warning, said.clone())).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}
