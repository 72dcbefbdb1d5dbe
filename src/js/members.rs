//! Plain objects, written member by member.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::js::foreign::from_entries;

/// The members of a plain object, in order. serde-wasm-bindgen's own objects bring `Map` with them, or a table of the names of all
/// structs, and its lists cost more than these.
pub(super) struct Members(Array);

impl Members {
    pub(super) fn new() -> Self {
        Self(Array::new())
    }

    /// Adds a text or a number, which do not fail.
    pub(super) fn add(&self, name: &str, value: impl Serialize) {
        if let Ok(value) = value.serialize(&Serializer::new()) {
            self.add_value(name, &value);
        }
    }

    pub(super) fn add_value(&self, name: &str, value: &JsValue) {
        self.0.push(&Array::of2(&name.into(), value));
    }

    /// The object. It does not fail: they are pairs.
    pub(super) fn object(self) -> JsValue {
        from_entries(&self.0).unwrap_or_default()
    }
}
