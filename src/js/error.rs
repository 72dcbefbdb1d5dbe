//! Problems and failures as plain JS objects. The error classes themselves are JS (`pkg-template/errors.js`), since an exported
//! Rust struct is no `Error`.

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

use crate::client::ConfigError;
use crate::limit::{Limit, Limits};
use crate::problem::Problem;
use crate::response::{Failure, Family};

/// A plain object: its members, in order. Derived structs would bring serde-wasm-bindgen's table of names: 5 kB of wasm.
struct Object<'a>(Vec<(&'static str, Member<'a>)>);

enum Member<'a> {
    Absent,
    Text(&'a str),
    Number(f64),
    Object(Object<'a>),
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .filter(|(_, member)| !matches!(member, Member::Absent))
                .map(|(name, member)| (name, member)),
        )
    }
}

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'a> From<Option<&'a str>> for Member<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }
}

impl From<Option<f64>> for Member<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Absent, Self::Number)
    }
}

impl<'a> From<Option<Object<'a>>> for Member<'a> {
    fn from(object: Option<Object<'a>>) -> Self {
        object.map_or(Self::Absent, Self::Object)
    }
}

fn to_js(value: &impl Serialize) -> JsValue {
    // It fails for odd keys alone; these are texts.
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// An array of `{ severity, code, field, message, hint? }`.
pub(super) fn problems(list: &[Problem]) -> JsValue {
    to_js(&list.iter().map(problem).collect::<Vec<_>>())
}

fn problem(problem: &Problem) -> Object<'_> {
    let Problem { severity, code, field, message, hint } = problem;
    Object(vec![
        ("severity", Member::Text(severity.as_str())),
        ("code", Member::Text(code.as_str())),
        ("field", Member::Text(field)),
        ("message", Member::Text(message)),
        ("hint", hint.as_deref().into()),
    ])
}

/// `{ family, code, status, message, details?, hint?, retryAfter?, wait?, limits? }`.
pub(super) fn failure(failure: &Failure, wait: Option<f64>, limits: &Limits) -> JsValue {
    let family = match failure.family {
        Family::Refused => "refused",
        Family::Unclear => "unclear",
    };
    to_js(&Object(vec![
        ("family", Member::Text(family)),
        ("code", Member::Text(failure.code)),
        ("status", Member::Number(failure.status.into())),
        ("message", Member::Text(&failure.to_string())),
        ("details", failure.details.as_deref().into()),
        ("hint", failure.hint.into()),
        ("retryAfter", failure.retry_after.into()),
        ("wait", wait.into()),
        ("limits", limits_object(limits).into()),
    ]))
}

/// `{ requests?, recipients? }`, each `{ limit, remaining, reset }`; undefined where Mailgun said nothing.
pub(super) fn limits(limits: &Limits) -> JsValue {
    limits_object(limits).map_or(JsValue::UNDEFINED, |limits| to_js(&limits))
}

fn limits_object(limits: &Limits) -> Option<Object<'_>> {
    let object = |limit: &Limit| {
        Object(vec![
            ("limit", Member::Number(limit.limit)),
            ("remaining", Member::Number(limit.remaining)),
            ("reset", Member::Number(limit.reset)),
        ])
    };
    let Limits { requests, recipients } = limits;
    (requests.is_some() || recipients.is_some()).then(|| {
        Object(vec![
            ("requests", requests.as_ref().map(object).into()),
            ("recipients", recipients.as_ref().map(object).into()),
        ])
    })
}

/// `{ option, message }`.
pub(super) fn config(error: &ConfigError) -> JsValue {
    to_js(&Object(vec![("option", Member::Text(&error.option)), ("message", Member::Text(&error.message))]))
}
