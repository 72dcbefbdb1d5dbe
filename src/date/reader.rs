//! A date's text, read from left to right: RFC 2822, ISO 8601, and what JavaScript writes. It knows the calendar, and not how long ago a
//! date may be.

use crate::date::{DAY_S, DAYS, DateError, MONTHS, civil, weekday};
use crate::text::{split_first, trim};

const ZONES: [&str; 4] = ["Z", "GMT", "UTC", "UT"];

/// The years that have four digits; RFC 2822 can write no others.
const YEARS: std::ops::RangeInclusive<u32> = 1970..=9999;

/// In the place of a number where there is none: out of every range.
const NONE: u32 = u32::MAX;

/// A date that is read from left to right, to its end whatever is wrong.
pub(super) struct Reader<'t> {
    /// What is left of it.
    pub(super) rest: &'t str,
    /// What is wrong first.
    pub(super) error: Option<DateError>,
}

impl<'t> Reader<'t> {
    /// A date, a time and a zone, and nothing after it. In milliseconds since 1970.
    pub(super) fn date(&mut self, iso: bool) -> f64 {
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

    /// Whether it begins with a digit. (Apart for its size, as `expect` is.)
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
