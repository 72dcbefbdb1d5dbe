//! Problems and failures as plain JS objects. The error classes themselves are JS (`pkg-template/errors.js`), since an exported
//! Rust struct is no `Error`.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::client::ConfigError;
use crate::js::foreign::from_entries;
use crate::limit::{Limit, Limits};
use crate::problem::Problem;
use crate::response::{Failure, Family};

/// What a member of a plain object holds.
enum Member<'a> {
    Text(&'a str),
    Number(f64),
}

impl Serialize for Member<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
        }
    }
}

/// The entries of a plain object: the members that are there, in order. serde-wasm-bindgen's own objects bring `Map` with them, or
/// a table of the names of all structs, and its lists cost more than these.
fn entries(members: &[(&str, Option<Member<'_>>)]) -> Array {
    let entries = Array::new();
    for (name, member) in members {
        // It does not fail: it is a text or a number.
        if let Some(Ok(value)) = member.as_ref().map(|member| member.serialize(&Serializer::new())) {
            add(&entries, name, &value);
        }
    }
    entries
}

fn add(entries: &Array, name: &str, value: &JsValue) {
    entries.push(&Array::of2(&name.into(), value));
}

/// The object of these entries. It does not fail: they are pairs.
fn object(entries: &Array) -> JsValue {
    from_entries(entries).unwrap_or_default()
}

/// An array of `{ severity, code, field, message, hint? }`.
pub(super) fn problems(list: &[Problem]) -> JsValue {
    let problems = Array::new();
    for each in list {
        problems.push(&problem(each));
    }
    problems.into()
}

fn problem(problem: &Problem) -> JsValue {
    let Problem { severity, code, field, message, hint } = problem;
    object(&entries(&[
        ("severity", Some(Member::Text(severity.as_str()))),
        ("code", Some(Member::Text(code.as_str()))),
        ("field", Some(Member::Text(field))),
        ("message", Some(Member::Text(message))),
        ("hint", hint.as_deref().map(Member::Text)),
    ]))
}

/// `{ family, code, status, message, details?, hint?, retryAfter?, wait?, limits? }`.
pub(super) fn failure(failure: &Failure, wait: Option<f64>, limits: &Limits) -> JsValue {
    let family = match failure.family {
        Family::Refused => "refused",
        Family::Unclear => "unclear",
    };
    let failure = entries(&[
        ("family", Some(Member::Text(family))),
        ("code", Some(Member::Text(failure.code))),
        ("status", Some(Member::Number(failure.status.into()))),
        ("message", Some(Member::Text(&failure.to_string()))),
        ("details", failure.details.as_deref().map(Member::Text)),
        ("hint", failure.hint.map(Member::Text)),
        ("retryAfter", failure.retry_after.map(Member::Number)),
        ("wait", wait.map(Member::Number)),
    ]);
    if let Some(limits) = self::limits(limits) {
        add(&failure, "limits", &limits);
    }
    object(&failure)
}

/// `{ requests?, recipients? }`, each `{ limit, remaining, reset }`; none where Mailgun said nothing.
pub(super) fn limits(limits: &Limits) -> Option<JsValue> {
    let Limits { requests, recipients } = limits;
    if requests.is_none() && recipients.is_none() {
        return None;
    }
    let both = Array::new();
    for (name, limit) in [("requests", requests), ("recipients", recipients)] {
        if let Some(Limit { limit, remaining, reset }) = limit {
            let limit = entries(&[
                ("limit", Some(Member::Number(*limit))),
                ("remaining", Some(Member::Number(*remaining))),
                ("reset", Some(Member::Number(*reset))),
            ]);
            add(&both, name, &object(&limit));
        }
    }
    Some(object(&both))
}

/// `{ option, message }`.
pub(super) fn config(error: &ConfigError) -> JsValue {
    object(&entries(&[
        ("option", Some(Member::Text(&error.option))),
        ("message", Some(Member::Text(&error.message))),
    ]))
}
