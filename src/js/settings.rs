//! What the options of the client, of a call and of a check mean. It does not know how an option is read (`crate::js::options`).

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::js::foreign::{describe, entries_of, has_method};
use crate::js::options::{Options, get, refuse};
use crate::problem::{Code, Level, Policy};
use crate::retry::Retry;
use crate::suggest::nearest;
use crate::text::excerpt;

/// Every option of one call.
const CALL: &[&str] = &["signal", "timeout", "deadline", "retry", "strict", "rules"];

/// Every option of a check.
const CHECK: &[&str] = &["strict", "rules"];

/// Every option of `retry`.
const RETRY: &[&str] = &["attempts", "budget", "ambiguous"];

/// The most attempts.
const ATTEMPTS_MAX: u32 = 100;

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
    if options.is_undefined() { Ok(Policy::default()) } else { rules(&Options::of(options, CHECK)?) }
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
                let found = level.map_or_else(|| describe(&given), |text| format!("\"{}\"", excerpt(&text)));
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
