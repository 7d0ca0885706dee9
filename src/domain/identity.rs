//! The numbers that a citizen or an organisation is known by, and the phone: what a number says of itself, how it is
//! grouped to be read aloud, how it is kept. It looks nothing up and refuses nothing: a desk must be able to log what
//! the paper says, so every doubt is one sentence beside the field.

use crate::domain::text::tidy;

/// The provinces whose codes open a citizen's number (Thông tư 07/2016/TT-BCA, phụ lục I). The codes outlive the
/// provinces: a number given in 2016 keeps the name of its province of that time.
const PROVINCES: [(&str, &str); 63] = [
    ("001", "Hà Nội"),
    ("002", "Hà Giang"),
    ("004", "Cao Bằng"),
    ("006", "Bắc Kạn"),
    ("008", "Tuyên Quang"),
    ("010", "Lào Cai"),
    ("011", "Điện Biên"),
    ("012", "Lai Châu"),
    ("014", "Sơn La"),
    ("015", "Yên Bái"),
    ("017", "Hòa Bình"),
    ("019", "Thái Nguyên"),
    ("020", "Lạng Sơn"),
    ("022", "Quảng Ninh"),
    ("024", "Bắc Giang"),
    ("025", "Phú Thọ"),
    ("026", "Vĩnh Phúc"),
    ("027", "Bắc Ninh"),
    ("030", "Hải Dương"),
    ("031", "Hải Phòng"),
    ("033", "Hưng Yên"),
    ("034", "Thái Bình"),
    ("035", "Hà Nam"),
    ("036", "Nam Định"),
    ("037", "Ninh Bình"),
    ("038", "Thanh Hóa"),
    ("040", "Nghệ An"),
    ("042", "Hà Tĩnh"),
    ("044", "Quảng Bình"),
    ("045", "Quảng Trị"),
    ("046", "Thừa Thiên Huế"),
    ("048", "Đà Nẵng"),
    ("049", "Quảng Nam"),
    ("051", "Quảng Ngãi"),
    ("052", "Bình Định"),
    ("054", "Phú Yên"),
    ("056", "Khánh Hòa"),
    ("058", "Ninh Thuận"),
    ("060", "Bình Thuận"),
    ("062", "Kon Tum"),
    ("064", "Gia Lai"),
    ("066", "Đắk Lắk"),
    ("067", "Đắk Nông"),
    ("068", "Lâm Đồng"),
    ("070", "Bình Phước"),
    ("072", "Tây Ninh"),
    ("074", "Bình Dương"),
    ("075", "Đồng Nai"),
    ("077", "Bà Rịa - Vũng Tàu"),
    ("079", "TP. Hồ Chí Minh"),
    ("080", "Long An"),
    ("082", "Tiền Giang"),
    ("083", "Bến Tre"),
    ("084", "Trà Vinh"),
    ("086", "Vĩnh Long"),
    ("087", "Đồng Tháp"),
    ("089", "An Giang"),
    ("091", "Kiên Giang"),
    ("092", "Cần Thơ"),
    ("093", "Hậu Giang"),
    ("094", "Sóc Trăng"),
    ("095", "Bạc Liêu"),
    ("096", "Cà Mau"),
];

/// The first code of those born abroad.
const ABROAD: u32 = 100;

/// A doubt about an address of electronic mail: a name or a number that slipped into its line. Nothing more is asked of
/// it, since what is one is for its server to know.
pub fn email_said(text: &str) -> Option<Said> {
    let text = text.trim();
    let (name, place) = text.split_once('@').unwrap_or((text, ""));
    let reads = !name.is_empty() && place.contains('.') && !text.contains(char::is_whitespace);
    (!text.is_empty() && !reads)
        .then(|| Said::Doubt("Không giống địa chỉ thư (ten@noi.vn); có thể gõ lệch ô.".to_owned()))
}

/// What a number says of itself: grouped to be read, with what it tells, or a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It reads well: `001 099 012 345: nam, sinh 1999, Hà Nội`.
    Well(String),
    /// One sentence of doubt.
    Doubt(String),
}

/// An ID or tax number as the register keeps it: without the blanks and dots that people write into it, so that it is
/// found again.
pub fn kept_id(text: &str) -> String {
    tidy(text).chars().filter(|c| !matches!(c, ' ' | '.')).collect()
}

