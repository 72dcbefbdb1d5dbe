//! Lines, flags, dates, JSON, tags, and the options with a grammar.

use crate::common::{Draft, NOW, clean, finds, key, list, only, with, with_key, with_list};
use mailgun_edge::draft::Value;
use mailgun_edge::parameter::Field;

const MINUTE: f64 = 60_000.0;
const DAY: f64 = 86_400_000.0;

fn at(milliseconds: f64) -> Draft {
    with(|d| d.delivery_time(Value::Time(milliseconds)))
}

#[test]
fn control_character() {
    let words = "expected no control character, found U+000A at byte 6 of \"Report\\nBcc: eve@host.com\"";
    finds(&with(|d| d.subject("Report\nBcc: eve@host.com")), "control_character", "subject", words);
    let words = "expected no control character, found U+0000 at byte 0 of \"\\u{0}\"";
    finds(&with_key("o:tag", "\0"), "control_character", "o:tag", words);
    finds(&with_key("o:sending-ip-pool", "\0"), "control_character", "o:sending-ip-pool", words);
    let words = "expected no control character, found U+0085 at byte 2 of \"é\\u{85}\"";
    finds(&with(|d| d.subject("é\u{85}")), "control_character", "subject", words);
    let words = "expected no control character, found U+000A at byte 3 of \"yes\\nx\"";
    finds(&with_key("o:dkim", "yes\nx"), "control_character", "o:dkim", words);
    finds(&with_key("o:deliverytime", "yes\nx"), "control_character", "o:deliverytime", words);
    finds(&with_key("o:suppress-headers", "yes\nx"), "control_character", "o:suppress-headers", words);
    clean(&with(|d| d.subject("a\tb 😀 \u{a0}")));
    clean(&with(|d| d.html("a\u{0}\nb")));
}

#[test]
fn invalid_option() {
    let finds = |name: &str, value: &str, expected: &str| {
        let words = format!("expected {expected}, found \"{value}\"");
        finds(&with_key(name, value), "invalid_option", name, &words);
    };
    finds("o:dkim", "maybe", "true, false, yes or no");
    finds("o:require-tls", "", "true, false, yes or no");
    finds("skipVerification", "1", "true, false, yes or no");
    finds("o:tracking-opens", "htmlonly", "true, false, yes or no");
    finds("o:tracking", "html", "true, false, yes, no or htmlonly");
    finds("o:testmode", "perhaps", "true, false, yes or no");
    finds("o:deliver-within", "25h", "a span from 5m to 24h, such as 1h30m, 30m or 24h");
    finds("deliverWithin", "4m", "a span from 5m to 24h, such as 1h30m, 30m or 24h");
    finds("o:deliverytime-optimize-period", "23h", "hours from 24h to 72h, such as 48h");
    let clock = "a time of day, HH:mm such as 21:00 or hh:mmaa such as 09:00PM";
    finds("o:time-zone-localize", "24:00", clock);
    finds("timeZoneLocalize", "9 PM", clock);
    finds("o:secondary-dkim", "example.com", "a domain and a selector, such as example.com/s1");
    finds("o:sending-ip", "192.0.2.256", "an IP address such as 192.0.2.1");
    finds("o:archive-to", "example.com/hook", "an absolute http or https URL");
    finds("o:archive-to", "ftp://example.com", "an absolute http or https URL");
    finds("o:suppress-headers", "Subject", "a header such as X-Mailgun-Tag, or all");
}

#[test]
fn options_that_fit() {
    for (name, value) in [
        ("o:dkim", "TRUE"),
        ("o:tracking", "htmlonly"),
        ("o:tracking-opens", "no"),
        ("o:testmode", "false"),
        ("o:deliver-within", "24h"),
        ("o:deliver-within", "5m"),
        ("o:deliverytime-optimize-period", "24h"),
        ("o:deliverytime-optimize-period", "72h"),
        ("o:time-zone-localize", "23:59"),
        ("o:time-zone-localize", "12:00AM"),
        ("o:secondary-dkim", "example.com/s1"),
        ("o:sending-ip", "2001:db8::1"),
        ("o:archive-to", "http://example.com/hook?x=1#y"),
        ("o:suppress-headers", "X-Mailgun-Tag, X-Mailgun-Sid"),
        ("o:suppress-headers", "all"),
    ] {
        clean(&with_key(name, value));
    }
}

