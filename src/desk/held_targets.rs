//! The targets of a period, as its reports need them: those that hold at its end, with what was asked for earlier in it,
//! and those that hold on the first day after it, which the tasks of the next one are about.

use crate::domain::period::Period;
use crate::report::targets::{Earlier, Target};
use crate::store::catalogue::StoredTarget;
use crate::store::{Read, StoreError};

/// Those of the period, and those of the next one.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn of(read: &Read<'_>, period: &Period) -> Result<(Vec<Target>, Vec<Target>), StoreError> {
    let every: Vec<StoredTarget> = read.every_target()?.into_iter().map(|(_, target)| target).collect();
    let held = read.targets(period.to)?.into_iter().map(|target| {
        let earlier = earlier(&every, &target, period);
        as_printed(target, earlier)
    });
    let next = read.targets(period.to.plus(1))?.into_iter().map(|target| as_printed(target, Vec::new()));
    Ok((held.collect(), next.collect()))
}

fn as_printed(target: StoredTarget, earlier: Vec<Earlier>) -> Target {
    let StoredTarget { figure, at_most, value, valid_from, source } = target;
    Target { figure, at_most, value, source, from: valid_from, earlier }
}

/// What held on earlier days of the period in a target's place, and asked for something else.
fn earlier(every: &[StoredTarget], target: &StoredTarget, period: &Period) -> Vec<Earlier> {
    let mut known: Vec<_> = every.iter().filter(|other| other.figure == target.figure).collect();
    known.sort_by_key(|other| other.valid_from);
    let spans = known.iter().zip(known.iter().skip(1)).filter_map(|(one, after)| {
        let last = after.valid_from.filter(|day| Some(*day) <= target.valid_from)?.plus(-1);
        // One without a day of its own has held from the beginning.
        let from = one.valid_from.map_or(period.from, |day| day.max(period.from));
        (from <= last).then_some(Earlier { from, to: last, at_most: one.at_most, value: one.value })
    });
    let spans: Vec<Earlier> = spans.collect();
    // Where one of them asked for something else, all are told: days of the period that nothing is said of would be a hole.
    let same = |span: &Earlier| (span.at_most, span.value) == (target.at_most, target.value);
    if spans.iter().all(same) { Vec::new() } else { spans }
}
