//! The only room that knows JS. It reads values, hands them to the core, and writes what comes back; every function here is
//! synchronous, so that no trap can leave a promise pending and nothing is held across an await.

mod body;
pub mod client;
mod error;
mod fields;
mod foreign;
mod form;
#[cfg(feature = "panic-hook")]
pub mod hook;
mod input;
mod json;
mod map;
mod members;
pub mod message;
mod options;
mod platform;
mod settings;

/// A third of the default allocator's size (2 kB against 8 kB of wasm).
#[cfg(feature = "npm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
