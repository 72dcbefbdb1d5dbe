//! The JS room in a JS engine: one suite, run in Node and in headless Chromium.

#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use mailgun_edge::js::client::{answer, check_call, check_rules, configure, unanswered};
use mailgun_edge::js::message::Message;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, JsError};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, FormData, Headers};

/// A plain object from its JSON.
fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &name.into(), &value.into()).unwrap();
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn complete() -> Message {
    message(r#"{ "from": "ada@example.com", "to": "bob@example.com", "subject": "Hi", "text": "Hi" }"#)
}

fn message(text: &str) -> Message {
    let mut message = Message::new();
    message.assign(&json(text)).unwrap();
    message
}

fn no_options() -> JsValue {
    Object::new().into()
}

fn form(message: &Message) -> FormData {
    message.assemble(&"".into(), false, &JsValue::UNDEFINED).unwrap().get(0).unchecked_into()
}

/// The form's entries, a file as its name.
fn entries(form: &FormData) -> Vec<(String, String)> {
    Array::from(form)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            let value = entry.get(1);
            let text = value.as_string().unwrap_or_else(|| get(&value, "name").as_string().unwrap());
            (entry.get(0).as_string().unwrap(), text)
        })
        .collect()
}

/// The places and codes of a message's problems.
fn problems(message: &Message) -> Vec<String> {
    let list: Array = message.problems(&"".into()).unchecked_into();
    let word = |problem: &JsValue, name| get(problem, name).as_string().unwrap();
    list.iter().map(|problem| format!("{} {}", word(&problem, "field"), word(&problem, "code"))).collect()
}

fn text_of(error: &JsValue) -> String {
    get(error, "message").as_string().unwrap()
}

#[wasm_bindgen_test]
fn a_plain_object_becomes_the_platforms_own_form() {
    let message = message(
        r#"{ "to": ["Bob <bob@example.com>", { "name": "Smith, Eve", "address": "eve@example.com" }], "from": "ada@example.com",
            "text": "a\nb", "o:tag": ["x", "y"], "testMode": true, "v:n": { "a": 1 }, "headers": { "X-A": "1" }, "cc": null }"#,
    );
    let form = form(&message);
    assert!(form.is_instance_of::<FormData>());
    let expected = [
        ("from", "ada@example.com"),
        ("to", "Bob <bob@example.com>, \"Smith, Eve\" <eve@example.com>"),
        ("text", "a\r\nb"),
        ("o:tag", "x"),
        ("o:tag", "y"),
        ("o:testmode", "yes"),
        ("h:X-A", "1"),
        ("v:n", "{\"a\":1}"),
    ];
    assert_eq!(entries(&form), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[wasm_bindgen_test]
fn the_builder_gives_what_the_plain_object_gives() {
    let mut built = Message::new();
    built.set(&"from".into(), &"ada@example.com".into(), &JsValue::UNDEFINED).unwrap();
    built.set(&"to".into(), &"bob@example.com".into(), &JsValue::UNDEFINED).unwrap();
    built.set(&"subject".into(), &"Hi".into(), &JsValue::UNDEFINED).unwrap();
    built.set(&"text".into(), &"Hi".into(), &JsValue::UNDEFINED).unwrap();
    assert_eq!(entries(&form(&built)), entries(&form(&complete())));
}

#[wasm_bindgen_test]
fn a_value_of_an_impossible_type_throws_and_changes_nothing() {
    let mut message = complete();
    let error = message.set(&"to".into(), &5.into(), &JsValue::UNDEFINED).unwrap_err();
    assert!(error.is_instance_of::<js_sys::TypeError>());
    assert_eq!(text_of(&error), "to: expected an address as text, or { name, address }, found the number 5");
    let list = Array::of2(&"eve@example.com".into(), &JsValue::TRUE);
    assert!(message.set(&"to".into(), &list, &JsValue::UNDEFINED).is_err());
    assert!(message.set(&"header".into(), &"X-A".into(), &Object::new()).is_ok());
    assert!(message.set(&"header".into(), &JsValue::NULL, &"1".into()).is_err());
    assert_eq!(entries(&form(&message))[1].1, "bob@example.com");
}

#[wasm_bindgen_test]
fn the_same_in_a_plain_object_is_a_problem_with_its_place() {
    let message = message(
        r#"{ "from": "ada@example.com", "to": ["bob@example.com", 5], "text": "Hi", "subjet": "x",
            "attachment": [{ "data": "x" }, 7], "o:tag": [["a"]], "replyTo": { "mail": "x" } }"#,
    );
    let expected = [
        "to[1] wrong_type",
        "o:tag[0] wrong_type",
        "replyTo.mail unknown_field",
        "attachment[0].filename missing_filename",
        "attachment[1] wrong_type",
        "subjet unknown_field",
        "subject missing_subject",
    ];
    assert_eq!(problems(&message), expected);
}

