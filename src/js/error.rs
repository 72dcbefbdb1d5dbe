//! Problems and failures as plain JS objects. The error classes themselves are JS (`pkg-template/errors.js`), since an exported
//! Rust struct is no `Error`.

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::client::ConfigError;
use crate::limit::{Limit, Limits};
use crate::problem::{Problem, Severity};
use crate::response::{Failure, Family};

#[derive(Serialize)]
struct ProblemOut<'a> {
    severity: &'static str,
    code: &'static str,
    field: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FailureOut<'a> {
    family: &'static str,
    code: &'static str,
    status: u16,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<LimitsOut>,
}

#[derive(Serialize)]
struct LimitOut {
    limit: f64,
    remaining: f64,
    reset: f64,
}

#[derive(Serialize)]
struct LimitsOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    requests: Option<LimitOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<LimitOut>,
}

#[derive(Serialize)]
struct ConfigOut<'a> {
    option: &'a str,
    message: &'a str,
}

fn to_js(value: &impl Serialize) -> JsValue {
    // It fails for maps with odd keys alone; these are structs.
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::UNDEFINED)
}

/// An array of `{ severity, code, field, message, hint? }`.
pub(super) fn problems(list: &[Problem]) -> JsValue {
    let out: Vec<_> = list
        .iter()
        .map(|problem| ProblemOut {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: problem.code.as_str(),
            field: &problem.field,
            message: &problem.message,
            hint: problem.hint.as_deref(),
        })
        .collect();
    to_js(&out)
}

/// `{ family, code, status, message, details?, hint?, retryAfter?, wait?, limits? }`.
pub(super) fn failure(failure: &Failure, wait: Option<f64>, limits: &Limits) -> JsValue {
    to_js(&FailureOut {
        family: match failure.family {
            Family::Refused => "refused",
            Family::Unclear => "unclear",
        },
        code: failure.code,
        status: failure.status,
        message: failure.to_string(),
        details: failure.details.as_deref(),
        hint: failure.hint,
        retry_after: failure.retry_after,
        wait,
        limits: limits_out(limits),
    })
}

/// `{ requests?, recipients? }`, each `{ limit, remaining, reset }`; undefined where Mailgun said nothing.
pub(super) fn limits(limits: &Limits) -> JsValue {
    limits_out(limits).map_or(JsValue::UNDEFINED, |limits| to_js(&limits))
}

fn limits_out(limits: &Limits) -> Option<LimitsOut> {
    let out = |limit: Limit| LimitOut { limit: limit.limit, remaining: limit.remaining, reset: limit.reset };
    if limits.requests.is_none() && limits.recipients.is_none() {
        return None;
    }
    Some(LimitsOut { requests: limits.requests.map(out), recipients: limits.recipients.map(out) })
}

/// `{ option, message }`.
pub(super) fn config(error: &ConfigError) -> JsValue {
    to_js(&ConfigOut { option: &error.option, message: &error.message })
}
