//! The parts of the catalogue: their columns, their rows in order, what a search finds.

use crate::domain::calendar::DayStatus;
use crate::domain::day::Day;
use crate::domain::figure::full_name;
use crate::domain::limit::{Limit, Unit};
use crate::domain::number::decimal;
use crate::domain::setting_words;
use crate::domain::settings::SETTINGS;
use crate::domain::text::{fold, sort_key};
use crate::ui::look::Tone;
use crate::ui::parts::table::{Cell, Column, Row};
use crate::ui::screens::catalogue::hours;
use crate::ui::work::catalogue::{Entry, Whole};

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Procedures.
    Procedures,
    /// Officers.
    Officers,
    /// The calendar.
    Calendar,
    /// Office hours.
    Hours,
    /// Targets.
    Targets,
    /// Settings.
    Settings,
}

/// Settings that are not changed here: who sat here last, and the number that keeps two desks' codes apart.
const HIDDEN: [&str; 3] = ["last_officer", "list_columns", "desk"];

impl Part {
    /// Every part, in the order of the tabs.
    pub const ALL: [Part; 6] =
        [Part::Procedures, Part::Officers, Part::Calendar, Part::Hours, Part::Targets, Part::Settings];

    /// Its place among all.
    pub fn index(self) -> usize {
        Part::ALL.iter().position(|part| *part == self).unwrap_or(0)
    }

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Part::Procedures => "Thủ tục",
            Part::Officers => "Cán bộ",
            Part::Calendar => "Lịch",
            Part::Hours => "Giờ làm việc",
            Part::Targets => "Chỉ tiêu",
            Part::Settings => "Thiết lập",
        }
    }

    /// The name under which the columns of its table are remembered.
    pub const fn table(self) -> &'static str {
        match self {
            Part::Procedures => "procedures",
            Part::Officers => "officers",
            Part::Calendar => "calendar",
            Part::Hours => "office_hours",
            Part::Targets => "targets",
            Part::Settings => "settings",
        }
    }

    /// What an empty part says.
    pub const fn empty(self) -> &'static str {
        match self {
            Part::Procedures => "Chưa có thủ tục nào. Nhấn t để thêm, hoặc nhập bằng lệnh motcua import procedures.",
            Part::Officers => "Chưa có cán bộ nào. Nhấn t để thêm.",
            Part::Calendar => "Năm này chưa có ngày nghỉ, ngày làm bù nào. Nhấn t để thêm, n mở lịch năm; ← → đổi năm.",
            Part::Hours => "Đang theo giờ mặc định 07:30-11:30 13:00-17:00. Nhấn t để thêm giờ khác.",
            Part::Targets => "Chưa có chỉ tiêu nào. Nhấn t để thêm.",
            Part::Settings => "Không có thiết lập nào khớp.",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Part::Procedures => vec![
                Column::new("Mã", 10, 16, 0),
                Column::new("Tên thủ tục", 28, 80, 0),
                Column::new("Lĩnh vực", 10, 26, 4),
                Column::new("Thời hạn", 16, 18, 1),
                Column::new("Trực tuyến", 10, 11, 3),
                Column::new("Hiệu lực từ", 11, 11, 5),
                Column::new("Kiểm tra", 8, 8, 2),
            ],
            Part::Officers => vec![
                Column::new("Mã", 8, 18, 1),
                Column::new("Họ tên", 16, 32, 0),
                Column::new("Chức vụ", 10, 26, 2),
                Column::new("Đơn vị", 10, 30, 4),
                Column::new("Từ ngày", 10, 10, 3),
                Column::new("Đến ngày", 10, 10, 3),
            ],
            Part::Calendar => vec![
                Column::new("Ngày", 20, 24, 0),
                Column::new("Loại", 8, 8, 1),
                Column::new("Tên", 14, 40, 2),
                Column::new("Tình trạng", 10, 12, 1),
                Column::new("Văn bản", 10, 50, 3),
            ],
            Part::Hours => hours::columns(),
            Part::Targets => vec![
                Column::new("Chỉ tiêu", 20, 60, 0),
                Column::new("Mức", 14, 18, 0),
                Column::new("Từ ngày", 10, 10, 2),
                Column::new("Văn bản giao", 10, 40, 3),
            ],
            Part::Settings => vec![
                Column::new("Thiết lập", 18, 26, 0),
                Column::new("Giá trị", 16, 50, 0),
                Column::new("Giải thích", 20, 80, 2),
            ],
        }
    }

    /// Its rows; `year` holds for the calendar, `words` are what is searched, without marks.
    pub fn rows(self, whole: &Whole, year: i32, words: &str) -> Vec<Row> {
        let mut rows: Vec<(String, Row)> = match self {
            Part::Settings => settings(whole),
            part => whole.entries.iter().filter_map(|(id, entry)| part.row(*id, entry, year)).collect(),
        };
        let words = fold(words.trim());
        rows.retain(|(_, row)| {
            let text = row.cells.iter().map(|cell| fold(&cell.text)).collect::<Vec<_>>().join(" ");
            words.split_whitespace().all(|word| text.contains(word))
        });
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// A row with its key of order, where the entry belongs to this part.
    fn row(self, id: i64, entry: &Entry, year: i32) -> Option<(String, Row)> {
        let (order, cells, tone) = match (self, entry) {
            (Part::Procedures, Entry::Procedure(it)) => {
                let limit = it
                    .limit_direct
                    .map_or(Cell::plain("–"), |limit| Cell::plain(limit.vietnamese()).by(length(limit)));
                let level = it.online_level.map_or("–", |level| level.label());
                let (said, tone) = if it.confirmed { ("rồi", Tone::Normal) } else { ("chưa", Tone::Warning) };
                let cells = vec![
                    Cell::plain(it.code.as_str()),
                    Cell::plain(it.name.as_str()),
                    Cell::plain(it.field.as_str()),
                    limit,
                    Cell::plain(level),
                    day(it.valid_from),
                    Cell::toned(said, tone),
                ];
                let from = it.valid_from.map_or(String::new(), |day| day.to_string());
                (format!("{}\u{1}{}\u{1}{}{from}", sort_key(&it.field), sort_key(&it.name), it.code), cells, tone)
            }
            (Part::Officers, Entry::Officer(it)) => {
                let words = [&it.code, &it.name, &it.position, &it.office].map(|word| Cell::plain(word.as_str()));
                let mut cells = words.to_vec();
                cells.extend([day(it.valid_from), day(it.valid_to)]);
                (sort_key(&it.name), cells, Tone::Normal)
            }
            (Part::Calendar, Entry::Day(it)) if it.date.year() == year => {
                let tone = match it.status {
                    DayStatus::Announced => Tone::Normal,
                    DayStatus::Expected => Tone::DueSoon,
                    DayStatus::Proposed => Tone::Warning,
                };
                let cells = vec![
                    Cell::plain(format!("{} {}", it.date.vietnamese(), it.date.weekday_name())).by(it.date.to_string()),
                    Cell::plain(it.kind.label()),
                    Cell::plain(it.name.as_str()),
                    Cell::toned(it.status.label(), tone),
                    Cell::plain(it.source.as_str()),
                ];
                (it.date.to_string(), cells, tone)
            }
            (Part::Hours, Entry::Hours(it)) => {
                let order = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
                let order = format!("{} {}", order(it.valid_from()), order(it.valid_to()));
                (order, hours::cells(it), Tone::Normal)
            }
            (Part::Targets, Entry::Target(it)) => {
                let label = full_name(&it.figure);
                let bound = if it.at_most { "tối đa" } else { "tối thiểu" };
                let cells = vec![
                    Cell::plain(label.as_str()),
                    Cell::plain(format!("{bound} {}%", decimal(i64::from(it.value))))
                        .by(format!("{:09}{bound}", it.value)),
                    it.valid_from.map_or_else(|| Cell::plain("từ đầu").by(""), |from| day(Some(from))),
                    Cell::plain(it.source.as_str()),
                ];
                (format!("{}{}", sort_key(&label), day(it.valid_from).text), cells, Tone::Normal)
            }
            _ => return None,
        };
        Some((order, Row { id, version: 0, cells, tone }))
    }

    /// The entry of this part with an id.
    pub fn entry(self, whole: &Whole, id: i64) -> Option<&Entry> {
        let belongs = |entry: &Entry| {
            matches!(
                (self, entry),
                (Part::Procedures, Entry::Procedure(_))
                    | (Part::Officers, Entry::Officer(_))
                    | (Part::Calendar, Entry::Day(_))
                    | (Part::Hours, Entry::Hours(_))
                    | (Part::Targets, Entry::Target(_))
            )
        };
        whole.entries.iter().find(|(known, entry)| *known == id && belongs(entry)).map(|(_, entry)| entry)
    }
}

