//! Single values: lines, bodies, flags, dates, JSON, and the options with a grammar of their own.

use crate::check::Check;
use crate::date::{DateError, DateTime};
use crate::draft::{Given, Value};
use crate::json;
use crate::option::encode;
use crate::parameter::{Field, Kind};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{control, crlf, excerpt, is_blank, name_of};
use crate::words::{add, words};

const DAY_MS: f64 = 86_400_000.0;

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn option(&mut self, kind: Kind, given: &'d Given<B>) {
        let text = match (&given.value, kind) {
            (Value::Text(text), _) | (Value::Json(text), Kind::Json) => text.as_str(),
            (Value::Flag(flag), Kind::Flag | Kind::HtmlFlag | Kind::OnlyYes) => {
                if *flag {
                    "yes"
                } else {
                    "no"
                }
            }
            (Value::Time(time), Kind::Date) => return self.time(given, *time),
            _ => return self.misplaced(given),
        };
        match kind {
            Kind::Body => self.send(given.field, crlf(text)),
            Kind::Line => self.line(given, text),
            Kind::Date => self.date(given, text),
            Kind::Json => self.json(given, text),
            _ => self.grammar(kind, given, text),
        }
    }

    fn line(&mut self, given: &'d Given<B>, text: &'d str) {
        if self.has_control(given, text) {
            return;
        }
        if given.field != Field::Subject && is_blank(text) {
            self.problems.note(Code::InvalidOption, given).push_str("expected a name, found nothing");
        }
        self.send(given.field, text);
    }

    /// Notes a control character where a header could be made of it.
    pub(super) fn has_control(&mut self, given: &Given<B>, text: &str) -> bool {
        let Some((at, char)) = control(text) else { return false };
        add!(
            self.problems.note(Code::ControlCharacter, given),
            "expected no control character, found ",
            name_of(char),
            " at byte ",
            at,
            " of \"",
            excerpt(text),
            "\""
        );
        true
    }

    /// An option with a grammar. Where the caller turned the rule off, the text goes out as it is.
    fn grammar(&mut self, kind: Kind, given: &'d Given<B>, text: &str) {
        match encode(kind, text) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => self.send(given.field, text),
            Err(_) if self.has_control(given, text) => {}
            Err(expected) => {
                self.problems.unfit(Code::InvalidOption, given, expected, text);
                self.send(given.field, text.to_owned());
            }
        }
    }

    fn date(&mut self, given: &'d Given<B>, text: &'d str) {
        match text.parse() {
            Ok(date) => self.moment(given, date),
            Err(_) if self.has_control(given, text) => {}
            Err(error) => {
                let code = match error {
                    DateError::NoZone | DateError::NamedZone => Code::DateWithoutZone,
                    DateError::Malformed | DateError::NoSuchDay | DateError::WrongDay => Code::InvalidDate,
                };
                add!(self.problems.note(code, given), error, ", found \"", excerpt(text), "\"");
                self.send(given.field, text);
            }
        }
    }

    fn time(&mut self, given: &Given<B>, time: f64) {
        match DateTime::from_milliseconds(time) {
            Ok(date) => self.moment(given, date),
            // There is nothing that could be sent as it is.
            Err(error) => {
                let found = if time.is_nan() { "an invalid Date" } else { "one before 1970 or after 9999" };
                add!(self.problems.insist(Code::InvalidDate, given, ""), error, ", found ", found);
            }
        }
    }

    fn moment(&mut self, given: &Given<B>, date: DateTime) {
        self.window(given, date);
        self.send(given.field, words![date]);
    }

    /// Mailgun takes 3 or 7 days ahead, by plan (OAS, o:deliverytime); what it does with the past is not documented. Over a
    /// year back is a mistaken unit.
    fn window(&mut self, given: &Given<B>, date: DateTime) {
        let ahead = (date.milliseconds() - self.platform.now()) / DAY_MS;
        let (code, expected) = match ahead {
            days if days < -365.0 => (Code::DateOutOfRange, "a time less than a year back"),
            days if days > 7.0 => (Code::DateOutOfRange, "a time at most 7 days ahead"),
            // A minute of grace for clocks that differ, and for the time it takes to build a message.
            days if days < -1.0 / 1440.0 => (Code::DateInPast, "a time to come"),
            days if days > 3.0 => {
                (Code::DateFarAhead, "a time at most 3 days ahead, unless your plan allows more")
            }
            _ => return,
        };
        add!(self.problems.note(code, given), "expected ", expected, ", found ", date);
    }

    fn json(&mut self, given: &'d Given<B>, text: &'d str) {
        if !json::is_object(text) {
            self.not_an_object(given, text);
        }
        self.send(given.field, crlf(text));
    }

    pub(super) fn not_an_object(&mut self, given: &Given<B>, text: &str) {
        let found = excerpt(text);
        if json::is_deep(text) {
            add!(
                self.problems.note(Code::InvalidJson, given),
                "expected JSON nested at most ",
                json::DEPTH_MAX,
                " deep, found ",
                found
            );
        } else {
            add!(self.problems.note(Code::InvalidJson, given), "expected a JSON object, found ", found);
        }
    }
}
