//! JS values to the core's: which JS types each kind of field takes. It does not know what a value means.

use std::sync::Arc;

use js_sys::{Array, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};

use crate::date::DateTime;
use crate::draft::Value;
use crate::js::body::{Body, file};
use crate::js::foreign::{
    array_from, entries_of, from_entries, has, has_method, is_array, stringify, tag, to_text, unknown_key,
    wrong, wrong_at,
};
use crate::json;
use crate::parameter::Kind;
use crate::shared::Text;
use crate::text::find;

const MAILBOX: &str = "an address as text, or { name, address }";
const MAP: &str = "an object of names and values";

/// What a field was given: nothing, one value, or a list.
pub(super) enum Given {
    Absent,
    One(Value<Body>),
    List(Vec<Value<Body>>),
}

/// Reads a field's value. An error is the caller's own exception, from a getter or a proxy.
pub(super) fn read(kind: Kind, value: &JsValue) -> Result<Given, JsValue> {
    // Text is most of what there is: nothing else is asked of it.
    if kind != Kind::Files
        && let Some(text) = value.as_string()
    {
        return Ok(Given::One(text.into()));
    }
    if value.is_null_or_undefined() {
        return Ok(Given::Absent);
    }
    let lists = matches!(kind, Kind::Mailboxes | Kind::Tags | Kind::HeaderNames | Kind::Files);
    if lists && is_array(value)? {
        if kind != Kind::Files
            && let Some(texts) = texts(value.unchecked_ref())
        {
            return Ok(Given::List(texts));
        }
        let values = array_from(value)?.iter().map(|item| one(kind, &item)).collect::<Result<_, _>>()?;
        return Ok(Given::List(values));
    }
    one(kind, value).map(Given::One)
}

/// From how many on a list is read as one text.
const TEXTS_MIN: u32 = 8;

/// A long list of texts, which comes over as one text of JSON and stays one: a thousand crossings cost more than all the rest of
/// a message. `None` where it is not that, or where somebody's own `toJSON` had a hand in it.
fn texts(list: &Array) -> Option<Vec<Value<Body>>> {
    if list.length() < TEXTS_MIN || !list.get(0).is_string() || has_method(list, &"toJSON".into()) {
        return None;
    }
    let text = Arc::new(stringify(list).ok()?.as_string()?);
    let values = json::texts(&text)?;
    (values.len() == list.length() as usize).then(|| {
        let piece = |range: json::Piece| match range {
            json::Piece::Raw(range) => Text::piece(&text, range),
            json::Piece::Decoded(text) => text.into(),
        };
        values.into_iter().map(|range| Value::Text(piece(range))).collect()
    })
}

fn one(kind: Kind, value: &JsValue) -> Result<Value<Body>, JsValue> {
    match kind {
        Kind::Files => return file(value),
        Kind::Json | Kind::RecipientVariables => return object(value),
        _ => {}
    }
    if let Some(text) = value.as_string() {
        return Ok(text.into());
    }
    Ok(match kind {
        Kind::Flag | Kind::HtmlFlag | Kind::OnlyYes => match value.as_bool() {
            Some(flag) => Value::Flag(flag),
            None => wrong("true, false, or text", value),
        },
        Kind::Date => date(value)?,
        Kind::Mailboxes => return mailbox(value),
        Kind::Url if has(value, "href", JsValue::is_string) => to_text(value)?.into(),
        _ => wrong("text", value),
    })
}

fn date(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if tag(value) == "Date" {
        return Ok(Value::Time(value.unchecked_ref::<js_sys::Date>().get_time()));
    }
    Ok(match value.as_f64() {
        // A number goes by the same rule as text in digits. One that is no date is told as it was written.
        Some(number) => match DateTime::from_number(number) {
            Ok(date) => Value::Time(date.milliseconds()),
            Err(_) => to_text(value)?.into(),
        },
        None => wrong("a Date, a number, or text", value),
    })
}

fn mailbox(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if tag(value) != "Object" {
        return Ok(wrong(MAILBOX, value));
    }
    if let Some(key) = unknown_key(value, &["name", "address"])? {
        return Ok(Value::UnknownKey { key, known: &["name", "address"] });
    }
    let name = Reflect::get(value, &"name".into())?;
    let address = Reflect::get(value, &"address".into())?;
    let Some(address) = address.as_string() else {
        return Ok(wrong_at(".address", "an address as text", &address));
    };
    match name.as_string() {
        None if !name.is_null_or_undefined() => Ok(wrong_at(".name", "a name as text", &name)),
        name => Ok(Value::Mailbox { name, address }),
    }
}

