//! Whole visits to a group.
