//! JavaScript's own functions, and how to tell values apart without `instanceof`, which fails for values of another realm.

use js_sys::{Array, Symbol};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::draft::Value;
use crate::words::words;

// Each of these can run the caller's code (getters, proxies, toJSON), which may throw; an exception that is not caught here
// would run through the wasm's frames and leave its stack and borrows as they were.
#[wasm_bindgen]
unsafe extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = stringify, catch)]
    pub(super) fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = fromEntries, catch)]
    pub(super) fn from_entries(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = entries, catch)]
    pub(super) fn entries_of(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(super) fn keys_of(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(super) fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = from, catch)]
    pub(super) fn array_from(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tagged(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = String, catch)]
    pub(super) fn to_text(value: &JsValue) -> Result<JsValue, JsValue>;

    /// The time of a Date, whatever properties of its own it has.
    #[wasm_bindgen(js_namespace = ["Date", "prototype", "getTime"], js_name = call, catch)]
    pub(super) fn time_of(value: &JsValue) -> Result<f64, JsValue>;

    /// A property as if it were another object's: a getter's `this` is the last.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_as(object: &JsValue, key: &JsValue, this: &JsValue) -> Result<JsValue, JsValue>;

    type Blob;

    /// The prototype of Blobs.
    #[wasm_bindgen(static_method_of = Blob, getter, catch)]
    fn prototype() -> Result<JsValue, JsValue>;

    /// Whatever has `get`: Headers, of any realm.
    pub(super) type Headers;

    #[wasm_bindgen(method, catch, js_name = get)]
    pub(super) fn header(this: &Headers, name: &str) -> Result<JsValue, JsValue>;

    pub(super) type TextEncoder;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    pub(super) fn encode(this: &TextEncoder, text: &JsValue) -> JsValue;
}

/// Kinds of values by their tags, as a sentence has them.
const KINDS: &[(&str, &str)] = &[
    ("Null", "null"),
    ("Undefined", "undefined"),
    ("Array", "an array"),
    ("Object", "an object"),
    ("Date", "a Date"),
    ("Map", "a Map"),
    ("Set", "a Set"),
    ("Promise", "a Promise"),
    ("RegExp", "a RegExp"),
    ("Function", "a function"),
    ("AsyncFunction", "a function"),
    ("BigInt", "a bigint"),
    ("Symbol", "a symbol"),
];

/// A value in a sentence: `the number 5`, `an array`, `a Date`.
pub(super) fn describe(value: &JsValue) -> String {
    let tag = tag(value);
    match tag.as_str() {
        "Number" | "Boolean" if !value.is_object() => {
            words![
                "the ",
                tag.to_ascii_lowercase(),
                " ",
                to_text(value).unwrap_or_default().as_string().unwrap_or_default()
            ]
        }
        "String" if !value.is_object() => "a string".to_owned(),
        _ if is_read_once(value) => "an iterator, which can be read only once".to_owned(),
        _ => {
            let kind = KINDS.iter().find(|(name, _)| *name == tag);
            kind.map_or("an object of another kind", |(_, words)| words).to_owned()
        }
    }
}

/// A property of a Blob, whatever properties of its own it has.
pub(super) fn get_blob(blob: &JsValue, name: &str) -> JsValue {
    Blob::prototype().and_then(|prototype| get_as(&prototype, &name.into(), blob)).unwrap_or_default()
}

/// `Object.prototype.toString` without its brackets: it tells kinds apart in every realm.
pub(super) fn tag(value: &JsValue) -> String {
    let text = tagged(value).unwrap_or_default().as_string().unwrap_or_default();
    text.strip_prefix("[object ").and_then(|text| text.strip_suffix(']')).unwrap_or_default().to_owned()
}

pub(super) fn is_tagged(value: &JsValue, name: &str) -> bool {
    tag(value) == name
}

/// What is wrong with an object's own names, if one of them is not taken; `known` are told.
pub(super) fn unknown_key<B>(
    object: &JsValue,
    taken: &[&str],
    known: &'static [&'static str],
) -> Result<Option<Value<B>>, JsValue> {
    for key in keys_of(object)?.iter() {
        let key = key.as_string().unwrap_or_default();
        if !taken.contains(&key.as_str()) {
            return Ok(Some(Value::UnknownKey { key, known }));
        }
    }
    Ok(None)
}

/// An object's own names and values, in order.
pub(super) fn members(object: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    Ok(pairs(&entries_of(object)?))
}

/// Names and values, of a list that the platform made.
pub(super) fn pairs(list: &Array) -> Vec<(String, JsValue)> {
    let mut pairs = Vec::new();
    for pair in list.iter() {
        let pair = pair.unchecked_into::<Array>();
        pairs.push((pair.get(0).as_string().unwrap_or_default(), pair.get(1)));
    }
    pairs
}

/// A property, read as JS reads it: a list may be a proxy.
pub(super) fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    get_key(object, &name.into())
}

/// The same, of a key that is JS's own: a text or a symbol.
pub(super) fn get_key(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue> {
    get_as(object, key, object)
}

pub(super) fn has(value: &JsValue, name: &str, fits: fn(&JsValue) -> bool) -> bool {
    has_key(value, &name.into(), fits)
}

fn has_key(value: &JsValue, key: &JsValue, fits: fn(&JsValue) -> bool) -> bool {
    get_key(value, key).is_ok_and(|property| fits(&property))
}

pub(super) fn has_method(value: &JsValue, name: &str) -> bool {
    has(value, name, JsValue::is_function)
}

pub(super) fn iterates(value: &JsValue) -> bool {
    has_key(value, &Symbol::iterator(), JsValue::is_function)
}

pub(super) fn iterates_later(value: &JsValue) -> bool {
    has_key(value, &Symbol::async_iterator(), JsValue::is_function)
}

/// Whether it may stand for a text that can be left out.
pub(super) fn is_text_or_absent(value: &JsValue) -> bool {
    value.is_string() || value.is_null_or_undefined()
}

/// An iterator gives what it has once: to a check, and then not to what is sent.
pub(super) fn is_read_once(value: &JsValue) -> bool {
    iterates(value) && has_method(value, "next")
}

/// A value that its field can never take.
pub(super) fn wrong<B>(expected: &'static str, found: &JsValue) -> Value<B> {
    wrong_at("", expected, found)
}

/// The same, of a part of the value.
pub(super) fn wrong_at<B>(at: &str, expected: &'static str, found: &JsValue) -> Value<B> {
    Value::Wrong { at: at.to_owned(), expected, found: describe(found) }
}
