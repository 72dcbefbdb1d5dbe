//! class Message: the builder. Its setters are made from the table; each takes one value, and throws only for a JS type
//! that can never be its field, leaving the message as it was.

use std::borrow::Cow;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::draft::{Draft, Given, Value};
use crate::js::body::{Body, named, retyped};
use crate::js::error;
use crate::js::foreign::{describe, entries_of};
use crate::js::form::form_data;
use crate::js::input;
use crate::js::options::policy;
use crate::js::platform::Js;
use crate::parameter::{Field, Spelling, for_each_parameter};

/// A message, built one field at a time.
#[wasm_bindgen]
#[derive(Clone, Debug, Default)]
pub struct Message {
    draft: Draft<Body>,
}

#[wasm_bindgen]
impl Message {
    /// An empty message.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A copy, which later changes do not reach.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        self.clone()
    }

    /// Takes every field of a plain object, under its wire name or its camelCase name.
    pub fn assign(&mut self, init: &JsValue) -> Result<(), JsValue> {
        for pair in entries_of(init)?.iter() {
            let pair = pair.unchecked_into::<Array>();
            let (key, value) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1));
            if value.is_null() || value.is_undefined() {
                continue;
            }
            match Field::find(&key) {
                // A list of addresses, or one in halves, is replyTo under its wire name.
                Some((Field::Headers, spelling, Some(name)))
                    if value.is_object() && name.eq_ignore_ascii_case("reply-to") =>
                {
                    self.field(Field::ReplyTo, spelling, &value)?;
                }
                Some((field, spelling, Some(name))) => {
                    for value in input::entry(field.row().kind, &value) {
                        self.draft.push(Given {
                            field,
                            spelling,
                            key: Some(name.to_owned()),
                            index: None,
                            value,
                        });
                    }
                }
                Some((field, spelling, None)) => self.field(field, spelling, &value)?,
                None => self.draft.push_unknown(key),
            }
        }
        Ok(())
    }

    /// Sets one header.
    pub fn header(&mut self, name: &JsValue, value: &JsValue) -> Result<(), JsValue> {
        self.entry(Field::Headers, name, value)
    }

    /// Sets one variable.
    pub fn variable(&mut self, name: &JsValue, value: &JsValue) -> Result<(), JsValue> {
        self.entry(Field::Variables, name, value)
    }

    /// Sets one parameter that the table does not know.
    pub fn param(&mut self, name: &JsValue, value: &JsValue) -> Result<(), JsValue> {
        self.entry(Field::Params, name, value)
    }

    /// Adds one tag, or several.
    pub fn tag(&mut self, value: &JsValue) -> Result<(), JsValue> {
        self.set(Field::Tags, value)
    }

    /// `[body, place]` of the files that have yet to be read, in order; undefined where there are none.
    #[must_use]
    pub fn pending(&self) -> Option<Array> {
        let unread = self.draft.given().iter().filter_map(|given| match &given.value {
            Value::File(file) if file.size.is_none() => {
                Some(Array::of2(file.body.as_js(), &given.place().into()))
            }
            _ => None,
        });
        let list: Array = unread.collect();
        (list.length() > 0).then_some(list)
    }

    /// Puts Blobs in the place of the bodies that `pending` listed.
    pub fn settle(&mut self, blobs: &Array) -> Result<(), JsValue> {
        for (file, blob) in self.draft.files_mut().filter(|file| file.size.is_none()).zip(blobs.iter()) {
            let read = retyped(blob.unchecked_ref::<Blob>(), file.content_type.as_deref())?;
            file.body = read.body;
            file.size = read.size;
        }
        Ok(())
    }

    /// Everything wrong or doubtful: an array of problems.
    pub fn problems(&self, options: &JsValue) -> Result<JsValue, JsValue> {
        Ok(error::problems(&self.draft.problems(&Js, &policy(options)?)))
    }

    /// `[FormData, warnings, bytes]`; throws the array of problems where one of them is an error. Where the message does not say
    /// otherwise, it goes out in test mode, and under the Message-Id given.
    pub fn assemble(&self, options: &JsValue, test_mode: bool, id: Option<String>) -> Result<Array, JsValue> {
        let policy = policy(options)?;
        let mut draft = Cow::Borrowed(&self.draft);
        if test_mode && !draft.given().iter().any(|given| given.field == Field::TestMode) {
            draft.to_mut().set(Field::TestMode, true);
        }
        if let Some(id) = id.filter(|_| !draft.has_header("message-id")) {
            draft.to_mut().header("Message-Id", id);
        }
        let message = draft.message(&Js, &policy).map_err(|problems| error::problems(&problems))?;
        let bytes = JsValue::from_f64(message.bytes());
        Ok(Array::of3(&form_data(message.parts())?.into(), &error::problems(message.warnings()), &bytes))
    }
}

