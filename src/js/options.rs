//! An object of options as JS gives it: each known by name, read once, and of the type asked for; what is wrong is thrown as
//! `{ option, message }`. It does not know which options there are (`crate::js::settings` does).

use std::cell::OnceCell;

use wasm_bindgen::JsValue;

use crate::client::{ConfigError, unknown_option};
use crate::js::error;
use crate::js::foreign::{describe, get, members};
use crate::words::words;

/// The longest timer there is: 2^31 - 1 milliseconds (WHATWG HTML, timers; longer ones fire at once).
const MILLISECONDS_MAX: u32 = 2_147_483_647;

/// The options that were given, each read once. What is left out costs no crossing.
pub(super) struct Options {
    /// What stands before each name: `retry.`, or nothing.
    at: &'static str,
    given: Vec<(String, JsValue)>,
    /// Why they cannot be used: the first reason there is. From then on nothing more is read.
    refusal: OnceCell<JsValue>,
}

impl Options {
    /// An object's own, if all of them are known; `at` is the place of an object that is an option itself, and a dot.
    pub(super) fn of(at: &'static str, object: &JsValue, known: &[&str]) -> Self {
        let mut options = Self { at, given: Vec::new(), refusal: OnceCell::new() };
        if !object.is_object() {
            options.refuse(unfit("options", "an object", object));
            return options;
        }
        options.given = options.take(members(object)).unwrap_or_default();
        if let Some((name, _)) = options.given.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            options.refuse(error::config(&unknown_option(at, name, known)));
        }
        options
    }

    /// Refuses them, unless there was a reason before.
    pub(super) fn refuse(&self, reason: JsValue) {
        _ = self.refusal.set(reason);
    }

    /// What was read, if it could be; otherwise they are refused.
    pub(super) fn take<T>(&self, read: Result<T, JsValue>) -> Option<T> {
        read.map_err(|reason| self.refuse(reason)).ok()
    }

    /// The reason why they cannot be used, if there is one.
    pub(super) fn done(&mut self) -> Result<(), JsValue> {
        self.refusal.take().map_or(Ok(()), Err)
    }

    /// An option that was given; null is none.
    pub(super) fn get(&self, name: &str) -> Option<&JsValue> {
        let (_, value) = self.given.iter().find(|(own, _)| own.as_str() == name)?;
        (self.refusal.get().is_none() && !value.is_null_or_undefined()).then_some(value)
    }

    /// The option, if it is what it must be.
    pub(super) fn typed(&self, name: &str, expected: &str, fits: fn(&JsValue) -> bool) -> Option<&JsValue> {
        let value = self.get(name)?;
        if fits(value) {
            return Some(value);
        }
        self.unfit(name, expected, value);
        None
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        let flag = self.typed(name, "true or false", |value| value.as_bool().is_some());
        flag.and_then(JsValue::as_bool).unwrap_or_default()
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.typed(name, "text", JsValue::is_string)?.as_string()
    }

    /// Text, or a URL object.
    pub(super) fn url(&self, name: &str) -> Option<String> {
        let url = self.get(name)?;
        if url.is_object()
            && let Some(href) = self.take(get(url, "href"))
            && href.is_string()
        {
            return href.as_string();
        }
        self.text(name)
    }

    /// A number; `of` is its unit.
    pub(super) fn number(&self, name: &str, of: &str, min: u32, max: u32) -> Option<f64> {
        let value = self.get(name)?;
        let number = value.as_f64().filter(|number| (f64::from(min)..=f64::from(max)).contains(number));
        if number.is_none() {
            self.unfit(name, &words!["a number of ", of, " from ", min, " to ", max], value);
        }
        number
    }

    pub(super) fn milliseconds(&self, name: &str, min: u32) -> Option<f64> {
        self.number(name, "milliseconds", min, MILLISECONDS_MAX)
    }

    #[cold]
    fn unfit(&self, name: &str, expected: &str, found: &JsValue) {
        self.refuse(unfit(&words![self.at, name], expected, found));
    }
}

/// The refusal of a value that is not what it must be.
#[cold]
pub(super) fn unfit(option: &str, expected: &str, found: &JsValue) -> JsValue {
    refuse(option, &words!["expected ", expected, ", found ", describe(found)])
}

#[cold]
pub(super) fn refuse(option: &str, message: &str) -> JsValue {
    error::config(&ConfigError { option: option.to_owned(), message: message.to_owned() })
}
