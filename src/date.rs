//! Dates: read from RFC 2822 and ISO 8601 text and from numbers, written as RFC 2822 in UTC. It never asks what time it is.
//!
//! Not read on purpose: a date without a zone; named zones other than GMT and UTC, since Mailgun's documents warn against them and
//! `EST`, `IST` or `CST` each mean several hours; years of two digits; ISO 8601's weeks and days of the year.

use crate::text::{number, split_first, trim};
use crate::words::{DECIMAL, Words, add, digits, display};

/// Numbers below this are seconds, others milliseconds: 1e11 seconds is the year 5138, 1e11 milliseconds 1973.
const SECONDS_MAX: f64 = 1e11;

/// The years that have four digits; RFC 2822 can write no others.
const YEARS: std::ops::RangeInclusive<u32> = 1970..=9999;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const ZONES: [&str; 4] = ["Z", "GMT", "UTC", "UT"];
const DAY_S: i64 = 86_400;

/// In the place of a number where there is none: out of every range.
const NONE: u32 = u32::MAX;

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

/// A date that is read from left to right, to its end whatever is wrong.
struct Reader<'t> {
    /// What is left of it.
    rest: &'t str,
    /// What is wrong first.
    error: Option<DateError>,
}

impl<'t> Reader<'t> {
    /// A date, a time and a zone, and nothing after it. In milliseconds since 1970.
    fn date(&mut self, iso: bool) -> f64 {
        let date = if iso { self.iso() } else { self.rfc2822() };
        let second = self.clock(iso);
        let spaced = self.space() || iso;
        self.rest = trim(self.rest);
        // A zone's name behind the offset, as Temporal and java.time write it (RFC 9557, 4.1): the offset is what counts.
        if iso
            && let Some((offset, name)) = split_first(self.rest, b'[')
            && name.ends_with(']')
        {
            self.rest = offset;
        }
        self.expect(!self.rest.is_empty(), DateError::NoZone);
        self.expect(spaced, DateError::Malformed);
        let offset = self.zone();
        self.expect(self.rest.is_empty(), DateError::Malformed);
        (f64::from(date) * DAY_S as f64 + f64::from(second) - offset) * 1000.0
    }

    /// Notes what is wrong, where something is and nothing was before it. (Put into each caller it is a fifth of the reader.)
    #[inline(never)]
    fn expect(&mut self, found: bool, error: DateError) {
        if !found && self.error.is_none() {
            self.error = Some(error);
        }
    }

    /// `[day-name ","] day month year` (RFC 2822, 3.3) and the space after it; or with the month before the day, as JavaScript
    /// writes it (ECMA-262, Date.prototype.toString). In days since 1970.
    fn rfc2822(&mut self) -> u32 {
        let named = self.name(&DAYS);
        if named != NONE {
            let parted = self.space() | self.skip(',');
            self.expect(parted, DateError::Malformed);
            self.rest = trim(self.rest);
        }
        let mut month = self.name(&MONTHS);
        let month_first = month != NONE;
        if month_first {
            self.parted();
        }
        let day = self.number(1, 2);
        self.parted();
        if !month_first {
            month = self.name(&MONTHS);
            self.parted();
        }
        let year = self.number(4, 4);
        self.parted();
        let date = self.days(year, month, day);
        self.expect(named == NONE || named == weekday(date), DateError::WrongDay);
        date
    }

    /// `YYYY-MM-DD ("T" | " ")` (ISO 8601; RFC 3339, 5.6), its hyphens left out or not. In days since 1970.
    fn iso(&mut self) -> u32 {
        let year = self.number(4, 4);
        let extended = self.skip('-');
        let month = self.number(2, 2);
        let alike = extended == self.skip('-');
        self.expect(alike, DateError::Malformed);
        let day = self.number(2, 2);
        let date = self.days(year, month, day);
        self.expect(!self.rest.is_empty(), DateError::NoZone);
        let timed = self.skip('T') || self.skip('t') || self.skip(' ');
        self.expect(timed, DateError::Malformed);
        date
    }

