//! When Mailgun says to come back. It says so in four places, and each in two spellings.

use crate::date::{DateTime, in_milliseconds};
use crate::text::{find, number, split, trim};

const AFTER: &str = "try again after ";

/// The headers of the two limits: how many there may be, how many are left, and when that ends.
const REQUESTS: [&str; 3] = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
const RECIPIENTS: [&str; 3] = ["x-recipient-limit", "x-recipient-remaining", "x-recipient-reset"];

/// One of Mailgun's limits, as an answer tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// How many there may be in the period.
    pub limit: f64,
    /// How many are left of them.
    pub remaining: f64,
    /// When the period ends, in milliseconds since 1970.
    pub reset: f64,
}

/// The limits an answer tells of (recorded 2021: `X-Ratelimit-*`, `X-Recipient-*`). Browsers do not show them to a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Of requests.
    pub requests: Option<Limit>,
    /// Of recipients.
    pub recipients: Option<Limit>,
}

impl Limits {
    /// Reads the headers of an answer. A limit of which a header is missing, or is no number, is not told.
    ///
    /// ```
    /// use mailgun_edge::limit::Limits;
    /// let limits = Limits::read(|name| match name {
    ///     "x-ratelimit-limit" => Some("300".to_owned()),
    ///     "x-ratelimit-remaining" => Some("299".to_owned()),
    ///     "x-ratelimit-reset" => Some("1620637982656".to_owned()),
    ///     _ => None,
    /// });
    /// assert_eq!(limits.requests.map(|limit| limit.remaining), Some(299.0));
    /// assert_eq!(limits.recipients, None);
    /// ```
    pub fn read(header: impl Fn(&str) -> Option<String>) -> Self {
        let one = |[limit, remaining, reset]: [&str; 3]| {
            let limit = number(trim(&header(limit)?));
            let remaining = number(trim(&header(remaining)?));
            let reset = point(&header(reset)?);
            (limit + remaining + reset).is_finite().then_some(Limit { limit, remaining, reset })
        };
        Self { requests: one(REQUESTS), recipients: one(RECIPIENTS) }
    }
}

/// How long to wait, in milliseconds, if an answer says so: `try again after <date>` or `after <n> seconds` in its text, then
/// `Retry-After`, then `X-RateLimit-Reset`. Never negative. `now` is in milliseconds since 1970.
///
/// ```
/// use mailgun_edge::limit::retry_after;
/// assert_eq!(retry_after("limit exceeded, try again after 120 seconds", |_| None, 0.0), Some(120_000.0));
/// assert_eq!(retry_after("", |name| (name == "retry-after").then(|| "2".to_owned()), 0.0), Some(2000.0));
/// assert_eq!(retry_after("try again later", |_| None, 0.0), None);
/// ```
pub fn retry_after(text: &str, header: impl Fn(&str) -> Option<String>, now: f64) -> Option<f64> {
    let now = clock(&header, now);
    let value = |name: &str| header(name).unwrap_or_default();
    let waits =
        [in_text(text, now), in_header(&value("retry-after"), now), point(&value("x-ratelimit-reset")) - now];
    waits.into_iter().find(|wait| wait.is_finite()).map(|wait| if wait < 0.0 { 0.0 } else { wait })
}

/// A `Date` tells whole seconds, and takes its time to arrive: a clock that is this near is as good.
const CLOCKS_APART: f64 = 2000.0;

/// Now by the clock of who answers, which the dates of an answer are told by: ours may be wrong. Browsers show no `Date` to a page.
fn clock(header: impl Fn(&str) -> Option<String>, now: f64) -> f64 {
    let theirs = header("date").and_then(|date| date.parse::<DateTime>().ok());
    let theirs = theirs.map_or(now, |date| date.milliseconds());
    if (theirs - now).abs() > CLOCKS_APART { theirs } else { now }
}

