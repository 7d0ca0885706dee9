//! The real screens over the real worker: keys go in, what stands on the screen and in the file is looked at.

#[path = "../support/all_ratings.rs"]
mod all_ratings;
#[path = "../seat/mod.rs"]
mod seat;
#[path = "../support/world.rs"]
mod world;

use seat::clock;

mod behind_screen;
mod calendar_screen;
mod calendar_story;
mod catalogue_screen;
mod closing_screen;
mod desk_forms;
mod digitising_screen;
mod hours_screen;
mod list_views;
mod lists_screen;
mod mouse;
mod no_silence;
mod papers;
mod popups_story;
mod report_texts;
mod reports_screen;
mod rules_screen;
mod seeking;
mod tables;
mod uncut;
mod voices_screen;
mod warning_story;
mod window_size;