fn settings(whole: &Whole) -> Vec<(String, Row)> {
    let shown = SETTINGS.iter().enumerate().filter(|(_, setting)| !HIDDEN.contains(&setting.key));
    let row = |(at, setting): (usize, &crate::domain::settings::Setting)| {
        let value = setting_words::in_words(setting.key, whole.settings.get(setting.key));
        let value = if value.is_empty() { Cell::toned("(để trống)", Tone::Dim) } else { Cell::plain(value) };
        let cells = vec![Cell::plain(setting.label), value, Cell::toned(setting.help, Tone::Dim)];
        (format!("{at:03}"), Row { id: at as i64, version: 0, cells, tone: Tone::Normal })
    };
    shown.map(row).collect()
}

/// A day, put in order as time goes.
fn day(day: Option<Day>) -> Cell {
    day.map_or(Cell::plain(""), |day| Cell::plain(day.vietnamese()).by(day.to_string()))
}

/// What puts limits in order, short ones first: about how many minutes of work they are.
fn length(limit: Limit) -> String {
    let minutes = match limit.unit {
        Unit::SameDay => 1,
        Unit::WorkingHours => 60,
        Unit::WorkingDays => 480,
        Unit::CalendarDays => 343,
        Unit::Months => 10_400,
    };
    format!("{:09}{limit}", u64::from(limit.count.max(1)) * minutes)
}
