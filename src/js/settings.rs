//! What the options of the client, of a call and of a check mean. It does not know how an option is read (`crate::js::options`).

use wasm_bindgen::{JsCast, JsValue};

use crate::js::foreign::{array_from, describe, has, has_method, iterates, members, pairs};
use crate::js::options::{Options, refuse, unfit};
use crate::problem::{Code, Level, Policy};
use crate::retry::Retry;
use crate::suggest::nearest;
use crate::text::excerpt;
use crate::words::words;

/// Every option of one call.
pub(super) const CALL: &[&str] = &["signal", "timeout", "deadline", "retry", "strict", "rules"];

/// Every option of a check.
pub(super) const CHECK: &[&str] = &["strict", "rules"];

/// Every option of `retry`.
const RETRY: &[&str] = &["attempts", "budget", "ambiguous"];

/// The most attempts.
const ATTEMPTS_MAX: u32 = 100;

/// In the text of a policy, what stands where a rule has its code.
const STRICT: char = ' ';

/// The first code there. All of them are printable.
const FIRST: u8 = b'!';
const _: () = assert!(Code::ALL.len() < (0x7F - FIRST) as usize);

/// Checks the options of one call, or of a check, whose names are fewer; gives their policy, as `policy` reads it.
pub(super) fn call(options: &JsValue, known: &[&str]) -> Result<String, JsValue> {
    let mut options = Options::of("", options, known);
    options.typed("signal", "an AbortSignal", |value| {
        value.is_object()
            && has(value, "aborted", |aborted| aborted.as_bool().is_some())
            && ["addEventListener", "removeEventListener"].iter().all(|name| has_method(value, name))
    });
    let policy = shared(&options);
    options.done()?;
    Ok(policy)
}

/// Checks the options that the client and a call share; gives their policy.
pub(super) fn shared(options: &Options) -> String {
    options.milliseconds("timeout", 1);
    options.milliseconds("deadline", 1);
    options.get("retry").and_then(|value| options.take(retry(value)));
    rules(options)
}

/// `false`, `"ambiguous"`, or `{ attempts, budget, ambiguous }`.
pub(super) fn retry(value: &JsValue) -> Result<Retry, JsValue> {
    if value.is_null_or_undefined() {
        return Ok(Retry::default());
    }
    if value.as_bool() == Some(false) {
        return Ok(Retry::NEVER);
    }
    if value.as_string().as_deref() == Some("ambiguous") {
        return Ok(Retry { ambiguous: true, ..Retry::default() });
    }
    if !value.is_object() {
        return Err(unfit("retry", "false, \"ambiguous\" or { attempts, budget, ambiguous }", value));
    }
    let mut options = Options::of("retry.", value, RETRY);
    let retry = Retry::default();
    let attempts = options.number("attempts", "attempts", 1, ATTEMPTS_MAX);
    if attempts.is_some_and(|attempts| attempts.fract() != 0.0) {
        options.refuse(refuse("retry.attempts", "expected a whole number, found a fraction"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 100")]
    let attempts = attempts.map_or(retry.attempts, |attempts| attempts as u32);
    let budget = options.milliseconds("budget", 0).unwrap_or(retry.budget);
    let ambiguous = options.flag("ambiguous");
    options.done()?;
    Ok(Retry { attempts, budget, ambiguous })
}

/// A policy as the core has it. As a text it is two characters a rule, its code and its level's first letter, and a later one counts: a
/// call's is written behind the client's, and no rule is read twice from JS.
pub(super) fn policy(text: &JsValue) -> Policy {
    let text = text.as_string().unwrap_or_default();
    let mut policy = Policy::default();
    let mut bytes = text.bytes();
    while let (Some(place), Some(level)) = (bytes.next(), bytes.next()) {
        let level = match level {
            b'e' => Level::Error,
            b'w' => Level::Warning,
            _ => Level::Off,
        };
        match place.checked_sub(FIRST).map(|place| Code::ALL.get(usize::from(place))) {
            None => policy.strict = level == Level::Error,
            Some(Some(code)) => policy.rules.push((*code, level)),
            Some(None) => {}
        }
    }
    policy
}

/// `strict` and `rules: { code: "error" | "warning" | "off" }`, as a text.
fn rules(options: &Options) -> String {
    let mut policy = String::new();
    if options.get("strict").is_some() {
        policy.push(STRICT);
        policy.push(if options.flag("strict") { 'e' } else { 'o' });
    }
    if let Some(rules) = options.get("rules") {
        options.take(levels(rules, &mut policy));
    }
    policy
}

/// `{ code: "error" | "warning" | "off" }`, behind a policy. Apart from the rest, since few clients have any: an engine compiles a
/// function whole when it is first called.
#[inline(never)]
fn levels(rules: &JsValue, policy: &mut String) -> Result<(), JsValue> {
    // The entries of a Map or a list are no members: they would be no rules, without a word.
    if !rules.is_object() || iterates(rules) {
        return Err(unfit("rules", "an object of codes and levels", rules));
    }
    for (name, given) in &members(rules)? {
        let (code, level) = rule(name, given).map_err(|message| refuse(&words!["rules.", name], &message))?;
        policy.push(char::from(FIRST + code as u8));
        policy.push(level);
    }
    Ok(())
}

/// A rule's code, and its level's first letter.
fn rule(name: &str, given: &JsValue) -> Result<(Code, char), String> {
    let Some(code) = Code::find(name) else {
        return Err(match nearest(name, Code::ALL.iter().map(|code| code.as_str())) {
            Some(code) => {
                words!["expected a problem's code, found an unknown one; did you mean `", code, "`?"]
            }
            None => "expected a problem's code, found an unknown one".to_owned(),
        });
    };
    let text = given.as_string();
    let level = match text.as_deref() {
        Some("error") => 'e',
        Some("warning") => 'w',
        Some("off") => 'o',
        _ => {
            let found = text.map_or_else(|| describe(given), |text| words!["\"", excerpt(&text), "\""]);
            return Err(words!["expected \"error\", \"warning\" or \"off\", found ", found]);
        }
    };
    if code.is_fixed() && level != 'e' {
        return Err("expected a code that can be overruled; this one is always an error".to_owned());
    }
    Ok((code, level))
}

/// Headers for a proxy of the caller's. Apart from the rest, as `levels` is.
#[inline(never)]
pub(super) fn extra_headers(value: &JsValue) -> Result<Vec<(String, String)>, JsValue> {
    let fail = || refuse("headers", "expected an object of names and values as text");
    if !value.is_object() {
        return Err(fail());
    }
    // A variable that is not set would go out as the text `undefined`.
    if !iterates(value) {
        for (name, value) in &members(value)? {
            if !value.is_string() {
                return Err(unfit(&words!["headers[\"", excerpt(name), "\"]"], "text", value));
            }
        }
    }
    // Through the platform's own Headers all its spellings are one: an object, pairs, Headers. It quotes a value it refuses,
    // so its error is not passed on.
    let headers = web_sys::Headers::new_with_record_from_str_to_str(value.unchecked_ref());
    let list = headers.and_then(|headers| array_from(&headers)).map_err(|_| fail())?;
    let mut headers = Vec::new();
    for (name, value) in &pairs(&list) {
        headers.push((name.clone(), value.as_string().unwrap_or_default()));
    }
    Ok(headers)
}
