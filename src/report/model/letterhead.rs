//! Letterhead and signature of an official document (DOMAIN.md §7), laid out as lines with roles.

use super::block::Block;
use super::line::{Line, Panes, Role};
use super::run::Run;
use crate::domain::day::Day;
use crate::domain::settings::Settings;

/// The state's name, on every official paper.
pub const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// The motto below it.
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The heading of an official document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Superior body, printed in capitals; may be empty.
    pub superior: String,
    /// Issuing body, printed in capitals.
    pub unit: String,
    /// The document's number; `None` leaves room for a pen.
    pub number: Option<u32>,
    /// Symbol after the number: `BC-TTPVHCC`. Empty = no line with a number at all.
    pub symbol: String,
    /// Place.
    pub place: String,
    /// Date; `None` leaves room for a pen.
    pub date: Option<Day>,
    /// Name of the kind, printed in capitals: `BÁO CÁO`.
    pub kind_title: String,
    /// What the document is about.
    pub subject: String,
    /// To whom it goes (`Kính gửi`); may be empty.
    pub recipient: String,
}

impl Letterhead {
    /// The heading of what leaves this desk under no number.
    pub fn of_desk(settings: &Settings, date: Option<Day>, kind_title: &str, subject: String) -> Letterhead {
        Letterhead {
            superior: settings.get("superior").to_owned(),
            unit: settings.unit().to_owned(),
            place: settings.get("place").to_owned(),
            date,
            kind_title: kind_title.to_owned(),
            subject,
            ..Letterhead::default()
        }
    }

    /// Kind and subject in one line, for the file's properties.
    pub fn title(&self) -> String {
        format!("{} {}", self.kind_title, self.subject).trim().to_owned()
    }

    /// The two columns at the top, the title and the addressee.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Panes(self.heads())];
        for (role, text) in [(Role::Kind, self.kind_title.to_uppercase()), (Role::Subject, self.subject.clone())] {
            if !text.is_empty() {
                blocks.push(Block::Line(Line::new(role, text)));
            }
        }
        if !self.recipient.is_empty() {
            blocks.push(Block::Line(Line::new(Role::Addressee, format!("Kính gửi: {}", self.recipient))));
        }
        blocks
    }

    /// What stands on each annex, so that nobody can put it to another document (Nghị định 30/2020/NĐ-CP, Phụ lục I):
    /// `(Kèm theo Báo cáo số 05/BC-TTPVHCC ngày 05 tháng 02 năm 2026 của …)`.
    pub fn accompanying(&self) -> String {
        let mut letters = self.kind_title.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let kind = format!("{first}{}", letters.as_str().to_lowercase());
        let number = match self.symbol.as_str() {
            "" => String::new(),
            symbol => format!(" số {}/{symbol}", self.number_text()),
        };
        format!("(Kèm theo {kind}{number} {} của {})", date_text(self.date), self.unit)
    }

    fn heads(&self) -> Panes {
        let mut left = Vec::new();
        if !self.superior.is_empty() {
            left.push(Line::new(Role::Superior, self.superior.to_uppercase()));
        }
        left.push(Line::new(Role::Issuer, self.unit.to_uppercase()));
        let right = vec![Line::new(Role::State, STATE), Line::new(Role::Motto, MOTTO)];
        let number = match self.symbol.as_str() {
            "" => Vec::new(),
            symbol => vec![Line::new(Role::Number, format!("Số: {}/{symbol}", self.number_text()))],
        };
        let date = vec![Line::new(Role::PlaceDate, place_date(&self.place, self.date))];
        Panes { widths: vec![40, 60], rows: vec![vec![left, right], vec![number, date]] }
    }

    /// Numbers below 10 get a leading 0; dots where the number is not yet given.
    fn number_text(&self) -> String {
        self.number.map_or_else(|| "………".to_owned(), |n| format!("{n:02}"))
    }
}

/// `ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 get a leading 0, so that no digit can be put before
/// them.
pub fn long_date(day: Day) -> String {
    if day.month() <= 2 {
        format!("ngày {:02} tháng {:02} năm {}", day.date(), day.month(), day.year())
    } else {
        format!("ngày {:02} tháng {} năm {}", day.date(), day.month(), day.year())
    }
}

fn date_text(date: Option<Day>) -> String {
    date.map_or_else(|| "ngày … tháng … năm …".to_owned(), long_date)
}

/// `Đồng Xuân, ngày 05 tháng 02 năm 2026`, with room for a pen where there is no date.
fn place_date(place: &str, date: Option<Day>) -> String {
    let date = date_text(date);
    if place.is_empty() { date } else { format!("{place}, {date}") }
}

/// Recipients and signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// The recipients, without dash and stop; the last one is the archive: `Lưu: VT, TTPVHCC`.
    pub recipients: Vec<String>,
    /// `KT. GIÁM ĐỐC`; may be empty.
    pub prefix: String,
    /// `PHÓ GIÁM ĐỐC`
    pub position: String,
    /// Name of the signer.
    pub signer: String,
}

impl Closing {
    /// Recipients at the left, signature at the right.
    pub fn block(&self) -> Block {
        let mut left = Vec::new();
        if !self.recipients.is_empty() {
            left.push(Line::new(Role::RecipientsHead, "Nơi nhận:"));
        }
        for (i, recipient) in self.recipients.iter().enumerate() {
            let end = if i + 1 == self.recipients.len() { "." } else { ";" };
            let name = recipient.trim_end_matches(['.', ';']);
            left.push(Line { role: Role::Recipient, runs: vec![Run::text(format!("- {name}{end}"))] });
        }
        let mut right = Vec::new();
        for title in [&self.prefix, &self.position] {
            if !title.is_empty() {
                right.push(Line::new(Role::Position, title.to_uppercase()));
            }
        }
        right.push(Line::new(Role::SignSpace, ""));
        right.push(Line::new(Role::Signer, &self.signer));
        Block::Panes(Panes { widths: vec![45, 55], rows: vec![vec![left, right]] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_get_their_leading_zeros() {
        let on = |text: &str| place_date("Đồng Xuân", Some(text.parse().expect("a day")));
        assert_eq!(on("2026-02-05"), "Đồng Xuân, ngày 05 tháng 02 năm 2026");
        assert_eq!(on("2026-03-15"), "Đồng Xuân, ngày 15 tháng 3 năm 2026");
        assert_eq!(place_date("", None), "ngày … tháng … năm …");
        let head = Letterhead { number: Some(5), ..Letterhead::default() };
        assert_eq!(head.number_text(), "05");
    }

    #[test]
    fn the_last_recipient_ends_with_a_full_stop() {
        let closing = Closing { recipients: vec!["UBND xã;".into(), "Lưu: VT".into()], ..Closing::default() };
        let Block::Panes(panes) = closing.block() else { panic!("a signature is made of panes") };
        let left: Vec<String> = panes.rows[0][0].iter().map(Line::plain).collect();
        assert_eq!(left, ["Nơi nhận:", "- UBND xã;", "- Lưu: VT."]);
    }
}
