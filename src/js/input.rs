//! JS values to the core's: which JS types each kind of field takes. It does not know what a value means.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::date::DateTime;
use crate::draft::{Given, Value};
use crate::js::body::{Body, file};
use crate::js::foreign::{
    array_from, get, has, has_method, is_array, is_tagged, is_text_or_absent, stringify, time_of, to_text,
    unknown_key, wrong, wrong_at,
};
use crate::js::json::object;
use crate::js::map;
use crate::json;
use crate::parameter::{Field, Kind, Spelling};
use crate::shared::Text;

const MAILBOX: &str = "an address as text, or { name, address }";
const PARTS: &[&str] = &["name", "address"];

/// What fields are given, one value after the other; and whose the next ones are.
pub(super) struct Gathered {
    pub(super) field: Field,
    pub(super) spelling: Spelling,
    pub(super) given: Vec<Given<Body>>,
    /// Whether the last value that was read is a list.
    pub(super) listed: bool,
}

impl Gathered {
    /// Nothing yet.
    pub(super) const fn of(field: Field) -> Self {
        Self { field, spelling: Spelling::Name, given: Vec::new(), listed: false }
    }

    /// The values of an entry: several where a parameter has a list.
    pub(super) fn push_entry(&mut self, name: &str, value: &JsValue) {
        for value in map::entry(self.field.row().kind, value) {
            self.push(Some(name.to_owned()), None, value);
        }
    }

    /// One value: of a map, with its entry's name; of a list, with its place.
    pub(super) fn push(&mut self, key: Option<String>, index: Option<usize>, value: Value<Body>) {
        self.given.push(Given { field: self.field, spelling: self.spelling, key, index, value });
    }
}

/// Reads a field's value. An error is the caller's own exception, from a getter or a proxy.
pub(super) fn read(out: &mut Gathered, value: &JsValue) -> Result<(), JsValue> {
    let kind = out.field.row().kind;
    out.listed = false;
    // Text is most of what there is: nothing else is asked of it.
    if kind != Kind::Files
        && !kind.is_map()
        && let Some(text) = value.as_string()
    {
        out.push(None, None, text.into());
        return Ok(());
    }
    if value.is_null_or_undefined() {
        return Ok(());
    }
    if kind.is_map() {
        return map::entries(out, value);
    }
    let lists = matches!(kind, Kind::Mailboxes | Kind::Tags | Kind::HeaderNames | Kind::Files);
    if !lists || !is_array(value)? {
        out.push(None, None, other(kind, value)?);
        return Ok(());
    }
    out.listed = true;
    if kind != Kind::Files
        && get(value, "length")?.as_f64().is_some_and(|length| length >= TEXTS_MIN)
        && let Some(texts) = texts(value.unchecked_ref())
    {
        let (field, spelling) = (out.field, out.spelling);
        let given = |(index, text)| Given {
            field,
            spelling,
            key: None,
            index: Some(index),
            value: Value::Text(text),
        };
        out.given.extend(texts.into_iter().enumerate().map(given));
        return Ok(());
    }
    for (index, item) in array_from(value)?.iter().enumerate() {
        let text = if kind == Kind::Files { None } else { item.as_string() };
        let value = match text {
            Some(text) => text.into(),
            None => other(kind, &item)?,
        };
        out.push(None, Some(index), value);
    }
    Ok(())
}

/// From how many on a list is read as one text.
const TEXTS_MIN: f64 = 8.0;

/// A long list of texts, which comes over as one text of JSON and stays one: a thousand crossings cost more than all the rest of
/// a message. `None` where it is not that, or where somebody's own `toJSON` had a hand in it. Apart from the rest, as `other` is.
#[inline(never)]
fn texts(list: &Array) -> Option<Vec<Text>> {
    if !get(list, "0").ok()?.is_string() || has_method(list, "toJSON") {
        return None;
    }
    json::texts(stringify(list).ok()?.as_string()?)
}

/// A value that is no text, or a file's. Apart from the rest, as what few messages have: an engine compiles a function whole when it is first called.
#[inline(never)]
fn other(kind: Kind, value: &JsValue) -> Result<Value<Body>, JsValue> {
    match kind {
        Kind::Files => file(value),
        Kind::Json | Kind::RecipientVariables => object(value),
        Kind::Flag | Kind::HtmlFlag | Kind::OnlyYes => match value.as_bool() {
            Some(flag) => Ok(flag.into()),
            None => Ok(wrong("true, false, or text", value)),
        },
        Kind::Date => date(value),
        Kind::Mailboxes => mailbox(value),
        Kind::Url if has(value, "href", JsValue::is_string) => as_text(value),
        _ => Ok(wrong("text", value)),
    }
}

/// What `String` gives of a value.
fn as_text(value: &JsValue) -> Result<Value<Body>, JsValue> {
    Ok(to_text(value)?.as_string().unwrap_or_default().into())
}

#[inline(never)]
fn date(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if is_tagged(value, "Date")
        && let Ok(time) = time_of(value)
    {
        return Ok(Value::Time(time));
    }
    // A number goes by the same rule as text in digits. One that is no date is told as it was written.
    match value.as_f64().map(DateTime::from_number) {
        Some(Ok(date)) => Ok(Value::Time(date.milliseconds())),
        Some(Err(_)) => as_text(value),
        None => Ok(wrong("a Date, a number, or text", value)),
    }
}

#[inline(never)]
fn mailbox(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if !is_tagged(value, "Object") {
        return Ok(wrong(MAILBOX, value));
    }
    if let Some(unknown) = unknown_key(value, PARTS, PARTS)? {
        return Ok(unknown);
    }
    let name = get(value, "name")?;
    let address = get(value, "address")?;
    let Some(text) = address.as_string() else {
        return Ok(wrong_at(".address", "an address as text", &address));
    };
    if !is_text_or_absent(&name) {
        return Ok(wrong_at(".name", "a name as text", &name));
    }
    Ok(Value::Mailbox { name: name.as_string(), address: text })
}
