//! Fees taken: the sums of a span of days by officer, the dossiers behind each, and noting or correcting one.

use std::collections::BTreeMap;

use crate::desk::change::{self, Target};
use crate::desk::error::Error;
use crate::desk::papers::officer_name;
use crate::domain::change::Changes;
use crate::domain::collation::sort_key;
use crate::domain::day::Day;
use crate::domain::dossier::PaidBy;
use crate::domain::fee::Fee;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::store::fees::FeeRow;
use crate::store::{Op, Stamp, Store, StoreError};

/// A way in which fees stand: paid online, at the counter, in a way that was not noted, or not noted as taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// At the counter.
    Cash,
    /// Online.
    Online,
    /// Taken; how was not noted.
    Unsaid,
    /// Nothing is said of its having been taken: no part of the sum.
    Open,
}

impl Way {
    /// Every way.
    pub const ALL: [Way; 4] = [Way::Cash, Way::Online, Way::Unsaid, Way::Open];

    /// The Vietnamese words.
    pub const fn label(self) -> &'static str {
        match self {
            Way::Cash => "trực tiếp",
            Way::Online => "trực tuyến",
            Way::Unsaid => "chưa ghi cách thu",
            Way::Open => "chưa ghi thu",
        }
    }

    /// How a fee stands.
    pub const fn of(row: &FeeRow) -> Way {
        match (row.open, row.paid_by) {
            (true, _) => Way::Open,
            (false, Some(PaidBy::Cash)) => Way::Cash,
            (false, Some(PaidBy::Online)) => Way::Online,
            (false, None) => Way::Unsaid,
        }
    }
}

/// Dossiers and their fees in đồng.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The dossiers.
    pub dossiers: Vec<i64>,
    /// The amount in đồng.
    pub amount: i64,
}

impl Sum {
    fn add(&mut self, row: &FeeRow) {
        self.dossiers.push(row.dossier);
        self.amount = self.amount.saturating_add(row.amount);
    }
}

/// What one officer took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taker {
    /// Id of the officer, 0 where none is named.
    pub id: i64,
    /// Printed name.
    pub name: String,
    /// By the way in which it was paid, in the order of [`Way::ALL`].
    pub ways: [Sum; 4],
}

impl Taker {
    /// What was taken in one way.
    pub fn way(&self, way: Way) -> &Sum {
        &self.ways[way as usize]
    }

    /// What was taken in all; what is not noted as taken is not in it.
    pub fn taken(&self) -> Sum {
        let mut whole = Sum::default();
        for way in [Way::Cash, Way::Online, Way::Unsaid] {
            whole.dossiers.extend(&self.way(way).dossiers);
            whole.amount = whole.amount.saturating_add(self.way(way).amount);
        }
        whole
    }
}

/// The fees of a span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fees {
    /// The first and the last day.
    pub span: (Day, Day),
    /// By officer, in the order of names; nobody last.
    pub takers: Vec<Taker>,
    /// All of them together.
    pub whole: Taker,
}

/// Sums the fees of a span of days.
///
/// # Errors
/// A refusal for a span that ends before it begins, or when the register cannot be read.
pub fn taken(store: &Store, span: (Day, Day)) -> Result<Fees, Error> {
    if span.1 < span.0 {
        return Err(Refusal::at("to", "Ngày cuối đứng trước ngày đầu; hãy sửa lại.").into());
    }
    store.snapshot(|read| {
        let names = read.officer_names()?;
        let mut takers: BTreeMap<i64, Taker> = BTreeMap::new();
        let mut whole = Taker { name: "Tổng cộng".to_owned(), ..Taker::default() };
        read.each_fee(span, |row| -> Result<(), StoreError> {
            let (id, way) = (row.officer.unwrap_or(0), Way::of(&row));
            let named = || Taker { id, name: officer_name(&names, row.officer), ..Taker::default() };
            takers.entry(id).or_insert_with(named).ways[way as usize].add(&row);
            whole.ways[way as usize].add(&row);
            Ok(())
        })?;
        let mut takers: Vec<Taker> = takers.into_values().collect();
        takers.sort_by_cached_key(|taker| (taker.id == 0, sort_key(&taker.name)));
        Ok(Fees { span, takers, whole })
    })
}

/// The fees of a span one by one, in the order in which they were taken, those of one officer together.
///
/// # Errors
/// When the register cannot be read.
pub fn rows(store: &Store, span: (Day, Day)) -> Result<Vec<(String, FeeRow)>, StoreError> {
    store.snapshot(|read| {
        let names = read.officer_names()?;
        let mut rows = Vec::new();
        read.each_fee(span, |row| -> Result<(), StoreError> {
            rows.push((officer_name(&names, row.officer), row));
            Ok(())
        })?;
        rows.sort_by_cached_key(|(name, row)| {
            (row.open, row.officer.is_none(), sort_key(name), row.at.to_string(), row.dossier)
        });
        Ok(rows)
    })
}

/// Notes or corrects the fee of a dossier. What was noted already is changed with a reason only.
///
/// # Errors
/// A refusal by field; [`Changes`] are empty where nothing differed.
pub fn note(store: &mut Store, stamp: &Stamp, target: Target, fee: &Fee, why: &str) -> Result<Changes, Error> {
    let why = text::tidy(why);
    let ((), changes) = store.transact(&Op::because("fee", &why), stamp, |tx| -> Result<(), Error> {
        let stored = change::load(tx, target)?;
        change::lawful(&stored, Move::TakeFee, stamp.at)?;
        let first = stored.dossier.submitted_at.or(stored.dossier.accepted_at);
        fee.check(first, stamp.at)?;
        if !fee.paid_to.is_empty() && tx.read().officer_id(&fee.paid_to)?.is_none() {
            return Err(Refusal::at("paid_to", "Chưa có cán bộ này trong danh mục.").into());
        }
        let before = tx.read().fee_of(target.id)?.unwrap_or_default();
        if before.taken() && before != *fee && why.is_empty() {
            return Err(Refusal::at("reason", "Khoản thu này đã ghi; sửa thì phải ghi lý do.").into());
        }
        tx.put_fee(target.id, fee)?;
        Ok(())
    })?;
    Ok(changes)
}
