//! Setting fields from JS values: as a plain object does, which keeps everything, and as a setter does, which throws for a type
//! that can never be its field and leaves the message as it was.

use wasm_bindgen::JsValue;

use crate::draft::{Draft, Given, Value};
use crate::js::body::{Body, named, named_by};
use crate::js::foreign::{get_key, is_array, keys_of, unknown_key, wrong, wrong_at};
use crate::js::input::{self, Gathered};
use crate::js::map;
use crate::parameter::{Field, Kind};
use crate::text::join;
use crate::words::words;

/// Takes every field of a plain object, under its wire name or its camelCase name. What can never be a field's value is kept,
/// to be reported with everything else.
pub(super) fn assign(draft: &mut Draft<Body>, init: &JsValue) -> Result<(), JsValue> {
    let mut all = Gathered::of(Field::To);
    for key in keys_of(init)?.iter() {
        let value = get_key(init, &key)?;
        let key = key.as_string().unwrap_or_default();
        let Some((field, spelling, name)) = Field::find(&key) else {
            if !value.is_null_or_undefined() {
                draft.push_unknown(key, map::entry(Kind::Params, &value));
            }
            continue;
        };
        (all.field, all.spelling) = (field, spelling);
        match name {
            // A list of addresses, or one in halves, is replyTo under its wire name.
            Some(name)
                if field == Field::Headers && value.is_object() && name.eq_ignore_ascii_case("reply-to") =>
            {
                all.field = Field::ReplyTo;
            }
            Some(name) => {
                if !value.is_null_or_undefined() {
                    all.push_entry(name, &value);
                }
                continue;
            }
            None => {}
        }
        input::read(&mut all, &value)?;
    }
    for given in all.given {
        draft.push(given);
    }
    Ok(())
}

/// A setter, by its name: a field's, or that of one entry of a map or a list, `header` of `headers`.
pub(super) fn setter(
    draft: &mut Draft<Body>,
    name: &JsValue,
    value: &JsValue,
    second: &JsValue,
) -> Result<(), JsValue> {
    let setter = name.as_string().unwrap_or_default();
    let setter = setter.as_str();
    for &field in Field::ALL {
        let row = field.row();
        if row.name == setter && row.kind == Kind::Files {
            return set_file(draft, field, value, second);
        }
        let is_entry = row.entry() == Some(setter);
        if is_entry && row.kind.is_map() {
            return entry(draft, field, value, second);
        }
        if is_entry || row.name == setter {
            return set(draft, field, value);
        }
    }
    Err(name.clone())
}

fn set(draft: &mut Draft<Body>, field: Field, value: &JsValue) -> Result<(), JsValue> {
    let mut all = Gathered::of(field);
    input::read(&mut all, value)?;
    put(draft, all)
}

/// The setter of one entry.
fn entry(draft: &mut Draft<Body>, field: Field, name: &JsValue, value: &JsValue) -> Result<(), JsValue> {
    let mut all = Gathered::of(field);
    match name.as_string() {
        Some(_) if map::is_absent(field.row().kind, value) => {}
        Some(name) => all.push_entry(&name, value),
        None => all.push(None, None, wrong("a name as text", name)),
    }
    put(draft, all)
}

/// What the second argument of `attachment` and `inline` may say.
const NAMING: &[&str] = &["filename", "contentType"];

/// The setter of a file.
fn set_file(draft: &mut Draft<Body>, field: Field, data: &JsValue, options: &JsValue) -> Result<(), JsValue> {
    if options.is_null_or_undefined() {
        return set(draft, field, data);
    }
    let named = if options.is_string() {
        named(data, "", options, &JsValue::UNDEFINED)?
    } else if !options.is_object() || is_array(data)? {
        wrong_at(".filename", "a name as text, or { filename, contentType }", options)
    } else if let Some(unknown) = unknown_key(options, NAMING, NAMING)? {
        unknown
    } else {
        named_by(options, data, "")?
    };
    let mut all = Gathered::of(field);
    all.push(None, None, named);
    put(draft, all)
}

/// What a setter was given, all of it or nothing.
fn put(draft: &mut Draft<Body>, Gathered { field, given, listed, .. }: Gathered) -> Result<(), JsValue> {
    given.iter().try_for_each(refuse)?;
    let mut values = Vec::new();
    for Given { key, value, .. } in given {
        match key {
            Some(key) => _ = draft.entry(field, &key, value),
            None => values.push(value),
        }
    }
    if listed || !values.is_empty() {
        draft.put(field, values, listed);
    }
    Ok(())
}

/// A TypeError for a value that the field can never take.
fn refuse(given: &Given<Body>) -> Result<(), JsValue> {
    let message = match &given.value {
        Value::Wrong { at, expected, found } => {
            words![given, at, ": expected ", expected, ", found ", found]
        }
        Value::UnknownKey { key, known } => {
            words![given, ".", key, ": expected ", join(known, ", "), ", found an unknown name"]
        }
        _ => return Ok(()),
    };
    Err(js_sys::TypeError::new(&message).into())
}