#[wasm_bindgen_test]
fn bytes_are_copied_when_given() {
    let data = Uint8Array::from([1, 2, 3].as_slice());
    let mut message = complete();
    message.set(&"attachment".into(), &data, &"a.bin".into()).unwrap();
    data.set_index(0, 9);
    let files = form(&message).get_all("attachment");
    assert_eq!(files.length(), 1);
    let blob: Blob = files.get(0).unchecked_into();
    assert_eq!((blob.size(), get(&blob, "name").as_string()), (3.0, Some("a.bin".to_owned())));
}

#[wasm_bindgen_test]
async fn a_file_arrives_byte_for_byte() {
    let mut message = complete();
    let all: Vec<u8> = (0..=255).collect();
    let options = json(r#"{ "filename": "логотип.png", "contentType": "image/png" }"#);
    message.set(&"inline".into(), &bytes(&all), &options).unwrap();
    let blob: Blob = form(&message).get("inline").unchecked_into();
    assert_eq!(blob.type_(), "image/png");
    assert_eq!(get(&blob, "name").as_string().unwrap(), "логотип.png");
    let buffer = JsFuture::from(blob.array_buffer()).await.unwrap();
    assert_eq!(Uint8Array::new(&buffer).to_vec(), all);
}

#[wasm_bindgen_test]
fn a_stream_is_pending_until_it_is_settled() {
    let mut message = complete();
    let list = Array::of1(&bytes(&[1]));
    let file = Object::new();
    set(&file, "data", list.values());
    set(&file, "filename", "a.bin");
    set(&file, "contentType", "text/csv");
    message.set(&"attachment".into(), &file, &JsValue::UNDEFINED).unwrap();
    let pending = message.pending().unwrap();
    assert_eq!(pending.length(), 1);
    assert_eq!(pending.get(0).unchecked_into::<Array>().get(1).as_string().unwrap(), "attachment");
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&bytes(&[1, 2]))).unwrap();
    message.settle(&Array::of1(&blob)).unwrap();
    assert!(message.pending().is_none());
    let sent: Blob = form(&message).get("attachment").unchecked_into();
    assert_eq!((sent.size(), sent.type_()), (2.0, "text/csv".to_owned()));
}

#[wasm_bindgen_test]
fn a_snapshot_is_not_reached_by_later_changes() {
    let mut message = complete();
    let before = message.snapshot();
    message.set(&"text".into(), &"changed".into(), &JsValue::UNDEFINED).unwrap();
    assert_eq!(form(&before).get("text").as_string().unwrap(), "Hi");
    assert_eq!(form(&message).get("text").as_string().unwrap(), "changed");
}

#[wasm_bindgen_test]
fn an_exception_of_the_callers_comes_out_as_it_is() {
    let thrown: JsValue = JsError::new("mine").into();
    let copy = thrown.clone();
    let getter = Closure::<dyn Fn() -> Result<JsValue, JsValue>>::new(move || Err(copy.clone()));
    let descriptor = Object::new();
    set(&descriptor, "get", getter.as_ref().clone());
    set(&descriptor, "enumerable", true);
    let init = Object::new();
    Object::define_property(&init, &"to".into(), &descriptor);
    let mut message = Message::new();
    assert_eq!(message.assign(&init).unwrap_err(), thrown);
    // The builder is not left borrowed.
    message.set(&"text".into(), &"Hi".into(), &JsValue::UNDEFINED).unwrap();
}

