//! The dossier that was accepted last: where a filter, words or the order keep it out of sight, the list says so and a
//! key leads to it. Whether the list holds it is asked when the key is pressed: filters, the order and the dossier itself
//! may have changed since it was accepted.

use crate::domain::change::Kind;
use crate::store::pages::Query;
use crate::ui::action::{Around, Effect};
use crate::ui::keymap::{Act, Scope, key_of};
use crate::ui::look::Tone;
use crate::ui::screens::dossiers::Dossiers;
use crate::ui::work::list::{Answer, Ask, ticket};
use crate::ui::work::{Job, Wrote};

/// What is known of it.
#[derive(Clone, Debug, Default)]
pub struct Newcomer {
    id: i64,
    /// The question whether the list holds it; 0 where it was not asked yet.
    ticket: u64,
    /// The list that the key asked about, and the number of that question.
    going: Option<(u64, Query)>,
}

impl Dossiers {
    /// Hears that a dossier was accepted.
    pub(super) fn accepted(&mut self, wrote: &Wrote) {
        let created = wrote.changes.records.iter().find(|(kind, _)| *kind == Kind::Dossier);
        if let (true, Act::NewDossier, Some((_, id))) = (self.root, wrote.act, created) {
            self.newcomer = Some(Newcomer { id: *id, ..Newcomer::default() });
        }
    }

    /// The list comes to the front: asks once whether it holds the new dossier.
    pub(super) fn ask_newcomer(&mut self) -> Option<Effect<Job>> {
        let query = self.query();
        let newcomer = self.newcomer.as_mut().filter(|newcomer| newcomer.ticket == 0)?;
        newcomer.ticket = ticket();
        Some(Effect::Job(Job::List(Ask::Among { ticket: newcomer.ticket, query, ids: vec![newcomer.id] })))
    }

    /// Says where the new dossier is, unless it is in sight, or goes to it; `None` for an answer about something else.
    pub(super) fn place_newcomer(&mut self, answer: &Answer, around: &Around) -> Option<Vec<Effect<Job>>> {
        let Answer::Among { ticket, ids } = answer else { return None };
        let newcomer = self.newcomer.as_mut()?;
        let outside = ids.is_empty();
        if let Some((_, asked)) = newcomer.going.take_if(|(going, _)| going == ticket) {
            return Some(self.arrive(asked, outside));
        }
        if newcomer.ticket != *ticket {
            return None;
        }
        let id = newcomer.id;
        let height = self.body(around.area).height.saturating_sub(1);
        let shown = self.list.table.rows().iter().skip(self.list.table.top_for(height)).take(usize::from(height));
        if shown.into_iter().any(|row| row.id == id) {
            return Some(Vec::new());
        }
        let key = key_of(Scope::Dossiers, Act::Newcomer).map(|key| key.to_string()).unwrap_or_default();
        let query = self.query();
        let said = if outside && query == (Query { order: query.order, ..Query::default() }) {
            format!("Hồ sơ vừa tiếp nhận không có trong danh sách xếp theo cách này; {key}: hiện hồ sơ ấy.")
        } else if outside {
            format!("Hồ sơ vừa tiếp nhận không có trong danh sách đang lọc này; {key}: hiện hồ sơ ấy.")
        } else {
            format!("Hồ sơ vừa tiếp nhận ở chỗ khác trong danh sách này; {key}: đến hồ sơ ấy.")
        };
        Some(vec![Effect::Say(Tone::Warning, said)])
    }

    /// Goes to the new dossier where the list holds it; what keeps it out is taken away.
    pub(super) fn go_to_newcomer(&mut self) -> Vec<Effect<Job>> {
        self.ask_among(self.query())
    }

    fn ask_among(&mut self, query: Query) -> Vec<Effect<Job>> {
        let Some(newcomer) = self.newcomer.as_mut() else { return Vec::new() };
        let ticket = ticket();
        newcomer.going = Some((ticket, query.clone()));
        vec![Effect::Job(Job::List(Ask::Among { ticket, query, ids: vec![newcomer.id] }))]
    }

    /// The answer for the list that the key asked about. One without words, filters or an order that leaves dossiers out
    /// has every dossier but those that were undone.
    fn arrive(&mut self, asked: Query, outside: bool) -> Vec<Effect<Job>> {
        let Some(id) = self.newcomer.as_ref().map(|newcomer| newcomer.id) else { return Vec::new() };
        let whole = asked == Query::default();
        match (outside, whole) {
            (true, true) => {
                let said = "Việc tiếp nhận hồ sơ ấy đã hoàn tác, hồ sơ không còn trong sổ.";
                vec![Effect::Say(Tone::Warning, said.to_owned())]
            }
            (true, false) => self.ask_among(Query::default()),
            // Words were typed on while the answer was on its way.
            (false, false) if asked != self.query() => self.go_to_newcomer(),
            (false, _) => {
                if whole {
                    self.find_again("");
                }
                self.list.go_to(id, asked)
            }
        }
    }
}
