//! The canonical files from outside: the sample, the shapes a file may come in, what is refused, and random values.

mod random;
mod refused;
mod sample;

use crate::exchange::{Canonical, Sheet, read, to_bytes};

const DOSSIERS: &[u8] = include_bytes!("../../../assets/sample/dossiers.csv");

/// Reads what must be readable without one error.
fn good<T: Canonical>(bytes: &[u8]) -> Sheet<T> {
    let sheet = read::<T>(bytes).expect("a readable file");
    assert_eq!(sheet.errors, [], "{}", T::NOUN);
    sheet
}

fn values<T: Canonical>(sheet: Sheet<T>) -> Vec<T> {
    sheet.rows.into_iter().map(|row| row.value).collect()
}

fn bytes<T: Canonical>(values: &[T]) -> Vec<u8> {
    to_bytes(values).expect("memory does not fail")
}
