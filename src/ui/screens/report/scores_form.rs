//! The points that a portal published for the period of a report: the form that they are typed into.

use crate::desk::publish_score::codes;
use crate::domain::number::decimal;
use crate::domain::period::Period;
use crate::domain::published_score::{PublishedScore, TOTAL, name};
use crate::ui::keymap::Act;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::Popup;
use crate::ui::work::report::Typed;

/// The form, filled in with what is known.
pub fn popup(period: &Period, scores: &[PublishedScore]) -> Popup {
    let known = |code: &str| scores.iter().find(|score| score.component == code);
    let points = |code: &str| known(code).map_or(String::new(), |score| decimal(score.value));
    let row = |code: &'static str| {
        let row = FormRow::code(code, name(code).unwrap_or(code), &points(code));
        if code == TOTAL { row.hint("Để trống: không có hoặc bỏ điểm đã nhập") } else { row }
    };
    let mut rows: Vec<FormRow> = codes().map(row).collect();
    let source = scores.first().map_or("", |score| score.source.as_str());
    rows.push(FormRow::text("source", "Nguồn", source).hint("Xem ở đâu, ngày nào"));
    let title = format!("Điểm Cổng công bố, {}", period.name());
    let kept_as = format!("report.published.{}.{}", period.from, period.to);
    Popup::prompt(Act::PublishedScores, &title, Form::new(rows)).kept(kept_as)
}

/// What stands in the form.
pub fn typed(form: &Form) -> Typed {
    Typed {
        points: codes().map(|code| (code, form.get(code).to_owned())).collect(),
        source: form.get("source").to_owned(),
    }
}
