//! Dates: read from RFC 2822 and ISO 8601 text and from numbers, written as RFC 2822 in UTC. It never asks what time it is.
//!
//! Not read on purpose: a date without a zone; named zones other than GMT and UTC, since Mailgun's documents warn against them and
//! `EST`, `IST` or `CST` each mean several hours; years of two digits; ISO 8601's weeks and days of the year.

use std::fmt;

/// Numbers below this are seconds, others milliseconds: 1e11 seconds is the year 5138, 1e11 milliseconds 1973.
const SECONDS_MAX: f64 = 1e11;

/// The years that have four digits; RFC 2822 can write no others.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=9999;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
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

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "expected a date such as \"Fri, 14 Oct 2011 12:00:00 +0000\" or \"2011-10-14T12:00:00Z\""
            }
            Self::NoSuchDay => "expected a day that the calendar has",
            Self::NoZone => "expected a date with a zone such as Z or +0000",
            Self::NamedZone => "expected an offset such as +0000 instead of a named zone",
            Self::WrongDay => "expected the day of the week that belongs to the date",
        })
    }
}

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
        let milliseconds = if number.abs() < SECONDS_MAX { number * 1000.0 } else { number };
        Self::from_milliseconds(milliseconds)
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
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        if let (Some(number), Some(_)) = (crate::text::number(whole), crate::text::number(fraction)) {
            return Self::from_number(number);
        }
        let text = without_comments(text).ok_or(DateError::Malformed)?;
        let text = text.trim();
        let year = text.bytes().take_while(u8::is_ascii_digit).count();
        if matches!(year, 4 | 8) { Reader(text).iso() } else { Reader(text).rfc2822() }
    }
}

/// A text with a space for each comment (RFC 2822, 3.2.3); `None` where one does not close.
fn without_comments(text: &str) -> Option<String> {
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
    (depth == 0).then_some(out)
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.seconds.div_euclid(DAY_S);
        let second = self.seconds.rem_euclid(DAY_S);
        let (year, month, day) = civil(days);
        let small = |number: i64| usize::try_from(number).unwrap_or_default();
        let name = |names: &[&'static str], index: i64| names.get(small(index)).copied().unwrap_or_default();
        write!(
            f,
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
            name(&DAYS, weekday(days)),
            small(day),
            name(&MONTHS, month - 1),
            small(year),
            small(second / 3600),
            small(second / 60 % 60),
            small(second % 60)
        )
    }
}

/// What is left of a date to read.
struct Reader<'t>(&'t str);

impl<'t> Reader<'t> {
    /// `[day-name ","] day month year hour ":" minute [":" second] zone` (RFC 2822, 3.3); or with the month before the day, as
    /// JavaScript writes it (ECMA-262, Date.prototype.toString).
    fn rfc2822(mut self) -> Result<DateTime, DateError> {
        let (mut named, mut month) = (None, None);
        let word = self.word()?;
        if let Some(word) = word {
            named = position(&DAYS, word);
            if named.is_some() {
                self.0 = self.0.strip_prefix(',').unwrap_or(self.0).trim_start();
            }
            month = if named.is_some() { self.word()? } else { Some(word) };
        }
        let day = self.number(1, 2)?;
        self.space()?;
        let month = if month.is_some() { month } else { self.word()? };
        let month = month.and_then(|month| position(&MONTHS, month)).ok_or(DateError::Malformed)? + 1;
        let year = self.number(4, 4)?;
        self.space()?;
        let date = days(year, month, day)?;
        if named.is_some_and(|named| named != weekday(date)) {
            return Err(DateError::WrongDay);
        }
        let second = self.clock(false)?;
        let spaced = self.space().is_ok();
        if self.0.is_empty() {
            return Err(DateError::NoZone);
        }
        if !spaced {
            return Err(DateError::Malformed);
        }
        self.finish(date, second)
    }

    /// `YYYY-MM-DD ("T" | " ") HH[:MM[:SS[.fraction]]] zone` (ISO 8601; RFC 3339, 5.6), its hyphens and colons left out or not.
    fn iso(mut self) -> Result<DateTime, DateError> {
        let year = self.number(4, 4)?;
        let extended = self.byte(b"-").is_ok();
        let month = self.number(2, 2)?;
        if extended {
            self.byte(b"-")?;
        }
        let day = self.number(2, 2)?;
        let date = days(year, month, day)?;
        if self.0.is_empty() {
            return Err(DateError::NoZone);
        }
        self.byte(b"Tt ")?;
        let second = self.clock(true)?;
        self.0 = self.0.trim_start();
        // A zone's name behind the offset, as Temporal and java.time write it (RFC 9557, 4.1): the offset is what counts.
        if let Some((offset, name)) = self.0.split_once('[')
            && name.ends_with(']')
        {
            self.0 = offset;
        }
        if self.0.is_empty() {
            return Err(DateError::NoZone);
        }
        self.finish(date, second)
    }

