//! The register of a period (form 07, sổ theo dõi hồ sơ): one line a dossier, in the order of its numbers.

use crate::desk::error::Error;
use crate::domain::day::Moment;
use crate::domain::dossier::{Applicant, Dossier};
use crate::domain::masking;
use crate::domain::period::Period;
use crate::store::{Read, StoreError};

/// The columns of the register, as its form names them.
pub const COLUMNS: [&str; 13] = [
    "TT",
    "Mã hồ sơ",
    "Tên TTHC",
    "Số bộ",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Ngày nhận",
    "Ngày hẹn trả",
    "Ngày trả",
    "Phương thức nhận kết quả",
    "Ký nhận",
    "Ghi chú",
];

/// One dossier of the register.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// The dossier.
    pub dossier: Dossier,
    /// Name of its procedure.
    pub procedure: String,
    /// The desk itself, where the dossier names no settling office.
    pub unit: String,
}

impl Line {
    /// The same line for a list that leaves the desk (DOMAIN.md §9): initials and the end of the phone number, without
    /// the address and the note, in which anything of the citizen may stand.
    #[must_use]
    pub fn masked(self) -> Line {
        let Applicant { name, phone, kind, .. } = self.dossier.applicant;
        let applicant =
            Applicant { name: masking::name(&name), phone: masking::phone(&phone), kind, ..Applicant::default() };
        Line { dossier: Dossier { applicant, note: String::new(), ..self.dossier }, ..self }
    }

    /// The cells of the line in the order of [`COLUMNS`]. The number is the one on the dossier's receipt, whatever the
    /// period is and whatever was entered late. The place for the citizen's signature is empty.
    pub fn cells(&self) -> [String; 13] {
        let dossier = &self.dossier;
        let applicant = &dossier.applicant;
        let contact = [applicant.address.as_str(), applicant.phone.as_str()];
        let contact: Vec<&str> = contact.into_iter().filter(|part| !part.is_empty()).collect();
        let moment = |at: Option<Moment>| at.map(|at| at.vietnamese()).unwrap_or_default();
        let office = if dossier.office.is_empty() { &self.unit } else { &dossier.office };
        [
            dossier.book_no.map(|no| no.to_string()).unwrap_or_default(),
            dossier.code.clone(),
            self.procedure.clone(),
            dossier.sets.map(|sets| sets.to_string()).unwrap_or_default(),
            applicant.name.clone(),
            contact.join(", "),
            office.clone(),
            moment(dossier.accepted_at),
            moment(dossier.due_at),
            moment(dossier.returned_at),
            dossier.return_channel.map(|channel| channel.label().to_owned()).unwrap_or_default(),
            String::new(),
            dossier.note.clone(),
        ]
    }
}

/// The lines of a period in their order, read one by one: memory holds the ids and one line.
pub struct Lines<'a> {
    read: Read<'a>,
    unit: String,
    ids: std::vec::IntoIter<i64>,
}

impl<'a> Lines<'a> {
    /// The lines of a period, all of the reader's instant.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn new(read: Read<'a>, period: Period) -> Result<Lines<'a>, StoreError> {
        let unit = read.settings()?.unit().to_owned();
        Ok(Lines { read, unit, ids: read.accepted_between(period.from, period.to)?.into_iter() })
    }

    /// How many there are still to come.
    pub fn left(&self) -> usize {
        self.ids.len()
    }

    fn line(&self, id: i64) -> Result<Option<Line>, StoreError> {
        let Some(stored) = self.read.dossier(id)? else { return Ok(None) };
        let procedure = self.read.procedure(stored.procedure)?.map(|procedure| procedure.name).unwrap_or_default();
        Ok(Some(Line { id, dossier: stored.dossier, procedure, unit: self.unit.clone() }))
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Line, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let id = self.ids.next()?;
            if let Some(line) = self.line(id).transpose() {
                return Some(line);
            }
        }
    }
}

/// Every line of a period.
///
/// # Errors
/// When the register cannot be read.
pub fn lines(read: Read<'_>, period: Period) -> Result<Vec<Line>, Error> {
    Ok(Lines::new(read, period)?.collect::<Result<_, _>>()?)
}
