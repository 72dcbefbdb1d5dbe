#![doc = include_str!("../docs/crate.md")]
#![forbid(unsafe_code)]

pub mod address;
mod check;
pub mod client;
pub mod code;
pub mod date;
pub mod draft;
pub mod endpoint;
pub mod file;
pub mod header;
mod index;
pub mod json;
pub mod key;
pub mod limit;
pub mod message;
mod network;
pub mod option;
pub mod parameter;
pub mod part;
pub mod platform;
pub mod problem;
pub mod response;
pub mod retry;

mod scan;
pub mod shared;
pub mod suggest;
mod text;
mod words;

#[cfg(target_family = "wasm")]
pub mod js;

pub use client::{Client, Config};
pub use draft::Draft;
pub use file::File;
pub use message::Message;
pub use problem::{Policy, Problem};
pub use response::Accepted;

/// The Rust examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
