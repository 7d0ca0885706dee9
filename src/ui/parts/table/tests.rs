//! Selection, marks and windows of a table over lists of every length.

use super::*;
use crate::ui::look::Tone;
use proptest::prelude::*;

/// A made-up list of `total` rows; ids are 10, 20, 30 ….
pub(crate) fn window(total: usize, from: usize, count: usize) -> Window {
    let to = (from + count).min(total);
    let row = |n: usize| Row {
        id: (n as RowId + 1) * 10,
        version: 1,
        cells: vec![Cell::plain(format!("H-{n:04}")), Cell::plain("Lê Thị Ánh"), Cell::toned("3", Tone::Overdue)],
        tone: Tone::Overdue,
    };
    Window {
        rows: (from..to).map(row).collect(),
        first: from == 0,
        last: to == total,
        before: Some(from),
        total: Some(total),
    }
}

pub(crate) fn table() -> Table {
    Table::new(vec![
        Column::new("Mã", 6, 20, 0),
        Column::new("Người nộp", 8, 30, 1),
        Column::new("Trễ", 3, 5, 2).right(),
    ])
}

/// Answers a want as the store would.
pub(crate) fn serve(table: &mut Table, total: usize, want: Want) -> Want {
    let index = |id: RowId| (id / 10 - 1) as usize;
    let window = match want {
        Want::Nothing => return Want::Nothing,
        Want::First { count } => window(total, 0, count),
        Want::Last { count } => window(total, total.saturating_sub(count), count),
        Want::From { id, count } => window(total, index(id), count),
        Want::UpTo { id, count } => {
            let end = index(id) + 1;
            window(total, end.saturating_sub(count), count.min(end))
        }
    };
    table.set_window(window)
}

#[test]
fn selection_is_by_id_and_survives_a_reload() {
    let mut table = table();
    table.set_height(5);
    let want = table.start();
    serve(&mut table, 300, want);
    table.act(Act::Down);
    table.act(Act::Down);
    assert_eq!(table.selected().map(|row| row.id), Some(30));
    // Another desk's entry sorts before it: the same record stays selected, one line further down.
    let mut changed = window(300, 0, 60);
    changed.rows.insert(0, Row { id: 5, ..changed.rows[0].clone() });
    table.set_window(changed.clone());
    assert_eq!((table.selected().map(|row| row.id), table.index()), (Some(30), Some(3)));
    // The record is gone: the one in its place is selected.
    changed.rows.remove(3);
    table.set_window(changed);
    assert_eq!(table.selected().map(|row| row.id), Some(40));
}

#[test]
fn a_row_that_left_is_selected_again_when_an_undo_brings_it_back() {
    let mut table = table();
    table.set_window(window(5, 0, 5));
    table.act(Act::Down);
    let without = |id: RowId| {
        let mut seen = window(5, 0, 5);
        seen.rows.retain(|row| row.id != id);
        seen
    };
    let selected = |table: &Table| table.selected().map(|row| row.id);
    table.set_window(without(20));
    assert_eq!(selected(&table), Some(30), "the row in its place");
    table.set_window(window(5, 0, 5));
    assert_eq!(selected(&table), Some(30), "another desk's change moves no selection");
    table.recall();
    table.set_window(window(5, 0, 5));
    assert_eq!(selected(&table), Some(20), "an undo brings it back");
    // The last row of a list leaves it empty, and is back.
    table.set_window(window(0, 0, 0));
    assert_eq!(selected(&table), None);
    table.recall();
    table.set_window(window(5, 0, 5));
    assert_eq!(selected(&table), Some(20));
    // Whoever has gone elsewhere since stays there.
    table.set_window(without(20));
    table.act(Act::Down);
    table.recall();
    table.set_window(window(5, 0, 5));
    assert_eq!(selected(&table), Some(40));
}

#[test]
fn keys_faster_than_the_store_are_not_lost() {
    let mut table = table();
    table.set_height(5);
    let want = table.start();
    serve(&mut table, 300, want);
    let mut wants = Vec::new();
    for _ in 0..150 {
        wants.extend(table.act(Act::Down).filter(|want| *want != Want::Nothing));
    }
    assert_eq!(wants.len(), 1, "one window is asked for, not ninety");
    let mut want = wants[0];
    while want != Want::Nothing {
        want = serve(&mut table, 300, want);
    }
    assert_eq!(table.selected().map(|row| row.id), Some(1510));
    assert_eq!(table.status(), "151/300");
}

#[test]
fn empty_and_single_tables_take_every_act() {
    for total in [0, 1] {
        let mut table = table();
        let want = table.start();
        serve(&mut table, total, want);
        for act in [Act::Up, Act::Down, Act::PageUp, Act::PageDown, Act::First, Act::Last, Act::Mark, Act::MarkAll] {
            assert_eq!(table.act(act), Some(Want::Nothing));
        }
        assert_eq!(table.selected().is_some(), total == 1);
        assert_eq!(table.act(Act::Pause), None);
    }
    let mut empty = table();
    empty.set_window(window(0, 0, 0));
    assert_eq!(empty.status(), "không có dòng nào");
}

#[test]
fn marks_outlive_the_window_and_targets_fall_back_to_the_selection() {
    let mut table = table();
    let want = table.start();
    serve(&mut table, 300, want);
    assert_eq!(table.targets(), [10]);
    table.act(Act::Mark);
    table.act(Act::Mark);
    let want = table.act(Act::Last).expect("a list act");
    serve(&mut table, 300, want);
    assert_eq!(table.targets(), [10, 20]);
    assert_eq!(table.status(), "300/300 · đã đánh dấu 2");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_acts_keep_the_selection_in_sight(
        total in 0usize..400,
        steps in prop::collection::vec((0usize..10, 1u16..40, any::<bool>()), 0..60),
    ) {
        let acts = [Act::Up, Act::Down, Act::PageUp, Act::PageDown, Act::First, Act::Last, Act::Mark, Act::MarkAll];
        let mut table = table();
        let mut want = table.start();
        for (index, height, answer) in steps {
            if answer {
                while want != Want::Nothing {
                    want = serve(&mut table, total, want);
                }
            }
            let new = match acts.get(index) {
                Some(act) => table.act(*act).unwrap_or(Want::Nothing),
                None => { table.set_height(height); Want::Nothing }
            };
            if new != Want::Nothing { want = new; }
            if let Some(at) = table.index() {
                let top = table.top_for(height);
                prop_assert!(at >= top && at < top + usize::from(height));
            }
        }
        while want != Want::Nothing {
            want = serve(&mut table, total, want);
        }
        prop_assert_eq!(table.selected().is_some(), total > 0);
    }
}
