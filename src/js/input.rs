//! JS values to the core's. It knows which JS types each kind of field takes, and how to tell them apart without `instanceof`,
//! which fails for values of another realm. Bytes stay where they are: a file's body is a handle.

use js_sys::{Array, ArrayBuffer, Reflect, Symbol};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use crate::date::DateTime;
use crate::draft::Value;
use crate::file::{File, is_content_type};
use crate::parameter::Kind;

const MAILBOX: &str = "an address as text, or { name, address }";
const FILE: &str = "a File, Blob, ArrayBuffer, typed array, string, ReadableStream, Response, iterable of bytes, or { data, filename }";
const MAP: &str = "an object of names and values";

/// A file's body: a Blob, or something that has yet to be read into one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body(JsValue);

impl Body {
    pub(super) fn as_js(&self) -> &JsValue {
        &self.0
    }
}

/// What a field was given: nothing, one value, or a list.
pub(super) enum Given {
    Absent,
    One(Value<Body>),
    List(Vec<Value<Body>>),
}

// Each of these can run the caller's code (getters, proxies, toJSON), which may throw; an exception that is not caught here
// would run through the wasm's frames and leave its stack and borrows as they were.
#[wasm_bindgen]
unsafe extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = stringify, catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = fromEntries, catch)]
    fn from_entries(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = entries, catch)]
    pub(super) fn entries_of(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(super) fn keys_of(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = from, catch)]
    fn array_from(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tagged(value: &JsValue) -> Result<String, JsValue>;

    #[wasm_bindgen(js_name = String, catch)]
    fn to_text(value: &JsValue) -> Result<String, JsValue>;

    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsValue) -> JsValue;
}

/// Reads a field's value. An error is the caller's own exception, from a getter or a proxy.
pub(super) fn read(kind: Kind, value: &JsValue) -> Result<Given, JsValue> {
    if value.is_null() || value.is_undefined() {
        return Ok(Given::Absent);
    }
    let lists = matches!(kind, Kind::Mailboxes | Kind::Tags | Kind::HeaderNames | Kind::Files);
    if lists && is_array(value)? {
        let values = array_from(value)?.iter().map(|item| one(kind, &item)).collect::<Result<_, _>>()?;
        return Ok(Given::List(values));
    }
    one(kind, value).map(Given::One)
}