/// A phone number as the register keeps it: digits alone, `+84` and `84` as the leading 0. What is no number stays as
/// written.
pub fn kept_phone(text: &str) -> String {
    let text = tidy(text);
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    if digits.is_empty() || !all_digits(digits) {
        return text;
    }
    match digits.strip_prefix("84") {
        Some(rest) if matches!(rest.len(), 9 | 10) && !rest.starts_with('0') => format!("0{rest}"),
        _ => bare,
    }
}

/// What an ID or tax number says of itself as of a year; nothing of an empty one.
pub fn id_said(text: &str, this_year: i32) -> Option<Said> {
    let text = kept_id(text);
    if text.is_empty() {
        return None;
    }
    let bare: String = text.chars().filter(|c| *c != '-').collect();
    if !all_digits(&bare) {
        let said = "Số CCCD, mã số thuế chỉ gồm chữ số; hộ chiếu thì bỏ qua lời nhắc này.";
        return Some(Said::Doubt(said.to_owned()));
    }
    Some(match bare.len() {
        12 => citizen(&bare, this_year),
        9 => Said::Well(format!("{}: số CMND cũ", grouped(&bare, &[3, 3, 3]))),
        10 | 13 => tax(&bare),
        count => Said::Doubt(format!("Có {count} chữ số; CCCD có 12, CMND 9, mã số thuế 10 hoặc 13.")),
    })
}

/// A citizen's number (Nghị định 137/2015/NĐ-CP, Điều 13): place of birth, century and sex, year, six more.
fn citizen(digits: &str, this_year: i32) -> Said {
    let shown = grouped(digits, &[3, 3, 3, 3]);
    let place = place_of_birth(&digits[..3]);
    let century = i32::from(digits.as_bytes()[3] - b'0');
    let year = 1900 + century / 2 * 100 + digits[4..6].parse::<i32>().unwrap_or(0);
    let sex = if century % 2 == 0 { "nam" } else { "nữ" };
    match place {
        None => Said::Doubt(format!("{shown}: không có tỉnh mang mã {}; xem lại ba số đầu.", &digits[..3])),
        Some(_) if year > this_year => {
            Said::Doubt(format!("{shown}: năm sinh thành {year}; xem lại số thứ tư đến thứ sáu."))
        }
        Some(place) => Said::Well(format!("{shown}: {sex}, sinh {year}, {place}")),
    }
}

fn place_of_birth(code: &str) -> Option<&'static str> {
    let known = PROVINCES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
    known.or_else(|| code.parse::<u32>().is_ok_and(|code| code >= ABROAD).then_some("nước ngoài"))
}

/// A tax code (Thông tư 105/2020/TT-BTC): ten digits of which the tenth checks the nine before it; thirteen name a
/// dependent unit.
fn tax(digits: &str) -> Said {
    const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    let digit = |at: usize| u32::from(digits.as_bytes()[at] - b'0');
    let sum: u32 = WEIGHTS.iter().enumerate().map(|(at, weight)| digit(at) * weight).sum();
    let shown = if digits.len() == 13 { format!("{}-{}", &digits[..10], &digits[10..]) } else { digits.to_owned() };
    if 10 - sum % 11 == digit(9) {
        let whose = if digits.len() == 13 { "mã số thuế đơn vị phụ thuộc" } else { "mã số thuế" };
        Said::Well(format!("{shown}: {whose}"))
    } else {
        Said::Doubt(format!("{shown}: số kiểm tra của mã số thuế không khớp; xem lại từng chữ số."))
    }
}