/// An object as its JSON; text as it is.
fn object(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(text.into());
    }
    if !value.is_object() {
        return Ok(wrong("an object, or its JSON as text", value));
    }
    Ok(as_json(&entries_as_object(value)?))
}

/// A Map, or anything else that iterates over pairs, as an object of its entries; another object as it is.
fn entries_as_object(value: &JsValue) -> Result<JsValue, JsValue> {
    let iterable = !is_array(value)? && has_method(value, &Symbol::iterator());
    // An iterable of something other than pairs stays as it is: it is no object of variables, and is told as what it is.
    if iterable { Ok(from_entries(value).unwrap_or_else(|_| value.clone())) } else { Ok(value.clone()) }
}

fn as_json(value: &JsValue) -> Value<Body> {
    match stringify(value).map(|text| text.as_string()) {
        Ok(Some(text)) => match find(&text, "{}").and_then(|_| hollow(value, 0)) {
            Some(hollow) => wrong("a value that JSON can hold", &hollow),
            None => Value::Json(text.into()),
        },
        // A function or a symbol.
        Ok(None) => wrong("a value that JSON can hold", value),
        // A cycle or a BigInt, of which each engine has its own words; or a toJSON that throws.
        Err(error) => {
            let text = |name: &str| Reflect::get(&error, &name.into()).ok().and_then(|text| text.as_string());
            let found = match text("message").filter(|_| text("name").as_deref() != Some("TypeError")) {
                Some(reason) => format!("one it cannot: {reason}"),
                None => "a cycle or a BigInt".to_owned(),
            };
            Value::Wrong { at: String::new(), expected: "a value that JSON can hold", found }
        }
    }
}

/// Nesting that is looked into; JSON of more is refused by the core.
const DEPTH_MAX: u32 = 128;

/// The first value within that JSON would write as `{}` though it is not: a Promise that was not awaited, a Map, a Blob.
fn hollow(value: &JsValue, depth: u32) -> Option<JsValue> {
    if !value.is_object() || depth > DEPTH_MAX || has_method(value, &"toJSON".into()) {
        return None;
    }
    // workerd has no tags for these before compatibility date 2024-09-26.
    if has_method(value, &"arrayBuffer".into()) || has_method(value, &"getReader".into()) {
        return Some(value.clone());
    }
    match tag(value).as_str() {
        "Object" | "Array" | "Arguments" => {
            let entries = entries_of(value).ok()?;
            entries.iter().find_map(|pair| hollow(&pair.unchecked_into::<Array>().get(1), depth + 1))
        }
        // JSON unwraps these.
        "String" | "Number" | "Boolean" => None,
        _ => entries_of(value).is_ok_and(|entries| entries.length() == 0).then(|| value.clone()),
    }
}

/// The value of a header or variable: text as it is, all else as its JSON. A parameter's list is several values.
pub(super) fn entry(kind: Kind, value: &JsValue) -> Vec<Value<Body>> {
    let one = |value: &JsValue| value.as_string().map_or_else(|| as_json(value), Value::from);
    match array_from(value) {
        Ok(list) if kind == Kind::Params && is_array(value) == Ok(true) => {
            list.iter().map(|value| one(&value)).collect()
        }
        _ => vec![one(value)],
    }
}

/// The entries of a map, in order; or the value that is none.
type Entries = Result<Vec<(String, Value<Body>)>, Value<Body>>;

/// The entries of a map: an object, a Map, Headers, or an array of pairs. Absent values are left out, but for a variable
/// `null` is JSON's.
pub(super) fn entries(kind: Kind, value: &JsValue) -> Result<Entries, JsValue> {
    if !value.is_object() {
        return Ok(Err(wrong(MAP, value)));
    }
    // Not Object.fromEntries: it would lose the first of two equal names, and put numeric ones first.
    let iterable = is_array(value)? || has_method(value, &Symbol::iterator());
    let pairs = if iterable { array_from(value) } else { entries_of(value) }?;
    let mut out = Vec::new();
    for pair in pairs.iter() {
        if !is_array(&pair)? {
            return Ok(Err(wrong(MAP, value)));
        }
        let pair = pair.unchecked_into::<Array>();
        let (Some(key), value) = (pair.get(0).as_string(), pair.get(1)) else {
            return Ok(Err(wrong(MAP, value)));
        };
        if !value.is_undefined() && (!value.is_null() || kind == Kind::Variables) {
            out.extend(entry(kind, &value).into_iter().map(|value| (key.clone(), value)));
        }
    }
    Ok(Ok(out))
}
