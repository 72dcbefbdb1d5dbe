//! A panic on demand, to prove that one costs one call. The released package is built without it.

use wasm_bindgen::prelude::wasm_bindgen;

/// Panics.
#[wasm_bindgen(js_name = panicNow)]
#[expect(clippy::panic, reason = "it is what this is for")]
pub fn panic_now() {
    panic!("on demand");
}
