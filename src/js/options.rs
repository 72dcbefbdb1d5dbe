//! Options as JS gives them: of the client, of a call, of a check. Every one is checked by name and type before anything is done;
//! what is wrong is thrown as `{ option, message }`.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::{ConfigError, unknown_option};
use crate::js::error;
use crate::js::foreign::{describe, entries_of, has_method, keys_of};
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

/// Checks the options of one call.
pub(super) fn call(options: &JsValue) -> Result<(), JsValue> {
    known(options, CALL)?;
    let is_signal = |value: &JsValue| {
        value.is_object()
            && get(value, "aborted").is_ok_and(|aborted| aborted.as_bool().is_some())
            && ["addEventListener", "removeEventListener"]
                .iter()
                .all(|name| has_method(value, &(*name).into()))
    };
    typed(options, "signal", "an AbortSignal", is_signal)?;
    shared(options)
}

/// Checks the options that the client and a call share.
pub(super) fn shared(options: &JsValue) -> Result<(), JsValue> {
    milliseconds(options, "timeout", 1)?;
    milliseconds(options, "deadline", 1)?;
    retry(&get(options, "retry")?)?;
    rules(options).map(|_| ())
}

/// `false`, `"ambiguous"`, or `{ attempts, budget, ambiguous }`.
pub(super) fn retry(value: &JsValue) -> Result<Retry, JsValue> {
    if value.is_undefined() || value.is_null() {
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
    known(value, RETRY)?;
    let retry = Retry::default();
    let attempts = number(value, "attempts", 1, ATTEMPTS_MAX)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 100")]
    let attempts = attempts.map_or(retry.attempts, |attempts| attempts as u32);
    let budget = milliseconds(value, "budget", 0)?.unwrap_or(retry.budget);
    Ok(Retry { attempts, budget, ambiguous: flag(value, "ambiguous")? })
}

fn milliseconds(options: &JsValue, name: &str, min: u32) -> Result<Option<f64>, JsValue> {
    number(options, name, min, MILLISECONDS_MAX)
}

fn number(options: &JsValue, name: &str, min: u32, max: u32) -> Result<Option<f64>, JsValue> {
    let value = get(options, name)?;
    match value.as_f64() {
        None if value.is_undefined() || value.is_null() => Ok(None),
        Some(number) if number >= f64::from(min) && number <= f64::from(max) => Ok(Some(number)),
        _ => Err(refuse(name, &format!("expected a number from {min} to {max}, found {}", describe(&value)))),
    }
}

/// The options of a check as the core has them; throws `{ option, message }`.
pub(super) fn policy(options: &JsValue) -> Result<Policy, JsValue> {
    known(options, CHECK)?;
    rules(options)
}

/// `strict` and `rules: { code: "error" | "warning" | "off" }`.
pub(super) fn rules(options: &JsValue) -> Result<Policy, JsValue> {
    let mut policy = Policy { strict: flag(options, "strict")?, rules: Vec::new() };
    let rules = get(options, "rules")?;
    if rules.is_undefined() || rules.is_null() {
        return Ok(policy);
    }
    if !rules.is_object() {
        return Err(refuse(
            "rules",
            &format!("expected an object of codes and levels, found {}", describe(&rules)),
        ));
    }
    for pair in entries_of(&rules)?.iter() {
        let pair = pair.unchecked_into::<Array>();
        let (name, level) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1).as_string());
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
            _ => return Err(refuse(&place, "expected \"error\", \"warning\" or \"off\", found another")),
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

pub(super) fn known(options: &JsValue, known: &[&str]) -> Result<(), JsValue> {
    if !options.is_object() {
        return Err(refuse("options", &format!("expected an object, found {}", describe(options))));
    }
    match keys_of(options)?
        .iter()
        .filter_map(|key| key.as_string())
        .find(|key| !known.contains(&key.as_str()))
    {
        Some(name) => Err(error::config(&unknown_option(&name, known))),
        None => Ok(()),
    }
}

pub(super) fn get(options: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(options, &name.into())
}

/// An option's value; undefined where it is left out.
pub(super) fn typed(
    options: &JsValue,
    name: &str,
    expected: &str,
    fits: fn(&JsValue) -> bool,
) -> Result<JsValue, JsValue> {
    let value = get(options, name)?;
    match () {
        () if value.is_undefined() || value.is_null() => Ok(JsValue::UNDEFINED),
        () if fits(&value) => Ok(value),
        () => Err(refuse(name, &format!("expected {expected}, found {}", describe(&value)))),
    }
}

pub(super) fn flag(options: &JsValue, name: &str) -> Result<bool, JsValue> {
    Ok(typed(options, name, "true or false", |value| value.as_bool().is_some())?.is_truthy())
}

pub(super) fn text(options: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    Ok(typed(options, name, "text", JsValue::is_string)?.as_string())
}

/// Text, or a URL object.
pub(super) fn url(options: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    let value = get(options, name)?;
    let href = if value.is_object() { get(&value, "href")?.as_string() } else { None };
    if href.is_some() { Ok(href) } else { text(options, name) }
}

pub(super) fn extra_headers(value: &JsValue) -> Result<Vec<(String, String)>, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(Vec::new());
    }
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
