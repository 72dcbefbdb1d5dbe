//! Dates: every form that is read, and the words for every one that is not.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

use mailgun_edge::date::{DateError, DateTime};

const MALFORMED: &str =
    "expected a date such as \"Fri, 14 Oct 2011 12:00:00 +0000\" or \"2011-10-14T12:00:00Z\"";
const NO_ZONE: &str = "expected a date with a zone such as Z or +0000";
const NAMED_ZONE: &str = "expected an offset such as +0000 instead of a named zone";
const NO_SUCH_DAY: &str = "expected a day that the calendar has";
const WRONG_DAY: &str = "expected the day of the week that belongs to the date";

/// Asserts how a date is written anew, and that this is read as the same time.
#[track_caller]
fn reads(text: &str, expected: &str) {
    let date = text.parse::<DateTime>().map_err(|error| error.to_string());
    assert_eq!(date.map(|date| date.to_string()), Ok(expected.to_owned()));
    assert_eq!(expected.parse::<DateTime>(), text.parse());
}

#[track_caller]
fn refuses(text: &str, expected: &str) {
    assert_eq!(text.parse::<DateTime>().unwrap_err().to_string(), expected);
}

#[track_caller]
fn counts(number: f64, expected: &str) {
    assert_eq!(DateTime::from_number(number).unwrap().to_string(), expected);
}

