//! What an answer means: accepted, refused, or unclear. Pure: a status, headers and a text in, a verdict out.
//!
//! Sources: Mailgun's OpenAPI and documentation, and answers recorded in mailgun/mailgun-ruby, `vcr_cassettes` (2016 to 2025).

use crate::json;
use crate::limit::retry_after;
use crate::text::{find, start, trim};
use crate::words::{Words, add, display, words};

/// The most of an answer's text that an error carries, in characters.
const DETAILS_CHARS_MAX: usize = 500;

/// Mailgun's 200 for a path it does not know; nothing was sent (anymail/django-anymail#144).
const MAGNIFICENT: &str = "Mailgun Magnificent API";

/// Mailgun took the message. Whether it arrives is another matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The Message-Id, with angle brackets; one for all recipients.
    pub id: String,
    /// Mailgun's words: `Queued. Thank you.`
    pub message: String,
}

/// May it be sent again?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Nothing was queued.
    Refused,
    /// It was perhaps queued: not blindly.
    Unclear,
}

/// An answer that is no acceptance, or that there was none.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// May it be sent again?
    pub family: Family,
    /// A stable name. Of answers: `redirected`, `bad_request`, `unauthorized`, `payment_required`, `forbidden`, `not_found`,
    /// `conflict`, `too_large`, `rate_limited`, `refused`, `wrong_address`, `server_error`, `unreadable`. Without one: `not_connected`, `network`, `timeout`.
    pub code: &'static str,
    /// The status; 0 where there was no answer, and for a redirect that the platform keeps from us.
    pub status: u16,
    /// What happened, in a sentence.
    pub message: String,
    /// The answer's own words.
    pub details: Option<String>,
    /// What to do.
    pub hint: Option<&'static str>,
    /// How long to wait, in milliseconds, where the answer says so.
    pub retry_after: Option<f64>,
}

impl Words for Failure {
    fn add_to(&self, out: &mut String) {
        out.push_str(&self.message);
        if let Some(details) = &self.details {
            add!(out, ": ", details);
        }
    }
}

display!(Failure);

impl std::error::Error for Failure {}

/// A status's code and hint; the last row is for every other 4xx.
const REFUSALS: &[(u16, &str, &str)] = &[
    (400, "bad_request", "correct what Mailgun names; nothing was sent"),
    (
        401,
        "unauthorized",
        "check the key, the domain and the region: Mailgun answers 401 when any of the three does not belong to the others",
    ),
    (402, "payment_required", "check the account's plan and payments"),
    (403, "forbidden", "check what the account, the domain and the IP may send"),
    (404, "not_found", "check the domain and the base URL"),
    (409, "conflict", "try again later"),
    (413, "too_large", "make the files smaller, or send links to them"),
    (420, "rate_limited", "send again after the wait in `retryAfter`; nothing was queued"),
    (429, "rate_limited", "send again after the wait in `retryAfter`; nothing was queued"),
    (0, "refused", "see what Mailgun says; nothing was sent"),
];

/// What Mailgun and other servers say where the body is no form; of a message that was checked, hardly anything else is missing.
const UNREAD: [&str; 2] = ["is missing", "multipart"];

/// A fetch of another library sends a FormData that it does not know as the text of its name.
const UNREAD_HINT: &str = "correct what Mailgun names; if the message has it, your `fetch` does not know this platform's FormData; nothing was sent";

/// Reads an answer. `header` gives a header's value by its lower-case name; `now` is in milliseconds since 1970.
///
/// ```
/// use mailgun_edge::response::read;
/// let accepted = read(200, |_| None, r#"{"id":"<1@x>","message":"Queued. Thank you."}"#, 0.0).unwrap();
/// assert_eq!(accepted.id, "<1@x>");
/// let refused = read(401, |_| None, "Forbidden", 0.0).unwrap_err();
/// assert_eq!(refused.code, "unauthorized");
/// ```
///
/// # Errors
/// Everything that is no acceptance.
pub fn read(
    status: u16,
    header: impl Fn(&str) -> Option<String>,
    text: &str,
    now: f64,
) -> Result<Accepted, Failure> {
    let text = trim(text);
    match status {
        200..=299 => accepted(status, text),
        0 | 300..=399 => Err(refusal(
            "redirected",
            status,
            "The answer was a redirect, which is not followed".to_owned(),
            header("location").map(|location| cut(&location)),
            "check the base URL; nothing was sent on",
        )),
        400..=499 => Err(refused(status, header, text, now)),
        _ => {
            let mut failure = unclear("server_error", status, answered(status), details(text));
            failure.retry_after = retry_after(text, header, now);
            Err(failure)
        }
    }
}

