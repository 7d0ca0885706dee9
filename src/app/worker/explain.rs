//! The account of a due date: read for the screen, saved as a page, remembered in the journal, printed.

use crate::app::clock::Clock;
use crate::app::print::{self, Printed};
use crate::app::save;
use crate::app::worker::{Desk, not_done, unread};
use crate::desk::{Error, explain};
use crate::domain::refusal::Refusal;
use crate::report::Format;
use crate::ui::keymap::Act;
use crate::ui::work::explain::{Answer, Ask};
use crate::ui::work::{Reply, Wrote};

impl<C: Clock> Desk<C> {
    pub(super) fn explain(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Load(id) => match explain::account(&self.store, id, self.now()) {
                Ok(account) => Reply::Explain(Answer { id, account: account.map(Box::new) }),
                Err(error) => unread(Act::Explain, &error),
            },
            Ask::LetOut { id, act, format, unmasked } => {
                self.let_account_out(id, act, format, unmasked).unwrap_or_else(|error| not_done(act, error))
            }
        }
    }

    /// The page is no step of this window that undo takes back: the file is out.
    fn let_account_out(&mut self, id: i64, act: Act, format: Format, unmasked: bool) -> Result<Reply, Error> {
        let stamp = self.stamp();
        let page = explain::page(&self.store, id, &stamp, format, unmasked)?;
        let (folder, name) = (self.out_folder(), save::file_name(&page.title, format.extension()));
        let saved = save::save_bytes(&folder, &name, &page.bytes)
            .map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let file = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let changes = explain::remember(&mut self.store, &stamp, &page, format, &file, unmasked)?;
        let path = saved.path.display();
        if act != Act::Print {
            return Ok(Reply::Wrote(Wrote { act, changes, said: format!("Đã xuất: {path}") }));
        }
        let command = self.store.read().settings()?.get("print_command").to_owned();
        let said = match print::print(&command, &saved.path) {
            Ok(Printed::Sent) => format!("Đã gửi in: {path}"),
            Ok(Printed::Opened) => format!("Đã mở để in: {path}"),
            Err(why) => return Err(Refusal::whole(format!("{why} Bản in đã lưu ở {path}.")).into()),
        };
        Ok(Reply::Wrote(Wrote { act, changes, said }))
    }
}