    /// `HH:MM[:SS]` in seconds; a leap second counts as the one before it. ISO 8601 lets minutes and colons be left out, has
    /// fractions, and 24:00 for the end of the day: `HH[:MM[:SS[.fraction]]]`.
    fn clock(&mut self, iso: bool) -> u32 {
        let hour = self.number(1, 2);
        let colon = self.skip(':');
        let (mut minute, mut second) = (if iso { 0 } else { NONE }, 0);
        if colon || (iso && self.digit()) {
            minute = self.number(2, 2);
            if self.skip(':') || (!colon && self.digit()) {
                second = self.number(2, 2);
                let fraction = iso && (self.skip('.') || self.skip(','));
                self.expect(!fraction || self.digit(), DateError::Malformed);
                while fraction && self.digit() {
                    self.number(1, 1);
                }
            }
        }
        let last = if iso && minute == 0 && second == 0 { 24 } else { 23 };
        let fits = hour <= last && minute <= 59 && second <= 60;
        self.expect(fits, DateError::Malformed);
        if fits { hour * 3600 + minute * 60 + second.min(59) } else { 0 }
    }

    /// GMT, UTC, UT or Z; an offset; or, as JavaScript writes it, GMT and an offset. In seconds.
    fn zone(&mut self) -> f64 {
        let zone = self.name(&ZONES);
        let named = zone != NONE || self.word() > 0;
        // All but Z may have an offset behind them.
        let offset = match zone {
            1..=4 if self.rest.is_empty() => 0.0,
            1 => f64::NAN,
            _ => self.offset(),
        };
        self.expect(!offset.is_nan(), if named { DateError::NamedZone } else { DateError::Malformed });
        offset
    }

    /// `+HHMM`, `+HH:MM` or `+HH`, in seconds; ISO 8601 also writes a minus sign (U+2212). NaN where there is none.
    fn offset(&mut self) -> f64 {
        let west = self.skip('-') || self.skip('\u{2212}');
        if !west && !self.skip('+') {
            return f64::NAN;
        }
        let hour = self.number(2, 2);
        let minute = if self.skip(':') || self.digit() { self.number(2, 2) } else { 0 };
        // The widest offset in use is +14:00.
        if hour > 15 || minute > 59 {
            return f64::NAN;
        }
        let offset = f64::from(hour * 3600 + minute * 60);
        if west { -offset } else { offset }
    }

    /// How long a word it begins with.
    fn word(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_alphabetic).count()
    }

    /// Which of the names it begins with, counted from 1; nothing is read where it is none of them.
    fn name(&mut self, names: &[&str]) -> u32 {
        let (word, rest) = self.rest.split_at_checked(self.word()).unwrap_or_default();
        for (name, number) in names.iter().zip(1..) {
            if name.eq_ignore_ascii_case(word) {
                self.rest = rest;
                return number;
            }
        }
        NONE
    }

    /// Whether it begins with a digit. (As above.)
    #[inline(never)]
    fn digit(&self) -> bool {
        self.rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// A number of so many digits, of four at most.
    fn number(&mut self, min: usize, max: usize) -> u32 {
        let (mut number, mut count) = (0, 0);
        for digit in self.rest.bytes().take(max).take_while(u8::is_ascii_digit) {
            number = number * 10 + u32::from(digit - b'0');
            count += 1;
        }
        self.rest = self.rest.get(count..).unwrap_or_default();
        if count < min { NONE } else { number }
    }

    fn skip(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) -> bool {
        let found = matches!(self.rest.as_bytes(), [b' ' | b'\t', ..]);
        if found {
            self.rest = trim(self.rest);
        }
        found
    }

    fn parted(&mut self) {
        let found = self.space();
        self.expect(found, DateError::Malformed);
    }

    /// Days since 1970 of a date that exists (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    fn days(&mut self, year: u32, month: u32, day: u32) -> u32 {
        self.expect(YEARS.contains(&year) && month != NONE && day != NONE, DateError::Malformed);
        self.expect((1..=12).contains(&month) && (1..=31).contains(&day), DateError::NoSuchDay);
        if self.error.is_some() {
            return 0;
        }
        let (shifted, shifted_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let era = shifted / 400;
        let of_era = shifted % 400;
        let of_year = (153 * shifted_month + 2) / 5 + day - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        // 31 February is another day when read back.
        self.expect(civil(days) == (year, month, day), DateError::NoSuchDay);
        days
    }
}

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
