//! The file of components. All rows of one dossier are one item: together they are its list of papers, and its three
//! counts follow from them.

use std::collections::HashMap;

use crate::desk::import::feedback::unknown_dossier;
use crate::desk::import::named_officers::NamedOfficers;
use crate::desk::import::{Batch, ImportError, Update, Verdict};
use crate::domain::component::Component;
use crate::exchange::column::Difference;
use crate::exchange::fault::RowError;
use crate::exchange::{ComponentLine, Sheet};
use crate::store::{Read, StoreError, Tx};

pub(super) struct Components {
    sheet: Sheet<ComponentLine>,
    /// Places of the rows of each dossier, in the order in which the dossiers first appear.
    groups: Vec<Vec<usize>>,
    officers: NamedOfficers,
    /// Rows whose officer several have the name of, each with the code of its dossier.
    doubtful: Vec<(String, RowError)>,
}

impl Components {
    pub(super) fn new(mut sheet: Sheet<ComponentLine>, read: Read<'_>) -> Result<Components, ImportError> {
        let mut officers = NamedOfficers::new(read)?;
        let mut doubtful = Vec::new();
        for row in &mut sheet.rows {
            let named = row.value.component.officer.clone();
            if let Err(reason) = officers.settle(&mut row.value.component.officer) {
                doubtful.push((row.value.dossier_code.clone(), RowError::new(row.line, "officer", &named, reason)));
            }
        }
        let mut place: HashMap<&str, usize> = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            let group = *place.entry(&row.value.dossier_code).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(at);
        }
        Ok(Components { sheet, groups, officers, doubtful })
    }

    fn code(&self, group: usize) -> &str {
        &self.sheet.rows[self.groups[group][0]].value.dossier_code
    }

    /// The papers as the register has them, and as they would stand: what the file lacks of a paper stays.
    fn outcome(
        &self,
        group: usize,
        dossier: i64,
        read: Read<'_>,
    ) -> Result<(Vec<Component>, Vec<Component>), StoreError> {
        let before: Vec<Component> = read.components(dossier)?.into_iter().map(|(_, component)| component).collect();
        let by_kind = self.sheet.columns.has("kind");
        let after = self.groups[group].iter().map(|at| {
            let row = &self.sheet.rows[*at].value;
            let wanted = &row.component;
            let known = before.iter().find(|old| old.name == wanted.name && (!by_kind || old.kind == wanted.kind));
            let component = known.cloned().unwrap_or_else(|| Component { required: true, ..Component::default() });
            let mut line = ComponentLine { dossier_code: row.dossier_code.clone(), component };
            self.sheet.columns.apply(row, &mut line);
            line.component
        });
        let after = after.collect();
        Ok((before, after))
    }
}

/// The papers in one line each, for a preview.
fn listed(components: &[Component]) -> String {
    let word = |component: &Component| format!("{} ({})", component.name, component.state().label());
    components.iter().map(word).collect::<Vec<_>>().join("; ")
}

impl Batch for Components {
    fn len(&self) -> usize {
        self.groups.len()
    }

    fn judge(&mut self, at: usize, read: Read<'_>) -> Result<Verdict, ImportError> {
        let code = self.code(at).to_owned();
        let Some(dossier) = read.live_dossier_id(&code)? else {
            let fault = unknown_dossier(read, &code)?;
            let lines = self.groups[at].iter().map(|row| self.sheet.rows[*row].line);
            let errors = lines.filter_map(|line| {
                let (column, reason) = fault.clone()?;
                Some(RowError::new(line, column, &code, reason))
            });
            return Ok(Verdict::Bad(errors.collect()));
        };
        let mut wrong: Vec<RowError> =
            self.doubtful.iter().filter(|(of, _)| *of == code).map(|(_, error)| error.clone()).collect();
        let (before, after) = self.outcome(at, dossier, read)?;
        // The row alone is sound; with what the register has in other columns it may not be.
        for (row, paper) in self.groups[at].iter().zip(&after) {
            if let Some(found) = paper.contradictions().into_iter().next() {
                wrong.push(RowError::new(self.sheet.rows[*row].line, found.fields[0], &paper.name, found.message));
            }
        }
        if !wrong.is_empty() {
            return Ok(Verdict::Bad(wrong));
        }
        Ok(if before == after {
            Verdict::Same
        } else if before.is_empty() {
            Verdict::New
        } else {
            let field = Difference { column: "name", before: listed(&before), after: listed(&after) };
            Verdict::Differs(Update { line: self.sheet.rows[self.groups[at][0]].line, key: code, fields: vec![field] })
        })
    }

    fn put(&mut self, at: usize, tx: &mut Tx<'_>, _reason: &str) -> Result<(), ImportError> {
        if let Some(dossier) = tx.read().live_dossier_id(self.code(at))? {
            let (_, after) = self.outcome(at, dossier, tx.read())?;
            tx.put_components(dossier, &after)?;
        }
        Ok(())
    }

    fn new_officers(&mut self) -> Vec<String> {
        self.officers.take_new()
    }
}
