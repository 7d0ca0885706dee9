//! The forms of a dossier: filled in, shown as text, written as a Word file beside the other exports, handed to the
//! printer.

use crate::app::clock::Clock;
use crate::app::print::{Printed, print};
use crate::app::save::{file_name, save_bytes, sentence};
use crate::app::worker::{Desk, not_done};
use crate::app::{own_forms, place};
use crate::desk::forms::{self, Filled};
use crate::report::forms::sets::{Edition, Form};
use crate::ui::work::Reply;
use crate::ui::work::paper::{Answer, Ask, Got, What};

/// Width of the preview in cells: a popup's on a screen of eighty.
const CELLS: usize = 72;

impl<C: Clock> Desk<C> {
    pub(super) fn paper(&self, ask: Ask) -> Reply {
        let got = match ask.what {
            What::Choices => forms::choices(&self.store, ask.id).map(Got::Choices),
            What::Preview(form) => self.filled(form, ask.id).and_then(preview),
            What::Save(form) | What::Print(form) => match self.filled(form, ask.id) {
                Ok(filled) => match self.out(&filled, matches!(ask.what, What::Print(_))) {
                    Ok(got) => Ok(got),
                    Err(said) => return Reply::Failed(ask.act, said),
                },
                Err(error) => Err(error),
            },
        };
        match got {
            Ok(got) => Reply::Paper(Answer { act: ask.act, id: ask.id, got }),
            Err(error) => not_done(ask.act, error),
        }
    }

    fn filled(&self, form: Form, id: i64) -> Result<Filled, crate::desk::Error> {
        let own = |edition: &Edition| own_forms::read(self.store.path(), edition);
        forms::fill(&self.store, &own, form, id, self.now())
    }

    /// Saves a form, and prints it where that is asked; an error is one sentence.
    fn out(&self, filled: &Filled, printing: bool) -> Result<Got, String> {
        let folder = place::exports(self.store.path());
        let name = file_name(&filled.name, "docx");
        let saved = save_bytes(&folder, &name, &filled.bytes).map_err(|error| sentence(&error, &folder))?;
        let what = format!("{} {}", filled.form.short().to_lowercase(), filled.code);
        let (done, what) = if printing {
            let settings = self.store.read().settings().map_err(|error| error.to_string())?;
            match print(settings.get("print_command"), &saved.path) {
                Ok(Printed::Sent) => (true, format!("Đã gửi {what} đến máy in.")),
                Ok(Printed::Opened) => (true, format!("Đã mở {what} để in.")),
                Err(why) => (false, format!("Đã lưu {what} nhưng chưa in được. {why}")),
            }
        } else {
            (true, format!("Đã lưu {what}."))
        };
        Ok(Got::Out { done, said: format!("{what} Tệp: {}", saved.path.display()) })
    }
}

fn preview(filled: Filled) -> Result<Got, crate::desk::Error> {
    let edition = filled.edition;
    let unverified = if edition.verified() { "" } else { ", chưa đối chiếu bản in của văn bản" };
    let said = format!("Bộ {} ({}{unverified}), khổ {}", edition.set, edition.source, edition.paper);
    Ok(Got::Preview { form: filled.form, edition: said, text: filled.text(CELLS)? })
}