impl Message {
    /// One field of a plain object. What can never be the field is kept, to be reported with everything else.
    fn field(&mut self, field: Field, spelling: Spelling, value: &JsValue) -> Result<(), JsValue> {
        let kind = field.row().kind;
        if kind.is_map() {
            match input::entries(kind, value)? {
                Ok(entries) => {
                    for (key, value) in entries {
                        self.draft.push(Given { field, spelling, key: Some(key), index: None, value });
                    }
                }
                Err(value) => self.draft.push(Given { field, spelling, key: None, index: None, value }),
            }
            return Ok(());
        }
        let values = match input::read(kind, value)? {
            input::Given::Absent => Vec::new(),
            input::Given::One(value) => vec![(None, value)],
            input::Given::List(values) => {
                values.into_iter().enumerate().map(|(index, value)| (Some(index), value)).collect()
            }
        };
        for (index, value) in values {
            self.draft.push(Given { field, spelling, key: None, index, value });
        }
        Ok(())
    }

    /// A setter.
    fn set(&mut self, field: Field, value: &JsValue) -> Result<(), JsValue> {
        let kind = field.row().kind;
        if kind.is_map() {
            return self.map(field, value);
        }
        match input::read(kind, value)? {
            input::Given::Absent if field.row().repeats => {}
            input::Given::Absent => {
                self.draft.set_all(field, Vec::new());
            }
            input::Given::One(value) => {
                refuse(field, [&value])?;
                self.draft.set(field, value);
            }
            input::Given::List(values) => {
                refuse(field, &values)?;
                self.draft.set_all(field, values);
            }
        }
        Ok(())
    }

    fn map(&mut self, field: Field, value: &JsValue) -> Result<(), JsValue> {
        if value.is_null() || value.is_undefined() {
            return Ok(());
        }
        let entries = match input::entries(field.row().kind, value)? {
            Ok(entries) => entries,
            Err(wrong) => return refuse(field, [&wrong]),
        };
        refuse(field, entries.iter().map(|(_, value)| value))?;
        for (key, value) in entries {
            self.draft.entry(field, &key, value);
        }
        Ok(())
    }

    fn entry(&mut self, field: Field, name: &JsValue, value: &JsValue) -> Result<(), JsValue> {
        let Some(name) = name.as_string() else {
            let wrong = Value::Wrong { at: String::new(), expected: "a name as text", found: describe(name) };
            return refuse(field, [&wrong]);
        };
        let absent = value.is_undefined() || (value.is_null() && field != Field::Variables);
        if !absent {
            let values = input::entry(field.row().kind, value);
            refuse(field, &values)?;
            for value in values {
                self.draft.entry(field, &name, value);
            }
        }
        Ok(())
    }

    fn set_file(&mut self, field: Field, data: &JsValue, options: &JsValue) -> Result<(), JsValue> {
        if options.is_null() || options.is_undefined() {
            return self.set(field, data);
        }
        let named = match options.as_string() {
            Some(filename) => {
                let object = Object::new();
                js_sys::Reflect::set(&object, &"filename".into(), &filename.into())?;
                named(data, &object, "")?
            }
            None if options.is_object() && !Array::is_array(data) => named(data, options, "")?,
            None => Value::Wrong {
                at: ".filename".to_owned(),
                expected: "a name as text, or { filename, contentType }",
                found: describe(options),
            },
        };
        refuse(field, [&named])?;
        self.draft.set(field, named);
        Ok(())
    }
}

/// A TypeError for a value that the field can never take.
fn refuse<'v>(field: Field, values: impl IntoIterator<Item = &'v Value<Body>>) -> Result<(), JsValue> {
    let name = field.row().name;
    for value in values {
        let message = match value {
            Value::Wrong { at, expected, found } => format!("{name}{at}: expected {expected}, found {found}"),
            Value::UnknownKey { key, known } => {
                format!("{name}.{key}: expected {}, found an unknown name", known.join(", "))
            }
            _ => continue,
        };
        return Err(js_sys::TypeError::new(&message).into());
    }
    Ok(())
}

macro_rules! setters {
    ($($variant:ident $snake:ident $name:literal $wire:literal $kind:ident $repeats:literal $group:literal $doc:literal $source:literal;)*) => {
        setters! { @each $($kind $variant $snake $name $doc;)* }
    };
    (@each $($kind:ident $variant:ident $snake:ident $name:literal $doc:literal;)*) => {
        $( setters! { @one $kind $variant $snake $name $doc } )*
    };
    (@one Files $variant:ident $snake:ident $name:literal $doc:literal) => {
        #[wasm_bindgen]
        impl Message {
            #[doc = $doc]
            #[wasm_bindgen(js_name = $name)]
            pub fn $snake(&mut self, value: &JsValue, options: &JsValue) -> Result<(), JsValue> {
                self.set_file(Field::$variant, value, options)
            }
        }
    };
    (@one $kind:ident $variant:ident $snake:ident $name:literal $doc:literal) => {
        #[wasm_bindgen]
        impl Message {
            #[doc = $doc]
            #[wasm_bindgen(js_name = $name)]
            pub fn $snake(&mut self, value: &JsValue) -> Result<(), JsValue> {
                self.set(Field::$variant, value)
            }
        }
    };
}
for_each_parameter!(setters);
