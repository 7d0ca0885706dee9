//! Linked legs (liên thông) on the page: of a request its legs with their dates, of a leg its request.

use crate::domain::day::Moment;
use crate::domain::leg;
use crate::domain::stage::stage;
use crate::store::pages::ListRow;
use crate::ui::look::Tone;
use crate::ui::screens::detail::sheet::Section;
use crate::ui::work::detail::Whole;

/// The section; empty where nothing is linked.
pub fn section(whole: &Whole) -> Section {
    let mut section = Section::new("Liên thông");
    if let Some(request) = &whole.request {
        of_leg(whole, request, &mut section);
    }
    if whole.legs.is_empty() {
        return section;
    }
    for (at, leg) in whole.legs.iter().enumerate() {
        let said = format!("{}, {}: {}", leg.code, leg.procedure, standing(leg, whole.seen_at));
        section.toned(&format!("Chặng {}/{}", at + 1, whole.legs.len()), tone(leg, whole.seen_at), said);
    }
    section.pair("Hạn chung", dated(whole.due));
    let latest = whole.legs.iter().filter_map(|leg| leg.due).max();
    section.pair("Chặng hẹn cuối", dated(latest));
    beyond(whole.due, whole.legs.iter().map(|leg| leg.due), &mut section);
    section
}

fn of_leg(whole: &Whole, request: &ListRow, section: &mut Section) {
    section.pair("Chặng của", format!("{}, {}", request.code, request.procedure));
    section.pair("Hạn chung", format!("{}; {}", dated(request.due), standing(request, whole.seen_at)));
    section.full(Tone::Dim, "Báo cáo tính yêu cầu, không tính từng chặng.");
    beyond(request.due, [whole.due], section);
}

fn beyond(total: Option<Moment>, legs: impl IntoIterator<Item = Option<Moment>>, section: &mut Section) {
    if let (Some(latest), Some(total)) = (leg::beyond(total, legs), total) {
        let said = format!("Chặng hẹn {} muộn hơn hạn chung {}.", latest.day.vietnamese(), total.day.vietnamese());
        section.full(Tone::Warning, said);
    }
}

fn standing(row: &ListRow, now: Moment) -> String {
    let word = stage(&row.milestones, now).label();
    match (row.milestones.settled_at, row.due) {
        (Some(settled), _) => format!("{word}, kết thúc {}", settled.day.vietnamese()),
        (None, Some(due)) => format!("hẹn {}; {word}", due.vietnamese()),
        (None, None) => word.to_owned(),
    }
}

fn tone(row: &ListRow, now: Moment) -> Tone {
    let late = row.milestones.settled_at.is_none() && row.late_from.is_some_and(|late| late <= now);
    if late { Tone::Overdue } else { Tone::Normal }
}

fn dated(at: Option<Moment>) -> String {
    at.map(Moment::vietnamese).unwrap_or_default()
}
