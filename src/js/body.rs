//! Files: what can be one, and the Blob it becomes. Bytes stay where they are: a file's body is a handle.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use crate::draft::Value;
use crate::file::{File, is_content_type};
use crate::js::foreign::{
    TextEncoder, array_from, get, get_blob, has, has_method, is_array, is_tagged, is_text_or_absent,
    iterates, iterates_later, tag, unknown_key, wrong, wrong_at,
};

const FILE: &str = "a File, Blob, ArrayBuffer, typed array, string, ReadableStream, Response, iterable of bytes, or { data, filename }";

/// A file's body: a Blob, or something that has yet to be read into one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body(JsValue);

impl Body {
    pub(super) fn as_js(&self) -> &JsValue {
        &self.0
    }
}

/// A file in any of its shapes.
pub(super) fn file(value: &JsValue) -> Result<Value<Body>, JsValue> {
    if let Some(file) = body(value, None)? {
        return Ok(Value::File(file));
    }
    if !is_tagged(value, "Object") {
        return Ok(wrong(FILE, value));
    }
    // mailgun.js has the length of a stream beside it: a file's own is known here.
    const TAKEN: &[&str] = &["data", "filename", "contentType", "knownLength"];
    if let Some(unknown) = unknown_key(value, TAKEN, &["data", "filename", "contentType"])? {
        return Ok(unknown);
    }
    named_by(value, &get(value, "data")?, ".data")
}

/// A file of `data`, with the name and type that `options` gives.
pub(super) fn named_by(options: &JsValue, data: &JsValue, at: &str) -> Result<Value<Body>, JsValue> {
    named(data, at, &get(options, "filename")?, &get(options, "contentType")?)
}

/// A file of `data`, which stands at `at`, with that name and type where they are given.
pub(super) fn named(
    data: &JsValue,
    at: &str,
    filename: &JsValue,
    content_type: &JsValue,
) -> Result<Value<Body>, JsValue> {
    for (at, value) in &[(".filename", filename), (".contentType", content_type)] {
        if !is_text_or_absent(value) {
            return Ok(wrong_at(at, "text", value));
        }
    }
    let content_type = content_type.as_string();
    let read = if is_array(data)? { chunks } else { body };
    let Some(mut file) = read(data, content_type.as_deref())? else {
        return Ok(wrong_at(at, "bytes, text, a Blob or a stream that can be read", data));
    };
    if let Some(filename) = filename.as_string() {
        file.filename = Some(filename);
    }
    file.content_type = content_type;
    Ok(Value::File(file))
}

/// A file's body, if the value is one. Bytes are copied into a Blob at once, so that a later change does not reach the wire.
fn body(value: &JsValue, content_type: Option<&str>) -> Result<Option<File<Body>>, JsValue> {
    if let Some(bytes) = bytes(value) {
        return Ok(blob(&Array::of1(&bytes), content_type));
    }
    if !value.is_object() || is_array(value)? {
        return Ok(None);
    }
    // By shape, not by `instanceof` or tag: values of another realm are what they are, and workerd has no tags before
    // compatibility date 2024-09-26. A Blob that is not the platform's (fetch-blob, jsdom) is read: no form takes it.
    let buffer = has_method(value, "arrayBuffer");
    // Asked of what may be one alone: what is none throws.
    let own = buffer && is_blob(value);
    if own || (buffer && has(value, "size", |size| size.as_f64().is_some())) {
        let name = get(value, "name")?;
        let mut file = if own { retyped(value.unchecked_ref(), content_type)? } else { pending(value) };
        file.filename = name.as_string();
        return Ok(Some(file));
    }
    let response = buffer && has(value, "bodyUsed", |used| used.as_bool().is_some());
    let iterable = || iterates_later(value) || iterates(value);
    Ok((response || has_method(value, "getReader") || (iterable() && !is_pairs(value)))
        .then(|| pending(value)))
}

/// What iterates over something else than bytes, by shape: a Map, FormData, Headers, URLSearchParams; or over text that it wraps.
fn is_pairs(value: &JsValue) -> bool {
    (has_method(value, "get") && has_method(value, "has")) || is_tagged(value, "String")
}

/// Not `new Blob([text])`: workerd writes a lone surrogate as it is, others as U+FFFD.
fn encoded(text: &JsValue) -> JsValue {
    TextEncoder::new().encode(text)
}

/// Text, a view or a buffer. Shared memory is copied first, since some platforms make no Blob of it.
fn bytes(value: &JsValue) -> Option<JsValue> {
    if value.is_string() {
        return Some(encoded(value));
    }
    let is_view = ArrayBuffer::is_view(value);
    let buffer = if is_view { get(value, "buffer").ok()? } else { value.clone() };
    let kind = tag(&buffer);
    if kind == "SharedArrayBuffer" {
        // A buffer has a byteLength as a view has.
        let number = |name: &str| get(value, name).ok()?.as_f64();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an offset, a length")]
        let (offset, length) =
            (number("byteOffset").unwrap_or_default() as u32, number("byteLength")? as u32);
        let own = Uint8Array::new_with_byte_offset_and_length(&buffer, offset, length);
        return Some(own.slice(0, u32::MAX).into());
    }
    (is_view || kind == "ArrayBuffer").then(|| value.clone())
}

/// An array of chunks, or of numbers that are bytes, copied at once.
fn chunks(data: &JsValue, content_type: Option<&str>) -> Result<Option<File<Body>>, JsValue> {
    let list = array_from(data)?;
    if list
        .iter()
        .all(|item| item.as_f64().is_some_and(|byte| (0.0..=255.0).contains(&byte) && byte.fract() == 0.0))
    {
        return Ok(blob(&Array::of1(&Uint8Array::new(&list)), content_type));
    }
    let parts = Array::new();
    for item in list.iter() {
        match bytes(&item) {
            Some(part) => parts.push(&part),
            None if is_blob(&item) => parts.push(&item),
            None => return Ok(None),
        };
    }
    Ok(blob(&parts, content_type))
}

/// None where the platform makes no Blob of it: a detached buffer.
fn blob(parts: &Array, content_type: Option<&str>) -> Option<File<Body>> {
    let options = BlobPropertyBag::new();
    if let Some(content_type) = content_type.filter(|text| is_content_type(text)) {
        options.set_type(content_type);
    }
    Blob::new_with_u8_array_sequence_and_options(parts, &options).ok().map(|blob| ready(&blob))
}

/// Whether it is the platform's own, of any realm: its getter refuses all others, of which a form or a Blob would take the text
/// `[object Object]`.
fn is_blob(value: &JsValue) -> bool {
    get_blob(value, "size").as_f64().is_some()
}

/// The Blob, under another type where one is given.
pub(super) fn retyped(blob: &Blob, content_type: Option<&str>) -> Result<File<Body>, JsValue> {
    let Some(content_type) = content_type.filter(|text| is_content_type(text)) else {
        return Ok(ready(blob));
    };
    let size = get_blob(blob, "size").as_f64().unwrap_or_default();
    blob.slice_with_f64_and_f64_and_content_type(0.0, size, content_type).map(|blob| ready(&blob))
}

fn ready(blob: &Blob) -> File<Body> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a Blob's size is a whole number"
    )]
    let size = get_blob(blob, "size").as_f64().unwrap_or_default() as u64;
    File { body: Body(blob.clone().into()), size: Some(size), filename: None, content_type: None }
}

/// A body that is read before it is sent: a stream, a Response, an iterable.
fn pending(source: &JsValue) -> File<Body> {
    File { body: Body(source.clone()), size: None, filename: None, content_type: None }
}
