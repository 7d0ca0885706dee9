//! A move for the marked dossiers of a list, or for the selected one: chosen by name, asked in a form, carried out.
//!
//! One dossier is read whole first, so that its form can show what is there; several go by the rows as they were seen.

use std::sync::Arc;

use crate::domain::day::Moment;
use crate::domain::refusal::Refusal;
use crate::store::pages::ListRow;
use crate::ui::action::{Around, Effect};
use crate::ui::input::Input;
use crate::ui::keymap::Act;
use crate::ui::look::Tone;
use crate::ui::moves::like_last::Values;
use crate::ui::moves::offer::Offer;
use crate::ui::moves::{self, Asked, Context};
use crate::ui::parts::form::Form;
use crate::ui::parts::popup::{Answer, Popup};
use crate::ui::work::apologies::Coming;
use crate::ui::work::detail::{self, Aids};
use crate::ui::work::list::{self, Ask, ticket};
use crate::ui::work::{Job, Reply};

/// What is under way.
enum State {
    /// Nothing.
    Idle,
    /// One dossier is being read, to choose a move for it.
    Reading(i64),
    /// The one that is left of several is being read: its form is to know as much of it as that of any one dossier.
    ReadingRest { id: i64, act: Act, coming: Coming },
    /// The moves are listed.
    Choosing(Box<Context>),
    /// A move cannot be made for all: it is asked whether it is meant for the rest.
    Parting(Act, Box<Context>),
    /// The form is open.
    Asked {
        asked: Box<Asked>,
        /// The command is with the worker.
        sent: bool,
    },
}

/// The move of a list.
pub struct Moving {
    state: State,
    /// The question for the rows as they are since the move was refused.
    rearming: u64,
    /// The dossiers that the move is for.
    ids: Vec<i64>,
    /// The rating offered after a result was returned.
    offer: Option<Offer>,
    /// It was answered, and is being written.
    rating: bool,
}

impl Moving {
    /// None under way.
    pub fn idle() -> Moving {
        Moving { state: State::Idle, rearming: 0, ids: Vec::new(), offer: None, rating: false }
    }

    /// Begins with the rows that were marked.
    pub fn begin(&mut self, rows: &[ListRow], aids: &Arc<Aids>, now: Moment) -> Vec<Effect<Job>> {
        self.ids = rows.iter().map(|row| row.id).collect();
        if let [one] = rows {
            self.state = State::Reading(one.id);
            return vec![Effect::Job(Job::Detail(detail::Ask::Load(one.id)))];
        }
        self.choose(Context::rows(rows, aids, now))
    }

    /// The dossiers that the last move was for.
    pub fn meant(&self) -> &[i64] {
        &self.ids
    }

    /// An input while a rating is offered: the answer to it, or nothing, when it goes on as ever.
    pub fn offered(&mut self, input: &Input) -> Option<Vec<Effect<Job>>> {
        let effects = self.offer.take()?.answer(input)?;
        self.rating = matches!(effects.first(), Some(Effect::Job(_)));
        Some(effects)
    }

    /// Hears what became of a rating that was offered.
    fn rated(&mut self, reply: &Reply) -> Vec<Effect<Job>> {
        let effect = match reply {
            Reply::Wrote(wrote) if wrote.act == Act::Rate => Effect::Say(Tone::Good, wrote.said.clone()),
            Reply::Refused(Act::Rate, refusal) => Effect::Refuse(Act::Rate, refusal.clone()),
            Reply::Failed(Act::Rate, said) => Effect::Say(Tone::Error, said.clone()),
            _ => return Vec::new(),
        };
        self.rating = false;
        vec![effect]
    }

    /// Begins one move with everything that its form needs.
    pub fn begin_with(&mut self, act: Act, context: Context) -> Vec<Effect<Job>> {
        self.ask(act, context)
    }

    fn choose(&mut self, context: Context) -> Vec<Effect<Job>> {
        let popup = moves::choose(&context);
        self.state = State::Choosing(Box::new(context));
        vec![Effect::Popup(Box::new(popup))]
    }

