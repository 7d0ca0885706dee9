//! Dossiers whose date would differ by today's calendar: looked for beside the worker, promised anew by it.

use crate::app::clock::Clock;
use crate::app::worker::Desk;
use crate::desk::{Error, differing};
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::differing::{Answer, Ask};
use crate::ui::work::stop::Stop;

impl<C: Clock> Desk<C> {
    pub(super) fn differing(&mut self, ask: Ask) -> Reply {
        let now = self.now();
        match ask {
            Ask::Find { ticket, stop, warns: _ } => self.look_aside(ticket, stop, move |store, progress| {
                differing::differing(store, now, progress).map(|found| Answer::Found { ticket, found })
            }),
            Ask::Weigh { ticket, edit, stop } => self.look_aside(ticket, stop, move |store, progress| {
                differing::weigh(store, &edit, now, progress).map(|weight| Answer::Weighed { ticket, weight })
            }),
            Ask::Promise { dossiers, reason, document } => {
                let said = format!("Đã hẹn lại {:02} hồ sơ theo lịch mới.", dossiers.len());
                self.write(Act::PromiseAnew, said, |store, stamp| {
                    differing::promise_anew(store, stamp, &dossiers, &reason, &document)
                })
            }
        }
    }

    fn look_aside<F>(&mut self, ticket: u64, stop: Stop, look: F) -> Reply
    where
        F: FnOnce(&crate::store::Store, &mut dyn FnMut(u64) -> bool) -> Result<Answer, Error> + Send + 'static,
    {
        let wish = stop.clone();
        self.aside(&wish, Reply::Differing(Answer::Progress { ticket, done: 0 }), move |store, tell| {
            let mut progress = |done: u64| {
                tell(Reply::Differing(Answer::Progress { ticket, done }));
                !stop.asked()
            };
            let said = match look(store, &mut progress) {
                Ok(answer) if !stop.asked() => return Reply::Differing(answer),
                Ok(_) | Err(Error::Cancelled) => "Đã dừng, chưa xem hết.".to_owned(),
                Err(other) => other.to_string(),
            };
            Reply::Differing(Answer::Ended { ticket, said })
        })
    }
}
