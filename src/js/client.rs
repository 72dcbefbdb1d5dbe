//! Options, requests and answers: what `pkg-template/mailgun.js` asks on the way out and back.

use gloo_net::http::{Headers, Method};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, RequestInit, RequestRedirect};

use crate::client::{Client, Config, ConfigError, unknown_option};
use crate::js::error;
use crate::js::foreign::{describe, entries_of, keys_of};
use crate::js::platform::Js;
use crate::problem::{Code, Level, Policy};
use crate::response;
use crate::suggest::nearest;

/// Every option of `new Mailgun`.
const OPTIONS: &[&str] = &[
    "key",
    "domain",
    "region",
    "baseUrl",
    "fetch",
    "headers",
    "testMode",
    "subaccount",
    "strict",
    "rules",
    "dangerouslyAllowBrowser",
];

/// Every option of one call.
const CALL_OPTIONS: &[&str] = &["signal", "strict", "rules"];

/// Every option of a check.
const CHECK_OPTIONS: &[&str] = &["strict", "rules"];

/// Checks the options of `new Mailgun` and gives `[url, Headers]`; throws `{ option, message }`.
#[wasm_bindgen]
pub fn configure(options: &JsValue) -> Result<Array, JsValue> {
    known(options, OPTIONS)?;
    let text = |name: &'static str| text(options, name);
    let domain = text("domain")?
        .ok_or_else(|| refuse("domain", "expected a sending domain such as mg.example.com, found none"))?;
    let config = Config {
        key: text("key")?,
        domain,
        region: text("region")?,
        base_url: url(options, "baseUrl")?,
        subaccount: text("subaccount")?,
        headers: extra_headers(&get(options, "headers")?)?,
    };
    for name in ["testMode", "dangerouslyAllowBrowser"] {
        flag(options, name)?;
    }
    typed(options, "fetch", "a function", JsValue::is_function)?;
    rules(options)?;
    let client = Client::new(&config, &Js).map_err(|error| error::config(&error))?;
    let headers = Headers::new();
    for (name, value) in client.headers() {
        headers.append(name, value);
    }
    Ok(Array::of2(&client.url().into(), &headers.into_raw()))
}

/// Checks the options of one call; throws `{ option, message }`.
#[wasm_bindgen(js_name = checkCall)]
pub fn check_call(options: &JsValue) -> Result<(), JsValue> {
    known(options, CALL_OPTIONS)?;
    let is_signal = |value: &JsValue| {
        value.is_object() && get(value, "aborted").is_ok_and(|aborted| aborted.as_bool().is_some())
    };
    typed(options, "signal", "an AbortSignal", is_signal)?;
    rules(options).map(|_| ())
}

/// The second argument of `fetch`. A redirect is not followed: it would carry the key, and arrive as a GET.
///
/// `headers` is copied, so that a fetch that changes its argument changes nothing here.
#[wasm_bindgen]
pub fn request(headers: &web_sys::Headers, form: &FormData) -> Result<RequestInit, JsValue> {
    let init = RequestInit::new();
    init.set_method(Method::POST.as_str());
    init.set_headers(&web_sys::Headers::new_with_headers(headers)?.into());
    init.set_body(form);
    init.set_redirect(RequestRedirect::Manual);
    Ok(init)
}

/// `[id, message]` of an accepted message; throws the failure otherwise. `headers` is whatever the fetch gave.
#[wasm_bindgen]
pub fn answer(status: u16, headers: &JsValue, text: &str) -> Result<Array, JsValue> {
    let header = |name: &str| headers.unchecked_ref::<web_sys::Headers>().get(name).ok().flatten();
    match response::read(status, header, text, js_sys::Date::now()) {
        Ok(accepted) => Ok(Array::of2(&accepted.id.into(), &accepted.message.into())),
        Err(failure) => Err(error::failure(&failure)),
    }
}

/// The options of a check as the core has them; throws `{ option, message }`.
pub(super) fn policy(options: &JsValue) -> Result<Policy, JsValue> {
    known(options, CHECK_OPTIONS)?;
    rules(options)
}

/// `strict` and `rules: { code: "error" | "warning" | "off" }`.
fn rules(options: &JsValue) -> Result<Policy, JsValue> {
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

fn refuse(option: &str, message: &str) -> JsValue {
    error::config(&ConfigError { option: option.to_owned(), message: message.to_owned() })
}

fn known(options: &JsValue, known: &[&str]) -> Result<(), JsValue> {
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

fn get(options: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(options, &name.into())
}

fn typed(
    options: &JsValue,
    name: &str,
    expected: &str,
    fits: impl Fn(&JsValue) -> bool,
) -> Result<(), JsValue> {
    let value = get(options, name)?;
    if value.is_undefined() || value.is_null() || fits(&value) {
        return Ok(());
    }
    Err(refuse(name, &format!("expected {expected}, found {}", describe(&value))))
}

fn flag(options: &JsValue, name: &str) -> Result<bool, JsValue> {
    typed(options, name, "true or false", |value| value.as_bool().is_some())?;
    Ok(get(options, name)?.as_bool().unwrap_or(false))
}

fn text(options: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    typed(options, name, "text", JsValue::is_string)?;
    Ok(get(options, name)?.as_string())
}

/// Text, or a URL object.
fn url(options: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    let value = get(options, name)?;
    let href = if value.is_object() { get(&value, "href")?.as_string() } else { None };
    if href.is_some() { Ok(href) } else { text(options, name) }
}

fn extra_headers(value: &JsValue) -> Result<Vec<(String, String)>, JsValue> {
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
