//! class Message: the builder. A setter throws only for a JS type that can never be its field, leaving the message as it was.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::draft::{Draft, Value};
use crate::js::body::{Body, retyped};
use crate::js::form::form_data;
use crate::js::platform::Js;
use crate::js::settings::policy;
use crate::js::{error, fields};
use crate::parameter::Field;

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
        fields::assign(&mut self.draft, init)
    }

    /// A setter, by its name. The second value is of a file what it is named, of `header` and the like the entry's own. A name that the
    /// table does not have is thrown back.
    pub fn set(&mut self, name: &JsValue, value: &JsValue, second: &JsValue) -> Result<(), JsValue> {
        fields::setter(&mut self.draft, name, value, second)
    }

    /// `[body, place]` of the files that have yet to be read, in order; undefined where there are none.
    #[must_use]
    pub fn pending(&self) -> Option<Array> {
        let mut unread = None;
        for given in self.draft.given() {
            if let Value::File(file) = &given.value
                && file.size.is_none()
            {
                let list = unread.get_or_insert_with(Array::new);
                list.push(&Array::of2(file.body.as_js(), &given.place().into()));
            }
        }
        unread
    }

    /// Puts Blobs in the place of the bodies that `pending` listed.
    pub fn settle(&mut self, blobs: &Array) -> Result<(), JsValue> {
        let mut blobs = blobs.iter();
        for file in self.draft.files_mut() {
            if file.size.is_none()
                && let Some(blob) = blobs.next()
            {
                let read = retyped(blob.unchecked_ref::<Blob>(), file.content_type.as_deref())?;
                file.body = read.body;
                file.size = read.size;
            }
        }
        Ok(())
    }

    /// Everything wrong or doubtful: an array of problems. `rules` is a policy as `checkCall` and `checkRules` give it.
    #[must_use]
    pub fn problems(&self, rules: &JsValue) -> JsValue {
        error::problems(&self.draft.problems(&Js, &policy(rules)))
    }

    /// `[FormData, warnings, bytes]`; throws the array of problems where one of them is an error. Where the message does not say
    /// otherwise, it goes out in test mode, and under the Message-Id given.
    pub fn assemble(&self, rules: &JsValue, test_mode: bool, id: &JsValue) -> Result<Array, JsValue> {
        let policy = policy(rules);
        let id = id.as_string();
        let amended = (test_mode || id.is_some()).then(|| self.amended(test_mode, id));
        let draft = amended.as_ref().unwrap_or(&self.draft);
        let message = draft.message(&Js, &policy).map_err(|problems| error::problems(&problems))?;
        let bytes = JsValue::from_f64(message.bytes());
        Ok(Array::of3(&form_data(message.parts())?.into(), &error::problems(message.warnings()), &bytes))
    }
}

impl Message {
    /// The draft as it goes out in test mode, and under the Message-Id given, where it does not say otherwise. Apart from the rest, as
    /// `input::other` is.
    #[inline(never)]
    fn amended(&self, test_mode: bool, id: Option<String>) -> Draft<Body> {
        let mut draft = self.draft.clone();
        if test_mode && !draft.given().iter().any(|given| given.field == Field::TestMode) {
            draft.set(Field::TestMode, true);
        }
        if let Some(id) = id.filter(|_| !draft.has_header("message-id")) {
            draft.header("Message-Id", id);
        }
        draft
    }
}
