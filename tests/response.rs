//! What each of Mailgun's answers means: may it be sent again, and what does the caller read? The answers are those of Mailgun's
//! OpenAPI and documentation, and the ones recorded by mailgun/mailgun-ruby.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::corpus;
use mailgun_edge::response::{Accepted, Failure, Family, read};

/// Mon, 25 Aug 2025 07:00:00 +0000
const NOW: f64 = 1_756_105_200_000.0;

const QUEUED: &str = r#"{"id":"<1@mg.example.com>","message":"Queued. Thank you."}"#;

const CORRECT: &str = "correct what Mailgun names; nothing was sent";
const FORM: &str = "correct what Mailgun names; if the message has it, your `fetch` does not know this platform's FormData; nothing was sent";
const KEY: &str = "check the key, the domain and the region: Mailgun answers 401 when any of the three does not belong to the others";
const MAY: &str = "check what the account, the domain and the IP may send";
const WHERE: &str = "check the domain and the base URL";
const SMALLER: &str = "make the files smaller, or send links to them";
const WAIT: &str = "send again after the wait in `retryAfter`; nothing was queued";
const LOOK: &str = "the message was perhaps queued: look it up before you send it again";

fn answer(status: u16, headers: &[(&str, &str)], text: &str) -> Result<Accepted, Failure> {
    let header =
        |name: &str| headers.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    read(status, header, text, NOW)
}

/// Asserts family, code, hint and details, and that no wait is told.
#[track_caller]
fn fails(status: u16, text: &str, family: Family, code: &str, details: &str, hint: &str) {
    let failure = answer(status, &[], text).unwrap_err();
    assert_eq!((failure.family, failure.code, failure.status), (family, code, status));
    assert_eq!(failure.details.as_deref(), (!details.is_empty()).then_some(details));
    assert_eq!((failure.hint, failure.retry_after), (Some(hint), None));
}

#[track_caller]
fn refuses(status: u16, text: &str, code: &str, details: &str, hint: &str) {
    fails(status, text, Family::Refused, code, details, hint);
}

#[track_caller]
fn unclear(status: u16, text: &str, code: &str, details: &str) {
    fails(status, text, Family::Unclear, code, details, LOOK);
}

/// Asserts what an answer tells of the wait.
#[track_caller]
fn waits(status: u16, headers: &[(&str, &str)], text: &str, expected: Option<f64>) {
    let failure = answer(status, headers, text).unwrap_err();
    assert_eq!(failure.retry_after, expected);
}

/// Asserts the sentence of a failure, its details after a colon.
#[track_caller]
fn says(status: u16, text: &str, expected: &str) {
    assert_eq!(answer(status, &[], text).unwrap_err().to_string(), expected);
}

#[test]
fn accepted() {
    let accepted = Accepted { id: "<1@mg.example.com>".to_owned(), message: "Queued. Thank you.".to_owned() };
    assert_eq!(answer(200, &[], QUEUED), Ok(accepted.clone()));
    assert_eq!(answer(202, &[], QUEUED), Ok(accepted));
    let bare = answer(200, &[], "\n{ \"id\": \"<\\u0031@x>\" }\n").unwrap();
    assert_eq!((bare.id.as_str(), bare.message.as_str()), ("<1@x>", ""));
}

#[test]
fn a_path_that_sends_nothing() {
    let hint = "check the domain and the base URL; nothing was sent";
    refuses(200, "Mailgun Magnificent API", "wrong_address", "Mailgun Magnificent API", hint);
    refuses(200, "\"Mailgun Magnificent API\"", "wrong_address", "Mailgun Magnificent API", hint);
}

#[test]
fn a_success_that_cannot_be_read() {
    unclear(200, "", "unreadable", "");
    unclear(200, "<html>", "unreadable", "<html>");
    unclear(200, "{\"id\":\"<1@x>\"", "unreadable", "{\"id\":\"<1@x>\"");
    unclear(200, "{\"id\":7}", "unreadable", "{\"id\":7}");
    unclear(200, "{\"message\":\"Queued. Thank you.\"}", "unreadable", "Queued. Thank you.");
    unclear(204, "", "unreadable", "");
    unclear(200, "[{\"id\":\"<1@x>\"}]", "unreadable", "[{\"id\":\"<1@x>\"}]");
}

