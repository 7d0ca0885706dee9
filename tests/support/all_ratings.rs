//! Every rating of a register, in the order in which they were given.

use motcua::domain::rating::Rating;
use motcua::store::{Store, StoreError};

pub fn all_ratings(store: &Store) -> Vec<Rating> {
    let mut found = Vec::new();
    let each = |rating| {
        found.push(rating);
        Ok::<_, StoreError>(())
    };
    store.read().each_rating(each).expect("read");
    found
}
