//! from, to, cc, bcc and replyTo: every mailbox parsed, and written anew.

use std::borrow::Cow;

use crate::address::{AddressError, Mailbox, parse_list, plain};
use crate::check::Check;
use crate::draft::{Given, Value};
use crate::parameter::Field;
use crate::part::Part;
use crate::platform::Platform;
use crate::problem::Code;

/// The longest local part and address that every server must take, in bytes (RFC 5321, 4.5.3.1.1 and RFC 3696, erratum 1690).
const LOCAL_BYTES_MAX: usize = 64;
const ADDRESS_BYTES_MAX: usize = 254;

/// One recipient, for the rules over the whole message.
pub(super) struct Recipient<'d, B> {
    pub(super) field: Field,
    given: &'d Given<B>,
    /// Which entry of a comma list, where it stands in one.
    entry: Option<usize>,
    /// What tells recipients apart.
    pub(super) key: Cow<'d, str>,
    /// The address as it goes out, where its domain is not in lower case.
    pub(super) written: Option<String>,
}

impl<B> Recipient<'_, B> {
    pub(super) fn place(&self) -> String {
        self.given.place()
    }

    pub(super) fn lead(&self) -> String {
        lead(self.entry)
    }
}

fn lead(entry: Option<usize>) -> String {
    entry.map_or_else(String::new, |entry| format!("entry {}: ", entry + 1))
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn mailboxes(&mut self, field: Field, group: &[&'d Given<B>]) {
        let mut joined = String::new();
        let mut count = 0;
        for given in group {
            if let Value::Text(text) = &given.value
                && let Some(address) = plain(text)
            {
                count += 1;
                if !joined.is_empty() {
                    joined.push_str(", ");
                }
                joined.push_str(text);
                self.recipient_of(field, given, None, Cow::Borrowed(address), None);
                continue;
            }
            for (entry, mailbox) in self.read(given) {
                count += 1;
                let mailbox = match mailbox {
                    Ok(mailbox) => mailbox,
                    Err(error) => {
                        self.refuse_address(given, entry, &error);
                        continue;
                    }
                };
                self.doubts(field, given, entry, &mailbox);
                if !joined.is_empty() {
                    joined.push_str(", ");
                }
                mailbox.push_to(&mut joined);
                let upper = mailbox.domain.bytes().any(|byte| byte.is_ascii_uppercase());
                let written = upper.then(|| mailbox.address());
                self.recipient_of(field, given, entry, Cow::Owned(mailbox.key()), written);
            }
        }
        if field == Field::From && count > 1 {
            let place = group.first().map_or_else(String::new, |given| given.place());
            self.problems.add(Code::SeveralFrom, place, format!("expected one address, found {count}"));
        }
        if !joined.is_empty() {
            self.parts.push(Part::text(field.row().wire, joined));
        }
    }

    /// Notes a recipient for the rules over the whole message. The fields of senders name none.
    fn recipient_of(
        &mut self,
        field: Field,
        given: &'d Given<B>,
        entry: Option<usize>,
        key: Cow<'d, str>,
        written: Option<String>,
    ) {
        if matches!(field, Field::To | Field::Cc | Field::Bcc) {
            self.seen.recipients.push(Recipient { field, given, entry, key, written });
        }
    }

    /// The mailboxes of one value, each with its entry's number where it stands in a comma list.
    fn read(&mut self, given: &'d Given<B>) -> Vec<(Option<usize>, Result<Mailbox, AddressError>)> {
        match &given.value {
            Value::Text(text) => {
                let list = parse_list(text, self.platform);
                let several = list.len() > 1;
                if list.is_empty() {
                    // An empty text is no address, and skipping it would lose a recipient in silence.
                    return vec![(None, Mailbox::parse(text, self.platform))];
                }
                list.into_iter()
                    .enumerate()
                    .map(|(entry, mailbox)| (several.then_some(entry), mailbox))
                    .collect()
            }
            Value::Mailbox { name, address } => {
                vec![(None, Mailbox::new(name.as_deref(), address, self.platform))]
            }
            _ => {
                self.misplaced(given);
                Vec::new()
            }
        }
    }

    fn refuse_address(&mut self, given: &Given<B>, entry: Option<usize>, error: &AddressError) {
        let code = if error.is_control() { Code::ControlCharacter } else { Code::InvalidAddress };
        let message = format!("{}{error}", lead(entry));
        // That a comma separates explains nothing where there is none.
        match error.hint().filter(|_| entry.is_some() || !error.is_plain()) {
            Some(hint) => self.problems.add_hint(code, given.place(), message, hint.to_owned()),
            None => self.problems.add(code, given.place(), message),
        }
    }

    fn doubts(&mut self, field: Field, given: &Given<B>, entry: Option<usize>, mailbox: &Mailbox) {
        if field == Field::From && !mailbox.local.is_ascii() {
            let message = format!("{}expected an ASCII local part, found \"{}\"", lead(entry), mailbox.local);
            self.problems.add(Code::UnicodeFrom, given.place(), message);
        }
        let (local, whole) = (mailbox.local.len(), mailbox.local.len() + 1 + mailbox.domain.len());
        if local > LOCAL_BYTES_MAX || whole > ADDRESS_BYTES_MAX {
            let message = format!(
                "{}expected at most {LOCAL_BYTES_MAX} bytes before '@' and {ADDRESS_BYTES_MAX} in all, found {local} and {whole}",
                lead(entry)
            );
            self.problems.add(Code::LongAddress, given.place(), message);
        }
        if let Some(name) = &mailbox.name
            && !name.is_ascii()
            && name.contains(['(', ')', ',', '"'])
        {
            let message = format!(
                "{}expected no ( ) , or \" in a name that is not ASCII, since Mailgun garbles it",
                lead(entry)
            );
            self.problems.add(Code::GarbledName, given.place(), message);
        }
    }
}