#[test]
fn refused_by_status() {
    refuses(
        400,
        "{\"message\":\"to parameter is missing\"}\n",
        "bad_request",
        "to parameter is missing",
        FORM,
    );
    let undici = "Expecting 'multipart/form-data' but got 'text/plain'";
    refuses(400, undici, "bad_request", undici, FORM);
    let other = "to parameter is not a valid address. please check documentation";
    refuses(400, other, "bad_request", other, CORRECT);
    refuses(401, "Forbidden", "unauthorized", "Forbidden", KEY);
    refuses(401, "\"Forbidden\"", "unauthorized", "\"Forbidden\"", KEY);
    refuses(402, "", "payment_required", "", "check the account's plan and payments");
    let domain = "Domain x is not allowed to send large batches yet";
    refuses(403, &format!("{{\"message\":\"{domain}\"}}"), "forbidden", domain, MAY);
    refuses(403, "{\"Error\":\"Domain x is suspended\"}", "forbidden", "Domain x is suspended", MAY);
    refuses(404, "{\"message\":\"Domain not found: x\"}", "not_found", "Domain not found: x", WHERE);
    refuses(404, "<html>404</html>", "not_found", "<html>404</html>", WHERE);
    refuses(409, "", "conflict", "", "try again later");
    let large = "request size exceeds 52.4MiB limit";
    refuses(413, large, "too_large", large, SMALLER);
    refuses(413, "<html>413</html>", "too_large", "<html>413</html>", SMALLER);
    refuses(418, "teapot", "refused", "teapot", "see what Mailgun says; nothing was sent");
}

#[test]
fn unclear_by_status() {
    unclear(500, "{\"message\":\"Internal Server Error\"}", "server_error", "Internal Server Error");
    unclear(502, "<html>Bad Gateway</html>", "server_error", "<html>Bad Gateway</html>");
    unclear(503, "GATEWAY_TIMEOUT", "server_error", "GATEWAY_TIMEOUT");
    unclear(504, "", "server_error", "");
    // A status that HTTP does not have: nothing is known.
    unclear(600, "", "server_error", "");
    unclear(100, "", "server_error", "");
}

#[test]
fn redirects() {
    let hint = "check the base URL; nothing was sent on";
    for status in [301, 302, 303, 307, 308] {
        let failure = answer(status, &[("location", "https://evil.example")], "").unwrap_err();
        assert_eq!((failure.family, failure.code, failure.hint), (Family::Refused, "redirected", Some(hint)));
        assert_eq!(failure.details.as_deref(), Some("https://evil.example"));
    }
    // Browsers show no status for `redirect: "manual"`.
    refuses(0, "", "redirected", "", hint);
}

#[test]
fn how_long_to_wait() {
    let limit = "Domain x is not allowed to send: recipient limit exceeded, try again after";
    let date = format!("{{\"message\":\"{limit} Mon, 25 Aug 2025 07:00:31 UTC\"}}");
    waits(420, &[], &date, Some(31_000.0));
    waits(429, &[], &date, Some(31_000.0));
    let seconds = "{\"message\":\"account-requests-per-sec limit exceeded, try again after 120 seconds\"}";
    waits(429, &[], seconds, Some(120_000.0));
    waits(429, &[], &date.replace("07:00:31", "06:00:00"), Some(0.0));
    waits(429, &[("retry-after", "7")], "{}", Some(7000.0));
    waits(429, &[("retry-after", "Mon, 25 Aug 2025 07:00:02 GMT")], "{}", Some(2000.0));
    waits(429, &[("x-ratelimit-reset", "1756105210000")], "{}", Some(10_000.0));
    waits(429, &[("x-ratelimit-reset", "1756105210")], "{}", Some(10_000.0));
    waits(429, &[("retry-after", "7"), ("x-ratelimit-reset", "1756105210")], &date, Some(31_000.0));
    waits(429, &[("retry-after", "7"), ("x-ratelimit-reset", "1756105210")], "", Some(7000.0));
    waits(429, &[("retry-after", "soon"), ("x-ratelimit-reset", "soon")], "soon", None);
    waits(503, &[("retry-after", "7")], "", Some(7000.0));
    // Digits alone are seconds (RFC 9110, 10.2.3).
    waits(429, &[("retry-after", "-7")], "", None);
    waits(429, &[("retry-after", "1e3")], "", None);
    waits(429, &[("x-ratelimit-reset", "1756105210.5")], "", Some(10_000.0));
    // Only a limit is waited for.
    waits(400, &[("retry-after", "7")], &date, None);
}

