//! Problems and failures as plain JS objects. The error classes themselves are JS (`pkg-template/errors.js`), since an exported
//! Rust struct is no `Error`.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::client::ConfigError;
use crate::js::members::Members;
use crate::limit::{Limit, Limits};
use crate::problem::Problem;
use crate::response::{Failure, Family};
use crate::words::words;

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
    let members = Members::new();
    members.add("severity", severity.as_str());
    members.add("code", code.as_str());
    members.add("field", field.as_str());
    members.add("message", message.as_str());
    if let Some(hint) = hint {
        members.add("hint", hint.as_str());
    }
    members.object()
}

/// `{ family, code, status, message, details?, hint?, retryAfter?, wait?, limits? }`.
pub(super) fn failure(failure: &Failure, wait: Option<f64>, limits: &Limits) -> JsValue {
    let members = Members::new();
    members.add(
        "family",
        match failure.family {
            Family::Refused => "refused",
            Family::Unclear => "unclear",
        },
    );
    members.add("code", failure.code);
    members.add("status", f64::from(failure.status));
    members.add("message", words![failure].as_str());
    if let Some(details) = &failure.details {
        members.add("details", details.as_str());
    }
    if let Some(hint) = failure.hint {
        members.add("hint", hint);
    }
    if let Some(after) = failure.retry_after {
        members.add("retryAfter", after);
    }
    if let Some(wait) = wait {
        members.add("wait", wait);
    }
    if let Some(limits) = self::limits(limits) {
        members.add_value("limits", &limits);
    }
    members.object()
}

/// `{ requests?, recipients? }`, each `{ limit, remaining, reset }`; none where Mailgun said nothing.
pub(super) fn limits(limits: &Limits) -> Option<JsValue> {
    let Limits { requests, recipients } = limits;
    if requests.is_none() && recipients.is_none() {
        return None;
    }
    let both = Members::new();
    for (name, limit) in &[("requests", requests), ("recipients", recipients)] {
        if let Some(Limit { limit, remaining, reset }) = **limit {
            let members = Members::new();
            members.add("limit", limit);
            members.add("remaining", remaining);
            members.add("reset", reset);
            both.add_value(name, &members.object());
        }
    }
    Some(both.object())
}

/// `{ option, message }`.
pub(super) fn config(error: &ConfigError) -> JsValue {
    let members = Members::new();
    members.add("option", error.option.as_str());
    members.add("message", error.message.as_str());
    members.object()
}
