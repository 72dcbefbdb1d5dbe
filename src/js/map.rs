//! Maps: headers, variables and parameters by name, in every form that JS has for them. It does not know what a name means.

use wasm_bindgen::JsValue;

use crate::draft::Value;
use crate::js::body::Body;
use crate::js::foreign::{array_from, entries_of, get, is_array, is_read_once, is_tagged, iterates, wrong};
use crate::js::input::Gathered;
use crate::js::json::as_json;
use crate::parameter::Kind;

const MAP: &str = "an object of names and values";

/// The value of a header or variable: text as it is, all else as its JSON. A parameter's list is several values.
pub(super) fn entry(kind: Kind, value: &JsValue) -> Vec<Value<Body>> {
    let one = |value: &JsValue| value.as_string().map_or_else(|| as_json(value), Value::from);
    let mut values = Vec::new();
    if kind == Kind::Params
        && is_array(value) == Ok(true)
        && let Ok(list) = array_from(value)
    {
        for value in list.iter() {
            values.push(one(&value));
        }
    } else {
        values.push(one(value));
    }
    values
}

/// Whether an entry is left out. `null` is JSON's own, so it can be a variable's value.
pub(super) fn is_absent(kind: Kind, value: &JsValue) -> bool {
    value.is_null_or_undefined() && !(kind == Kind::Variables && value.is_null())
}

/// The entries of a map: an object, a Map, Headers, or an array of pairs. Absent values are left out. Apart from the rest, as
/// `input::other` is.
#[inline(never)]
pub(super) fn entries(out: &mut Gathered, value: &JsValue) -> Result<(), JsValue> {
    let before = out.given.len();
    if !gather(out, value)? {
        out.given.truncate(before);
        out.push(None, None, wrong(MAP, value));
    }
    Ok(())
}

/// Adds the entries of a map, as far as it is one.
fn gather(out: &mut Gathered, value: &JsValue) -> Result<bool, JsValue> {
    if !value.is_object() {
        return Ok(false);
    }
    let kind = out.field.row().kind;
    // Not Object.fromEntries: it would lose the first of two equal names, and put numeric ones first.
    let iterable = is_array(value)? || iterates(value);
    // Of a Promise, a Date or a Blob the entries would be none, and the map be left out in silence.
    if is_read_once(value) || !(iterable || is_tagged(value, "Object") || is_tagged(value, "Module")) {
        return Ok(false);
    }
    let pairs = if iterable { array_from(value) } else { entries_of(value) }?;
    for pair in pairs.iter() {
        let key = if is_array(&pair)? { get(&pair, "0")?.as_string() } else { None };
        let Some(key) = key else { return Ok(false) };
        let value = get(&pair, "1")?;
        if !is_absent(kind, &value) {
            out.push_entry(&key, &value);
        }
    }
    Ok(true)
}