#[test]
fn rfc_2822() {
    reads("Fri, 14 Oct 2011 12:00:00 +0000", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("14 Oct 2011 12:00:00 +0000", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("Fri,14 Oct 2011 12:00:00 +0000", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("fri, 14 OCT 2011 12:00:00 gmt", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("Fri, 14 Oct 2011 12:00 UTC", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("Fri, 14 Oct 2011 12:00:00 UT", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("  Fri,  14  Oct 2011 12:00:00  +0200 ", "Fri, 14 Oct 2011 10:00:00 +0000");
    reads("Fri, 14 Oct 2011 23:30:00 -0730", "Sat, 15 Oct 2011 07:00:00 +0000");
    reads("Sat, 1 Jan 2000 00:30:00 +0100", "Fri, 31 Dec 1999 23:30:00 +0000");
    reads("Thu, 29 Feb 2024 00:00:00 +0000", "Thu, 29 Feb 2024 00:00:00 +0000");
    reads("Sat, 31 Dec 2016 23:59:60 +0000", "Sat, 31 Dec 2016 23:59:59 +0000");
}

#[test]
fn rfc_9557() {
    reads("2011-10-14T14:00:00+02:00[Europe/Berlin]", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14T12:00:00Z[UTC][u-ca=iso8601]", "Fri, 14 Oct 2011 12:00:00 +0000");
    refuses("2011-10-14T14:00:00[Europe/Berlin]", NO_ZONE);
    refuses("2011-10-14T14:00:00+02:00[Europe/Berlin", MALFORMED);
    refuses("2011-10-14T14:00:00+02:00]", MALFORMED);
    refuses("Fri, 14 Oct 2011 12:00:00 +0000[UTC]", MALFORMED);
}

#[test]
fn iso_8601() {
    reads("2011-10-14T12:00:00Z", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14T12:00Z", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14 12:00:00z", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14t12:00:00.999Z", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14T14:00:00+02:00", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14T14:00:00 +0200", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2011-10-14T02:00:00-10:00", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("2024-02-29T00:00:00Z", "Thu, 29 Feb 2024 00:00:00 +0000");
    reads("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000");
    reads("9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000");
}

/// Free forms that mean one time only.
#[test]
fn other_spellings() {
    let noon = "Fri, 14 Oct 2011 12:00:00 +0000";
    for text in [
        // Comments (RFC 2822, 3.3 with CFWS).
        "Fri, 14 Oct 2011 14:00:00 +0200 (CEST)",
        "(a(b)c) Fri, 14 (x) Oct 2011 14:00:00 (y\\)) +0200 (Central European Time)",
        "Fri, 14 Oct 2011 12:00:00 GMT (UTC)",
        "2011-10-14T14:00:00+02:00 (CEST)",
        // String(date) of JavaScript.
        "Fri Oct 14 2011 14:00:00 GMT+0200 (Central European Summer Time)",
        "Fri Oct 14 2011 12:00:00 GMT+0000",
        "Fri, Oct 14 2011 05:00:00 GMT-0700",
        "Oct 14 2011 14:00:00 UTC+02:00",
        "Fri 14 Oct 2011 12:00:00 +0000",
        "Fri, 14 Oct 2011 14:00:00 +02",
        // ISO 8601: offsets of hours, without hyphens and colons, without minutes, a comma, a minus sign.
        "2011-10-14T14:00:00+02",
        "2011-10-14T14:00:00+02:00",
        "20111014T120000Z",
        "20111014T1200Z",
        "20111014T12Z",
        "20111014T140000+0200",
        "20111014T120000.5Z",
        "20111014T12:00:00Z",
        "2011-10-14T12Z",
        "2011-10-14T12:00:00,123Z",
        "2011-10-14T12:00:00.123456789012345678901Z",
        "2011-10-14T07:00:00\u{2212}05:00",
        "2011-10-14T14:00:00 GMT+0200",
        // A Unix time with a fraction.
        "1318593600.5",
        "1318593600000.25",
    ] {
        reads(text, noon);
    }
    // The end of a day is the start of the next (ISO 8601, 5.3.2).
    reads("2011-10-13T24:00:00Z", "Fri, 14 Oct 2011 00:00:00 +0000");
    reads("20111231T2400Z", "Sun, 01 Jan 2012 00:00:00 +0000");
}

#[test]
fn numbers() {
    reads("1318593600", "Fri, 14 Oct 2011 12:00:00 +0000");
    reads("1318593600000", "Fri, 14 Oct 2011 12:00:00 +0000");
    counts(0.0, "Thu, 01 Jan 1970 00:00:00 +0000");
    counts(1_318_593_600.9, "Fri, 14 Oct 2011 12:00:00 +0000");
    counts(1_318_593_600_999.0, "Fri, 14 Oct 2011 12:00:00 +0000");
    // The border between seconds and milliseconds.
    counts(99_999_999_999.0, "Wed, 16 Nov 5138 09:46:39 +0000");
    counts(100_000_000_000.0, "Sat, 03 Mar 1973 09:46:40 +0000");
    counts(253_402_300_799_999.0, "Fri, 31 Dec 9999 23:59:59 +0000");
    for number in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 253_402_300_800_000.0, f64::MAX] {
        assert_eq!(DateTime::from_number(number), Err(DateError::Malformed), "{number}");
    }
}

#[test]
fn no_zone() {
    refuses("2011-10-14", NO_ZONE);
    refuses("2011-10-14T12:00:00", NO_ZONE);
    refuses("2011-10-14 12:00", NO_ZONE);
    refuses("2011-10-14T12:00:00.5", NO_ZONE);
    refuses("Fri, 14 Oct 2011 12:00:00", NO_ZONE);
    refuses("14 Oct 2011 12:00", NO_ZONE);
    refuses("20111014T120000", NO_ZONE);
    refuses("2011-10-14T12", NO_ZONE);
    refuses("Fri, 14 Oct 2011 12:00:00 (CET)", NO_ZONE);
    refuses("Fri Oct 14 2011 12:00:00", NO_ZONE);
}

#[test]
fn named_zones() {
    refuses("Fri, 14 Oct 2011 12:00:00 EST", NAMED_ZONE);
    refuses("Fri, 14 Oct 2011 12:00:00 PDT", NAMED_ZONE);
    refuses("Fri, 14 Oct 2011 12:00:00 A", NAMED_ZONE);
    refuses("2011-10-14T12:00:00 Europe/Berlin", NAMED_ZONE);
    refuses("2011-10-14T12:00:00GMT+1", NAMED_ZONE);
    refuses("Fri Oct 14 2011 12:00:00 CEST+0200", NAMED_ZONE);
    refuses("Fri Oct 14 2011 12:00:00 Z+0200", NAMED_ZONE);
    refuses("Fri, 14 Oct 2011 12:00:00 EST (Eastern)", NAMED_ZONE);
    refuses("2011-10-14T12:00:00Z x", NAMED_ZONE);
}

#[test]
fn another_day_of_the_week() {
    refuses("Thu, 14 Oct 2011 12:00:00 +0000", WRONG_DAY);
    refuses("Thu Oct 14 2011 12:00:00 GMT+0000", WRONG_DAY);
    refuses("Mon, 29 Feb 2024 00:00:00 +0000", WRONG_DAY);
}

#[test]
fn days_that_do_not_exist() {
    for text in [
        "2011-13-14T12:00:00Z",
        "2011-00-14T12:00:00Z",
        "2011-10-00T12:00:00Z",
        "2011-02-29T12:00:00Z",
        "2011-11-31T12:00:00Z",
        "20111032T120000Z",
        "Fri, 32 Oct 2011 12:00:00 +0000",
        "Wed Feb 30 2011 12:00:00 GMT+0000",
    ] {
        refuses(text, NO_SUCH_DAY);
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "tomorrow",
        "Fri, 14 Oct 2011",
        "14/10/2011 12:00 +0000",
        "10-14-2011T12:00:00Z",
        "2011-10-14T24:00:01Z",
        "2011-10-14T24:01:00Z",
        "2011-10-14T25:00:00Z",
        "Thu, 13 Oct 2011 24:00:00 +0000",
        "2011-10-14T12:60:00Z",
        "2011-10-14T12:00:61Z",
        "2011-10-14T12:00:00.Z",
        "2011-10-14T12:00:00+25:00",
        "2011-10-14T12:00:00+02:60",
        "2011-10-14T12:00:00+2",
        "1969-12-31T23:59:59Z",
        "Fri, 14 Oct 11 12:00:00 +0000",
        "Fry, 14 Oct 2011 12:00:00 +0000",
        "Fri, 14 Okt 2011 12:00:00 +0000",
        "Fri, 14 Oct 2011 12 +0000",
        "-1318593600",
        "1318593600.",
        "1318593600.x",
        ".5",
        "1e9",
        // Half an hour, or half a minute, to ISO 8601.
        "2011-10-14T12.5Z",
        "2011-10-14T12:00.5Z",
        "2011-10-1412:00:00Z",
        "201110-14T12:00:00Z",
        "Fri, 14 Oct 2011 12:00:00 +0000 (",
        "Fri, 14 Oct 2011 12:00:00 +0000 )",
        "Fri, 14 Oct 2011 120000 +0000",
        "Fri Oct 14 12:00:00 2011",
        "Fri Oct 2011 12:00:00 +0000",
        "Oct Oct 2011 12:00:00 +0000",
        "Oct 14 Oct 2011 12:00:00 +0000",
        "2011-W41-5T12:00:00Z",
        "2011-287T12:00:00Z",
        "²⁰¹¹-10-14T12:00:00Z",
    ] {
        refuses(text, MALFORMED);
    }
}

/// Every byte at every place of both forms: never a panic, and what is read is written and read again the same.
#[test]
fn every_byte_in_every_place() {
    for text in [
        "Fri, 14 Oct 2011 12:00:00 +0000",
        "2011-10-14T12:00:00.5+02:00",
        "20111014T1200Z",
        "Fri Oct 14 2011 12:00:00 GMT+0000 (x)",
    ] {
        for at in 0..text.len() {
            for char in (0..=255_u8).map(char::from) {
                let changed: String = text
                    .chars()
                    .enumerate()
                    .map(|(index, old)| if index == at { char } else { old })
                    .collect();
                if let Ok(date) = changed.parse::<DateTime>() {
                    assert_eq!(date.to_string().parse(), Ok(date), "{changed}");
                }
            }
        }
    }
}

/// A day in each month of four centuries, read back: leap years are where they belong.
#[test]
fn days_of_four_centuries() {
    for day in (0..146_097).step_by(27) {
        let seconds = f64::from(day) * 86_400.0;
        let date = DateTime::from_milliseconds(seconds * 1000.0).unwrap();
        assert_eq!(date.to_string().parse(), Ok(date));
    }
}
