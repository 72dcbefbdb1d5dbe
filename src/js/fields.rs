//! Setting fields from JS values: as a plain object does, which keeps everything, and as a setter does, which throws for a type
//! that can never be its field and leaves the message as it was.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::draft::{Draft, Given, Value};
use crate::js::body::{Body, named};
use crate::js::foreign::{describe, is_array, keys_of, unknown_key};
use crate::js::input;
use crate::parameter::{Field, Kind, Spelling};
use crate::text::join;

/// Takes every field of a plain object, under its wire name or its camelCase name. What can never be a field's value is kept,
/// to be reported with everything else.
pub(super) fn assign(draft: &mut Draft<Body>, init: &JsValue) -> Result<(), JsValue> {
    for key in keys_of(init)?.iter() {
        let value = Reflect::get(init, &key)?;
        let key = key.as_string().unwrap_or_default();
        match Field::find(&key) {
            Some((field, spelling, None)) => keep(draft, field, spelling, &value)?,
            _ if value.is_null_or_undefined() => {}
            // A list of addresses, or one in halves, is replyTo under its wire name.
            Some((Field::Headers, spelling, Some(name)))
                if value.is_object() && name.eq_ignore_ascii_case("reply-to") =>
            {
                keep(draft, Field::ReplyTo, spelling, &value)?;
            }
            Some((field, spelling, Some(name))) => {
                for value in input::entry(field.row().kind, &value) {
                    draft.push(Given { field, spelling, key: Some(name.to_owned()), index: None, value });
                }
            }
            None => draft.push_unknown(key, input::entry(Kind::Params, &value)),
        }
    }
    Ok(())
}

/// One field of a plain object. What can never be the field is kept, to be reported with everything else.
fn keep(draft: &mut Draft<Body>, field: Field, spelling: Spelling, value: &JsValue) -> Result<(), JsValue> {
    let kind = field.row().kind;
    if kind.is_map() {
        if value.is_null_or_undefined() {
            return Ok(());
        }
        match input::entries(kind, value)? {
            Ok(entries) => {
                for (key, value) in entries {
                    draft.push(Given { field, spelling, key: Some(key), index: None, value });
                }
            }
            Err(value) => draft.push(Given { field, spelling, key: None, index: None, value }),
        }
        return Ok(());
    }
    let given = |index, value| Given { field, spelling, key: None, index, value };
    match input::read(kind, value)? {
        input::Given::Absent => {}
        input::Given::One(value) => draft.push(given(None, value)),
        input::Given::List(values) => {
            draft.extend(values.into_iter().enumerate().map(|(index, value)| given(Some(index), value)));
        }
    }
    Ok(())
}

/// A setter.
pub(super) fn set(draft: &mut Draft<Body>, field: Field, value: &JsValue) -> Result<(), JsValue> {
    let kind = field.row().kind;
    if kind.is_map() {
        return map(draft, field, value);
    }
    match input::read(kind, value)? {
        input::Given::Absent => {}
        input::Given::One(value) => {
            refuse(field.row().name, &value)?;
            draft.set(field, value);
        }
        input::Given::List(values) => {
            for (index, value) in values.iter().enumerate() {
                refuse(&format!("{}[{index}]", field.row().name), value)?;
            }
            draft.set_all(field, values);
        }
    }
    Ok(())
}

fn map(draft: &mut Draft<Body>, field: Field, value: &JsValue) -> Result<(), JsValue> {
    if value.is_null_or_undefined() {
        return Ok(());
    }
    let entries = match input::entries(field.row().kind, value)? {
        Ok(entries) => entries,
        Err(wrong) => return refuse(field.row().name, &wrong),
    };
    for (key, value) in &entries {
        refuse(&entry_place(field, key), value)?;
    }
    for (key, value) in entries {
        draft.entry(field, &key, value);
    }
    Ok(())
}

pub(super) fn entry(
    draft: &mut Draft<Body>,
    field: Field,
    name: &JsValue,
    value: &JsValue,
) -> Result<(), JsValue> {
    let Some(name) = name.as_string() else {
        let wrong = Value::Wrong { at: String::new(), expected: "a name as text", found: describe(name) };
        return refuse(field.row().name, &wrong);
    };
    let kind = field.row().kind;
    if !input::is_absent(kind, value) {
        let values = input::entry(kind, value);
        for value in &values {
            refuse(&entry_place(field, &name), value)?;
        }
        for value in values {
            draft.entry(field, &name, value);
        }
    }
    Ok(())
}

/// What the second argument of `attachment` and `inline` may say.
const NAMING: &[&str] = &["filename", "contentType"];

pub(super) fn set_file(
    draft: &mut Draft<Body>,
    field: Field,
    data: &JsValue,
    options: &JsValue,
) -> Result<(), JsValue> {
    if options.is_null_or_undefined() {
        return set(draft, field, data);
    }
    let named = match options.as_string() {
        Some(filename) => {
            let object = Object::new();
            Reflect::set(&object, &"filename".into(), &filename.into())?;
            named(data, &object, "")?
        }
        None if options.is_object() && !is_array(data)? => match unknown_key(options, NAMING)? {
            Some(key) => Value::UnknownKey { key, known: NAMING },
            None => named(data, options, "")?,
        },
        None => Value::Wrong {
            at: ".filename".to_owned(),
            expected: "a name as text, or { filename, contentType }",
            found: describe(options),
        },
    };
    refuse(field.row().name, &named)?;
    draft.set(field, named);
    Ok(())
}

fn entry_place(field: Field, key: &str) -> String {
    Given::<Body> {
        field,
        spelling: Spelling::Name,
        key: Some(key.to_owned()),
        index: None,
        value: Value::Flag(false),
    }
    .place()
}

/// A TypeError for a value that the field can never take.
fn refuse(place: &str, value: &Value<Body>) -> Result<(), JsValue> {
    let message = match value {
        Value::Wrong { at, expected, found } => format!("{place}{at}: expected {expected}, found {found}"),
        Value::UnknownKey { key, known } => {
            format!("{place}.{key}: expected {}, found an unknown name", join(known, ", "))
        }
        _ => return Ok(()),
    };
    Err(js_sys::TypeError::new(&message).into())
}
