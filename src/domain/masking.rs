//! Masking of personal data where it leaves the desk (DOMAIN.md §9).

/// A person's name as initials: `Nguyễn Văn An` → `N. V. A.`.
pub fn name(text: &str) -> String {
    let initials = text.split_whitespace().filter_map(|word| word.chars().next());
    initials.map(|initial| format!("{}.", initial.to_uppercase())).collect::<Vec<_>>().join(" ")
}

/// A phone number with its last three digits only: `*** 678`; empty where there is none.
pub fn phone(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return String::new();
    }
    let last: String = digits[digits.len().saturating_sub(3)..].iter().collect();
    format!("*** {last}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_becomes_initials() {
        assert_eq!(super::name("Đỗ Thị Ánh"), "Đ. T. Á.");
        assert_eq!(super::name(""), "");
    }
}
