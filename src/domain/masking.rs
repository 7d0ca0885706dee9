//! Masking of personal data where it leaves the desk (DOMAIN.md §9).

/// A person's name as initials: `Nguyễn Văn An` → `N. V. A.`.
pub fn name(text: &str) -> String {
    let initials = text.split_whitespace().filter_map(|word| word.chars().next());
    initials.map(|initial| format!("{}.", initial.to_uppercase())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_becomes_initials() {
        assert_eq!(super::name("Đỗ Thị Ánh"), "Đ. T. Á.");
        assert_eq!(super::name(""), "");
    }
}
