//! What can be wrong with a message: the codes, how grave each is, and who may overrule that. It does not know how a problem
//! is found (`crate::check` does) nor how it reaches JS.

use std::fmt;

use crate::text::excerpt;
use crate::words::{Words, add, words};

pub use crate::code::{CODE_DOCS, Code, CodeDoc};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Mailgun refuses it, loses it in silence, or it could inject a header. Nothing is sent.
    Error,
    /// Public sources leave it open, or it is legal and probably not meant. It is sent.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong or doubtful: what, where, and in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How grave it is, the caller's rules applied.
    pub severity: Severity,
    /// What kind of problem.
    pub code: Code,
    /// Where, as the caller wrote it: `to[2]`, `attachment[1].filename`, `h:X-A`.
    pub field: String,
    /// What was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// What a rule makes of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Refuse the message.
    Error,
    /// Say so and send.
    Warning,
    /// Say nothing.
    Off,
}

/// The caller's view of what is grave: `strict` and `rules`.
///
/// ```
/// use mailgun_edge::problem::{Code, Level, Policy, Severity};
/// let policy = Policy { strict: true, rules: vec![(Code::ManyTags, Level::Off), (Code::MissingTo, Level::Off)] };
/// assert_eq!(policy.severity(Code::RecipientsExposed), Some(Severity::Error)); // strict
/// assert_eq!(policy.severity(Code::ManyTags), None);
/// assert_eq!(policy.severity(Code::MissingTo), Some(Severity::Error)); // no rule can change it
/// ```
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Every warning is an error.
    pub strict: bool,
    /// Single codes overruled; the last one of a code counts.
    pub rules: Vec<(Code, Level)>,
}

impl Policy {
    /// What becomes of a code under this policy; `None` where it is off.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        if code.is_fixed() {
            return Some(code.severity());
        }
        match self.rules.iter().rev().find(|(ruled, _)| *ruled == code) {
            Some((_, Level::Error)) => Some(Severity::Error),
            Some((_, Level::Warning)) => Some(Severity::Warning),
            Some((_, Level::Off)) => None,
            None if self.strict => Some(Severity::Error),
            None => Some(code.severity()),
        }
    }
}

/// How many problems are told one by one; of what is beyond, only that it is there. Room for several of each recipient of a call, while a
/// megabyte of commas is half a million.
pub const PROBLEMS_MAX: usize = 5000;

/// Gathers problems under a policy. A problem's sentence is written where it is kept: whoever notes one gets that place.
#[derive(Debug)]
pub(crate) struct Problems<'p> {
    policy: &'p Policy,
    list: Vec<Problem>,
    /// How grave the gravest of those is that the list has no room for.
    more: Option<Severity>,
    /// The sentence of the last one that was not kept.
    lost: String,
}

impl<'p> Problems<'p> {
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self { policy, list: Vec::new(), more: None, lost: String::new() }
    }

    /// Kept where the policy wants it and there is room.
    pub(crate) fn note(&mut self, code: Code, field: &dyn Words) -> &mut String {
        self.advise(code, field, "")
    }

    /// The same, with what to do about it; an empty text is no hint.
    pub(crate) fn advise(&mut self, code: Code, field: &dyn Words, hint: &str) -> &mut String {
        self.keep(self.policy.severity(code), code, field, hint)
    }

    /// An error whatever the rules say: without it a value would be lost.
    pub(crate) fn insist(&mut self, code: Code, field: &dyn Words, hint: &str) -> &mut String {
        self.keep(Some(Severity::Error), code, field, hint)
    }

    /// Of a text that is not what was expected.
    pub(crate) fn unfit(&mut self, code: Code, field: &dyn Words, expected: &str, found: &str) {
        add!(self.note(code, field), "expected ", expected, ", found \"", excerpt(found), "\"");
    }

    /// Where there is more than the most of something: its words before and after the number, and what stands at the end.
    pub(crate) fn over(
        &mut self,
        code: Code,
        field: &dyn Words,
        [of, what, end]: &[&str; 3],
        most: u64,
        found: u64,
    ) {
        if found > most {
            add!(
                self.note(code, field),
                "expected ",
                of,
                "at most ",
                most,
                " ",
                what,
                ", found ",
                found,
                end
            );
        }
    }

    /// Notes that there is a problem for whose words there is no room; `false` where there is room.
    pub(crate) fn counted(&mut self, code: Code) -> bool {
        let full = self.list.len() >= PROBLEMS_MAX;
        if let (true, Some(severity)) = (full, self.policy.severity(code)) {
            self.count(severity);
        }
        full
    }

    fn count(&mut self, severity: Severity) {
        if self.more != Some(Severity::Error) {
            self.more = Some(severity);
        }
    }

    /// Whether there are more than there is room for, one of them an error: another would change nothing.
    pub(crate) fn is_full(&self) -> bool {
        self.more == Some(Severity::Error)
    }

    fn keep(&mut self, severity: Option<Severity>, code: Code, field: &dyn Words, hint: &str) -> &mut String {
        match severity {
            Some(severity) if self.list.len() < PROBLEMS_MAX => {
                return self.push(severity, code, field, hint);
            }
            Some(severity) => self.count(severity),
            None => {}
        }
        self.lost.clear();
        &mut self.lost
    }

    fn push(&mut self, severity: Severity, code: Code, field: &dyn Words, hint: &str) -> &mut String {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        self.list.push(Problem { severity, code, field: words![field], message: String::new(), hint });
        self.list.last_mut().map_or(&mut self.lost, |problem| &mut problem.message)
    }

    /// Whether a code is an error under the policy.
    pub(crate) fn refuses(&self, code: Code) -> bool {
        self.policy.severity(code) == Some(Severity::Error)
    }

    pub(crate) fn into_list(mut self) -> Vec<Problem> {
        if let Some(severity) = self.more {
            let message = self.push(severity, Code::MoreProblems, &"message", "");
            add!(message, "expected at most ", PROBLEMS_MAX, " problems, found more");
        }
        self.list
    }
}
