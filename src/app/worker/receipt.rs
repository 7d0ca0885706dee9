//! The receipt of a dossier: written as a Word file beside the other exports, then handed to the printer.

use crate::app::clock::Clock;
use crate::app::place;
use crate::app::print::{Printed, print};
use crate::app::save::{file_name, save_bytes, sentence};
use crate::app::worker::{Desk, not_done};
use crate::desk;
use crate::report::{docx, receipt};
use crate::ui::work::Reply;
use crate::ui::work::receipt::{Answer, Ask};

impl<C: Clock> Desk<C> {
    pub(super) fn receipt(&self, ask: Ask) -> Reply {
        let data = match desk::receipt::receipt(&self.store, ask.id) {
            Ok(data) => data,
            Err(error) => return not_done(ask.act, error),
        };
        let bytes = match docx::write(&receipt::receipt(&data)) {
            Ok(bytes) => bytes,
            Err(error) => return Reply::Failed(ask.act, error.to_string()),
        };
        let folder = place::exports(self.store.path());
        let name = file_name(&format!("Giấy hẹn {}", data.code), "docx");
        let saved = match save_bytes(&folder, &name, &bytes) {
            Ok(saved) => saved,
            Err(error) => return Reply::Failed(ask.act, sentence(&error, &folder)),
        };
        let command = match self.store.read().settings() {
            Ok(settings) => settings.get("print_command").to_owned(),
            Err(error) => return Reply::Failed(ask.act, error.to_string()),
        };
        let (printed, what) = match print(&command, &saved.path) {
            Ok(Printed::Sent) => (true, format!("Đã gửi giấy hẹn {} đến máy in.", data.code)),
            Ok(Printed::Opened) => (true, format!("Đã mở giấy hẹn {} để in.", data.code)),
            Err(said) => (false, format!("Đã lưu giấy hẹn nhưng chưa in được. {said}")),
        };
        let said = format!("{what} Tệp: {}", saved.path.display());
        Reply::Receipt(Answer { act: ask.act, id: ask.id, printed, said })
    }
}
