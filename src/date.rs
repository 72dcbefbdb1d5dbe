//! Dates: read from RFC 2822 and ISO 8601 text and from numbers, written as RFC 2822 in UTC. It never asks what time it is.
//!
//! Not read on purpose: a date without a zone; named zones other than GMT and UTC, since Mailgun's documents warn against them and
//! `EST`, `IST` or `CST` each mean several hours; years of two digits; ISO 8601's weeks and days of the year.

mod reader;

use crate::text::{number, split_first, trim};
use crate::words::{DECIMAL, Words, add, digits, display};
use reader::Reader;

/// Numbers below this are seconds, others milliseconds: 1e11 seconds is the year 5138, 1e11 milliseconds 1973.
const SECONDS_MAX: f64 = 1e11;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY_S: i64 = 86_400;

/// A point in time, to the second.
///
/// ```
/// use mailgun_edge::date::{DateError, DateTime};
///
/// let date: DateTime = "2011-10-14T14:00:00+02:00".parse().unwrap();
/// assert_eq!(date.to_string(), "Fri, 14 Oct 2011 12:00:00 +0000");
/// assert_eq!("2011-10-14T14:00:00".parse::<DateTime>(), Err(DateError::NoZone));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime {
    /// Seconds since 1970.
    seconds: i64,
}

/// Why a text or number is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It is neither of the forms, or out of range.
    Malformed,
    /// It names a day that does not exist, such as 31 November.
    NoSuchDay,
    /// It has no zone.
    NoZone,
    /// It has a named zone other than GMT and UTC.
    NamedZone,
    /// Its day of the week is another one.
    WrongDay,
}

impl Words for DateError {
    fn add_to(&self, out: &mut String) {
        out.push_str(match self {
            Self::Malformed => {
                "expected a date such as \"Fri, 14 Oct 2011 12:00:00 +0000\" or \"2011-10-14T12:00:00Z\""
            }
            Self::NoSuchDay => "expected a day that the calendar has",
            Self::NoZone => "expected a date with a zone such as Z or +0000",
            Self::NamedZone => "expected an offset such as +0000 instead of a named zone",
            Self::WrongDay => "expected the day of the week that belongs to the date",
        });
    }
}

display!(DateError);

impl std::error::Error for DateError {}

impl DateTime {
    /// A date from a number: below 1e11 seconds since 1970, else milliseconds.
    ///
    /// ```
    /// use mailgun_edge::date::{DateError, DateTime};
    /// assert_eq!(DateTime::from_number(1.8e9), DateTime::from_number(1.8e12));
    /// assert_eq!(DateTime::from_number(-1.0), Err(DateError::Malformed));
    /// ```
    ///
    /// # Errors
    /// [`DateError::Malformed`] where it is not a number, or outside the years 1970 to 9999.
    pub fn from_number(number: f64) -> Result<Self, DateError> {
        Self::from_milliseconds(in_milliseconds(number))
    }

    /// A date from milliseconds since 1970; what is below a second is cut off.
    ///
    /// ```
    /// use mailgun_edge::date::{DateError, DateTime};
    /// assert_eq!(DateTime::from_milliseconds(1_999.0).map(DateTime::milliseconds), Ok(1000.0));
    /// assert_eq!(DateTime::from_milliseconds(f64::NAN), Err(DateError::Malformed));
    /// ```
    ///
    /// # Errors
    /// [`DateError::Malformed`] where it is not a number, or outside the years 1970 to 9999.
    pub fn from_milliseconds(milliseconds: f64) -> Result<Self, DateError> {
        let seconds = (milliseconds / 1000.0).floor();
        // The first second of 1970 and of 10000.
        if (0.0..253_402_300_800.0).contains(&seconds) {
            #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
            return Ok(Self { seconds: seconds as i64 });
        }
        Err(DateError::Malformed)
    }

    /// Milliseconds since 1970.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "four-digit years fit in 2^53 milliseconds")]
    pub fn milliseconds(self) -> f64 {
        self.seconds as f64 * 1000.0
    }
}

impl std::str::FromStr for DateTime {
    type Err = DateError;

    /// Reads RFC 2822 (`Fri, 14 Oct 2011 12:00:00 +0000`), what JavaScript's `String(date)` makes (`Fri Oct 14 2011 14:00:00
    /// GMT+0200 (CEST)`), ISO 8601 (`2011-10-14T12:00:00Z`, `20111014T120000Z`), RFC 9557 (`2011-10-14T14:00:00+02:00[Europe/Berlin]`), or a
    /// Unix time in digits.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let text = trim(text);
        let (whole, fraction) = split_first(text, b'.').unwrap_or((text, "0"));
        let seconds = number(whole);
        if !seconds.is_nan() && !number(fraction).is_nan() {
            return Self::from_number(seconds);
        }
        let text = without_comments(text);
        let mut reader = Reader { rest: trim(&text), error: None };
        let year = reader.rest.bytes().take_while(u8::is_ascii_digit).count();
        let milliseconds = reader.date(matches!(year, 4 | 8));
        reader.error.map_or_else(|| Self::from_milliseconds(milliseconds), Err)
    }
}

/// A number of seconds or milliseconds as milliseconds.
pub(crate) fn in_milliseconds(number: f64) -> f64 {
    if number.abs() < SECONDS_MAX { number * 1000.0 } else { number }
}

/// A text with a space for each comment (RFC 2822, 3.2.3); empty, which is no date either, where one does not close.
fn without_comments(text: &str) -> String {
    let (mut out, mut depth, mut chars) = (String::with_capacity(text.len()), 0_u32, text.chars());
    while let Some(char) = chars.next() {
        match char {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                out.push(' ');
            }
            '\\' if depth > 0 => drop(chars.next()),
            _ if depth > 0 => {}
            _ => out.push(char),
        }
    }
    if depth > 0 {
        out.clear();
    }
    out
}

impl Words for DateTime {
    fn add_to(&self, out: &mut String) {
        let number = |number: u32, least, after: &str, out: &mut String| {
            digits(u64::from(number), DECIMAL, least, out);
            out.push_str(after);
        };
        let small = |number: i64| u32::try_from(number).unwrap_or_default();
        let (days, second) = (small(self.seconds / DAY_S), small(self.seconds % DAY_S));
        let (year, month, day) = civil(days);
        add!(out, name(&DAYS, weekday(days)), ", ");
        number(day, 2, " ", out);
        add!(out, name(&MONTHS, month), " ");
        number(year, 4, " ", out);
        number(second / 3600, 2, ":", out);
        number(second / 60 % 60, 2, ":", out);
        number(second % 60, 2, " +0000", out);
    }
}

display!(DateTime);

/// The name of that number.
fn name(names: &[&'static str], number: u32) -> &'static str {
    names.get(number as usize - 1).copied().unwrap_or_default()
}

/// Year, month and day of days since 1970 (the same source).
fn civil(days: u32) -> (u32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u32::from(month <= 2), month, day)
}

/// 1 is Monday; 1970 began on a Thursday.
fn weekday(days: u32) -> u32 {
    (days + 3) % 7 + 1
}