/// What a phone number says of itself; nothing of an empty one.
pub fn phone_said(text: &str) -> Option<Said> {
    let kept = kept_phone(text);
    if kept.is_empty() {
        return None;
    }
    if !all_digits(&kept) {
        let abroad = kept.strip_prefix('+').is_some_and(all_digits);
        let said = if abroad {
            "Số nước ngoài; xem lại mã nước."
        } else {
            "Số điện thoại chỉ gồm chữ số."
        };
        return Some(Said::Doubt(said.to_owned()));
    }
    Some(match (kept.len(), kept.as_bytes()) {
        (10, [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..]) => Said::Well(grouped(&kept, &[4, 3, 3])),
        // Hà Nội and TP. Hồ Chí Minh have the one short area code each.
        (11, [b'0', b'2', b'4' | b'8', ..]) => Said::Well(format!("{}: máy cố định", grouped(&kept, &[3, 4, 4]))),
        (11, [b'0', b'2', ..]) => Said::Well(format!("{}: máy cố định", grouped(&kept, &[4, 3, 4]))),
        (10, [b'0', ..]) => {
            Said::Doubt(format!("{}: đầu số lạ; di động bắt đầu bằng 03, 05, 07, 08, 09.", grouped(&kept, &[4, 3, 3])))
        }
        (11, [b'0', b'1', ..]) => Said::Doubt("Đầu số 01 có 11 số đã đổi sang 10 số từ năm 2018.".to_owned()),
        (count, _) => Said::Doubt(format!("Có {count} chữ số; di động có 10 chữ số, cố định 11, bắt đầu bằng 0.")),
    })
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits in groups with blanks between, for the eye.
fn grouped(digits: &str, groups: &[usize]) -> String {
    let mut at = 0;
    let parts = groups.iter().map(|size| {
        let part = &digits[at..(at + size).min(digits.len())];
        at += part.len();
        part
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn well(said: Option<Said>) -> String {
        match said {
            Some(Said::Well(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    fn doubt(said: Option<Said>) -> String {
        match said {
            Some(Said::Doubt(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_citizens_number_tells_sex_year_and_province() {
        assert_eq!(well(id_said("001099012345", 2026)), "001 099 012 345: nam, sinh 1999, Hà Nội");
        assert_eq!(well(id_said("066 305 000 001", 2026)), "066 305 000 001: nữ, sinh 2005, Đắk Lắk");
        assert_eq!(well(id_said("101.190.000.001", 2026)), "101 190 000 001: nữ, sinh 1990, nước ngoài");
        assert!(doubt(id_said("003099012345", 2026)).contains("mã 003"));
        assert!(doubt(id_said("001299012345", 2026)).contains("2099"));
        assert!(doubt(id_said("00109901234", 2026)).starts_with("Có 11 chữ số"));
        assert!(doubt(id_said("C1234567", 2026)).contains("hộ chiếu"));
        assert_eq!(id_said("  ", 2026), None);
        assert_eq!(well(id_said("123456789", 2026)), "123 456 789: số CMND cũ");
    }

    #[test]
    fn a_tax_code_checks_itself() {
        // 0·31 + 1·29 + 0 + 1·19 + 2·17 + 3·13 + 4·7 + 5·5 + 6·3 = 192, 192 mod 11 = 5, 10 − 5 = 5.
        assert_eq!(well(id_said("0101234565", 2026)), "0101234565: mã số thuế");
        assert_eq!(well(id_said("0101234565001", 2026)), "0101234565-001: mã số thuế đơn vị phụ thuộc");
        assert_eq!(well(id_said("0101234565-001", 2026)), "0101234565-001: mã số thuế đơn vị phụ thuộc");
        assert!(doubt(id_said("0101234567", 2026)).contains("không khớp"));
    }

    #[test]
    fn phones_are_grouped_and_kept_bare() {
        assert_eq!(well(phone_said("0912.345.678")), "0912 345 678");
        assert_eq!(well(phone_said("+84 912 345 678")), "0912 345 678");
        assert_eq!(well(phone_said("02438251234")), "024 3825 1234: máy cố định");
        assert_eq!(well(phone_said("0236 382 1234")), "0236 382 1234: máy cố định");
        assert!(doubt(phone_said("912345678")).starts_with("Có 9 chữ số"));
        assert!(doubt(phone_said("0412345678")).contains("đầu số lạ"));
        assert!(doubt(phone_said("không có")).contains("chỉ gồm chữ số"));
        assert_eq!(phone_said(""), None);
        let kept =
            ["+84912345678", "84 912 345 678", "(024) 3825-1234", "0912 345 678", "hỏi  con gái", "+1 202 5550100"];
        let want = ["0912345678", "0912345678", "02438251234", "0912345678", "hỏi con gái", "+12025550100"];
        assert_eq!(kept.map(kept_phone), want);
        assert_eq!(kept_id(" 001 099.012 345 "), "001099012345");
        assert_eq!(kept_id("0101234565-001"), "0101234565-001");
    }

    #[test]
    fn every_province_has_one_code() {
        assert!(PROVINCES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
