//! attachment and inline: every file has a name, and one that every runtime writes the same way.

use crate::check::Check;
use crate::draft::{Given, Value};
use crate::file::{clean, is_content_type};
use crate::index::Index;
use crate::parameter::Field;
use crate::part::{Part, PartValue};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{TURNED, control, excerpt, invisible, name_of, replace, split, split_last, trim_by, turns};
use crate::words::{Words, add, words};

/// The endings of files that Gmail blocks (support.google.com/mail/answer/6590).
const BLOCKED: &str = "ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins \
iso isp jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf \
wsh xll";

/// The place of a file's name, as the caller wrote it.
pub(super) struct Filename<'d, B>(pub(super) &'d Given<B>);

impl<B> Words for Filename<'_, B> {
    fn add_to(&self, out: &mut String) {
        add!(out, self.0, ".filename");
    }
}

/// What shows nothing: a name needs something else.
fn blank(char: char) -> bool {
    char.is_whitespace() || invisible(char) || matches!(char, '\u{200C}' | '\u{200D}')
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn files(&mut self, field: Field, group: &[&'d Given<B>]) {
        for given in group {
            let Value::File(file) = &given.value else {
                self.misplaced(given);
                continue;
            };
            if let Some(content_type) = &file.content_type
                && !content_type.is_empty()
                && !is_content_type(content_type)
            {
                self.problems.unfit(
                    Code::InvalidContentType,
                    &words![given, ".contentType"],
                    "a type such as image/png",
                    content_type,
                );
            }
            let Some(filename) = &file.filename else {
                self.problems
                    .advise(
                        Code::MissingFilename,
                        &Filename(given),
                        "give a File, or { data, filename }; a text is taken as the data, not as a path",
                    )
                    .push_str("expected a file name, found none; Mailgun would drop the file");
                continue;
            };
            let name = clean(filename);
            if !self.is_filename(given, filename, &name) {
                continue;
            }
            if field == Field::Inline {
                self.content_id(given, &name);
                self.seen.inline.push((name.clone(), given));
            }
            let value = PartValue::File(file, name);
            self.parts.push(Part { name: field.row().wire.into(), value });
        }
        if field == Field::Inline {
            self.unique();
        }
    }

    /// Whether a file can go out under its name, cleaned; what is wrong with it otherwise is noted.
    fn is_filename(&mut self, given: &Given<B>, filename: &str, name: &str) -> bool {
        let (place, found) = (&Filename(given), excerpt(filename));
        // TAB too: some runtimes write it raw into a header of the part.
        let control = control(name).map(|(_, char)| char);
        let control =
            control.or_else(|| name.chars().find(|char| matches!(char, '\t' | '\u{2028}' | '\u{2029}')));
        let (expected, hint) = match control {
            Some(_) => ("expected no control character", ""),
            None => ("expected no character that turns the direction of the text after it", TURNED),
        };
        if let Some(char) = control.or_else(|| turns(name)).map(name_of) {
            add!(
                self.problems.advise(Code::InvalidFilename, place, hint),
                expected,
                ", found ",
                char,
                " in \"",
                found,
                "\""
            );
            return false;
        }
        if ["", ".", ".."].contains(&trim_by(name, blank)) {
            self.problems.unfit(Code::InvalidFilename, place, "a file name", filename);
            return false;
        }
        if name != filename {
            add!(
                self.problems.note(Code::FilenameCleaned, place),
                "expected a name without path and quotes, found \"",
                found,
                "\", sent as \"",
                name,
                "\""
            );
        }
        let blocked = |end: &str| split(BLOCKED, b' ').any(|blocked| blocked.eq_ignore_ascii_case(end));
        if split_last(name, b'.').is_some_and(|(_, end)| blocked(end)) {
            self.problems.unfit(Code::BlockedByGmail, place, "a name that Gmail lets through", name);
        }
        true
    }

    /// The name of an inline file is its Content-ID, written as `<name>` (beam-community/bamboo#551), which ends at white space
    /// (RFC 5322, 3.6.4).
    fn content_id(&mut self, given: &Given<B>, name: &str) {
        let breaks = |char: char| char.is_whitespace() || matches!(char, '<' | '>');
        let Some(char) = name.chars().find(|&char| breaks(char)) else { return };
        let whole = replace(name, breaks, "-");
        add!(
            self.problems.advise(
                Code::InvalidContentId,
                &Filename(given),
                &words!["name it ", excerpt(&whole), ", and write cid:", excerpt(&whole), " in the html"]
            ),
            "expected a name that can be a Content-ID, found ",
            name_of(char),
            " in \"",
            excerpt(name),
            "\""
        );
    }

    fn unique(&mut self) {
        let names = &self.seen.inline;
        let index = Index::new(names.iter().map(|(name, _)| name.as_ref()));
        for ((name, given), before) in names.iter().zip(&index.before) {
            if let Some((_, first)) = names.get(before.wrapping_sub(1)) {
                add!(
                    self.problems.note(Code::DuplicateInline, &Filename(given)),
                    "expected a name of its own, found \"",
                    excerpt(name),
                    "\" as of `",
                    first,
                    "`"
                );
            }
        }
    }
}
