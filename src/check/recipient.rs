//! A recipient as it was read, and how a sentence names one in a comma list.

use std::borrow::Cow;

use crate::draft::Given;
use crate::parameter::Field;
use crate::words::{Words, add};

/// One recipient, for the rules over the whole message.
pub(super) struct Recipient<'d, B> {
    pub(super) field: Field,
    pub(super) given: &'d Given<B>,
    /// Which entry of a comma list, where it stands in one.
    pub(super) lead: Lead,
    /// What tells recipients apart.
    pub(super) key: Cow<'d, str>,
    /// The address as it goes out, where its domain is not in lower case.
    pub(super) written: Option<String>,
    /// The JSON of its variables.
    pub(super) variables: &'d str,
}

impl<B> Recipient<'_, B> {
    /// Whether it was given in the plain form, and an address is the same. (What the parser reads has a key of its own.)
    pub(super) fn is_plainly(&self, address: &str) -> bool {
        matches!(self.key, Cow::Borrowed(key) if key == address)
    }
}

/// What a sentence begins with: which entry of a comma list it is about, from 1; 0 where it is about none.
#[derive(Clone, Copy)]
pub(super) struct Lead(pub(super) usize);

impl Words for Lead {
    fn add_to(&self, out: &mut String) {
        if self.0 > 0 {
            add!(out, "entry ", self.0, ": ");
        }
    }
}