#[wasm_bindgen_test]
fn text_becomes_well_formed() {
    let lone = js_sys::JsString::from_char_code(&[0x61, 0xD800, 0x62]);
    let mut message = complete();
    message.set(&"subject".into(), &lone, &JsValue::UNDEFINED).unwrap();
    message.set(&"attachment".into(), &lone, &"a.txt".into()).unwrap();
    let form = form(&message);
    assert_eq!(form.get("subject").as_string().unwrap(), "a\u{FFFD}b");
    assert_eq!(form.get("attachment").unchecked_into::<Blob>().size(), 5.0);
}

#[wasm_bindgen_test]
fn international_domains_become_ascii() {
    let message = message(r#"{ "from": "ada@пример.рф", "to": "bob@bücher.example", "text": "Hi" }"#);
    let found = entries(&form(&message));
    assert_eq!(found[0].1, "ada@xn--e1afmkfd.xn--p1ai");
    assert_eq!(found[1].1, "bob@xn--bcher-kva.example");
}

#[wasm_bindgen_test]
fn dates_numbers_and_maps() {
    let now = js_sys::Date::now();
    let mut message = complete();
    let seconds = (now / 1000.0).floor() + 60.0;
    message.set(&"deliveryTime".into(), &seconds.into(), &JsValue::UNDEFINED).unwrap();
    let by_seconds = form(&message).get("o:deliverytime").as_string();
    message
        .set(&"deliveryTime".into(), &js_sys::Date::new(&(seconds * 1000.0).into()), &JsValue::UNDEFINED)
        .unwrap();
    assert_eq!(form(&message).get("o:deliverytime").as_string(), by_seconds);
    message.set(&"deliveryTime".into(), &f64::NAN.into(), &JsValue::UNDEFINED).unwrap();
    assert_eq!(problems(&message), ["deliveryTime invalid_date"]);
    message.set(&"deliveryTime".into(), &JsValue::NULL, &JsValue::UNDEFINED).unwrap();
    assert_eq!(problems(&message), ["deliveryTime invalid_date"], "null changes nothing");

    let mut message = complete();
    let headers = Headers::new().unwrap();
    headers.append("x-a", "1").unwrap();
    message.set(&"headers".into(), &headers, &JsValue::UNDEFINED).unwrap();
    let map = js_sys::Map::new();
    map.set(&"n".into(), &1.into());
    message.set(&"variables".into(), &map, &JsValue::UNDEFINED).unwrap();
    let form = form(&message);
    assert_eq!(form.get("h:x-a").as_string().unwrap(), "1");
    assert_eq!(form.get("v:n").as_string().unwrap(), "1");
}

#[wasm_bindgen_test]
fn rules_and_strictness() {
    let message = message(
        r#"{ "from": "ada@example.com", "to": "a@example.com, b@example.com", "subject": "Hi", "text": "Hi" }"#,
    );
    assert_eq!(problems(&message), ["to recipients_exposed"]);
    let rules = |options| String::from(check_rules(&json(options)).unwrap());
    let off = rules(r#"{ "rules": { "recipients_exposed": "off" }, "strict": true }"#);
    assert_eq!(message.problems(&off.as_str().into()).unchecked_into::<Array>().length(), 0);
    let strict = rules(r#"{ "strict": true }"#);
    assert!(message.assemble(&strict.as_str().into(), false, &JsValue::UNDEFINED).is_err());
    // A call's are behind the client's.
    let lenient = rules(r#"{ "strict": false, "rules": { "recipients_exposed": "warning" } }"#);
    assert!(message.assemble(&(strict + &off + &lenient).into(), false, &JsValue::UNDEFINED).is_ok());
    let error = check_rules(&json(r#"{ "rules": { "recipient_exposed": "off" } }"#)).unwrap_err();
    assert_eq!(
        text_of(&error),
        "expected a problem's code, found an unknown one; did you mean `recipients_exposed`?"
    );
    let error = check_rules(&json(r#"{ "rules": { "missing_to": "off" } }"#)).unwrap_err();
    assert_eq!(text_of(&error), "expected a code that can be overruled; this one is always an error");
}

#[wasm_bindgen_test]
fn a_client_is_configured_or_refused() {
    let made = configure(&json(r#"{ "key": "key-1", "domain": "mg.example.com", "region": "eu" }"#)).unwrap();
    assert_eq!(made.get(0).as_string().unwrap(), "https://api.eu.mailgun.net/v3/mg.example.com/messages");
    let init = made.get(1);
    assert_eq!(get(&init, "method").as_string().unwrap(), "POST");
    assert_eq!(get(&init, "redirect").as_string().unwrap(), "manual");
    let headers: Headers = get(&init, "headers").unchecked_into();
    assert_eq!(headers.get("authorization").unwrap().unwrap(), "Basic YXBpOmtleS0x");
    assert!(headers.get("content-type").unwrap().is_none());
    for (options, option, message) in [
        ("{}", "domain", "expected a sending domain such as mg.example.com, found none"),
        (r#"{ "domain": "a.b" }"#, "key", "expected a key, found none"),
        (
            r#"{ "key": "k\n", "domain": "a.b" }"#,
            "key",
            "expected printable ASCII, found a line break at character 2",
        ),
        (
            r#"{ "key": "k", "domain": "a.b/.." }"#,
            "domain",
            "expected a sending domain such as mg.example.com, found \"a.b/..\"",
        ),
        (
            r#"{ "key": "k", "domain": "a.b", "regoin": "eu" }"#,
            "regoin",
            "expected a known option, found an unknown one; did you mean `region`?",
        ),
        (r#"{ "key": 5, "domain": "a.b" }"#, "key", "expected a key as text, found another value"),
        (r#"{ "key": "k", "domain": "a.b", "fetch": "x" }"#, "fetch", "expected a function, found a string"),
    ] {
        let error = configure(&json(options)).unwrap_err();
        assert_eq!(get(&error, "option").as_string().unwrap(), option);
        assert_eq!(text_of(&error), message);
    }
    assert!(check_call(&json(r#"{ "signl": 1 }"#)).is_err());
    assert!(check_call(&no_options()).is_ok());
}

#[wasm_bindgen_test]
fn answers_are_read() {
    let headers = Headers::new().unwrap();
    let once = Array::of3(&JsValue::UNDEFINED, &1.into(), &0.into());
    let queued = r#"{ "id": "<1@x>", "message": "Queued. Thank you." }"#;
    let accepted = answer(200, &headers, &queued.into(), &once).unwrap();
    assert_eq!(accepted.get(0).as_string().unwrap(), "<1@x>");
    assert!(accepted.get(2).is_undefined());
    let refused = answer(401, &headers, &"Forbidden".into(), &once).unwrap_err();
    assert_eq!(get(&refused, "code").as_string().unwrap(), "unauthorized");
    assert_eq!(get(&refused, "family").as_string().unwrap(), "refused");
    let unclear = answer(502, &JsValue::UNDEFINED, &"<html>".into(), &once).unwrap_err();
    assert_eq!(get(&unclear, "family").as_string().unwrap(), "unclear");
    assert!(get(&unclear, "wait").is_undefined());
}

#[wasm_bindgen_test]
fn a_wait_says_when_to_try_again() {
    let headers = Headers::new().unwrap();
    let limited = |retry: &JsValue, attempts: u32, waited: f64| {
        let spent = Array::of3(retry, &attempts.into(), &waited.into());
        let failure = answer(429, &headers, &"try again after 2 seconds".into(), &spent).unwrap_err();
        assert_eq!(get(&failure, "retryAfter").as_f64(), Some(2000.0));
        get(&failure, "wait").as_f64()
    };
    assert_eq!(limited(&JsValue::UNDEFINED, 1, 0.0), Some(2000.0));
    assert_eq!(limited(&JsValue::UNDEFINED, 3, 0.0), None);
    assert_eq!(limited(&JsValue::FALSE, 1, 0.0), None);
    assert_eq!(limited(&json(r#"{ "budget": 3000 }"#), 2, 1500.0), None);
    let lost = |status: u16, retry: &str| {
        let failure =
            unanswered(&"network".into(), 0.0, status, &Array::of3(&json(retry), &1.into(), &0.into()));
        assert_eq!(get(&failure, "status").as_f64(), Some(status.into()));
        get(&failure, "wait").as_f64()
    };
    assert_eq!(lost(0, "{}"), None);
    for status in [0, 502] {
        assert!(lost(status, r#"{ "ambiguous": true }"#).is_some_and(|wait| wait < 1000.0));
    }
    assert_eq!(lost(200, r#"{ "ambiguous": true }"#), None);
}
