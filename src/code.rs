//! The table of problem codes: the name of each, how grave it is, whether a rule may overrule it, and its prose.
//!
//! It does not know how a problem is found ([`crate::problem`] and `crate::check` do).

use crate::problem::Severity;

/// The prose of one code, for its page. A constant of its own, so that it does not weigh in the wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeDoc {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub what: &'static str,
    /// Why Mailgun, or the reader of the mail, minds.
    pub why: &'static str,
    /// How to correct it.
    pub remedy: &'static str,
    /// Who says so.
    pub source: &'static str,
}

macro_rules! codes {
    ($($variant:ident $text:literal $severity:ident $rule:ident $what:literal $why:literal $remedy:literal $source:literal;)*) => {
        /// A stable name for each kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Code {
            $(#[doc = $what] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in `problem.code`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// How grave it is unless a rule says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            const fn rule(self) -> Rule {
                match self { $(Self::$variant => Rule::$rule,)* }
            }
        }

        /// What each code means, why it matters and how to correct it.
        pub const CODE_DOCS: &[CodeDoc] =
            &[$(CodeDoc { code: Code::$variant, what: $what, why: $why, remedy: $remedy, source: $source },)*];
    };
}

/// Whether the caller may overrule a code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// `rules` decides.
    Free,
    /// Always an error: without it nothing could be sent, or a header could be injected.
    Fixed,
}