#[test]
fn names_that_are_empty() {
    let words = "expected a name, found nothing";
    finds(&with_key("template", ""), "invalid_option", "template", words);
    finds(&with_key("template", " "), "invalid_option", "template", words);
    let alone = only(|d| d.from("ada@example.com").to("bob@host.com").template(""));
    finds(&alone, "invalid_option", "template", words);
    finds(&with_key("o:sending-ip-pool", ""), "invalid_option", "o:sending-ip-pool", words);
    let mut draft = with(|d| d.template("a"));
    key(&mut draft, "t:version", "");
    finds(&draft, "invalid_option", "t:version", words);
    clean(&with(|d| d.subject("")));
}

#[test]
fn header_names_by_their_place() {
    let words = "expected a header such as X-Mailgun-Tag, or all, found \"Date\"";
    let draft = with_list("o:suppress-headers", &["X-Mailgun-Tag", "X-Mailgun-Sid, Date"]);
    finds(&draft, "invalid_option", "o:suppress-headers[1]", words);
    let words = "expected all alone or a list of headers, found both";
    let both = with_list("suppressHeaders", &["X-Mailgun-Tag", "All"]);
    finds(&both, "invalid_option", "suppressHeaders[1]", words);
    clean(&with_key("suppressHeaders", "all"));
}

#[test]
fn invalid_tag() {
    let words = |found: &str| format!("expected 1 to 128 ASCII characters, found {found}");
    finds(&with(|d| d.tags("")), "invalid_tag", "tags", &words("nothing"));
    finds(&with(|d| d.tags("a").tags(" ")), "invalid_tag", "tags[1]", &words("nothing"));
    finds(&with_key("o:tag", "x".repeat(129)), "invalid_tag", "o:tag", &words("129"));
    let draft = with_list("o:tag", &["a", "отчёт"]);
    finds(&draft, "invalid_tag", "o:tag[1]", &words("\"отчёт\", which Mailgun would strip"));
    clean(&with(|d| d.tags("x".repeat(128)).tags("a b, c")));
}

#[test]
fn many_tags() {
    let tags = |count: usize| {
        let tags: Vec<String> = (0..count).map(|n| format!("t{n}")).collect();
        with_list("o:tag", &tags.iter().map(String::as_str).collect::<Vec<_>>())
    };
    clean(&tags(3));
    let words = |count| format!("expected at most 3 tags by Mailgun's older documents, found {count}");
    finds(&tags(4), "many_tags", "o:tag", &words(4));
    finds(&tags(10), "many_tags", "o:tag", &words(10));
    finds(&tags(11), "too_many_tags", "o:tag", "expected at most 10 tags, found 11");
    // Both names count together.
    let mut draft = with(|d| d.tags("a").tags("b"));
    list(&mut draft, "o:tag", &["c", "d"]);
    finds(&draft, "many_tags", "tags", &words(4));
}

