//! The list of dossiers as a screen: its keys, answers and drawing.

use crate::domain::typing::Style;
use crate::store::pages::Show;
use crate::ui::action::{Around, Effect, NOTHING_LIKE_LAST, Part, Screen};
use crate::ui::input::Input;
use crate::ui::keymap::{Act, Scope};
use crate::ui::look::Look;
use crate::ui::moves::like_last::Values;
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::parts::table_draw::draw_table;
use crate::ui::screens::dossiers::{Dossiers, GIVEN, filter, out, view, viewing};
use crate::ui::work::detail::{self};
use crate::ui::work::list::{Ask, ViewChange};
use crate::ui::work::{Job, Reply};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

impl Screen<Job> for Dossiers {
    fn scope(&self) -> Scope {
        if self.arranging.is_some() { Scope::Columns } else { Scope::Dossiers }
    }

    fn title(&self) -> String {
        if self.root { "Hồ sơ".to_owned() } else { self.title.clone() }
    }

    fn input(&mut self, input: &Input, around: &Around) -> Option<Vec<Effect<Job>>> {
        if matches!(input, Input::Mouse(..)) {
            let effects = self.mouse(input, around);
            self.show_order();
            return Some(effects);
        }
        if let Some(effects) = self.moving.offered(input) {
            return Some(effects);
        }
        let effects = if self.finding && self.arranging.is_none() { self.find_input(input) } else { None };
        self.set_height(around);
        effects
    }

    fn set_typing(&mut self, style: Style) {
        self.typing = style;
    }

    fn act(&mut self, act: Act, around: &Around) -> Vec<Effect<Job>> {
        let effects = match act {
            act if self.arranging.is_some() && act != Act::Overdue => self.arrange(act, around),
            Act::FilterBy => self.choose_value(around),
            Act::Columns => self.begin_arranging(),
            Act::Views => self.choose_view(),
            Act::SaveView => self.ask_name(viewing::Naming::Open),
            Act::Copy => self.choose_copy(),
            Act::Overdue => self.preset_overdue(),
            Act::OnlyOverdue => self.only_overdue(),
            Act::Open => self.open(),
            Act::Back => self.back(),
            Act::Find => {
                self.finding = true;
                // Typing begins other words; an arrow goes on with those that stand there.
                self.find.select_all();
                Vec::new()
            }
            Act::Newcomer => self.go_to_newcomer(),
            Act::Sort => self.choose_order(),
            Act::Filter => self.choose_filter(),
            Act::Explain => self.explain(),
            Act::Moves => self.begin_move(around),
            Act::Print | Act::Export => {
                vec![Effect::Popup(Box::new(out::ask(act, &self.name(around), &self.list.length())))]
            }
            act => self.moved(act),
        };
        self.set_height(around);
        self.show_order();
        effects
    }

    fn expects(&self) -> bool {
        // What is looked for is typed whether rows are there or not.
        self.list.is_awaited() && !self.finding
    }

