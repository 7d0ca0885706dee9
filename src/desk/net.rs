//! What several entries did to one record together, as the line that a single entry would have written: what was changed
//! and changed back is not in it.

use serde_json::{Map, Value as Json, json};

use crate::store::journal::Line;

/// The lines of one record, oldest first, as one; `None` where nothing is left of them. Its number is that of the last
/// entry that left something standing.
pub(super) fn together(lines: &[Line]) -> Option<Line> {
    let first = lines.first()?;
    let created = first.action == "create";
    let mut fields: Map<String, Json> = Map::new();
    for line in lines {
        for (column, value) in read(line) {
            let side = |n: usize| value.get(n).cloned().unwrap_or(Json::Null);
            let folded = match (created, line.action.as_str()) {
                (true, "create") => value.clone(),
                (true, _) => side(1),
                // The oldest old value stands beside the newest new one.
                (false, _) => match fields.get(&column).and_then(|known| known.get(0)) {
                    Some(old) => json!([old, side(1)]),
                    None => json!([side(0), side(1)]),
                },
            };
            fields.insert(column, folded);
        }
    }
    if created {
        let voided = fields.get("voided").and_then(Json::as_i64) == Some(1);
        return (!voided).then(|| line_of(first, newest(lines, |_| true), &fields));
    }
    fields.retain(|_, pair| pair.get(0) != pair.get(1));
    let stands = |line: &Line| read(line).iter().any(|(column, _)| fields.contains_key(column));
    (!fields.is_empty()).then(|| line_of(first, newest(lines, stands), &fields))
}

fn read(line: &Line) -> Map<String, Json> {
    serde_json::from_str(&line.body).unwrap_or_default()
}

fn newest(lines: &[Line], stands: impl Fn(&Line) -> bool) -> i64 {
    lines.iter().rev().find(|line| stands(line)).map_or(0, |line| line.seq)
}

fn line_of(first: &Line, seq: i64, fields: &Map<String, Json>) -> Line {
    Line { seq, body: Json::Object(fields.clone()).to_string(), ..first.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(seq: i64, action: &str, body: &str) -> Line {
        let kind = "setting".to_owned();
        Line { seq, kind, record: 1, dossier: None, action: action.to_owned(), body: body.to_owned() }
    }

    #[test]
    fn what_was_changed_back_is_gone_and_the_rest_has_its_first_and_last_value() {
        let lines = [
            line(3, "update", r#"{"a":[1,2],"b":["x","y"]}"#),
            line(4, "update", r#"{"b":["y","z"]}"#),
            line(5, "update", r#"{"a":[2,1]}"#),
        ];
        let left = together(&lines).expect("b has changed");
        assert_eq!((left.seq, left.body.as_str()), (4, r#"{"b":["x","z"]}"#));
        assert_eq!(together(&[line(3, "update", r#"{"a":[1,2]}"#), line(4, "update", r#"{"a":[2,1]}"#)]), None);
        assert_eq!(together(&[]), None);
    }

    #[test]
    fn what_was_made_is_told_as_it_is_now_and_what_was_taken_back_is_not() {
        let made = line(3, "create", r#"{"a":1,"voided":0}"#);
        let changed = line(4, "update", r#"{"a":[1,2]}"#);
        let left = together(&[made.clone(), changed]).expect("it stands");
        assert_eq!((left.seq, left.action.as_str(), left.body.as_str()), (4, "create", r#"{"a":2,"voided":0}"#));
        assert_eq!(together(&[made, line(4, "update", r#"{"voided":[0,1]}"#)]), None);
    }
}