#[test]
fn invalid_date() {
    let expected =
        "expected a date such as \"Fri, 14 Oct 2011 12:00:00 +0000\" or \"2011-10-14T12:00:00Z\", found";
    finds(
        &with_key("o:deliverytime", "tomorrow"),
        "invalid_date",
        "o:deliverytime",
        &format!("{expected} \"tomorrow\""),
    );
    finds(&with_key("deliveryTime", ""), "invalid_date", "deliveryTime", &format!("{expected} \"\""));
    for time in [-1.0, 8.64e15] {
        let words = format!("{expected} one before 1970 or after 9999");
        finds(&at(time), "invalid_date", "deliveryTime", &words);
    }
    finds(&at(f64::NAN), "invalid_date", "deliveryTime", &format!("{expected} an invalid Date"));
    let words =
        "expected the day of the week that belongs to the date, found \"Tue, 23 Nov 2026 12:00:00 +0000\"";
    finds(
        &with(|d| d.delivery_time("Tue, 23 Nov 2026 12:00:00 +0000")),
        "invalid_date",
        "deliveryTime",
        words,
    );
    clean(&with(|d| d.delivery_time("Mon, 23 Nov 2026 12:00:00 +0000")));
}

#[test]
fn date_without_zone() {
    let words = "expected a date with a zone such as Z or +0000, found \"2026-11-23T12:00:00\"";
    finds(&with_key("o:deliverytime", "2026-11-23T12:00:00"), "date_without_zone", "o:deliverytime", words);
    let words =
        "expected an offset such as +0000 instead of a named zone, found \"Mon, 23 Nov 2026 12:00:00 EST\"";
    finds(
        &with(|d| d.delivery_time("Mon, 23 Nov 2026 12:00:00 EST")),
        "date_without_zone",
        "deliveryTime",
        words,
    );
    clean(&with(|d| d.delivery_time("2026-11-23T12:00:00Z")));
}

#[test]
fn the_window_of_delivery() {
    let ahead = "expected a time at most 7 days ahead, found Sun, 29 Nov 2026 12:00:01 +0000";
    finds(&at(NOW + 7.0 * DAY + 1000.0), "date_out_of_range", "deliveryTime", ahead);
    let far =
        |found| format!("expected a time at most 3 days ahead, unless your plan allows more, found {found}");
    finds(&at(NOW + 7.0 * DAY), "date_far_ahead", "deliveryTime", &far("Sun, 29 Nov 2026 12:00:00 +0000"));
    let just = far("Wed, 25 Nov 2026 12:00:01 +0000");
    finds(&at(NOW + 3.0 * DAY + 1000.0), "date_far_ahead", "deliveryTime", &just);
    clean(&at(NOW + 3.0 * DAY));
    clean(&at(NOW));
    // A minute of grace.
    clean(&at(NOW - MINUTE));
    let past = |found| format!("expected a time to come, found {found}");
    finds(
        &at(NOW - MINUTE - 1000.0),
        "date_in_past",
        "deliveryTime",
        &past("Sun, 22 Nov 2026 11:58:59 +0000"),
    );
    let year = past("Sat, 22 Nov 2025 12:00:00 +0000");
    finds(&at(NOW - 365.0 * DAY), "date_in_past", "deliveryTime", &year);
    let back = "expected a time less than a year back, found Sat, 22 Nov 2025 11:59:59 +0000";
    finds(&at(NOW - 365.0 * DAY - 1000.0), "date_out_of_range", "deliveryTime", back);
}

fn with_template(json: &str) -> Draft {
    with(|d| d.template("a").set(Field::TemplateVariables, Value::Json(json.into())))
}

#[test]
fn json_nested_too_deep() {
    let deep = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let words = "expected JSON nested at most 128 deep, found {\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…";
    finds(&with_template(&deep(129)), "invalid_json", "templateVariables", words);
    finds(&with_key("recipient-variables", deep(129)), "invalid_json", "recipient-variables", words);
    clean(&with_template(&deep(128)));
}

#[test]
fn invalid_json() {
    let words = |found: &str| format!("expected a JSON object, found {found}");
    for json in ["[]", "1", "null", "\"{}\"", "", "{a:1}", "{\"a\":1,}"] {
        finds(&with_template(json), "invalid_json", "templateVariables", &words(json));
        finds(&with_key("recipient-variables", json), "invalid_json", "recipient-variables", &words(json));
    }
    clean(&with_template("{\"a\":[1,null]}"));
}
