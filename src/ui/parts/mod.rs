//! The parts screens are put together from. Each is state with an `update` and a pure `draw`, and knows no dossier.

pub mod ahead;
pub mod arranging;
pub mod bars;
pub mod copying;
pub mod field;
mod field_draw;
mod field_long;
pub mod form;
pub mod form_draw;
pub mod given;
pub mod kept;
pub mod page;
pub mod paper;
pub mod pick;
pub mod pin;
pub mod pointing;
pub mod popup;
pub mod popup_draw;
pub mod table;
pub mod table_draw;
