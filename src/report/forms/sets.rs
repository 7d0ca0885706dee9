//! The sets of forms that the program brings along: which form of which set holds from which day, on which paper.
//!
//! The list is data (`assets/forms/sets.csv`), the templates are Word files beside it.

use std::sync::LazyLock;

use crate::domain::day::Day;

/// A form by what it is for. Its code is the number that it has in the present set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Receipt,
    /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    Supplement,
    /// Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.
    Apology,
    /// Thông báo dừng giải quyết hồ sơ.
    Stop,
    /// Phiếu kiểm soát quá trình giải quyết hồ sơ.
    Control,
    /// Sổ theo dõi hồ sơ.
    Register,
}

impl Form {
    /// Every form in the order of their numbers.
    pub const ALL: [Form; 7] =
        [Form::Receipt, Form::Supplement, Form::Refusal, Form::Apology, Form::Stop, Form::Control, Form::Register];

    /// The number in the present set.
    pub const fn code(self) -> &'static str {
        match self {
            Form::Receipt => "01",
            Form::Supplement => "02",
            Form::Refusal => "03",
            Form::Apology => "04",
            Form::Stop => "05",
            Form::Control => "06",
            Form::Register => "07",
        }
    }

    /// Reads `04` or `4`.
    pub fn from_code(text: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.code() == text || form.code().trim_start_matches('0') == text)
    }

    /// What it is called (in the present set).
    pub const fn label(self) -> &'static str {
        match self {
            Form::Receipt => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            Form::Supplement => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            Form::Refusal => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            Form::Apology => "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
            Form::Stop => "Thông báo dừng giải quyết hồ sơ",
            Form::Control => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            Form::Register => "Sổ theo dõi hồ sơ",
        }
    }

    /// Two or three words for the name of a file.
    pub const fn short(self) -> &'static str {
        match self {
            Form::Receipt => "Giấy hẹn",
            Form::Supplement => "Phiếu bổ sung",
            Form::Refusal => "Phiếu từ chối",
            Form::Apology => "Văn bản xin lỗi",
            Form::Stop => "Thông báo dừng",
            Form::Control => "Phiếu kiểm soát",
            Form::Register => "Sổ theo dõi",
        }
    }
}

/// One form of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Name of the set, e.g. `2025`.
    pub set: String,
    /// The form.
    pub form: Form,
    /// The number that this set prints on it.
    pub number: String,
    /// The day from which the set holds.
    pub valid_from: Day,
    /// `A5`, `A4` or `A4 landscape`.
    pub paper: String,
    /// Where it comes from.
    pub source: String,
    /// `verified` or `unverified`.
    pub status: String,
    /// What of layout and wording the built-in template had to choose, since the published form was not at hand; empty
    /// once it was held against it. For those who answer for the form, never for the paper itself.
    pub guessed: String,
}

impl Edition {
    /// How people call it: `01 (bộ 2025)`.
    pub fn name(&self) -> String {
        format!("{} (bộ {})", self.form.code(), self.set)
    }

    /// Where an office keeps its own version, below the folder of its own templates.
    pub fn file(&self) -> String {
        format!("{}/{}.docx", self.set, self.form.code())
    }

    /// The paper in words: `A4 ngang`.
    pub fn paper_label(&self) -> String {
        self.paper.replace("landscape", "ngang")
    }

    /// What is to be held against the published form before the template is relied on, in one sentence; empty where
    /// nothing is.
    pub fn doubt(&self) -> String {
        if self.verified() || self.guessed.is_empty() {
            return String::new();
        }
        format!("Chưa đối chiếu với bản in của {}; chương trình tự chọn: {}.", self.source, self.guessed)
    }

    /// Whether layout and wording were held against the published form.
    pub fn verified(&self) -> bool {
        self.status == "verified"
    }
}

const LIST: &str = include_str!("../../../assets/forms/sets.csv");

static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(LIST.as_bytes());
    let rows = reader.records().filter_map(Result::ok).filter_map(|row| {
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        Some(Edition {
            set: cell(0),
            form: Form::from_code(&cell(1))?,
            number: cell(2),
            valid_from: cell(3).parse().ok()?,
            paper: cell(4),
            source: cell(5),
            status: cell(6),
            guessed: cell(7),
        })
    });
    rows.collect()
});

/// Every form of every set, in the order of the list.
pub fn editions() -> &'static [Edition] {
    &EDITIONS
}

/// The form in force on a day: the newest set that holds by then and has it, else the oldest that has it.
pub fn in_force(form: Form, day: Day) -> Option<&'static Edition> {
    let of_form = || editions().iter().filter(|edition| edition.form == form);
    let newest = of_form().filter(|edition| edition.valid_from <= day).max_by_key(|edition| edition.valid_from);
    newest.or_else(|| of_form().min_by_key(|edition| edition.valid_from))
}

/// The template that the program brings along.
pub fn built_in(edition: &Edition) -> Option<&'static [u8]> {
    let file = edition.file();
    FILES.iter().find(|(name, _)| *name == file).map(|(_, bytes)| *bytes)
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../assets/forms/", $name)) as &[u8])),+]
    };
}

static FILES: &[(&str, &[u8])] = files![
    "2018/01.docx",
    "2018/02.docx",
    "2018/03.docx",
    "2018/04.docx",
    "2018/06.docx",
    "2018/07.docx",
    "2025/01.docx",
    "2025/02.docx",
    "2025/03.docx",
    "2025/04.docx",
    "2025/05.docx",
    "2025/06.docx",
    "2025/07.docx",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_and_the_files_agree() {
        assert_eq!(editions().len(), LIST.lines().count() - 1);
        assert_eq!(editions().len(), FILES.len());
        assert!(editions().iter().all(|edition| built_in(edition).is_some()));
    }

    #[test]
    fn a_day_has_the_set_that_was_in_force() {
        let set = |form, day: &str| in_force(form, day.parse().expect("a day")).map(|edition| edition.set.as_str());
        assert_eq!(set(Form::Receipt, "2025-06-30"), Some("2018"));
        assert_eq!(set(Form::Receipt, "2025-07-01"), Some("2025"));
        assert_eq!(set(Form::Receipt, "2015-01-01"), Some("2018"));
        // The older set has no notice of a stop, so the newer one is all there is.
        assert_eq!(set(Form::Stop, "2025-01-01"), Some("2025"));
    }
}
