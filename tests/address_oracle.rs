//! The parser against Mailgun's own: what mailgun/flanker 0.9.11 (PyPI, strict) said to each text of tests/cases/flanker.json,
//! and what this parser says. Where they differ a row names its reason, a row of the table in docs/addresses.md. A difference
//! that is not listed fails, and so does a listed one that is gone.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::World;
use mailgun_edge::address::{AddressError, Mailbox, parse_list};
use serde_json::{Value, json};

/// The mailboxes of a text, or nothing where one of them is refused.
fn read(text: &str, list: bool) -> Option<Vec<Mailbox>> {
    let read = if list { parse_list(text, &World) } else { vec![Mailbox::parse(text, &World)] };
    let read: Result<Vec<_>, AddressError> = read.into_iter().collect();
    read.ok().filter(|mailboxes| !mailboxes.is_empty())
}

/// As the cases write it: flanker has domains in lower case.
fn shown(mailboxes: Option<&[Mailbox]>) -> Value {
    mailboxes.map_or(Value::Null, |mailboxes| {
        let one =
            |it: &Mailbox| json!({ "name": it.name, "local": it.local, "domain": it.domain.to_lowercase() });
        mailboxes.iter().map(one).collect()
    })
}

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("cases/flanker.json")).unwrap()
}

/// The reasons of the table in docs/addresses.md: the code at the start of a row.
fn reasons() -> BTreeSet<&'static str> {
    let rows = include_str!("../docs/addresses.md").lines();
    rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`').map(|(reason, _)| reason)).collect()
}

#[test]
fn every_difference_has_its_reason() {
    let mut used = BTreeSet::new();
    let reasons = reasons();
    for case in cases() {
        let text = case["input"].as_str().unwrap();
        let mailboxes = read(text, case["as"] == "list");
        let ours = shown(mailboxes.as_deref());
        match case["reason"].as_str() {
            None => assert_eq!(ours, case["flanker"], "an unlisted difference: {text:?}"),
            Some(reason) => {
                assert_eq!(ours, case["ours"], "{reason}: {text:?}");
                assert_ne!(ours, case["flanker"], "no difference any more: {text:?}");
                let known =
                    reasons.get(reason).unwrap_or_else(|| panic!("{reason} is not in docs/addresses.md"));
                used.insert(*known);
            }
        }
    }
    assert_eq!(used, reasons, "docs/addresses.md lists a reason that no case shows");
}

/// Where both read a text, they read the same recipients; but flanker lowers a capital sigma as Greek is written, and not as
/// domains are mapped.
#[test]
fn no_recipient_differs() {
    let plain = |list: &Value| {
        let one = |it: &Value| format!("{}@{}", it["local"], it["domain"]);
        list.as_array().map(|list| list.iter().map(one).collect::<Vec<_>>())
    };
    let mut both = 0;
    for case in cases().into_iter().filter(|case| case["reason"] != "final-sigma") {
        let ours = shown(read(case["input"].as_str().unwrap(), case["as"] == "list").as_deref());
        if let (Some(ours), Some(flanker)) = (plain(&ours), plain(&case["flanker"])) {
            assert_eq!(ours, flanker, "{case}");
            both += 1;
        }
    }
    assert!(both > 100, "{both} cases that both read");
}

/// What goes out is read again as the same.
#[test]
fn what_is_written_is_read_again() {
    for case in cases() {
        for mailbox in parse_list(case["input"].as_str().unwrap(), &World).into_iter().flatten() {
            assert_eq!(Mailbox::parse(&mailbox.to_string(), &World), Ok(mailbox));
        }
    }
}
