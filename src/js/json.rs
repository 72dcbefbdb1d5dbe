//! JS values as JSON: what JSON would write otherwise than it is, or not at all, is told and not lost. It does not know what the JSON
//! is for.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

use crate::draft::Value;
use crate::js::body::Body;
use crate::js::foreign::{
    describe, entries_of, from_entries, get, has_method, is_array, is_read_once, is_tagged, iterates,
    members, stringify, tag, time_of, wrong,
};
use crate::json::DEPTH_MAX;
use crate::text::visible;
use crate::words::words;

/// An object as its JSON.
pub(super) fn object(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if !value.is_object() || is_read_once(value) {
        return Ok(wrong("an object, or its JSON as text", value));
    }
    Ok(as_json(&entries_as_object(value)?))
}

/// A Map, or anything else that iterates over pairs, as an object of its entries; another object as it is.
fn entries_as_object(value: &JsValue) -> Result<JsValue, JsValue> {
    let iterable = !is_array(value)? && iterates(value);
    // An iterable of something other than pairs stays as it is: it is no object of variables, and is told as what it is.
    if iterable { Ok(from_entries(value).unwrap_or_else(|_| value.clone())) } else { Ok(value.clone()) }
}

/// Any value as its JSON.
pub(super) fn as_json(value: &JsValue) -> Value<Body> {
    let mut at = String::new();
    let found = match stringify(value) {
        Ok(json) => match json.as_string() {
            Some(text) => {
                let found = if hollowed(&json) { hollow(value, 0, &mut at) } else { String::new() };
                if found.is_empty() {
                    return Value::Json(text.into());
                }
                found
            }
            // A function or a symbol.
            None => describe(value),
        },
        // A cycle or a BigInt, of which each engine has its own words; or a toJSON that throws.
        Err(error) => {
            let text = |name: &str| get(&error, name).ok().and_then(|text| text.as_string());
            match text("message").filter(|_| text("name").as_deref() != Some("TypeError")) {
                Some(reason) => words!["one it cannot: ", reason],
                None => "a cycle or a BigInt".to_owned(),
            }
        }
    };
    Value::Wrong { at, expected: "a value that JSON can hold", found }
}

/// Whether a text has another in it. The platform looks faster than a loop of ours.
fn within(text: &JsValue, other: &str) -> bool {
    text.unchecked_ref::<JsString>().includes(other, 0)
}

/// Whether there may be something that is not what it was.
fn hollowed(json: &JsValue) -> bool {
    within(json, "{}") || within(json, "null")
}

/// The first value within that JSON would write as `{}` or `null` though it is not, in words: a Promise that was not awaited, a Map, a
/// Blob, a number or a date that is none. Its place goes before `at`. Nothing where there is none.
fn hollow(value: &JsValue, depth: usize, at: &mut String) -> String {
    let is_hollow = if let Some(number) = value.as_f64() {
        !number.is_finite()
    } else if !value.is_object() || depth > DEPTH_MAX {
        false
    } else if is_tagged(value, "Date") {
        time_of(value).is_ok_and(f64::is_nan)
    } else if has_method(value, "toJSON") {
        false
    } else if has_method(value, "arrayBuffer") || has_method(value, "getReader") {
        // workerd has no tags for these before compatibility date 2024-09-26.
        true
    } else {
        match tag(value).as_str() {
            kind @ ("Object" | "Array" | "Arguments") => {
                let quote = if kind == "Object" { "\"" } else { "" };
                for (name, inner) in &members(value).unwrap_or_default() {
                    let found = hollow(inner, depth + 1, at);
                    if !found.is_empty() {
                        *at = words!["[", quote, visible(name), quote, "]", &*at];
                        return found;
                    }
                }
                false
            }
            // JSON unwraps these.
            "String" | "Number" | "Boolean" => false,
            _ => entries_of(value).is_ok_and(|entries| entries.length() == 0),
        }
    };
    if is_hollow { describe(value) } else { String::new() }
}
