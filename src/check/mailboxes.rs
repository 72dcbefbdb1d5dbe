//! from, to, cc, bcc and replyTo: every mailbox parsed, and written anew.

use std::borrow::Cow;

use crate::address::{AddressError, Entry, Mailbox, entries, plain};
use crate::check::Check;
use crate::check::batch::RECIPIENTS_MAX;
use crate::check::recipient::{Lead, Recipient};
use crate::draft::{Given, Value};
use crate::parameter::Field;
use crate::platform::Platform;
use crate::problem::Code;
use crate::words::add;

/// The longest local part and address that every server must take, in bytes (RFC 5321, 4.5.3.1.1 and RFC 3696, erratum 1690).
const LOCAL_BYTES_MAX: usize = 64;
const ADDRESS_BYTES_MAX: usize = 254;

/// Where a call can have no more than a thousand recipients, a list of more than these, about a megabyte of them, is not read to
/// its end.
pub(super) const RECIPIENTS_READ: u64 = 50 * RECIPIENTS_MAX;

/// The mailboxes of a field as they go out, and how many were given, wrong ones included.
struct Joined {
    text: String,
    count: usize,
}

impl Joined {
    /// Where the next one is written.
    fn next(&mut self) -> &mut String {
        self.count += 1;
        if !self.text.is_empty() {
            self.text.push_str(", ");
        }
        &mut self.text
    }
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn mailboxes(&mut self, field: Field, group: &[&'d Given<B>]) {
        let mut joined = Joined { text: String::new(), count: 0 };
        for given in group {
            if self.enough() {
                break;
            }
            if let Value::Text(text) = &given.value
                && let Some(address) = plain(text)
            {
                joined.next().push_str(text);
                self.recipient_of(field, given, Lead(0), Cow::Borrowed(address), None);
                continue;
            }
            if field == Field::ReplyTo
                && let Some(filled) = self.filled_in(given)
            {
                joined.next().push_str(&filled);
                continue;
            }
            self.read(field, given, &mut joined);
        }
        if field == Field::From
            && joined.count > 1
            && let Some(given) = group.get(1).or(group.first())
        {
            // Where one value holds them all, it is its second entry that is too many.
            let lead = Lead(if group.len() == 1 { 2 } else { 0 });
            add!(
                self.problems.note(Code::SeveralFrom, given),
                lead,
                "expected one address, found ",
                joined.count
            );
        }
        if !joined.text.is_empty() {
            self.send(field, joined.text);
        }
    }

    /// The mailboxes of one value, each with its entry's number where it stands in a comma list.
    fn read(&mut self, field: Field, given: &'d Given<B>, joined: &mut Joined) {
        match &given.value {
            Value::Text(text) => {
                let text = text.as_str();
                let mut list = entries(text, self.platform);
                // An empty text is no address, and skipping it would lose a recipient in silence.
                let none = || Entry::Read(Mailbox::parse(text, self.platform));
                let mut next = Some(list.next().unwrap_or_else(none));
                let (mut entry, mut several, mut wrong) = (1, false, false);
                let before = joined.text.len();
                while let Some(read) = next {
                    next = list.next().filter(|_| !self.enough());
                    several |= next.is_some();
                    let lead = Lead(if several { entry } else { 0 });
                    wrong |= read.is_wrong();
                    match &read {
                        Entry::Plain(text, address) => {
                            joined.next().push_str(text);
                            self.recipient_of(field, given, lead, Cow::Borrowed(address), None);
                        }
                        Entry::Read(mailbox) => self.mailbox(field, given, lead, mailbox, joined),
                    }
                    entry += 1;
                }
                // What goes out has the parentheses of quoted words alone.
                let parentheses = |text: &str| text.bytes().filter(|&byte| byte == b'(').count();
                if !wrong && parentheses(text) > parentheses(joined.text.get(before..).unwrap_or_default()) {
                    self.comment(given);
                }
            }
            Value::Mailbox { name, address } => {
                let mailbox = Mailbox::new(name.as_deref(), address, self.platform);
                self.mailbox(field, given, Lead(0), &mailbox, joined);
            }
            _ => self.misplaced(given),
        }
    }

    /// A comment is left out: mostly it was meant as a part of the name.
    fn comment(&mut self, given: &Given<B>) {
        self.problems
            .advise(Code::CommentDropped, given, "write \"Acme (UK)\" <bob@host.com>, or { name, address }")
            .push_str("expected parentheses within quotes, found a comment, which is left out");
    }

    /// Whether there is so much wrong already that no more need be read: it would take time and tell nothing.
    fn enough(&self) -> bool {
        self.problems.is_full()
            || (self.seen.recipients.len() as u64 > RECIPIENTS_READ
                && self.problems.refuses(Code::TooManyRecipients))
    }

    /// One mailbox, or what is wrong with it.
    fn mailbox(
        &mut self,
        field: Field,
        given: &'d Given<B>,
        lead: Lead,
        mailbox: &Result<Mailbox, AddressError>,
        joined: &mut Joined,
    ) {
        match mailbox {
            Ok(mailbox) => {
                self.doubts(field, given, lead, mailbox);
                mailbox.push_to(joined.next());
                let upper = mailbox.domain.bytes().any(|byte| byte.is_ascii_uppercase());
                let written = upper.then(|| mailbox.address());
                self.recipient_of(field, given, lead, Cow::Owned(mailbox.key()), written);
            }
            Err(error) => {
                joined.count += 1;
                self.refuse_address(given, lead, error);
            }
        }
    }

    /// Notes a recipient for the rules over the whole message. The fields of senders name none.
    fn recipient_of(
        &mut self,
        field: Field,
        given: &'d Given<B>,
        lead: Lead,
        key: Cow<'d, str>,
        written: Option<String>,
    ) {
        if matches!(field, Field::To | Field::Cc | Field::Bcc) {
            self.seen.recipients.push(Recipient { field, given, lead, key, written, variables: "" });
        }
    }

    fn refuse_address(&mut self, given: &Given<B>, lead: Lead, error: &AddressError) {
        let code = if error.is_control() { Code::ControlCharacter } else { Code::InvalidAddress };
        if self.problems.counted(code) {
            return;
        }
        let hint = error.hint(lead.0 > 0).unwrap_or_default();
        add!(self.problems.advise(code, given, hint), lead, error);
    }

    fn doubts(&mut self, field: Field, given: &Given<B>, lead: Lead, mailbox: &Mailbox) {
        if field == Field::From && !mailbox.local.is_ascii() {
            add!(
                self.problems.note(Code::UnicodeFrom, given),
                lead,
                "expected an ASCII local part, found \"",
                mailbox.local,
                "\""
            );
        }
        let (local, whole) = (mailbox.local.len(), mailbox.local.len() + 1 + mailbox.domain.len());
        if local > LOCAL_BYTES_MAX || whole > ADDRESS_BYTES_MAX {
            add!(
                self.problems.note(Code::LongAddress, given),
                lead,
                "expected at most ",
                LOCAL_BYTES_MAX,
                " bytes before '@' and ",
                ADDRESS_BYTES_MAX,
                " in all, found ",
                local,
                " and ",
                whole
            );
        }
        if let Some(name) = &mailbox.name
            && !name.is_ascii()
            && name.bytes().any(|byte| matches!(byte, b'(' | b')' | b',' | b'"'))
        {
            add!(
                self.problems.note(Code::GarbledName, given),
                lead,
                "expected no ( ) , or \" in a name that is not ASCII, since Mailgun garbles it"
            );
        }
    }
}
