//! The world behind one door: what the core cannot know by itself. It never reads a clock.

/// What the core asks of the world.
pub trait Platform {
    /// Now, in milliseconds since 1970.
    fn now(&self) -> f64;

    /// The ASCII form of an international domain (UTS 46, as in the URL standard); `None` where there is none. It is asked of texts
    /// that are not ASCII, and whose ASCII is letters, digits, hyphens, underscores and dots.
    fn domain_to_ascii(&self, domain: &str) -> Option<String>;
}

/// A platform that stands still: a given time, and no international domains. For tests and for programs without IDNA.
///
/// ```
/// use mailgun_edge::platform::{Fixed, Platform};
/// assert_eq!(Fixed { now: 1.6e12 }.now(), 1.6e12);
/// assert_eq!(Fixed::default().domain_to_ascii("пример.рф"), None);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Fixed {
    /// The time, in milliseconds since 1970.
    pub now: f64,
}

impl Platform for Fixed {
    fn now(&self) -> f64 {
        self.now
    }

    fn domain_to_ascii(&self, _domain: &str) -> Option<String> {
        None
    }
}
