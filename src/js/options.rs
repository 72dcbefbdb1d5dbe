//! Options as JS gives them: of the client, of a call, of a check. Every one is checked by name and type before anything is done;
//! what is wrong is thrown as `{ option, message }`.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::{ConfigError, unknown_option};
use crate::js::error;
use crate::js::foreign::{describe, entries_of, has_method};
use crate::problem::{Code, Level, Policy};
use crate::retry::Retry;
use crate::suggest::nearest;

/// Every option of one call.
const CALL: &[&str] = &["signal", "timeout", "deadline", "retry", "strict", "rules"];

/// Every option of a check.
const CHECK: &[&str] = &["strict", "rules"];

/// Every option of `retry`.
const RETRY: &[&str] = &["attempts", "budget", "ambiguous"];

/// The longest timer there is: 2^31 - 1 milliseconds (WHATWG HTML, timers; longer ones fire at once).
const MILLISECONDS_MAX: u32 = 2_147_483_647;

/// The most attempts.
const ATTEMPTS_MAX: u32 = 100;

/// The options that were given, each read once. What is left out, or null, costs no crossing.
pub(super) struct Options(Vec<(String, JsValue)>);

impl Options {
    /// An object's own, if all of them are known.
    pub(super) fn of(object: &JsValue, known: &[&str]) -> Result<Self, JsValue> {
        if !object.is_object() {
            return Err(refuse("options", &format!("expected an object, found {}", describe(object))));
        }
        let mut given = Vec::new();
        for pair in entries_of(object)?.iter() {
            let pair = pair.unchecked_into::<Array>();
            let (name, value) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1));
            if !known.contains(&name.as_str()) {
                return Err(error::config(&unknown_option(&name, known)));
            }
            if !value.is_null_or_undefined() {
                given.push((name, value));
            }
        }
        Ok(Self(given))
    }

    pub(super) fn get(&self, name: &str) -> Option<&JsValue> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The option, if it is what it must be.
    pub(super) fn typed(
        &self,
        name: &str,
        expected: &str,
        fits: fn(&JsValue) -> bool,
    ) -> Result<Option<&JsValue>, JsValue> {
        match self.get(name) {
            Some(value) if !fits(value) => {
                Err(refuse(name, &format!("expected {expected}, found {}", describe(value))))
            }
            value => Ok(value),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, JsValue> {
        let flag = self.typed(name, "true or false", |value| value.as_bool().is_some())?;
        Ok(flag.is_some_and(JsValue::is_truthy))
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

    fn number(&self, name: &str, min: u32, max: u32) -> Result<Option<f64>, JsValue> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(number) if number >= f64::from(min) && number <= f64::from(max) => Ok(Some(number)),
            _ => {
                let message = format!("expected a number from {min} to {max}, found {}", describe(value));
                Err(refuse(name, &message))
            }
        }
    }

    fn milliseconds(&self, name: &str, min: u32) -> Result<Option<f64>, JsValue> {
        self.number(name, min, MILLISECONDS_MAX)
    }
}

/// Checks the options of one call.
pub(super) fn call(options: &JsValue) -> Result<(), JsValue> {
    let options = Options::of(options, CALL)?;
    options.typed("signal", "an AbortSignal", |value| {
        value.is_object()
            && get(value, "aborted").is_ok_and(|aborted| aborted.as_bool().is_some())
            && ["addEventListener", "removeEventListener"]
                .iter()
                .all(|name| has_method(value, &(*name).into()))
    })?;
    shared(&options)
}

/// Checks the options that the client and a call share.
pub(super) fn shared(options: &Options) -> Result<(), JsValue> {
    options.milliseconds("timeout", 1)?;
    options.milliseconds("deadline", 1)?;
    options.get("retry").map(retry).transpose()?;
    rules(options).map(|_| ())
}

/// `false`, `"ambiguous"`, or `{ attempts, budget, ambiguous }`.
pub(super) fn retry(value: &JsValue) -> Result<Retry, JsValue> {
    if value.is_null_or_undefined() {
        return Ok(Retry::default());
    }
    if value.is_falsy() && value.as_bool().is_some() {
        return Ok(Retry::NEVER);
    }
    if value.as_string().as_deref() == Some("ambiguous") {
        return Ok(Retry { ambiguous: true, ..Retry::default() });
    }
    if !value.is_object() {
        let message = format!(
            "expected false, \"ambiguous\" or {{ attempts, budget, ambiguous }}, found {}",
            describe(value)
        );
        return Err(refuse("retry", &message));
    }
    let options = Options::of(value, RETRY)?;
    let retry = Retry::default();
    let attempts = options.number("attempts", 1, ATTEMPTS_MAX)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 100")]
    let attempts = attempts.map_or(retry.attempts, |attempts| attempts as u32);
    let budget = options.milliseconds("budget", 0)?.unwrap_or(retry.budget);
    Ok(Retry { attempts, budget, ambiguous: options.flag("ambiguous")? })
}

/// The options of a check as the core has them; throws `{ option, message }`.
pub(super) fn policy(options: &JsValue) -> Result<Policy, JsValue> {
    rules(&Options::of(options, CHECK)?)
}

/// `strict` and `rules: { code: "error" | "warning" | "off" }`.
fn rules(options: &Options) -> Result<Policy, JsValue> {
    let mut policy = Policy { strict: options.flag("strict")?, rules: Vec::new() };
    let Some(rules) = options.get("rules") else { return Ok(policy) };
    if !rules.is_object() {
        return Err(refuse(
            "rules",
            &format!("expected an object of codes and levels, found {}", describe(rules)),
        ));
    }
    for pair in entries_of(rules)?.iter() {
        let pair = pair.unchecked_into::<Array>();
        let (name, given) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1));
        let level = given.as_string();
        let place = format!("rules.{name}");
        let Some(code) = Code::find(&name) else {
            let hint = nearest(&name, Code::ALL.iter().map(|code| code.as_str()));
            let hint = hint.map_or_else(String::new, |code| format!("; did you mean `{code}`?"));
            return Err(refuse(&place, &format!("expected a problem's code, found an unknown one{hint}")));
        };
        let level = match level.as_deref() {
            Some("error") => Level::Error,
            Some("warning") => Level::Warning,
            Some("off") => Level::Off,
            _ => {
                let found = level
                    .map_or_else(|| describe(&given), |text| format!("\"{}\"", crate::text::excerpt(&text)));
                let message = format!("expected \"error\", \"warning\" or \"off\", found {found}");
                return Err(refuse(&place, &message));
            }
        };
        if code.is_fixed() && level != Level::Error {
            return Err(refuse(&place, "expected a code that can be overruled; this one is always an error"));
        }
        policy.rules.push((code, level));
    }
    Ok(policy)
}

pub(super) fn refuse(option: &str, message: &str) -> JsValue {
    error::config(&ConfigError { option: option.to_owned(), message: message.to_owned() })
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

pub(super) fn extra_headers(value: Option<&JsValue>) -> Result<Vec<(String, String)>, JsValue> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let fail = || refuse("headers", "expected an object of names and values as text");
    // Through the platform's own Headers all its spellings are one: an object, pairs, Headers. It quotes a value it refuses,
    // so its error is not passed on.
    if !value.is_object() {
        return Err(fail());
    }
    let headers =
        web_sys::Headers::new_with_record_from_str_to_str(value.unchecked_ref()).map_err(|_| fail())?;
    let entries = Array::from(&headers);
    entries
        .iter()
        .map(|pair| {
            let pair = pair.unchecked_into::<Array>();
            pair.get(0).as_string().zip(pair.get(1).as_string()).ok_or_else(fail)
        })
        .collect()
}