/// `... limit exceeded, try again after Mon, 25 Aug 2025 07:00:31 UTC`, or `after 120 seconds`. Like all below NaN where it says
/// nothing.
fn in_text(text: &str, now: f64) -> f64 {
    let Some(rest) = find(text, AFTER).and_then(|at| text.get(at + AFTER.len()..)) else { return f64::NAN };
    let rest = trim(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (seconds, unit) = rest.split_at_checked(digits).unwrap_or_default();
    if trim(unit).starts_with("second") {
        return number(seconds) * 1000.0;
    }
    // The date ends with its zone.
    let end = ["UTC", "GMT"]
        .iter()
        .find_map(|zone| find(rest, zone).map(|at| at + zone.len()))
        .unwrap_or(rest.len());
    date(rest.get(..end).unwrap_or_default(), now)
}

/// Seconds or a date (RFC 9110, 10.2.3).
fn in_header(value: &str, now: f64) -> f64 {
    let value = trim(value);
    let seconds = number(value);
    if seconds.is_nan() { date(value, now) } else { seconds * 1000.0 }
}

/// A point in time, in milliseconds or seconds (recorded: 1620637982656; mailgun-go reads seconds), as milliseconds.
fn point(value: &str) -> f64 {
    // mailgun-go reads a fraction.
    in_milliseconds(number(split(trim(value), b'.').next().unwrap_or_default()))
}

/// How far a date is ahead. Digits alone are none: a length of time in a form that is not known.
fn date(text: &str, now: f64) -> f64 {
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return f64::NAN;
    }
    text.parse::<DateTime>().map_or(f64::NAN, |date| date.milliseconds() - now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1_756_105_200_000.0; // Mon, 25 Aug 2025 07:00:00 +0000

    #[test]
    fn reads_every_spelling() {
        let none = |_: &str| None;
        let cases: &[(&str, &str, &str, Option<f64>)] = &[
            ("limit exceeded, try again after Mon, 25 Aug 2025 07:00:31 UTC", "", "", Some(31_000.0)),
            ("account-requests-per-sec limit exceeded, try again after 120 seconds", "", "", Some(120_000.0)),
            ("try again after 1 second", "", "", Some(1000.0)),
            ("slow down", "retry-after", "7", Some(7000.0)),
            ("slow down", "retry-after", "Mon, 25 Aug 2025 07:00:02 GMT", Some(2000.0)),
            ("slow down", "x-ratelimit-reset", "1756105210000", Some(10_000.0)),
            ("slow down", "x-ratelimit-reset", "1756105210", Some(10_000.0)),
            ("try again after Mon, 25 Aug 2025 06:00:00 UTC", "", "", Some(0.0)),
            ("try again after lunch", "", "", None),
            ("slow down", "retry-after", "soon", None),
            ("slow down", "retry-after", "2.5", None),
            ("try again after 30", "", "", None),
            ("try again after 1.5 seconds", "retry-after", "3", Some(3000.0)),
            ("", "", "", None),
        ];
        for (text, name, value, expected) in cases {
            let header = |asked: &str| (asked == *name).then(|| (*value).to_owned());
            assert_eq!(retry_after(text, header, NOW), *expected, "{text} {value}");
        }
        assert_eq!(retry_after("x", none, NOW), None);
    }

    #[test]
    fn dates_are_told_by_the_clock_of_who_answers() {
        let text = "try again after Mon, 25 Aug 2025 07:00:31 UTC";
        let wait =
            |date: &str, now: f64| retry_after(text, |name| (name == "date").then(|| date.to_owned()), now);
        for (date, now, expected) in [
            ("Mon, 25 Aug 2025 07:00:00 GMT", NOW - 3_600_000.0, 31_000.0),
            ("Mon, 25 Aug 2025 07:00:00 GMT", NOW + 3_600_000.0, 31_000.0),
            ("Mon, 25 Aug 2025 07:00:00 GMT", NOW + 900.0, 30_100.0),
            ("yesterday", NOW + 1000.0, 30_000.0),
        ] {
            assert_eq!(wait(date, now), Some(expected), "{date} {now}");
        }
    }

    #[test]
    fn reads_no_limits_where_there_are_none() {
        let none = |_: &str| None;
        assert_eq!(Limits::read(none), Limits::default());
    }

    #[test]
    fn reads_the_limits_as_recorded() {
        let header = |asked: &str| {
            let headers = [
                ("x-ratelimit-limit", "2000000"),
                ("x-ratelimit-remaining", "1999999"),
                ("x-ratelimit-reset", "1620637982656"),
                ("x-recipient-limit", "1000000"),
                ("x-recipient-reset", "1620637982"),
            ];
            headers.iter().find(|(name, _)| *name == asked).map(|(_, value)| (*value).to_owned())
        };
        let requests = Limit { limit: 2_000_000.0, remaining: 1_999_999.0, reset: 1_620_637_982_656.0 };
        assert_eq!(Limits::read(header), Limits { requests: Some(requests), recipients: None });
    }
}
