//! Every code: a message that has the problem, its place and words, and a near miss that has not. One file for each file of
//! `src/check/`; what holds for all of them is here.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod batch;
mod entries;
mod fields;
mod files;
mod mailboxes;
mod options;
mod size;
mod whole;

use common::{World, all, clean, counts, only, source, with};
use mailgun_edge::Policy;
use mailgun_edge::problem::{Code, Level, Problem, Severity};

/// Codes that no message has here, and why.
const ELSEWHERE: &[(Code, &str)] =
    &[(Code::UnreadableAttachment, "a stream is JS's: tests/package/ reads one that fails, in each runtime")];

#[test]
fn every_code_has_a_message() {
    let files = ["batch", "entries", "fields", "files", "mailboxes", "options", "size", "whole"];
    let cases: String = files.iter().map(|name| source(&format!("tests/problems/{name}.rs"))).collect();
    for &code in Code::ALL {
        let tested = cases.contains(&format!("\"{}\"", code.as_str()));
        assert_ne!(tested, ELSEWHERE.iter().any(|&(of, _)| of == code), "{}", code.as_str());
    }
}

#[test]
fn every_code_is_found_by_its_name() {
    for &code in Code::ALL {
        assert_eq!(Code::find(code.as_str()), Some(code));
        assert!(code.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
        assert!(!code.is_fixed() || code.severity() == Severity::Error, "{}", code.as_str());
    }
    assert_eq!(Code::find("unknown"), None);
}

fn under(policy: &Policy) -> Vec<Problem> {
    // One error, one warning, one error that cannot be overruled.
    with(|draft| draft.html("<img src=\"cid:a\">").dkim("maybe").to("nobody")).problems(&World, policy)
}

#[test]
fn strict_makes_errors_of_warnings() {
    assert_eq!(counts(&under(&Policy::default())), (2, 1));
    assert_eq!(counts(&under(&Policy { strict: true, rules: Vec::new() })), (3, 0));
}

#[test]
fn rules_overrule_a_single_code() {
    let rules = |rules: &[(Code, Level)]| Policy { strict: false, rules: rules.to_vec() };
    assert_eq!(counts(&under(&rules(&[(Code::InvalidOption, Level::Warning)]))), (1, 2));
    assert_eq!(counts(&under(&rules(&[(Code::InvalidOption, Level::Off)]))), (1, 1));
    assert_eq!(counts(&under(&rules(&[(Code::MissingInline, Level::Error)]))), (3, 0));
    assert_eq!(counts(&under(&rules(&[(Code::MissingInline, Level::Off)]))), (2, 0));
    // The last of a code counts, and a rule wins over `strict`.
    let twice = [(Code::MissingInline, Level::Error), (Code::MissingInline, Level::Off)];
    assert_eq!(counts(&under(&rules(&twice))), (2, 0));
    let strict = Policy { strict: true, rules: vec![(Code::MissingInline, Level::Warning)] };
    assert_eq!(counts(&under(&strict)), (2, 1));
}

#[test]
fn fixed_codes_cannot_be_overruled() {
    for &code in Code::ALL {
        let level = |level| Policy { strict: false, rules: vec![(code, level)] }.severity(code);
        assert_eq!(level(Level::Error), Some(Severity::Error));
        let expected = code.is_fixed().then_some(Severity::Error);
        assert_eq!(level(Level::Off), expected, "{}", code.as_str());
        assert_eq!(level(Level::Warning), expected.or(Some(Severity::Warning)), "{}", code.as_str());
    }
    let off = Code::ALL.iter().map(|&code| (code, Level::Off)).collect();
    let left = under(&Policy { strict: false, rules: off });
    assert_eq!(
        left.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["to[1]: expected an address such as bob@example.com, found \"nobody\""]
    );
}

#[test]
fn the_fixed_codes() {
    let fixed: Vec<_> = Code::ALL.iter().filter(|code| code.is_fixed()).map(|code| code.as_str()).collect();
    assert_eq!(
        fixed,
        [
            "missing_to",
            "missing_from",
            "missing_body",
            "wrong_type",
            "invalid_address",
            "control_character",
            "invalid_header_name",
            "invalid_variable_name",
            "missing_filename",
            "invalid_filename",
            "unreadable_attachment",
            "more_problems",
        ]
    );
}

/// A rule that is off lets the value go out as it is; a control character never does.
#[test]
fn what_is_overruled_goes_out() {
    let policy = |code| Policy { strict: false, rules: vec![(code, Level::Off)] };
    let value = |draft: &common::Draft, code, name: &str| {
        let message = draft.message(&World, &policy(code)).map_err(|problems| problems.len());
        message.map(|message| {
            let part = message.parts().iter().find(|part| part.name == name);
            part.and_then(|part| part.as_text()).map(str::to_owned)
        })
    };
    let sent = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(value(&with(|d| d.dkim("maybe")), Code::InvalidOption, "o:dkim"), sent("maybe"));
    assert_eq!(value(&with(|d| d.dkim("a\nb")), Code::InvalidOption, "o:dkim"), Err(1));
    assert_eq!(value(&with(|d| d.delivery_time("soon")), Code::InvalidDate, "o:deliverytime"), sent("soon"));
    assert_eq!(value(&with(|d| d.tags("é")), Code::InvalidTag, "o:tag"), sent("é"));
    let json = with(|d| d.template("a").template_variables("[]"));
    assert_eq!(
        value(
            &only(|d| d.from("a@b.c").to("a@b.c").template("a").template_variables("[]")),
            Code::InvalidJson,
            "t:variables"
        ),
        sent("[]")
    );
    assert_eq!(value(&json, Code::InvalidJson, "t:variables"), sent("[]"));
    assert_eq!(value(&with(|d| d.header("Subject", "x")), Code::ReservedHeader, "h:Subject"), sent("x"));
}

#[test]
fn all_at_once_in_the_order_of_the_table() {
    let draft = only(|draft| {
        draft
            .header("X A", "1")
            .dkim("maybe")
            .subject("a\nb")
            .to("nobody")
            .cc("b@h.com")
            .html("x")
            .template("t")
    });
    all(
        &draft,
        &[
            ("invalid_address", "to"),
            ("control_character", "subject"),
            ("invalid_option", "dkim"),
            ("invalid_header_name", "headers[\"X A\"]"),
            ("html_with_template", "html"),
        ],
    );
}

#[test]
fn a_good_message_has_no_problem() {
    clean(&with(|draft| draft));
    clean(&with(|draft| {
        draft.subject("").cc("carol@host.com").bcc("dan@host.com").reply_to("team@example.com")
    }));
}
