//! attachment and inline: every file has a name, and one that every runtime writes the same way.

use std::borrow::Cow;

use crate::check::Check;
use crate::draft::{Given, Value};
use crate::file::{clean, is_content_type};
use crate::index::Index;
use crate::parameter::Field;
use crate::part::{Part, PartValue};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{TURNED, control, excerpt, invisible, name_of, turns};

/// The endings of files that Gmail blocks (support.google.com/mail/answer/6590).
const BLOCKED: &str = "ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins \
iso isp jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf \
wsh xll";

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
            if let Some(content_type) =
                file.content_type.as_deref().filter(|text| !text.is_empty() && !is_content_type(text))
            {
                let message =
                    format!("expected a type such as image/png, found \"{}\"", excerpt(content_type));
                self.problems.add(
                    Code::InvalidContentType,
                    format!("{}.contentType", given.place()),
                    message,
                );
            }
            let Some(name) = self.filename(given, file.filename.as_deref()) else { continue };
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

    fn filename(&mut self, given: &Given<B>, filename: Option<&'d str>) -> Option<Cow<'d, str>> {
        let place = || format!("{}.filename", given.place());
        let Some(filename) = filename else {
            let message = "expected a file name, found none; Mailgun would drop the file";
            let hint = "give a File, or { data, filename }".to_owned();
            self.problems.add_hint(Code::MissingFilename, place(), message, hint);
            return None;
        };
        let name = clean(filename);
        // TAB too: some runtimes write it raw into a header of the part.
        let bad = control(&name).map(|(_, char)| char);
        if let Some(char) =
            bad.or_else(|| name.chars().find(|char| matches!(char, '\t' | '\u{2028}' | '\u{2029}')))
        {
            let message = format!(
                "expected no control character, found {} in \"{}\"",
                name_of(char),
                excerpt(filename)
            );
            self.problems.add(Code::InvalidFilename, place(), message);
            return None;
        }
        if let Some(char) = turns(&name) {
            let message = format!(
                "expected no character that turns the direction of the text after it, found {} in \"{}\"",
                name_of(char),
                excerpt(filename)
            );
            self.problems.add_hint(Code::InvalidFilename, place(), message, TURNED.to_owned());
            return None;
        }
        if matches!(name.trim_matches(blank), "" | "." | "..") {
            let message = format!("expected a file name, found \"{}\"", excerpt(filename));
            self.problems.add(Code::InvalidFilename, place(), message);
            return None;
        }
        if name != filename {
            let message = format!(
                "expected a name without path and quotes, found \"{}\", sent as \"{name}\"",
                excerpt(filename)
            );
            self.problems.add(Code::FilenameCleaned, place(), message);
        }
        let blocked = |end: &str| BLOCKED.split(' ').any(|blocked| blocked.eq_ignore_ascii_case(end));
        if name.rsplit_once('.').is_some_and(|(_, end)| blocked(end)) {
            let message = format!("expected a name that Gmail lets through, found \"{}\"", excerpt(&name));
            self.problems.add(Code::BlockedByGmail, place(), message);
        }
        Some(name)
    }

    /// The name of an inline file is its Content-ID, written as `<name>` (beam-community/bamboo#551), which ends at white space
    /// (RFC 5322, 3.6.4).
    fn content_id(&mut self, given: &Given<B>, name: &str) {
        let breaks = |char: char| char.is_whitespace() || matches!(char, '<' | '>');
        let Some(char) = name.chars().find(|&char| breaks(char)) else { return };
        let message = format!(
            "expected a name that can be a Content-ID, found {} in \"{}\"",
            name_of(char),
            excerpt(name)
        );
        let whole = name.replace(breaks, "-");
        let hint = format!("name it {}, and write cid:{0} in the html", excerpt(&whole));
        self.problems.add_hint(Code::InvalidContentId, format!("{}.filename", given.place()), message, hint);
    }

    fn unique(&mut self) {
        let names = &self.seen.inline;
        let sorted = Index::new(names.iter().map(|(name, _)| name.as_ref()).collect());
        for (first, second) in sorted.repeated() {
            if let (Some((_, first)), Some((name, second))) = (names.get(first), names.get(second)) {
                let message = format!(
                    "expected a name of its own, found \"{}\" as of `{}`",
                    excerpt(name),
                    first.place()
                );
                self.problems.add(Code::DuplicateInline, format!("{}.filename", second.place()), message);
            }
        }
    }
}
