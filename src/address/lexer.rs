//! Tokens of one entry of a list: words, quoted words, `@`, `<` and `>`. Comments and white space are no tokens.

use crate::address::error::Reason;
use crate::address::{ADDRESS_CHARS_MAX, COMMENT_DEPTH_MAX};
use crate::text::start;

/// A piece of an entry. White space and comments are no tokens: they part them.
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As it was written; of a quoted string, what stands between the quotes.
    pub(super) text: &'t str,
    /// Whether white space or a comment stands before it.
    pub(super) parted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of anything that is not another token.
    Word,
    /// `"..."`
    Quoted,
    /// `@`
    At,
    /// `<`
    Open,
    /// `>`
    Close,
}

pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    /// The byte to read next.
    pub(super) at: usize,
    /// Of the present entry.
    pub(super) tokens: Vec<Token<'t>>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, tokens: Vec::new() }
    }

    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads up to the comma or semicolon that ends the entry, where those `separate`, or to the end of the text. After an
    /// unclosed quote or comment there is no telling what was meant: the rest of the text belongs to the entry.
    pub(super) fn entry(&mut self, separate: bool) -> Result<(), Reason> {
        self.tokens.clear();
        let (mut parted, mut angle) = (false, false);
        while let Some(byte) = self.byte() {
            let start = self.at;
            let mut inside = None;
            let kind = match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    parted = true;
                    continue;
                }
                b'(' => {
                    self.comment()?;
                    parted = true;
                    continue;
                }
                b',' | b';' if separate => break,
                b'"' => {
                    self.quoted()?;
                    inside = self.text.get(start + 1..self.at - 1);
                    Kind::Quoted
                }
                b'@' => self.sign(Kind::At),
                b'<' => {
                    angle = true;
                    self.sign(Kind::Open)
                }
                b'>' => {
                    angle = false;
                    self.sign(Kind::Close)
                }
                _ => {
                    self.word(separate);
                    Kind::Word
                }
            };
            // Each token is a character at least: an entry of more is too long, and need not be kept whole.
            if self.tokens.len() <= ADDRESS_CHARS_MAX {
                let text = inside.or_else(|| self.text.get(start..self.at)).unwrap_or_default();
                self.tokens.push(Token { kind, text, parted });
            }
            parted = false;
        }
        if angle { Err(Reason::Angle) } else { Ok(()) }
    }

    fn sign(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    fn word(&mut self, separate: bool) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'(' | b'"' | b'@' | b'<' | b'>' => return,
                b',' | b';' if separate => return,
                _ => self.at += 1,
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Reason> {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return Ok(());
            }
        }
        self.at = self.text.len();
        Err(Reason::Quote)
    }

    fn comment(&mut self) -> Result<(), Reason> {
        let mut depth = 0;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'(' if depth == COMMENT_DEPTH_MAX => {
                    self.at = self.text.len();
                    return Err(Reason::CommentDepth);
                }
                b'(' => depth += 1,
                b')' if depth == 1 => return Ok(()),
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.at = self.text.len();
        Err(Reason::Comment)
    }
}

pub(super) fn short(entry: &str) -> Result<(), Reason> {
    let long = entry.len() > ADDRESS_CHARS_MAX && start(entry, ADDRESS_CHARS_MAX).len() < entry.len();
    if long { Err(Reason::Long) } else { Ok(()) }
}

pub(super) fn find(tokens: &[Token<'_>], kind: Kind) -> Option<usize> {
    tokens.iter().position(|token| token.kind == kind)
}

/// The tokens before the one at `index`, and those after it.
pub(super) fn cut<'a, 't>(tokens: &'a [Token<'t>], index: usize) -> (&'a [Token<'t>], &'a [Token<'t>]) {
    (tokens.get(..index).unwrap_or_default(), tokens.get(index + 1..).unwrap_or_default())
}