    /// `HH:MM[:SS]` in seconds; a leap second counts as the one before it. ISO 8601 lets minutes and colons be left out, has
    /// fractions, and 24:00 for the end of the day.
    fn clock(&mut self, iso: bool) -> Result<i64, DateError> {
        let hour = self.number(1, 2)?;
        let colon = self.byte(b":").is_ok();
        if !colon && !iso {
            return Err(DateError::Malformed);
        }
        let (mut minute, mut second) = (0, 0);
        if colon || self.digit() {
            minute = self.number(2, 2)?;
            if self.byte(b":").is_ok() || (!colon && self.digit()) {
                second = self.number(2, 2)?;
                if iso && self.byte(b".,").is_ok() {
                    self.number(1, usize::MAX)?;
                }
            }
        }
        let last = if iso && minute == 0 && second == 0 { 24 } else { 23 };
        if hour > last || minute > 59 || second > 60 {
            return Err(DateError::Malformed);
        }
        Ok(hour * 3600 + minute * 60 + second.min(59))
    }

    /// The zone, and nothing after it.
    fn finish(mut self, date: i64, second: i64) -> Result<DateTime, DateError> {
        let offset = self.zone()?;
        if !self.0.is_empty() {
            return Err(DateError::Malformed);
        }
        let seconds = date * DAY_S + second - offset;
        #[expect(clippy::cast_precision_loss, reason = "four-digit years")]
        DateTime::from_milliseconds(seconds as f64 * 1000.0)
    }

    /// GMT, UTC, UT or Z; an offset; or, as JavaScript writes it, GMT and an offset.
    fn zone(&mut self) -> Result<i64, DateError> {
        let letters = self.0.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.offset();
        }
        let name = self.take(letters)?;
        match ["Z", "GMT", "UTC", "UT"].iter().position(|zone| name.eq_ignore_ascii_case(zone)) {
            Some(_) if self.0.is_empty() => Ok(0),
            Some(1..) => self.offset().map_err(|_| DateError::NamedZone),
            _ => Err(DateError::NamedZone),
        }
    }

    /// `+HHMM`, `+HH:MM` or `+HH`; ISO 8601 also writes a minus sign (U+2212).
    fn offset(&mut self) -> Result<i64, DateError> {
        let (sign, rest) = match self.0.split_at_checked(1) {
            Some(("+", rest)) => (1, Some(rest)),
            Some(("-", rest)) => (-1, Some(rest)),
            _ => (-1, self.0.strip_prefix('\u{2212}')),
        };
        self.0 = rest.ok_or(DateError::Malformed)?;
        let hour = self.number(2, 2)?;
        let minute = if self.byte(b":").is_ok() || self.digit() { self.number(2, 2)? } else { 0 };
        // The widest offset in use is +14:00.
        if hour > 15 || minute > 59 {
            return Err(DateError::Malformed);
        }
        Ok(sign * (hour * 3600 + minute * 60))
    }

    /// A word of letters, and the space after it.
    fn word(&mut self) -> Result<Option<&'t str>, DateError> {
        let letters = self.0.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = self.take(letters)?;
        if letters > 0 && !self.0.starts_with(',') {
            self.space()?;
        }
        Ok((letters > 0).then_some(word))
    }

    fn digit(&self) -> bool {
        self.0.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    fn take(&mut self, count: usize) -> Result<&'t str, DateError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(DateError::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self, min: usize, max: usize) -> Result<i64, DateError> {
        let digits = self.0.bytes().take(max).take_while(u8::is_ascii_digit).count();
        if digits < min {
            return Err(DateError::Malformed);
        }
        // Of a long fraction only that it is one matters.
        let value = |number: i64, digit: u8| number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        Ok(self.take(digits)?.bytes().fold(0, value))
    }

    fn byte(&mut self, allowed: &[u8]) -> Result<(), DateError> {
        match self.0.bytes().next() {
            Some(byte) if allowed.contains(&byte) => self.take(1).map(|_| ()),
            _ => Err(DateError::Malformed),
        }
    }

    fn space(&mut self) -> Result<(), DateError> {
        self.byte(b" \t")?;
        self.0 = self.0.trim_start();
        Ok(())
    }
}

fn position(names: &[&str], name: &str) -> Option<i64> {
    names
        .iter()
        .position(|other| other.eq_ignore_ascii_case(name))
        .and_then(|index| i64::try_from(index).ok())
}

/// Days since 1970 of a date that exists (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days(year: i64, month: i64, day: i64) -> Result<i64, DateError> {
    if !YEARS.contains(&year) {
        return Err(DateError::Malformed);
    }
    if !(1..=12).contains(&month) {
        return Err(DateError::NoSuchDay);
    }
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // 31 February is another day when read back.
    if civil(days) == (year, month, day) { Ok(days) } else { Err(DateError::NoSuchDay) }
}

/// Year, month and day of days since 1970 (the same source).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// 0 is Sunday; 1970 began on a Thursday.
fn weekday(days: i64) -> i64 {
    (days + 4).rem_euclid(7)
}