fn one(kind: Kind, value: &JsValue) -> Result<Value<Body>, JsValue> {
    match kind {
        Kind::Files => return file(value),
        Kind::Json | Kind::RecipientVariables => return json(value),
        _ => {}
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    Ok(match kind {
        Kind::Flag | Kind::HtmlFlag | Kind::OnlyYes => match value.as_bool() {
            Some(flag) => Value::Flag(flag),
            None => wrong("true, false, or text", value),
        },
        Kind::Date => date(value)?,
        Kind::Mailboxes => return mailbox(value),
        Kind::Url if has(value, "href", JsValue::is_string) => Value::Text(to_text(value)?),
        _ => wrong("text", value),
    })
}

fn wrong(expected: &'static str, found: &JsValue) -> Value<Body> {
    wrong_at("", expected, found)
}

fn wrong_at(at: &str, expected: &'static str, found: &JsValue) -> Value<Body> {
    Value::Wrong { at: at.to_owned(), expected, found: describe(found) }
}

/// A value in a sentence: `the number 5`, `an array`, `a Date`.
pub(super) fn describe(value: &JsValue) -> String {
    match tag(value).as_str() {
        "Null" => "null".to_owned(),
        "Undefined" => "undefined".to_owned(),
        "Number" if !value.is_object() => format!("the number {}", to_text(value).unwrap_or_default()),
        "Boolean" if !value.is_object() => format!("the boolean {}", to_text(value).unwrap_or_default()),
        "String" => "a string".to_owned(),
        "Array" => "an array".to_owned(),
        "Object" => "an object".to_owned(),
        "Date" | "Map" | "Set" | "Promise" | "RegExp" => format!("a {}", tag(value)),
        "Function" | "AsyncFunction" => "a function".to_owned(),
        "BigInt" => "a bigint".to_owned(),
        "Symbol" => "a symbol".to_owned(),
        _ => "an object of another kind".to_owned(),
    }
}

/// `Object.prototype.toString` without its brackets: it tells kinds apart in every realm.
fn tag(value: &JsValue) -> String {
    let text = tagged(value).unwrap_or_default();
    text.strip_prefix("[object ").and_then(|text| text.strip_suffix(']')).unwrap_or_default().to_owned()
}

fn date(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if tag(value) == "Date" {
        return Ok(Value::Time(value.unchecked_ref::<js_sys::Date>().get_time()));
    }
    Ok(match value.as_f64() {
        // A number goes by the same rule as text in digits, and may be no date at all.
        Some(number) => Value::Time(DateTime::from_number(number).map_or(f64::NAN, DateTime::milliseconds)),
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
        None if !name.is_null() && !name.is_undefined() => Ok(wrong_at(".name", "a name as text", &name)),
        name => Ok(Value::Mailbox { name, address }),
    }
}

fn unknown_key(object: &JsValue, known: &[&str]) -> Result<Option<String>, JsValue> {
    let keys = keys_of(object)?;
    Ok(keys.iter().filter_map(|key| key.as_string()).find(|key| !known.contains(&key.as_str())))
}

/// An object as its JSON; text as it is.
fn json(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    if !value.is_object() {
        return Ok(wrong("an object, or its JSON as text", value));
    }
    Ok(as_json(&entries_as_object(value)?))
}

/// `JSON.stringify` makes `{}` of a Map: it is turned into an object of its entries first.
fn entries_as_object(value: &JsValue) -> Result<JsValue, JsValue> {
    let iterable = !is_array(value)? && has_method(value, &Symbol::iterator());
    if iterable { from_entries(value) } else { Ok(value.clone()) }
}

fn as_json(value: &JsValue) -> Value<Body> {
    match stringify(value) {
        Ok(text) => text.as_string().map_or_else(|| wrong("a value that JSON can hold", value), Value::Json),
        // A cycle, a BigInt, or a toJSON that throws.
        Err(_) => Value::Wrong {
            at: String::new(),
            expected: "a value that JSON can hold",
            found: "one it cannot".to_owned(),
        },
    }
}

/// The value of a header or variable: text as it is, all else as its JSON. A parameter's list is several values.
pub(super) fn entry(kind: Kind, value: &JsValue) -> Vec<Value<Body>> {
    let one = |value: &JsValue| value.as_string().map_or_else(|| as_json(value), Value::Text);
    match array_from(value) {
        Ok(list) if kind == Kind::Params && is_array(value) == Ok(true) => {
            list.iter().map(|value| one(&value)).collect()
        }
        _ => vec![one(value)],
    }
}

/// The entries of a map: an object, a Map, Headers, or an array of pairs. Absent values are left out, but for a variable
/// `null` is JSON's.
pub(super) fn entries(
    kind: Kind,
    value: &JsValue,
) -> Result<Result<Vec<(String, Value<Body>)>, Value<Body>>, JsValue> {
    if !value.is_object() {
        return Ok(Err(wrong(MAP, value)));
    }
    let object = if is_array(value)? { from_entries(value) } else { entries_as_object(value) };
    // An iterable of something other than pairs.
    let Ok(object) = object else { return Ok(Err(wrong(MAP, value))) };
    let mut out = Vec::new();
    for pair in entries_of(&object)?.iter() {
        let pair = pair.unchecked_into::<Array>();
        let value = pair.get(1);
        let absent = value.is_undefined() || (value.is_null() && kind != Kind::Variables);
        if let (Some(key), false) = (pair.get(0).as_string(), absent) {
            out.extend(entry(kind, &value).into_iter().map(|value| (key.clone(), value)));
        }
    }
    Ok(Ok(out))
}

fn has_method(value: &JsValue, name: &JsValue) -> bool {
    Reflect::get(value, name).is_ok_and(|method| method.is_function())
}

fn has(value: &JsValue, name: &str, fits: impl Fn(&JsValue) -> bool) -> bool {
    Reflect::get(value, &name.into()).is_ok_and(|property| fits(&property))
}

fn file(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if let Some(file) = body(value, None)? {
        return Ok(Value::File(file));
    }
    if tag(value) != "Object" {
        return Ok(wrong(FILE, value));
    }
    const KNOWN: &[&str] = &["data", "filename", "contentType"];
    if let Some(key) = unknown_key(value, KNOWN)? {
        return Ok(Value::UnknownKey { key, known: KNOWN });
    }
    let data = Reflect::get(value, &"data".into())?;
    named(&data, value, ".data")
}

/// A file of `data`, with the name and type that `options` gives.
pub(super) fn named(data: &JsValue, options: &JsValue, at: &str) -> Result<Value<Body>, JsValue> {
    let text = |name: &'static str| -> Result<Result<Option<String>, Value<Body>>, JsValue> {
        let value = Reflect::get(options, &name.into())?;
        Ok(match value.as_string() {
            None if !value.is_null() && !value.is_undefined() => {
                Err(wrong_at(&format!(".{name}"), "text", &value))
            }
            text => Ok(text),
        })
    };
    let (filename, content_type) = match (text("filename")?, text("contentType")?) {
        (Ok(filename), Ok(content_type)) => (filename, content_type),
        (Err(wrong), _) | (_, Err(wrong)) => return Ok(wrong),
    };
    let read = if is_array(data)? { Some(pending(data)) } else { body(data, content_type.as_deref())? };
    let Some(mut file) = read else {
        return Ok(wrong_at(at, "bytes, text, a Blob or a stream", data));
    };
    file.filename = filename.or(file.filename);
    file.content_type = content_type;
    Ok(Value::File(file))
}

/// A file's body, if the value is one. Bytes are copied into a Blob at once, so that a later change does not reach the wire.
fn body(value: &JsValue, content_type: Option<&str>) -> Result<Option<File<Body>>, JsValue> {
    let content_type = content_type.filter(|text| is_content_type(text));
    if value.is_string() {
        // Not `new Blob([text])`: workerd writes a lone surrogate as it is, others as U+FFFD.
        return blob(&TextEncoder::new().encode(value), content_type).map(Some);
    }
    if ArrayBuffer::is_view(value) {
        return blob(value, content_type).map(Some);
    }
    if !value.is_object() || is_array(value)? {
        return Ok(None);
    }
    if matches!(tag(value).as_str(), "ArrayBuffer" | "SharedArrayBuffer") {
        return blob(value, content_type).map(Some);
    }
    // By shape, not by `instanceof` or tag: values of another realm are what they are, and workerd has no tags before
    // compatibility date 2024-09-26.
    let method = |name: &str| has_method(value, &name.into());
    if method("arrayBuffer") && method("slice") && has(value, "size", |size| size.as_f64().is_some()) {
        return retyped(value.unchecked_ref(), content_type).map(Some);
    }
    let response = method("arrayBuffer") && has(value, "bodyUsed", |used| used.as_bool().is_some());
    let iterable = || has_method(value, &Symbol::async_iterator()) || has_method(value, &Symbol::iterator());
    Ok((response || method("getReader") || iterable()).then(|| pending(value)))
}

fn blob(data: &JsValue, content_type: Option<&str>) -> Result<File<Body>, JsValue> {
    let options = BlobPropertyBag::new();
    if let Some(content_type) = content_type {
        options.set_type(content_type);
    }
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(data), &options)?;
    Ok(ready(&blob))
}

/// The Blob, under another type where one is given.
pub(super) fn retyped(blob: &Blob, content_type: Option<&str>) -> Result<File<Body>, JsValue> {
    let name = Reflect::get(blob, &"name".into())?.as_string();
    let mut file = match content_type.filter(|text| is_content_type(text)) {
        Some(content_type) => {
            ready(&blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), content_type)?)
        }
        None => ready(blob),
    };
    file.filename = name;
    Ok(file)
}

fn ready(blob: &Blob) -> File<Body> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a Blob's size is a whole number"
    )]
    let size = blob.size() as u64;
    File { body: Body(blob.clone().into()), size: Some(size), filename: None, content_type: None }
}

/// A body that is read before it is sent: a stream, a Response, an iterable.
fn pending(source: &JsValue) -> File<Body> {
    File { body: Body(source.clone()), size: None, filename: None, content_type: None }
}