#[test]
fn limits_are_refusals() {
    for status in [420, 429] {
        let failure = answer(status, &[], "{\"message\":\"slow down\"}").unwrap_err();
        assert_eq!((failure.family, failure.code), (Family::Refused, "rate_limited"));
        assert_eq!((failure.hint, failure.details.as_deref()), (Some(WAIT), Some("slow down")));
    }
}

#[test]
fn what_a_failure_says() {
    says(400, "{\"message\":\"to parameter is missing\"}", "Mailgun answered 400: to parameter is missing");
    says(401, "Forbidden", "Mailgun answered 401: Forbidden");
    says(402, "", "Mailgun answered 402");
    says(500, "", "Mailgun answered 500");
    says(302, "", "The answer was a redirect, which is not followed");
    says(200, "<html>", "The answer was 200, but not one of Mailgun's: <html>");
    says(
        200,
        "Mailgun Magnificent API",
        "The answer came from a path that sends nothing: Mailgun Magnificent API",
    );
}

#[test]
fn details_are_bounded() {
    let details = |length| answer(502, &[], &"é".repeat(length)).unwrap_err().details.unwrap();
    assert_eq!(details(500).chars().count(), 500);
    assert_eq!(details(501), format!("{}…", "é".repeat(500)));
    assert_eq!(details(100_000).chars().count(), 501);
}

/// Of every recorded answer: status, code, details, hint. An id means that it was accepted.
const RECORDED: &[(u16, &str, &str, &str)] = &[
    (200, "accepted", "<20210510091252.1.D6347B73DA43962E@DOMAIN.TEST>", "Queued. Thank you."),
    (200, "accepted", "<20210510091252.1.D6347B73DA43962E@DOMAIN.TEST>", "Queued. Thank you."),
    (200, "accepted", "<20160107220803.53710.46802@DOMAIN.TEST>", "Queued. Thank you."),
    (200, "accepted", "<20160107220803.17329.90097@DOMAIN.TEST>", "Queued. Thank you."),
    (
        403,
        "forbidden",
        "Domain DOMAIN.TEST is not allowed to send: Sandbox subdomains are for test purposes only. Please add your own domain or add the address to authorized recipients in Account Settings.",
        MAY,
    ),
    (401, "unauthorized", "Forbidden", KEY),
    (400, "bad_request", "to parameter is not a valid address. please check documentation", CORRECT),
    (
        403,
        "forbidden",
        "Domain DOMAIN.TEST is not allowed to send: Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients in Account Settings.",
        MAY,
    ),
    (404, "not_found", "Domain not found: not-our-doma.in", WHERE),
    (401, "unauthorized", "Forbidden", KEY),
    (401, "unauthorized", "Forbidden", KEY),
    (401, "unauthorized", "Forbidden", KEY),
];

#[test]
fn every_recorded_answer() {
    let Some(text) = corpus("mailgun-recorded-answers.json") else { return };
    let recorded: serde_json::Value = serde_json::from_str(&text).unwrap();
    let interactions = recorded["interactions"].as_array().unwrap();
    assert_eq!(interactions.len(), RECORDED.len());
    for (interaction, &(status, code, details, hint)) in interactions.iter().zip(RECORDED) {
        let response = &interaction["response"];
        assert_eq!(response["status"].as_u64(), Some(u64::from(status)));
        let headers = response["headers"].as_object().unwrap();
        let header = |name: &str| {
            let found = headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
            found.and_then(|(_, value)| value.as_str()).map(str::to_owned)
        };
        match read(status, header, response["body"].as_str().unwrap(), NOW) {
            Ok(accepted) => {
                assert_eq!(("accepted", details, hint), (code, &*accepted.id, &*accepted.message));
            }
            Err(failure) => {
                assert_eq!((failure.family, failure.code, failure.hint), (Family::Refused, code, Some(hint)));
                assert_eq!((failure.details.as_deref(), failure.retry_after), (Some(details), None));
            }
        }
    }
}
