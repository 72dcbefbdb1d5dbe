//! Whether, and when, a message may be sent again: a pure decision, made from what happened so far. It never waits and never
//! reads a clock.
//!
//! Mailgun knows no idempotency key, and some of its 5xx answers belong to mail that went out (feedback.mailgun.com), so by
//! default only what was certainly not queued is tried again.

use crate::response::{Failure, Family};

/// The defaults of [`Retry`].
const ATTEMPTS: u32 = 3;
const BUDGET_MS: f64 = 30_000.0;

/// Backoff where an answer says nothing: full jitter below a second, doubled each time, up to half a minute
/// (aws.amazon.com, "Exponential Backoff And Jitter").
const BACKOFF_MS: f64 = 1000.0;
const BACKOFF_MS_MAX: f64 = 30_000.0;

/// How often a message may be tried, and for how long in all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retry {
    /// The most attempts, the first one included. Default: 3.
    pub attempts: u32,
    /// The most milliseconds spent waiting between attempts, in all. Default: 30,000.
    pub budget: f64,
    /// Whether to try again what was perhaps queued. The message may then arrive twice. Default: not.
    pub ambiguous: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: ATTEMPTS, budget: BUDGET_MS, ambiguous: false }
    }
}

impl Retry {
    /// One attempt and no more.
    pub const NEVER: Self = Self { attempts: 1, budget: 0.0, ambiguous: false };
}

/// What happened so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spent {
    /// How many attempts were made.
    pub attempts: u32,
    /// How many milliseconds were spent waiting between them.
    pub waited: f64,
}

/// Whether to try again a message that failed: the wait in whole milliseconds, or `None` to give up. `random` is from 0 to below 1.
///
/// A wait that does not fit into the budget is refused at once: the failure's own `retry_after` tells the caller when.
///
/// ```
/// use mailgun_edge::response::read;
/// use mailgun_edge::retry::{Retry, Spent, next};
///
/// let limited = read(429, |_| None, "try again after 2 seconds", 0.0).unwrap_err();
/// let once = Spent { attempts: 1, waited: 0.0 };
/// assert_eq!(next(&Retry::default(), once, &limited, 0.5), Some(2000.0));
/// assert_eq!(next(&Retry::NEVER, once, &limited, 0.5), None);
/// ```
#[must_use]
pub fn next(retry: &Retry, spent: Spent, failure: &Failure, random: f64) -> Option<f64> {
    let again = match failure.family {
        Family::Refused => {
            failure.code == "rate_limited" || (retry.ambiguous && failure.code == "not_connected")
        }
        // A success whose words were lost is one all the same: once more would be twice.
        Family::Unclear => retry.ambiguous && failure.status / 100 != 2,
    };
    if !again || spent.attempts >= retry.attempts {
        return None;
    }
    let wait = failure.retry_after.unwrap_or_else(|| random * ceiling(spent.attempts)).ceil();
    (spent.waited + wait <= retry.budget).then_some(wait)
}

/// The most that backoff waits after so many attempts.
fn ceiling(attempts: u32) -> f64 {
    (0..attempts.saturating_sub(1).min(16)).fold(BACKOFF_MS, |ceiling, _| (ceiling * 2.0).min(BACKOFF_MS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{lost, not_connected, read};

    fn spent(attempts: u32, waited: f64) -> Spent {
        Spent { attempts, waited }
    }

    #[test]
    fn by_default_only_what_was_not_queued_is_tried_again() {
        let retry = Retry::default();
        for (status, again) in [
            (400, false),
            (401, false),
            (413, false),
            (420, true),
            (429, true),
            (500, false),
            (503, false),
            (302, false),
        ] {
            let failure = read(status, |_| None, "", 0.0)
                .err()
                .map(|failure| next(&retry, spent(1, 0.0), &failure, 0.5));
            assert_eq!(failure, Some(again.then_some(500.0)), "{status}");
        }
        let limited = read(429, |_| None, "", 0.0).err().unwrap_or_else(lost);
        assert_eq!(next(&retry, spent(1, 0.0), &limited, 0.123_45), Some(124.0));
        assert_eq!(next(&retry, spent(1, 0.0), &lost(), 0.5), None);
        assert_eq!(next(&retry, spent(1, 0.0), &not_connected(), 0.5), None);
    }

    #[test]
    fn on_request_what_is_unclear_is_tried_again_too() {
        let retry = Retry { ambiguous: true, ..Retry::default() };
        for failure in [lost(), not_connected()] {
            assert_eq!(next(&retry, spent(1, 0.0), &failure, 0.5), Some(500.0));
        }
        // Neither what was refused, nor what was taken though the answer cannot be read.
        for status in [400, 200, 204] {
            let failure = read(status, |_| None, "", 0.0).err();
            assert_eq!(
                failure.map(|failure| next(&retry, spent(1, 0.0), &failure, 0.5)),
                Some(None),
                "{status}"
            );
        }
    }

    #[test]
    fn attempts_and_budget_are_bounded() {
        let retry = Retry::default();
        let limited = |seconds: u32| {
            let text = format!("try again after {seconds} seconds");
            read(429, |_| None, &text, 0.0).err().unwrap_or_else(lost)
        };
        assert_eq!(next(&retry, spent(2, 0.0), &limited(30), 0.0), Some(30_000.0));
        assert_eq!(next(&retry, spent(3, 0.0), &limited(1), 0.0), None);
        assert_eq!(next(&retry, spent(1, 0.0), &limited(31), 0.0), None);
        assert_eq!(next(&retry, spent(2, 29_000.0), &limited(2), 0.0), None);
    }

    #[test]
    fn backoff_doubles_up_to_half_a_minute() {
        let found: Vec<f64> = (1..=8).map(ceiling).collect();
        assert_eq!(found, [1000.0, 2000.0, 4000.0, 8000.0, 16_000.0, 30_000.0, 30_000.0, 30_000.0]);
        assert_eq!(ceiling(u32::MAX), BACKOFF_MS_MAX);
    }
}