codes! {
    MissingTo "missing_to" Error Fixed
        "There is no recipient in `to`."
        "Mailgun answers 400 `to parameter is missing`, also when cc or bcc is given."
        "Name at least one recipient in `to`; to send to bcc alone, put your own address there."
        "Error codes; cc and bcc do not help: mailgun/mailgun-go#142";
    MissingFrom "missing_from" Error Fixed
        "There is no `from`, and no template that could have one."
        "Mailgun answers 400 `from parameter is missing`."
        "Set `from`."
        "Error codes; a template may have its own: OpenAPI, `from`";
    MissingBody "missing_body" Error Fixed
        "There is neither text, html, amp-html nor template."
        "Mailgun answers 400 `Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified`."
        "Set one of them."
        "Error codes";
    EmptyBody "empty_body" Error Free
        "The only body is empty or white space, or all of them are."
        "Mailgun answers 400 `Need at least one of ...`, as if there were none. Most often a form was left empty, or a template rendered to an empty text."
        "Write something."
        "mailgun/mailgun-php#290; white space too: typesafe/mnailgun#14";
    HtmlWithTemplate "html_with_template" Error Free
        "Both html and template are given."
        "Mailgun answers 400 `Only one parameters 'html' or 'template' is allowed`."
        "Leave one of them out."
        "Error codes";
    TooManyRecipients "too_many_recipients" Error Free
        "There are more than 1000 recipients in to, cc and bcc together."
        "Mailgun answers 400 `Too many recipients, max is 1000`. cc and bcc count."
        "Send in batches of at most 1000."
        "Error codes; that cc and bcc count: mailgun/mailgun-go, messages.go";
    UnknownField "unknown_field" Error Free
        "A field of the plain object is not known."
        "Nothing says that Mailgun refuses it, and its own clients send it on: a typo would be lost in silence, and the mail would go out without the option."
        "Correct the name, or send what is new at Mailgun with `param()`."
        "mailgun/mailgun.js 14, which posts every field it is given";
    DuplicateField "duplicate_field" Error Free
        "A single field is given twice: under both its names, or as a header twice."
        "Mailgun takes one value of it, and which one would arrive is not documented."
        "Keep one of the two names."
        "OpenAPI: such a parameter is a single string";
    WrongType "wrong_type" Error Fixed
        "A value is of a type the field can never take."
        "A form has only text and files: it could go out only as `[object Object]`, or not at all, and the mail would be sent without it."
        "Give one of the types the message names."
        "This package: a form holds text and files, nothing else";
    KnownParam "known_param" Error Free
        "`param()` was used for a parameter this package knows."
        "It would go out unchecked, and perhaps twice. `param()` is the door for what Mailgun adds after this release."
        "Use the field that the hint names."
        "This package";
    InvalidAddress "invalid_address" Error Fixed
        "An address is not one."
        "Mailgun answers 400 `to parameter is not a valid address. please check documentation`, and refuses the whole call for one wrong recipient."
        "Correct the address. Quote a name that holds a comma or semicolon, or give `{ name, address }`: it is quoted for you."
        "Error codes; the grammar: RFC 5322, and mailgun/flanker, Mailgun's own parser";
    ControlCharacter "control_character" Error Fixed
        "A control character stands where a header could be made of it."
        "A line break in a subject, name or header value can inject headers. In a name, which Mailgun writes anew, an encoded word (`=?utf-8?q?=0D=0A?=`) can hide one; in a subject or header value such a word goes as it is, and a mail reader shows it as text."
        "Take it out. TAB is allowed."
        "RFC 5322, 2.2: a header ends at CRLF";
    UnicodeFrom "unicode_from" Error Free
        "The local part of `from` is not ASCII."
        "Mailgun makes an invalid header of it, and the message cannot be delivered."
        "Use an ASCII local part; the domain may be international."
        "anymail/django-anymail, docs/esps/mailgun.rst";
    InvalidTag "invalid_tag" Error Free
        "A tag is empty, longer than 128 characters, or not ASCII."
        "Mailgun strips what is not ASCII, and ignores a tag of which nothing is left: the mail goes out untagged."
        "Use ASCII words of at most 128 characters. Case does not matter to Mailgun."
        "documentation.mailgun.com, Track tagging; api-tags.rst of mailgun/documentation";
    TooManyTags "too_many_tags" Error Free
        "There are more than 10 tags."
        "Mailgun keeps at most 10 tags of a message."
        "Use fewer tags; put what tells messages apart into `variables`. The same tag twice counts as two."
        "help.mailgun.com, Tags; mailgun/mailgun-go#409";
    InvalidHeaderName "invalid_header_name" Error Fixed
        "A header's name holds something other than visible ASCII without a colon, or is empty."
        "Mailgun answers 400 `Header name must be pure ASCII`; anything else would break the header."
        "Use letters, digits and hyphens."
        "Error codes; RFC 5322, 2.2";
    ReservedHeader "reserved_header" Error Free
        "A header that Mailgun makes itself is given as `h:`."
        "Mailgun writes this header itself: the mail would carry it twice, or with a broken structure."
        "Use the field of that name instead; leave `MIME-Version` and `Content-*` to Mailgun."
        "OpenAPI, `h:`; RFC 5322, 3.6: each of them at most once";
    InvalidMessageId "invalid_message_id" Error Free
        "The Message-Id is not of the form `<unique@domain>`."
        "Mailgun replaces such an id in silence, so that you could not find the message by it."
        "Use `<unique@domain>`, with your sending domain, or leave it out: Mailgun makes one."
        "mailgun/mailgun.js#394; RFC 5322, 3.6.4";
    InvalidVariableName "invalid_variable_name" Error Fixed
        "A variable's or parameter's name is empty, or holds control characters, quotes or backslashes."
        "Webhooks and events could not be asked for it by that name; and runtimes write quotes, backslashes and controls in a field's name differently."
        "Use letters, digits, hyphens and underscores."
        "docs/same-bytes.md: how each runtime writes such a name";
    InvalidDate "invalid_date" Error Free
        "A date cannot be read."
        "Mailgun answers 400 `... is not an RFC-2822 compliant date`."
        "Give a Date, or text such as `Fri, 14 Oct 2011 12:00:00 +0000` or `2011-10-14T12:00:00Z`."
        "Error codes";
    DateWithoutZone "date_without_zone" Error Free
        "A date has no zone, or a named one other than GMT and UTC."
        "It could mean any of two dozen hours."
        "Add `Z` or an offset such as `+02:00`."
        "User manual, Scheduling: a numeric zone, or GMT; RFC 5322, 4.3, on named zones";
    DateOutOfRange "date_out_of_range" Error Free
        "The delivery time is more than 7 days ahead or more than a year back."
        "Mailgun answers 400 `Specific delivery time must not be farther than ...`."
        "Choose a time within the days your plan allows."
        "OpenAPI, `o:deliverytime`: 3 or 7 days; mailgun-js-boland#251";
    InvalidOption "invalid_option" Error Free
        "An option's value is not one it takes."
        "Mailgun answers 400, or ignores the option and sends the mail without it."
        "Give what the message expects."
        "OpenAPI, the field's own entry";
    InvalidJson "invalid_json" Error Free
        "A value that must be a JSON object is not one, or is nested more than 128 deep."
        "Mailgun answers 400 `'recipient-variables' parameter is not a valid JSON` or `Invalid template variables`."
        "Give a plain object."
        "Error codes";
    TooManyRecipientVariables "too_many_recipient_variables" Error Free
        "recipient-variables has more than 1000 entries."
        "Mailgun takes 1000 recipients a call."
        "Send in batches of at most 1000."
        "Error codes";
    InvalidRecipientKey "invalid_recipient_key" Error Free
        "A key of recipient-variables is not a plain address."
        "Mailgun matches the keys against the addresses in `to`, so the entry would be lost and its recipient would see the bare `%recipient.x%`."
        "Use the address alone, without a name, written as in `to`."
        "OpenAPI, `recipient-variables`";
    MissingFilename "missing_filename" Error Fixed
        "A file has no name."
        "Mailgun drops a file without a name, and sends the mail without it."
        "Give a File, or `{ data, filename }`."
        "anymail/django-anymail#128";
    InvalidFilename "invalid_filename" Error Fixed
        "A file's name shows nothing, or holds control characters, or turns the direction of the text after it."
        "Mailgun drops a file without a name; each runtime writes a control character in it differently; and an override of the direction (U+202E) shows `fdp.exe` as `exe.pdf`."
        "Use a name of visible characters. Marks (U+200E, U+200F) and pairs that are closed (U+2067 and U+2069, U+202B and U+202C) may stand in it."
        "docs/same-bytes.md; anymail/django-anymail#128";
    DuplicateInline "duplicate_inline" Error Free
        "Two inline files have the same name."
        "The name is the Content-ID: `cid:` could mean either file."
        "Give each its own name."
        "beam-community/bamboo#551: the Content-ID is the file's name";
    InvalidContentId "invalid_content_id" Error Free
        "An inline file's name cannot be a Content-ID: it holds white space or an angle bracket."
        "It is written between `<` and `>` and read up to the first space or bracket, so the image would be missing."
        "Use a name without spaces, such as `chart-1.png`, and `cid:chart-1.png` in the html."
        "RFC 2045, 7; RFC 5322, 3.6.4";
    InvalidContentType "invalid_content_type" Error Free
        "A file's type is not of the form `type/subtype`."
        "Every runtime puts nothing in place of such a type, and the file arrives as `application/octet-stream`."
        "Use a media type such as `image/png`, or leave it out."
        "W3C File API, the type of a Blob; RFC 9110, 8.3.1";
    UnreadableAttachment "unreadable_attachment" Error Fixed
        "A stream, Response or iterable could not be read, or was to be read at once."
        "There are no bytes to send, so nothing is sent."
        "`cause` has the stream's own error. For a dry run of a message that holds a stream use `toFormDataAsync()`."
        "This package";
    MoreProblems "more_problems" Error Fixed
        "There are more than 5000 problems: this one stands for those beyond, and is a warning where all of them are."
        "Nobody reads more, and half a million of them, as a megabyte of commas has, would take seconds to tell."
        "Correct what is told, and check again. Most often it is one mistake, repeated."
        "This package";
    NeedsTemplate "needs_template" Error Free
        "A `t:` parameter is given without `template`."
        "There is no template it could apply to."
        "Set `template`, or leave it out."
        "OpenAPI, `t:version`, `t:text`, `t:variables`";
    NeedsSecondaryDkim "needs_secondary_dkim" Error Free
        "o:secondary-dkim-public is given without o:secondary-dkim."
        "Mailgun requires the key of which it is an alias."
        "Set both."
        "OpenAPI, `o:secondary-dkim-public`";
    OptionsTooLarge "options_too_large" Error Free
        "The values of `o:`, `h:` and `v:` are over 16384 bytes together."
        "Mailgun answers 400 `Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total`."
        "Move data into `templateVariables` or `recipientVariables`, or send an id instead of the data."
        "Error codes";
    MessageTooLarge "message_too_large" Error Free
        "The message, as built, is over 25 MiB by the lowest estimate."
        "Mailgun refuses messages over 25 MB as built; base64 adds 37 % to every file, so that 18 MB of files fill it."
        "Send links instead of files."
        "User manual: 25 MB; RFC 2045, 6.8, on base64";
    RequestTooLarge "request_too_large" Error Free
        "The request is over 50 MiB."
        "Mailgun answers 413 `request size exceeds 52.4MiB limit` and reads no further."
        "Send links instead of files."
        "Error codes";
    RecipientsExposed "recipients_exposed" Warning Free
        "Several recipients in `to`, and no recipient variables."
        "It is one mail with all of them in its To header: every one of them sees the others' addresses."
        "For a mail to each set `recipientVariables` (an empty object will do). Where one mail to all is meant, say `rules: { recipients_exposed: \"off\" }`."
        "User manual, Batch Sending; mailgun/mailgun.js#58";
    SeveralFrom "several_from" Warning Free
        "There is more than one address in `from`."
        "Mailgun's documents name a single one; what it does with more is not documented."
        "Keep one, and put the others into `replyTo`."
        "OpenAPI, `from`: a single string";
    LongAddress "long_address" Warning Free
        "A local part is over 64 bytes, or an address over 254."
        "RFC 5321 does not ask servers to take more, and many refuse it."
        "Check the address for a mistake in copying."
        "RFC 5321, 4.5.3.1";
    DuplicateRecipient "duplicate_recipient" Warning Free
        "The same recipient is given twice."
        "Mailgun sends to each address once and says nothing, so a list that should have no duplicates has a mistake."
        "Remove one."
        "OpenAPI, `to`";
    BarePlaceholder "bare_placeholder" Warning Free
        "A text has `%name%`, and the recipient variables have `name`."
        "Mailgun fills in `%recipient.name%` alone: every reader would see `%name%`."
        "Write `%recipient.name%`."
        "RST, Batch Sending; mailgun/mailgun-ruby#90";
    MissingSubject "missing_subject" Warning Free
        "There is no subject, and no template that could have one."
        "Mailgun takes it, and the mail arrives without one: filters count that against it, and readers see nothing of what it is."
        "Set `subject`; to send without one on purpose, turn the rule off."
        "OpenAPI lists `subject` as required; its prose lets a template have it, and no error of Mailgun's names it";
    CommentDropped "comment_dropped" Warning Free
        "A name or an address has parentheses outside of quotes."
        "By the grammar of mail they hold a comment, which is no part of the name: the mail goes out without it, and `Acme (UK) <a@host.com>` as `Acme <a@host.com>`."
        "Put the name in quotes, or give `{ name, address }`."
        "RFC 5322, 3.2.2";
    GarbledName "garbled_name" Warning Free
        "A display name is not ASCII and holds one of `( ) , \"`."
        "Mailgun writes an invalid header that shows extra quotes (anymail/django-anymail#270)."
        "Take the punctuation out of the name."
        "anymail/django-anymail#270";
    UnknownRecipient "unknown_recipient" Warning Free
        "recipient-variables has an entry for an address that is no recipient."
        "The entry has no effect. Most often the address is misspelt, or written in another case than in `to`."
        "Correct the address, or remove the entry."
        "OpenAPI, `recipient-variables`";
    MissingRecipientVariable "missing_recipient_variable" Warning Free
        "A `%recipient.x%` is used that some recipient has no variable for."
        "What Mailgun shows to that recipient is not documented; it may be the bare `%recipient.x%`."
        "Give every recipient the variable."
        "User manual, Batch Sending";
    CopiesRepeated "copies_repeated" Warning Free
        "cc or bcc is used together with recipient variables."
        "Mailgun makes a mail for each recipient in `to`, and each of them goes to cc and bcc as well: 1000 copies for 1000 recipients."
        "Leave cc and bcc out of a batch."
        "anymail/django-anymail, docs/esps/mailgun.rst";
    MissingInline "missing_inline" Warning Free
        "The html shows a `cid:` for which there is no inline file."
        "The reader sees a broken image."
        "Attach the file with `inline`, under exactly that name."
        "OpenAPI, `inline`; beam-community/bamboo#551";
    UnusedInline "unused_inline" Warning Free
        "An inline file is not used by the html."
        "Some clients then show it as an attachment, others not at all."
        "Show it as `<img src=\"cid:NAME\">`, or make it an attachment."
        "RFC 2183, 2.1";
    DateInPast "date_in_past" Warning Free
        "The delivery time has passed."
        "Mailgun's documents do not say whether it sends at once or refuses."
        "Leave it out to send at once."
        "OpenAPI, `o:deliverytime`, is silent on it";
    DateFarAhead "date_far_ahead" Warning Free
        "The delivery time is more than 3 days ahead."
        "How long Mailgun keeps a message depends on the plan, 3 or 7 days; beyond it the call is refused."
        "Check your plan, or schedule nearer to the time."
        "documentation.mailgun.com, Schedule delivery";
    OptionsNearLimit "options_near_limit" Warning Free
        "The options, counted in the widest way, are over 16000 bytes."
        "Whether names and `t:` count, and whether 16 kB is 16000 or 16384, is not documented: Mailgun may refuse it."
        "Move data into the message itself."
        "OpenAPI counts `t:`, the error codes do not";
    MessageNearLimit "message_near_limit" Warning Free
        "The message is estimated at over 25000000 bytes."
        "Mailgun's limit is 25 MB for the message as built."
        "Send links instead of files."
        "User manual";
    ManyTags "many_tags" Warning Free
        "There are 4 to 10 tags."
        "Mailgun's documents disagree: three a message in the older ones, ten in the newest."
        "Use at most three, or turn the rule off where yours are kept."
        "api-tags.rst of mailgun/documentation and api-limits: 3; help.mailgun.com, Tags: 10";
    FilenameCleaned "filename_cleaned" Warning Free
        "A file's name held a path, a quote or a backslash, and was cleaned."
        "Runtimes write quotes and backslashes in it differently, workerd cannot write a backslash at the end at all, and a path tells the reader about your disk."
        "Use a plain name."
        "docs/same-bytes.md";
    DiscouragedHeader "discouraged_header" Warning Free
        "A header that mail servers write themselves is given as `h:`."
        "Mail servers write it on the way; Mailgun may replace or double it, and DKIM may fail."
        "Leave it out."
        "RFC 5321, 4.4; RFC 6376, 3.5";
    ReplyToNotAddress "reply_to_not_address" Warning Free
        "The Reply-To header is no address."
        "Answers would not arrive."
        "Give an address."
        "RFC 5322, 3.6.2";
    BlockedByGmail "blocked_by_gmail" Warning Free
        "A file's name ends in a way that Gmail blocks."
        "Gmail refuses the whole mail. It takes `.com`, `.exe`, `.js`, `.iso` and some fifty other endings for programs (anymail/django-anymail#112)."
        "Rename the file."
        "anymail/django-anymail#112; support.google.com/mail/answer/6590";
    LargeAttachments "large_attachments" Warning Free
        "The files are over 18 MB together."
        "As base64 they come near the 25 MB that Mailgun, and most mailboxes, allow."
        "Send links instead of files."
        "RFC 2045, 6.8: base64 makes 4 bytes of 3, and lines of 76";
    LongVariable "long_variable" Warning Free
        "A `v:` value is over 4 kB."
        "Mailgun keeps 4096 bytes of it in events and webhooks and cuts off the rest."
        "Send an id instead of the data."
        "OpenAPI, `v:`";
}

impl Code {
    /// The code of that name.
    ///
    /// ```
    /// use mailgun_edge::problem::Code;
    /// assert_eq!(Code::find("missing_to"), Some(Code::MissingTo));
    /// assert_eq!(Code::find("missing-to"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Whether no rule can change it.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self.rule() == Rule::Fixed
    }
}
