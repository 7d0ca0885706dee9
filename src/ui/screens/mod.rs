//! The screens, a file or folder each.

pub mod start;
