//! The versions of one rule of the clock: a list to read, and a form to add one or to take one away.

use crate::domain::clock_rule::{LatenessRule, PauseRule, RuleKind};
use crate::domain::day::Day;
use crate::domain::refusal::Refusal;
use crate::domain::setting_words::versions;
use crate::domain::settings::Settings;
use crate::ui::entry::Ground;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::screens::catalogue::forms::read_day;
use crate::ui::work::catalogue::{Asked, RuleChange};

/// The code of the choice that adds a version; the others name the version that they take away.
const ADD: &str = "add";
const VOID: &str = "void:";

/// The form of a rule: its versions, what is to be done, and the fields of a new version.
pub fn form(kind: RuleKind, settings: &Settings) -> Form {
    let versions = versions(kind, settings.get(kind.setting()));
    let mut rows = vec![FormRow::note(kind.chosen_by())];
    if versions.is_empty() {
        rows.push(FormRow::note("Chưa có bản nào: áp dụng cách mặc định của chương trình."));
    }
    for (n, (_, printed)) in versions.iter().enumerate() {
        rows.push(FormRow::note(&format!("Bản {}: {printed}", n + 1)));
    }
    rows.extend(source_note(kind));
    let voids: Vec<(String, String)> = versions
        .iter()
        .enumerate()
        .map(|(n, (from, _))| {
            let code = from.map_or_else(String::new, |day| day.to_string());
            (format!("{VOID}{code}"), format!("bỏ bản {} ({})", n + 1, since(*from)))
        })
        .collect();
    let mut options = vec![(ADD, "thêm một bản")];
    options.extend(voids.iter().map(|(code, word)| (code.as_str(), word.as_str())));
    rows.push(FormRow::choice("what", "Việc cần làm", &options, ADD));
    rows.push(rule_row(kind));
    rows.push(FormRow::day("from", "Áp dụng từ ngày", "").hint(kind.chosen_by()));
    rows.push(
        FormRow::text("source", "Văn bản quy định", "")
            .hint("số, ký hiệu; ví dụ: Nghị định 61/2018/NĐ-CP; in kèm số liệu"),
    );
    rows.push(FormRow::text("reason", "Lý do bỏ", "").hint("ghi vào nhật ký; bản cũ vẫn còn trong nhật ký").hidden());
    Form::new(rows)
}

/// What is known and what is not of where the two pause rules come from.
fn source_note(kind: RuleKind) -> Option<FormRow> {
    (kind == RuleKind::Pause).then(|| {
        FormRow::note("Tính lại từ đầu là quy tắc của Nghị định 61/2018/NĐ-CP; nay còn giữ hay không chưa kiểm chứng.")
    })
}

/// The rule chosen from short words, which fit beside their label; the hint has the names that reports print.
fn rule_row(kind: RuleKind) -> FormRow {
    let named = |names: [&str; 2]| format!("← → để chọn. Cách 1: {}. Cách 2: {}.", names[0], names[1]);
    match kind {
        RuleKind::Lateness => {
            let words = |rule| match rule {
                LatenessRule::AfterDueDate => "sau khi hết ngày hẹn trả",
                LatenessRule::ExactTime => "sau đúng giờ, phút hẹn trả",
            };
            let options = LatenessRule::ALL.map(|rule| (rule.code(), words(rule)));
            FormRow::choice("rule", "Quy tắc", &options, "").hint(&named(LatenessRule::ALL.map(LatenessRule::name)))
        }
        RuleKind::Pause => {
            let words = |rule| match rule {
                PauseRule::Subtract => "trừ thời gian tạm dừng, hạn lùi",
                PauseRule::Restart => "bổ sung thì tính lại cả thời hạn",
            };
            let options = PauseRule::ALL.map(|rule| (rule.code(), words(rule)));
            FormRow::choice("rule", "Quy tắc", &options, "").hint(&named(PauseRule::ALL.map(PauseRule::name)))
        }
        RuleKind::Acceptance => FormRow::code("rule", "Số giờ làm việc", "8")
            .hint("trong bấy nhiêu giờ làm việc phải tiếp nhận hoặc từ chối"),
    }
}

fn since(from: Option<Day>) -> String {
    from.map_or_else(|| "từ đầu".to_owned(), |day| format!("từ {}", day.vietnamese()))
}

/// Shows the fields that what is to be done asks for; a form of another kind is left alone.
pub fn follow(form: &mut Form) {
    if form.row("what").is_none() {
        return;
    }
    let adds = form.get("what") == ADD;
    for key in ["rule", "from", "source"] {
        form.show(key, adds);
    }
    form.show("reason", !adds);
}

/// Reads the form into a change. The sentence names what is to be done.
///
/// # Errors
/// A refusal beside the field that is wrong.
pub fn read(kind: RuleKind, form: &Form, settings: &Settings, ground: &Ground) -> Result<(Asked, String), Refusal> {
    let seen = settings.get(kind.setting()).to_owned();
    let reason = form.get("reason").to_owned();
    let what = form.get("what").to_owned();
    let asked = match what.strip_prefix(VOID) {
        Some(day) => Asked { kind, seen, change: RuleChange::Void { from: day.parse().ok() }, reason },
        None => {
            let from = match read_day(form.get("from"), ground) {
                Ok(Some(day)) => day,
                Ok(None) => return Err(Refusal::at("from", "Chưa nhập ngày bắt đầu áp dụng.")),
                Err(said) => return Err(Refusal::at("from", said)),
            };
            let (code, source) = (form.get("rule").to_owned(), form.get("source").to_owned());
            Asked { kind, seen, change: RuleChange::Add { from, code, source }, reason }
        }
    };
    let value = asked.value()?;
    let said = match &asked.change {
        RuleChange::Void { from } => format!("Bỏ bản áp dụng {}", since(*from)),
        RuleChange::Add { from, .. } => {
            let new = versions(kind, &value).into_iter().find(|(day, _)| *day == Some(*from));
            format!("Thêm bản: {}", new.map_or(String::new(), |(_, printed)| printed))
        }
    };
    Ok((asked, said))
}
