//! The client's questions: what follows from its options, what to hand to `fetch`, what an answer means and whether to try again.

use gloo_net::http::{Headers, Method};
use js_sys::{Array, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::client::{Client, Config};
use crate::js::members::Members;
use crate::js::options::{Options, refuse};
use crate::js::platform::Js;
use crate::js::settings::{CALL, CHECK, call, extra_headers, retry, shared};
use crate::js::{error, foreign};
use crate::key::wipe;
use crate::limit::Limits;
use crate::response::{Failure, lost, not_connected, read, timed_out};
use crate::retry::{Spent, next};

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
    "timeout",
    "deadline",
    "retry",
    "strict",
    "rules",
    "onEvent",
    "dangerouslyAllowBrowser",
];

/// Checks the options of `new Mailgun`; throws `{ option, message }`. It gives what `fetch` is called with: the URL, and its second
/// argument but for the body; and the client's rules, as `assemble` takes them. A redirect is not followed: it would carry the key, and arrive as a GET.
#[wasm_bindgen]
pub fn configure(options: &JsValue) -> Result<Array, JsValue> {
    let mut options = Options::of("", options, OPTIONS);
    let mut config = config(&options);
    options.flag("testMode");
    options.flag("dangerouslyAllowBrowser");
    options.typed("fetch", "a function", JsValue::is_function);
    options.typed("onEvent", "a function", JsValue::is_function);
    let rules = shared(&options);
    let fit = options.done();
    let client = fit.and_then(|()| Client::new(&config, &Js).map_err(|error| error::config(&error)));
    if let Some(key) = &mut config.key {
        wipe(key);
    }
    let client = client?;
    Ok(Array::of3(&client.url().into(), &init(&client), &rules.into()))
}

fn config(options: &Options) -> Config {
    let domain = options.text("domain");
    if domain.is_none() {
        options.refuse(refuse("domain", "expected a sending domain such as mg.example.com, found none"));
    }
    // It is not told what was found: a number may be the key.
    if options.get("key").is_some_and(|key| !key.is_string()) {
        options.refuse(refuse("key", "expected a key as text, found another value"));
    }
    Config {
        domain: domain.unwrap_or_default(),
        key: options.text("key"),
        region: options.text("region"),
        base_url: options.url("baseUrl"),
        subaccount: options.text("subaccount"),
        headers: options
            .get("headers")
            .and_then(|headers| options.take(extra_headers(headers)))
            .unwrap_or_default(),
    }
}

fn init(client: &Client) -> JsValue {
    let headers = Headers::new();
    for (name, value) in client.headers() {
        headers.append(name, value);
    }
    let init = Members::new();
    init.add("method", Method::POST.as_str());
    init.add_value("headers", &headers.into_raw());
    init.add("redirect", "manual");
    init.object()
}

/// Checks the options of one call; throws `{ option, message }`. It gives their rules, as `assemble` takes them.
#[wasm_bindgen(js_name = checkCall)]
pub fn check_call(options: &JsValue) -> Result<JsString, JsValue> {
    call(options, CALL).map(Into::into)
}

/// Checks the options of a check; throws `{ option, message }`. It gives their rules, as `problems` takes them.
#[wasm_bindgen(js_name = checkRules)]
pub fn check_rules(options: &JsValue) -> Result<JsString, JsValue> {
    call(options, CHECK).map(Into::into)
}

/// `[id, message, limits]` of an accepted message. Otherwise throws the failure, with `wait` in milliseconds where it is to be
/// tried again. `spent` is `[retry, attempts, waited]`; `headers` whatever the fetch gave.
#[wasm_bindgen]
pub fn answer(status: u16, headers: &JsValue, text: &JsValue, spent: &Array) -> Result<Array, JsValue> {
    let header = |name: &str| headers.unchecked_ref::<foreign::Headers>().header(name).ok()?.as_string();
    let text = text.as_string().unwrap_or_default();
    let answer = read(status, header, &text, js_sys::Date::now());
    let limits = Limits::read(header);
    match answer {
        Ok(accepted) => {
            let limits = error::limits(&limits).unwrap_or_default();
            Ok(Array::of3(&accepted.id.into(), &accepted.message.into(), &limits))
        }
        Err(failure) => Err(judged(&failure, &limits, spent)),
    }
}

/// The failure of an attempt without an answer, as `answer` throws it. `reason` is `network`, `not_connected` or `timeout`; `status`
/// that of an answer that broke off, or 0.
#[wasm_bindgen]
#[must_use]
pub fn unanswered(reason: &JsValue, timeout: f64, status: u16, spent: &Array) -> JsValue {
    let mut failure = match reason.as_string().as_deref() {
        Some("timeout") => timed_out(timeout),
        Some("not_connected") => not_connected(),
        _ => lost(),
    };
    failure.status = status;
    judged(&failure, &Limits::default(), spent)
}

fn judged(failure: &Failure, limits: &Limits, spent: &Array) -> JsValue {
    let number = |at| spent.get(at).as_f64().unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 100")]
    let so_far = Spent { attempts: number(1) as u32, waited: number(2) };
    // The options were checked when they were given.
    let retry = retry(&spent.get(0)).ok();
    let wait = retry.and_then(|retry| next(&retry, so_far, failure, js_sys::Math::random()));
    error::failure(failure, wait, limits)
}
