//! The points that a portal published for the groups of the national index, typed in beside the desk's estimate.
//!
//! The six groups and their points are those of Quyết định 766/QĐ-TTg (2022).

/// The groups of the index, in the order of the decision: code and name on the form.
pub const GROUPS: [(&str, &str); 6] = [
    ("openness", "Công khai, minh bạch"),
    ("progress", "Tiến độ giải quyết"),
    ("online", "Dịch vụ trực tuyến"),
    ("payment", "Thanh toán trực tuyến"),
    ("satisfaction", "Mức độ hài lòng"),
    ("digitisation", "Số hóa hồ sơ"),
];

/// The greatest points of each group, in hundredths and in their order.
const GREATEST: [i64; 6] = [1_800, 2_000, 1_200, 1_000, 1_800, 2_200];

/// The code under which the points of the whole index are kept.
pub const TOTAL: &str = "total";

/// The greatest number of points there is, in hundredths.
pub const MOST: i64 = 10_000;

/// The greatest points of a group or of the whole, in hundredths; `None` for a code that is none.
pub fn greatest(code: &str) -> Option<i64> {
    let group = GROUPS.iter().zip(GREATEST).find(|((known, _), _)| *known == code);
    group.map(|(_, most)| most).or_else(|| (code == TOTAL).then_some(MOST))
}

/// The name of a group, or what the whole is called.
pub fn name(code: &str) -> Option<&'static str> {
    let group = GROUPS.iter().find(|(known, _)| *known == code);
    group.map(|(_, name)| *name).or_else(|| (code == TOTAL).then_some("Tổng điểm"))
}

/// Points as a portal published them for one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedScore {
    /// Code of the group, or [`TOTAL`].
    pub component: String,
    /// Hundredths of a point.
    pub value: i64,
    /// Where and when they were read.
    pub source: String,
}

/// Reads points as they are typed: `17`, `17,5` or `17.25`.
///
/// # Errors
/// One sentence that says what can be typed.
pub fn read_points(text: &str) -> Result<i64, &'static str> {
    const SAID: &str = "Viết số điểm từ 0 đến 100, nhiều nhất hai chữ số thập phân, ví dụ 17,25.";
    let text = text.trim().replace('.', ",");
    let (whole, part) = text.split_once(',').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !digits(whole) || !digits(part) {
        return Err(SAID);
    }
    let hundredths = format!("{whole}{part:0<2}").parse().unwrap_or(i64::MAX);
    if hundredths > MOST { Err(SAID) } else { Ok(hundredths) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_make_up_the_whole() {
        assert_eq!(GROUPS.iter().filter_map(|(code, _)| greatest(code)).sum::<i64>(), MOST);
        assert_eq!((greatest("progress"), greatest(TOTAL), greatest("tiến độ")), (Some(2_000), Some(MOST), None));
        assert_eq!((name("progress"), name(TOTAL)), (Some("Tiến độ giải quyết"), Some("Tổng điểm")));
    }

    #[test]
    fn points_are_read_as_people_type_them() {
        for (text, points) in [("17", 1700), ("17,5", 1750), (" 17.25 ", 1725), ("0", 0), ("100,00", MOST)] {
            assert_eq!(read_points(text), Ok(points), "{text}");
        }
        for text in ["", ",5", "100,01", "1,234", "-1", "1e2", "1,2,3", "٣"] {
            assert!(read_points(text).is_err(), "{text}");
        }
    }
}