    fn why_not(&self, act: Act) -> Option<String> {
        let empty = self.list.table.rows().is_empty();
        let given = self.base.is_none();
        let said = match act {
            Act::Toggle => return self.arranging.as_ref().and_then(|it| it.why_not()).map(str::to_owned),
            Act::Open
            | Act::Explain
            | Act::FilterBy
            | Act::Copy
            | Act::Mark
            | Act::MarkAll
            | Act::Moves
            | Act::Print
            | Act::Export
                if empty =>
            {
                "Danh sách đang trống."
            }
            Act::Views if !given && self.views_known && self.views.named.is_empty() => viewing::NO_VIEW,
            Act::Newcomer if !self.root => "Mở màn hình Hồ sơ (F4) để đến hồ sơ vừa tiếp nhận.",
            Act::Newcomer if self.newcomer.is_none() => "Chưa tiếp nhận hồ sơ nào ở đây.",
            Act::Print | Act::Export if self.sending.is_some() => "Đang ghi một danh sách khác, chờ một chút.",
            Act::Find | Act::Filter | Act::FilterBy | Act::Sort | Act::OnlyOverdue | Act::Views | Act::SaveView
                if given =>
            {
                GIVEN
            }
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn answered(&mut self, popup: &Popup, answer: &Answer, around: &Around) -> Vec<Effect<Job>> {
        if let Some(effects) = self.moving.answered(popup, answer) {
            return effects;
        }
        let effects = match (popup.purpose, answer, popup.form()) {
            (Act::Sort, Answer::Chosen(code), _) => {
                view::order_of(code).map_or_else(Vec::new, |order| self.put_in_order(order))
            }
            (Act::FilterBy, Answer::Chosen(code), _) => self.narrow(code, around.now),
            (Act::Copy, Answer::Chosen(id), _) => self.copy(id),
            (Act::Views, Answer::Chosen(id), _) => self.view_chosen(id, around),
            (Act::Edit, Answer::Chosen(name), _) => self.ask_name(viewing::Naming::Rename(name.clone())),
            (Act::Remove, Answer::Chosen(name), _) => {
                self.asked_name = true;
                vec![Effect::Job(Job::List(Ask::View(ViewChange::Remove(name.clone()))))]
            }
            (Act::SaveView | Act::Edit, Answer::Submitted, Some(form)) => {
                self.asked_name = true;
                self.take_name(form, around)
            }
            (Act::Filter, Answer::Submitted, Some(form)) => self.take_filter(form, around),
            (act @ (Act::Print | Act::Export), Answer::Submitted, Some(form)) => self.let_out(act, form, around),
            (_, Answer::Cancelled, _) => {
                if let Some(sending) = &self.sending {
                    sending.stop();
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        self.set_height(around);
        self.show_order();
        effects
    }

    fn edited(&mut self, purpose: Act, form: &mut Form, key: &'static str, around: &Around) {
        self.moving.edited(purpose, form, key);
        if let (Act::Filter, Some(aids)) = (purpose, &self.aids) {
            filter::echo(form, key, &aids.rules, around.now);
        }
    }

    fn like_last(&self, purpose: Act, form: &Form) -> Result<Values, String> {
        let nothing = || Err(NOTHING_LIKE_LAST.to_owned());
        self.moving.like_last(purpose, form).unwrap_or_else(nothing)
    }

    fn reply(&mut self, reply: &Reply, around: &Around) -> Vec<Effect<Job>> {
        if let Some((done, effects)) = self.sending.as_mut().and_then(|sending| sending.answer(reply)) {
            if done {
                self.sending = None;
            }
            return effects;
        }
        let (moved, mut effects) = self.moving.reply(reply, self.aids.as_ref(), around);
        if moved {
            self.list.table.unmark();
        }
        effects.extend(self.hear(reply, around));
        self.show_order();
        effects
    }

    fn called(&mut self, around: &Around) -> Vec<Effect<Job>> {
        let effects = self.back_to_own();
        self.set_height(around);
        self.show_order();
        effects
    }

    fn shown(&mut self, around: &Around) -> Vec<Effect<Job>> {
        self.set_height(around);
        if !std::mem::replace(&mut self.begun, true) {
            let mut effects = self.list.first();
            effects.push(Effect::Job(Job::Detail(detail::Ask::Aids)));
            effects.push(Effect::Job(Job::List(Ask::Views)));
            effects.extend(self.ask_newcomer());
            self.show_order();
            return effects;
        }
        self.list.retell(around.now);
        // As time passes dossiers come near their dates and become late; other lists change by writing only.
        let by_time = matches!(
            self.query().show,
            Show::Overdue
                | Show::OverdueWithoutApology
                | Show::Warned
                | Show::ApologyDue
                | Show::HandoverLate
                | Show::AcceptanceLate
                | Show::AcceptanceNear(_)
        );
        let mut effects = if by_time { self.list.again() } else { Vec::new() };
        effects.extend(self.ask_newcomer());
        effects
    }

    fn closing(&mut self, _around: &Around) -> Vec<Effect<Job>> {
        if let Some(sending) = &self.sending {
            sending.stop();
        }
        Vec::new()
    }

    fn status(&self) -> String {
        self.list.status()
    }

    fn parts(&self) -> Vec<Part<'_>> {
        vec![Part::Table(&self.list.table)]
    }

    fn draw(&self, buf: &mut Buffer, around: &Around, look: &Look) -> Option<Position> {
        let cursor = self.draw_head(buf, around, look);
        draw_table(&self.list.table, buf, self.body(around.area), look, &self.nothing(around));
        if let Some(arranging) = &self.arranging {
            arranging.draw(buf, around.area, look);
            return None;
        }
        cursor
    }
}
