//! Feedback: its list, and its steps, each one use case.

use crate::app::clock::Clock;
use crate::app::save;
use crate::app::worker::{Desk, not_done};
use crate::desk::{Error, feedback as desk, feedback_list};
use crate::domain::refusal::Refusal;
use crate::ui::keymap::Act;
use crate::ui::work::Reply;
use crate::ui::work::feedback::{Answer, Ask, Step, Wanted};

impl<C: Clock> Desk<C> {
    pub(super) fn feedback(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::List { ticket, all } => {
                let now = self.now();
                self.soon_or_aside(Act::Feedback, Reply::Feedback(Answer::Begun { ticket }), move |store| {
                    desk::list(store, now, all).map(|list| Reply::Feedback(Answer::List { ticket, list }))
                })
            }
            Ask::Step(act, step) => self.feedback_step(act, step),
            Ask::Out(act, wanted) => self.feedback_out(act, wanted).unwrap_or_else(|error| not_done(act, error)),
        }
    }

    fn feedback_out(&mut self, act: Act, wanted: Wanted) -> Result<Reply, Error> {
        let (title, bytes) = feedback_list::file(&self.store, wanted, self.now())?;
        let folder = self.out_folder();
        let saved = save::save_bytes(&folder, &save::file_name(&title, wanted.format.extension()), &bytes)
            .map_err(|error| Refusal::whole(save::sentence(&error, &folder)))?;
        let name = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = self.stamp();
        let changes = feedback_list::remember(&mut self.store, &stamp, &title, wanted, (&name, &bytes))?;
        self.saved_or_printed(act, &saved.path, changes)
    }

    fn feedback_step(&mut self, act: Act, step: Step) -> Reply {
        if let Step::Receive(feedback) = step {
            return self.write_and_say(act, |store, stamp| {
                let (code, changes) = desk::receive(store, stamp, &feedback)?;
                Ok((format!("Đã lưu: {code}."), changes))
            });
        }
        let said = match &step {
            Step::Receive(_) => "",
            Step::AskSupplement(..) => "Đã lưu: yêu cầu bổ sung; hạn trả lời đứng lại.",
            Step::Supplemented(..) => "Đã lưu: đã bổ sung; hạn trả lời chạy tiếp.",
            Step::Refuse(..) => "Đã lưu: từ chối phản ánh.",
            Step::Answer(..) => "Đã lưu: trả lời phản ánh.",
            Step::Publish(..) => "Đã lưu: công khai kết quả trả lời.",
            Step::Amend(..) => "Đã lưu: sửa phản ánh.",
        };
        self.write(act, said, |store, stamp| match &step {
            Step::Receive(feedback) => desk::receive(store, stamp, feedback).map(|(_, changes)| changes),
            Step::AskSupplement(target, at, what) => desk::ask_supplement(store, stamp, *target, *at, what),
            Step::Supplemented(target, at) => desk::supplemented(store, stamp, *target, *at),
            Step::Refuse(target, at, reason) => desk::refuse(store, stamp, *target, *at, reason),
            Step::Answer(target, answer) => desk::answer(store, stamp, *target, answer),
            Step::Publish(target, at) => desk::publish(store, stamp, *target, *at),
            Step::Amend(target, given, reason) => desk::amend(store, stamp, *target, given, reason),
        })
    }
}