    /// Hears what became of a popup; `None` when it is not one of a move.
    pub fn answered(&mut self, popup: &Popup, answer: &Answer) -> Option<Vec<Effect<Job>>> {
        match (&mut self.state, answer, popup.form()) {
            (State::Choosing(_), Answer::Chosen(id), _) if popup.purpose == Act::Moves => {
                let State::Choosing(context) = std::mem::replace(&mut self.state, State::Idle) else { return None };
                Some(self.ask(moves::chosen(id)?, *context))
            }
            (State::Choosing(_), Answer::Closed, _) if popup.purpose == Act::Moves => {
                self.state = State::Idle;
                Some(Vec::new())
            }
            (State::Parting(..), answer, _) if popup.purpose == Act::Moves => {
                let State::Parting(act, rest) = std::mem::replace(&mut self.state, State::Idle) else { return None };
                let goes_on = matches!(answer, Answer::Chosen(code) if code == moves::several::REST);
                Some(if goes_on { self.go_on(act, *rest) } else { Vec::new() })
            }
            (State::Asked { asked, sent }, Answer::Submitted, Some(form)) if popup.purpose == asked.act => {
                // Enter held down must not do the same thing twice.
                if *sent {
                    return Some(Vec::new());
                }
                Some(match asked.command(form) {
                    Ok(command) => {
                        *sent = true;
                        vec![Effect::Job(Job::Step(command))]
                    }
                    Err(refusal) => vec![Effect::Refuse(asked.act, refusal)],
                })
            }
            (State::Asked { asked, .. }, Answer::Closed, _) if popup.purpose == asked.act => {
                self.state = State::Idle;
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// Goes on with those that a move can be made for. A single one is read whole first.
    fn go_on(&mut self, act: Act, rest: Context) -> Vec<Effect<Job>> {
        let [one] = rest.subjects.as_slice() else { return self.ask(act, rest) };
        let id = one.target.id;
        self.state = State::ReadingRest { id, act, coming: rest.coming };
        vec![Effect::Job(Job::Detail(detail::Ask::Load(id)))]
    }

    fn ask(&mut self, act: Act, context: Context) -> Vec<Effect<Job>> {
        if let Some((barred, rest)) = moves::several::parted(act, &context) {
            let popup = moves::several::ask_rest(act, &barred, &rest);
            self.state = State::Parting(act, Box::new(rest));
            return vec![Effect::Popup(Box::new(popup))];
        }
        self.ids = context.subjects.iter().map(|subject| subject.target.id).collect();
        match Asked::open(act, context) {
            Err(why) => vec![Effect::Say(Tone::Warning, why)],
            Ok((asked, popup)) => {
                self.state = State::Asked { asked: Box::new(asked), sent: false };
                vec![Effect::Popup(Box::new(popup))]
            }
        }
    }

    /// A field of the form changed.
    pub fn edited(&self, purpose: Act, form: &mut Form, key: &str) {
        if let State::Asked { asked, .. } = &self.state
            && asked.act == purpose
        {
            asked.edited(form, key);
        }
    }

    /// What the open form takes over from the last move of its kind; `None` where no form of a move is open.
    pub fn like_last(&self, purpose: Act, form: &Form) -> Option<Result<Values, String>> {
        match &self.state {
            State::Asked { asked, .. } if asked.act == purpose => Some(asked.like_last(form)),
            _ => None,
        }
    }

    /// Hears a reply: `done` when the move was carried out.
    pub fn reply(&mut self, reply: &Reply, aids: Option<&Arc<Aids>>, around: &Around) -> (bool, Vec<Effect<Job>>) {
        let now = around.now;
        let rated = if self.rating { self.rated(reply) } else { Vec::new() };
        if !rated.is_empty() {
            return (false, rated);
        }
        let effects = match (&mut self.state, reply) {
            (State::Reading(wanted), Reply::Detail(answer)) => match answer.as_ref() {
                detail::Answer::Whole { id, found: Some(whole), aids } if id == wanted => {
                    return (false, self.choose(Context::one(whole, aids, now)));
                }
                _ => Vec::new(),
            },
            (State::ReadingRest { id: wanted, act, coming }, Reply::Detail(answer)) => match answer.as_ref() {
                detail::Answer::Whole { id, found: Some(whole), aids } if id == wanted => {
                    let (act, coming) = (*act, std::mem::take(coming));
                    self.state = State::Idle;
                    return (false, self.ask(act, Context { coming, ..Context::one(whole, aids, now) }));
                }
                _ => Vec::new(),
            },
            (State::Asked { asked, .. }, Reply::Detail(answer)) => {
                if let detail::Answer::Whole { id, found: Some(whole), aids } = answer.as_ref()
                    && self.ids == [*id]
                    && self.rearming > 0
                {
                    asked.rearm(Context::one(whole, aids, now));
                    self.rearming = 0;
                }
                Vec::new()
            }
            (State::Asked { asked, .. }, Reply::List(list::Answer::Rows { ticket, rows }))
                if *ticket == self.rearming =>
            {
                if let Some(aids) = aids {
                    asked.rearm(Context::rows(rows, aids, now));
                }
                Vec::new()
            }
            (State::Asked { asked, sent }, Reply::Wrote(wrote)) if *sent && wrote.act == asked.act => {
                self.state = State::Idle;
                // The next move for several goes by the aids at hand, and may repeat this one.
                let again = Effect::Job(Job::Detail(detail::Ask::Aids));
                let one = if let [id] = self.ids[..] { Some(id) } else { None };
                self.offer = one.zip(aids).and_then(|(id, aids)| Offer::after(wrote, id, &aids.levels));
                let offered = self.offer.as_ref().map(|offer| offer.said(&wrote.said, around.area.width));
                let said = offered.unwrap_or_else(|| wrote.said.clone());
                return (true, vec![Effect::Close(wrote.act), Effect::Say(Tone::Good, said), again]);
            }
            (State::Asked { .. }, Reply::Refused(act, refusal)) => self.refused(*act, refusal.clone()),
            (State::Asked { .. }, Reply::Failed(act, said)) => self.refused(*act, Refusal::whole(said.as_str())),
            _ => Vec::new(),
        };
        (false, effects)
    }

    /// The form says why, and the dossiers are read again: the next answer is for what the user sees by then.
    fn refused(&mut self, act: Act, refusal: Refusal) -> Vec<Effect<Job>> {
        let State::Asked { asked, sent } = &mut self.state else { return Vec::new() };
        if asked.act != act || !std::mem::take(sent) {
            return Vec::new();
        }
        self.rearming = ticket();
        let again = match self.ids.as_slice() {
            [one] => Job::Detail(detail::Ask::Load(*one)),
            many => Job::List(Ask::Rows { ticket: self.rearming, ids: many.to_vec(), frame: None }),
        };
        vec![Effect::Refuse(act, refusal), Effect::Job(again)]
    }
}
