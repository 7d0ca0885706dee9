//! Linked legs of one request (liên thông): what may be a leg of what, and the total date (DOMAIN.md §4).
//!
//! The request is a dossier itself and counted; its legs are dossiers and in no set (see `standing`). There is one level:
//! a leg has no legs, so no chain and no circle can come about. It knows no store: the use case tells what is linked.

use crate::domain::day::Moment;

/// What linking asks of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// Code of the dossier.
    pub code: &'a str,
    /// It is a leg of this request already; empty where it is not.
    pub leg_of: &'a str,
    /// It has legs.
    pub has_legs: bool,
    /// It has ended.
    pub ended: bool,
}

/// Why one dossier cannot become a leg of another, as a sentence; `None` where it can.
pub fn why_not(leg: &Side<'_>, request: &Side<'_>) -> Option<String> {
    let (one, other) = (leg.code, request.code);
    if one == other {
        return Some(format!("Hồ sơ {one} không thể là chặng của chính nó."));
    }
    if leg.leg_of == other {
        return Some(format!("Hồ sơ {one} đã là chặng của {other}."));
    }
    if !leg.leg_of.is_empty() {
        return Some(format!("Hồ sơ {one} đang là chặng của {}; hãy bỏ liên thông trước.", leg.leg_of));
    }
    if leg.has_legs {
        return Some(format!("Hồ sơ {one} là yêu cầu có các chặng của mình nên không thể là chặng của hồ sơ khác."));
    }
    if !request.leg_of.is_empty() {
        return Some(format!(
            "Hồ sơ {other} là một chặng của {}; hãy gắn vào yêu cầu {} ấy.",
            request.leg_of, request.leg_of
        ));
    }
    if request.ended && !leg.ended {
        return Some(format!("Yêu cầu {other} đã kết thúc, không gắn thêm chặng đang giải quyết được."));
    }
    None
}

/// The latest of the legs' dates, where one is later than the total date of the request: a promise that the whole
/// cannot keep.
pub fn beyond(total: Option<Moment>, legs: impl IntoIterator<Item = Option<Moment>>) -> Option<Moment> {
    let latest = legs.into_iter().flatten().max()?;
    total.filter(|total| latest > *total).map(|_| latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(code: &str) -> Side<'_> {
        Side { code, leg_of: "", has_legs: false, ended: false }
    }

    #[test]
    fn one_level_alone_so_no_circle() {
        let (a, b) = (side("A"), side("B"));
        assert_eq!(why_not(&a, &b), None);
        assert!(why_not(&a, &a).is_some_and(|said| said.contains("chính nó")));
        assert!(
            why_not(&Side { leg_of: "C", ..a.clone() }, &b).is_some_and(|said| said.contains("bỏ liên thông trước"))
        );
        assert!(why_not(&Side { has_legs: true, ..a.clone() }, &b).is_some_and(|said| said.contains("chặng của mình")));
        assert!(why_not(&a, &Side { leg_of: "C", ..b.clone() }).is_some_and(|said| said.contains("gắn vào yêu cầu C")));
        let over = Side { ended: true, ..b };
        assert!(why_not(&a, &over).is_some_and(|said| said.contains("đã kết thúc")));
        assert_eq!(why_not(&Side { ended: true, ..a }, &over), None);
    }

    #[test]
    fn a_leg_promised_later_than_the_whole_is_named() {
        let at = |text: &str| text.parse::<Moment>().ok();
        let (early, late) = (at("2026-11-20 17:00"), at("2026-11-27 17:00"));
        assert_eq!(beyond(early, [late, None]), late);
        assert_eq!(beyond(late, [early, late]), None);
        assert_eq!(beyond(None, [late]), None);
        assert_eq!(beyond(early, []), None);
    }
}