/// The failure of a fetch that rejected, or an answer that broke off: unclear, since the message may have arrived.
#[must_use]
pub fn lost() -> Failure {
    unclear("network", 0, "The connection failed before an answer was read".to_owned(), None)
}

/// The failure of a connection that was never made: refused, so it may be tried again.
#[must_use]
pub fn not_connected() -> Failure {
    refusal(
        "not_connected",
        0,
        "No connection was made, so nothing was sent".to_owned(),
        None,
        "check the network and the base URL",
    )
}

/// The failure of an attempt that took longer than its timeout, or than the call's deadline, in milliseconds.
///
/// ```
/// use mailgun_edge::response::{Family, timed_out};
/// assert_eq!(timed_out(1500.0).message, "There was no answer within 1500 ms");
/// assert_eq!(timed_out(1500.0).family, Family::Unclear);
/// ```
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a timer is below 2^31")]
pub fn timed_out(milliseconds: f64) -> Failure {
    // As a whole number: the standard library's writer of floats costs 14 kB of wasm.
    let milliseconds = milliseconds as u32;
    unclear("timeout", 0, words!["There was no answer within ", milliseconds, " ms"], None)
}

fn unclear(code: &'static str, status: u16, message: String, details: Option<String>) -> Failure {
    let hint = "the message was perhaps queued: look it up before you send it again";
    Failure { family: Family::Unclear, ..refusal(code, status, message, details, hint) }
}

fn refusal(
    code: &'static str,
    status: u16,
    message: String,
    details: Option<String>,
    hint: &'static str,
) -> Failure {
    Failure { family: Family::Refused, code, status, message, details, hint: Some(hint), retry_after: None }
}

fn accepted(status: u16, text: &str) -> Result<Accepted, Failure> {
    if find(text, MAGNIFICENT).is_some() {
        return Err(refusal(
            "wrong_address",
            status,
            "The answer came from a path that sends nothing".to_owned(),
            Some(MAGNIFICENT.to_owned()),
            "check the domain and the base URL; nothing was sent",
        ));
    }
    match member(text, "id") {
        Some(id) => Ok(Accepted { id, message: member(text, "message").unwrap_or_default() }),
        None => Err(unreadable(status, text)),
    }
}

/// A 2xx that is not Mailgun's.
fn unreadable(status: u16, text: &str) -> Failure {
    // As in `answered`.
    let number = u32::from(status);
    unclear(
        "unreadable",
        status,
        words!["The answer was ", number, ", but not one of Mailgun's"],
        details(text),
    )
}

fn refused(status: u16, header: impl Fn(&str) -> Option<String>, text: &str, now: f64) -> Failure {
    let row = REFUSALS.iter().find(|(of, ..)| *of == status || *of == 0);
    let &(_, code, hint) = row.unwrap_or(&(0, "refused", ""));
    let unread = status == 400 && UNREAD.iter().any(|words| find(text, words).is_some());
    let hint = if unread { UNREAD_HINT } else { hint };
    let mut failure = refusal(code, status, answered(status), details(text), hint);
    if code == "rate_limited" {
        failure.retry_after = retry_after(text, header, now);
    }
    failure
}

fn answered(status: u16) -> String {
    // Each type of number brings a writer of its own.
    words!["Mailgun answered ", u32::from(status)]
}

/// Mailgun's own words: the `message` of its JSON, or the text as it is. (php looks for `Error` too.)
fn details(text: &str) -> Option<String> {
    let words = member(text, "message").or_else(|| member(text, "Error"));
    let words = words.unwrap_or_else(|| text.to_owned());
    (!words.is_empty()).then(|| cut(&words))
}

/// The text of that name in an answer's JSON.
fn member(text: &str, name: &str) -> Option<String> {
    let members = json::members(text)?;
    members.iter().find(|(member, _)| member == name).and_then(|(_, value)| json::text(value))
}

fn cut(text: &str) -> String {
    let start = start(text, DETAILS_CHARS_MAX);
    let mut out = start.to_owned();
    if start.len() < text.len() {
        out.push('…');
    }
    out
}
