//! An object of options as JS gives it: each known by name, read once, and of the type asked for; what is wrong is thrown as
//! `{ option, message }`. It does not know which options there are (`crate::js::settings` does).

use wasm_bindgen::JsValue;

use crate::client::{ConfigError, unknown_option};
use crate::js::error;
use crate::js::foreign::{describe, get, members};

/// The longest timer there is: 2^31 - 1 milliseconds (WHATWG HTML, timers; longer ones fire at once).
const MILLISECONDS_MAX: u32 = 2_147_483_647;

/// The options that were given, each read once. What is left out costs no crossing.
pub(super) struct Options {
    /// What stands before each name: `retry.`, or nothing.
    at: &'static str,
    given: Vec<(String, JsValue)>,
}

impl Options {
    /// An object's own, if all of them are known.
    pub(super) fn of(object: &JsValue, known: &[&str]) -> Result<Self, JsValue> {
        if !object.is_object() {
            return Err(unfit("options", "an object", object));
        }
        Self::within("", object, known)
    }

    /// Those of an object that is an option itself; `at` is its place and a dot.
    pub(super) fn within(at: &'static str, object: &JsValue, known: &[&str]) -> Result<Self, JsValue> {
        let given = members(object)?;
        match given.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => Err(error::config(&unknown_option(at, name, known))),
            None => Ok(Self { at, given }),
        }
    }

    /// An option that was given; null is none.
    pub(super) fn get(&self, name: &str) -> Option<&JsValue> {
        let given = self.given.iter().find(|(own, _)| own == name).map(|(_, value)| value);
        given.filter(|value| !value.is_null_or_undefined())
    }

    /// The option, if it is what it must be.
    pub(super) fn typed(
        &self,
        name: &str,
        expected: &str,
        fits: fn(&JsValue) -> bool,
    ) -> Result<Option<&JsValue>, JsValue> {
        match self.get(name) {
            Some(value) if !fits(value) => Err(self.unfit(name, expected, value)),
            value => Ok(value),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, JsValue> {
        let flag = self.typed(name, "true or false", |value| value.as_bool().is_some())?;
        Ok(flag.and_then(JsValue::as_bool).unwrap_or_default())
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        Ok(self.typed(name, "text", JsValue::is_string)?.and_then(JsValue::as_string))
    }

    /// Text, or a URL object.
    pub(super) fn url(&self, name: &str) -> Result<Option<String>, JsValue> {
        match self.get(name) {
            Some(value) if value.is_object() => match get(value, "href")?.as_string() {
                None => self.text(name),
                href => Ok(href),
            },
            _ => self.text(name),
        }
    }

    /// A number; `of` is its unit.
    pub(super) fn number(&self, name: &str, of: &str, min: u32, max: u32) -> Result<Option<f64>, JsValue> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(number) if number >= f64::from(min) && number <= f64::from(max) => Ok(Some(number)),
            _ => Err(self.unfit(name, &format!("a number of {of} from {min} to {max}"), value)),
        }
    }

    pub(super) fn milliseconds(&self, name: &str, min: u32) -> Result<Option<f64>, JsValue> {
        self.number(name, "milliseconds", min, MILLISECONDS_MAX)
    }

    #[cold]
    fn unfit(&self, name: &str, expected: &str, found: &JsValue) -> JsValue {
        unfit(&format!("{}{name}", self.at), expected, found)
    }
}

/// The refusal of a value that is not what it must be.
#[cold]
pub(super) fn unfit(option: &str, expected: &str, found: &JsValue) -> JsValue {
    refuse(option, &format!("expected {expected}, found {}", describe(found)))
}

#[cold]
pub(super) fn refuse(option: &str, message: &str) -> JsValue {
    error::config(&ConfigError { option: option.to_owned(), message: message.to_owned() })
}
