//! Letting a list out: the forms for format and names, the file under way.

use crate::domain::period::Period;
use crate::report::Format;
use crate::store::pages::ListColumn;
use crate::ui::action::Effect;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::parts::form::{Form, FormRow};
use crate::ui::parts::popup::Popup;
use crate::ui::screens::dossiers::rows::USUAL;
use crate::ui::work::list::{Answer, Ask, Out, Source, ticket};
use crate::ui::work::stop::Stop;
use crate::ui::work::{Job, Reply};

/// Formats of a list; JSON is for figures.
const FORMATS: [Format; 4] = [Format::Xlsx, Format::Docx, Format::Csv, Format::Text];

/// A file under way.
#[derive(Clone, Debug)]
pub struct Sending {
    ticket: u64,
    stop: Stop,
    act: Act,
    /// The popup with its progress is open.
    shown: bool,
}

/// The popup that asks how a list leaves the desk: printed in three keys, as a file in four.
pub fn ask(act: Act, title: &str, length: &str) -> Popup {
    let names = [("masked", "viết tắt (N. V. A.)"), ("full", "đầy đủ")];
    let names = FormRow::choice("names", "Họ tên người nộp", &names, "masked")
        .hint("← → để chọn. Tên đầy đủ chỉ khi thật cần: việc này được ghi vào nhật ký.");
    asked(act, &format!("{title}: {length} hồ sơ"), Some(names))
}

/// The same for records that name no citizen.
pub fn ask_unnamed(act: Act, title: &str, length: &str) -> Popup {
    asked(act, &format!("{title}: {length} dòng"), None)
}

fn asked(act: Act, said: &str, names: Option<FormRow>) -> Popup {
    let said = FormRow::note(said);
    if act == Act::Print {
        return Popup::prompt(act, "In danh sách", Form::new(std::iter::once(said).chain(names).collect()));
    }
    let formats = FORMATS.map(|format| (format.code(), format.label()));
    let format = FormRow::choice("format", "Định dạng", &formats, Format::Xlsx.code());
    Popup::prompt(act, "Xuất danh sách ra tệp", Form::new([said, format].into_iter().chain(names).collect()))
}

impl Sending {
    /// Starts a file as the form asks for it.
    pub fn start(
        act: Act,
        form: &Form,
        title: &str,
        source: &Source,
        columns: &[ListColumn],
    ) -> (Sending, Vec<Effect<Job>>) {
        let columns = (columns != USUAL).then(|| columns.to_vec());
        Sending::behind(None, act, form, title, source.clone(), columns)
    }

    /// The same for the list behind a figure, given by its address and its period. `columns` are `None` for those that a
    /// list has without a choice.
    pub fn behind(
        figure: Option<(String, Period)>,
        act: Act,
        form: &Form,
        title: &str,
        source: Source,
        columns: Option<Vec<ListColumn>>,
    ) -> (Sending, Vec<Effect<Job>>) {
        let format = if act == Act::Print {
            Format::Docx
        } else {
            Format::from_code(form.get("format")).unwrap_or(Format::Xlsx)
        };
        let (ticket, stop) = (ticket(), Stop::default());
        let out = Out {
            ticket,
            title: title.to_owned(),
            source,
            figure,
            columns,
            format,
            masked: form.get("names") != "full",
            stop: stop.clone(),
        };
        let effects = vec![Effect::Close(act), Effect::Job(Job::List(Ask::Out(out)))];
        (Sending { ticket, stop, act, shown: false }, effects)
    }

    /// Asks the file to stop.
    pub fn stop(&self) {
        self.stop.ask();
    }

    /// Takes an answer about this file, and whether the file is done with; `None` when it is about something else.
    pub fn answer(&mut self, reply: &Reply) -> Option<(bool, Vec<Effect<Job>>)> {
        match reply {
            Reply::List(Answer::OutAt { ticket, done }) if *ticket == self.ticket && *done > 0 => {
                Some((false, self.progress(*done)))
            }
            Reply::List(Answer::OutDone { ticket, file }) if *ticket == self.ticket => {
                let (file, print) = (file.clone(), self.act == Act::Print);
                let said = if print { "Đang in…" } else { "Đang ghi nhật ký…" };
                let note = Effect::Job(Job::List(Ask::LetOut { file, print }));
                Some((false, vec![note, Effect::Say(Tone::Normal, said.to_owned())]))
            }
            Reply::List(Answer::OutEnded { ticket, said }) if *ticket == self.ticket => {
                Some((true, self.end(vec![Effect::Say(Tone::Warning, said.clone())])))
            }
            Reply::Wrote(wrote) if wrote.act == self.act => {
                // A path may be longer than the status line; a message shows all of it.
                let popup = Popup::message(self.act, Tone::Good, "Xong", &wrote.said);
                if wrote.said.chars().count() < 70 {
                    return Some((true, self.end(vec![Effect::Say(Tone::Good, wrote.said.clone())])));
                }
                let done = Effect::Say(Tone::Good, "Xong.".to_owned());
                Some((true, self.end(vec![done, Effect::Popup(Box::new(popup))])))
            }
            Reply::Refused(act, refusal) if *act == self.act => {
                // That it is under way is true no longer, and would stand below the box that says so.
                let print = self.act == Act::Print;
                let said = if print { "Chưa in được." } else { "Chưa xuất được." };
                let undone = Effect::Say(Tone::Error, said.to_owned());
                Some((true, self.end(vec![undone, Effect::Refuse(*act, refusal.clone())])))
            }
            Reply::Failed(act, said) if *act == self.act => {
                Some((true, self.end(vec![Effect::Say(Tone::Error, said.clone())])))
            }
            _ => None,
        }
    }

    /// A file that takes longer than a moment shows how far it is.
    fn progress(&mut self, done: u64) -> Vec<Effect<Job>> {
        let label = "Đang ghi các dòng; Esc để dừng, khi đó không tệp nào được lưu.";
        let mut effects = Vec::new();
        if !std::mem::replace(&mut self.shown, true) {
            effects.push(Effect::Popup(Box::new(Popup::progress(self.act, "Xuất danh sách", label))));
        }
        effects.push(Effect::Progress(self.act, label.to_owned(), done, 0));
        effects
    }

    fn end(&self, last: Vec<Effect<Job>>) -> Vec<Effect<Job>> {
        let close = self.shown.then(|| Effect::Close(self.act));
        close.into_iter().chain(last).collect()
    }
}
