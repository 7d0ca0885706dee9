//! The clock on the wall, in the civil time of Viet Nam whatever the PC's own zone says.

use std::time::Duration;

use chrono::{DateTime, Timelike, Utc};

use crate::domain::day::Moment;

/// Tells the time. A parameter of everything that needs it, so that a test decides what time it is.
pub trait Clock {
    /// The present minute.
    fn now(&self) -> Moment;

    /// How long this minute still lasts.
    fn until_next_minute(&self) -> Duration;

    /// UTC milliseconds since 1970.
    fn utc_ms(&self) -> i64;

    /// The offset from UTC that the PC is set to, in minutes.
    fn pc_offset_min(&self) -> i32;
}

/// The PC's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

/// The civil minute of an instant.
pub fn civil(instant: DateTime<Utc>) -> Moment {
    Moment::of_utc_ms(instant.timestamp_millis())
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        civil(Utc::now())
    }

    fn utc_ms(&self) -> i64 {
        Utc::now().timestamp_millis()
    }

    fn pc_offset_min(&self) -> i32 {
        chrono::Local::now().offset().local_minus_utc() / 60
    }

    fn until_next_minute(&self) -> Duration {
        // Chrono counts a leap second on from 59, so the difference is held above nothing.
        let second = u64::from(Utc::now().second().min(59));
        Duration::from_secs(60 - second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viet_nam_is_seven_hours_ahead_of_utc() {
        let instant: DateTime<Utc> = "2026-11-19T18:30:59Z".parse().expect("an instant");
        assert_eq!(civil(instant).to_string(), "2026-11-20 01:30");
        let before: DateTime<Utc> = "1969-12-31T16:59:59Z".parse().expect("an instant");
        assert_eq!(civil(before).to_string(), "1969-12-31 23:59");
    }
}
