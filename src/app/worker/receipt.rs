//! The receipt of a dossier: written as a Word file beside the other exports, then handed to the printer.

use crate::app::clock::Clock;
use crate::app::print::{Printed, print};
use crate::app::save::{file_name, save_bytes, sentence};
use crate::app::worker::{Desk, not_done};
use crate::app::{own_forms, place};
use crate::desk;
use crate::report::forms::sets::{Edition, Form};
use crate::ui::work::Reply;
use crate::ui::work::receipt::{Answer, Ask};

impl<C: Clock> Desk<C> {
    pub(super) fn receipt(&self, ask: Ask) -> Reply {
        let own = |edition: &Edition| own_forms::read(self.store.path(), edition);
        let filled = match desk::forms::fill(&self.store, &own, Form::Receipt, ask.id, self.now()) {
            Ok(filled) => filled,
            Err(error) => return not_done(ask.act, error),
        };
        let folder = place::exports(self.store.path());
        let name = file_name(&filled.name, "docx");
        let saved = match save_bytes(&folder, &name, &filled.bytes) {
            Ok(saved) => saved,
            Err(error) => return Reply::Failed(ask.act, sentence(&error, &folder)),
        };
        let command = match self.store.read().settings() {
            Ok(settings) => settings.get("print_command").to_owned(),
            Err(error) => return Reply::Failed(ask.act, error.to_string()),
        };
        let said = format!("{} {}", filled.form.short().to_lowercase(), filled.code);
        let (printed, what) = match print(&command, &saved.path) {
            Ok(Printed::Sent) => (true, format!("Đã gửi {said} đến máy in.")),
            Ok(Printed::Opened) => (true, format!("Đã mở {said} để in.")),
            Err(why) => (false, format!("Đã lưu {said} nhưng chưa in được. {why}")),
        };
        let said = format!("{what} Tệp: {}", saved.path.display());
        Reply::Receipt(Answer { act: ask.act, id: ask.id, printed, said })
    }
}
