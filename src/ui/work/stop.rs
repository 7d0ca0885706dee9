//! A wish to stop a long task, shared by the screen that may have it and the task that asks for it now and then.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The wish. Copies speak of the same task.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the task to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the task was asked to stop.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
