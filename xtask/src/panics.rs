//! How many ways to panic are left in the wasm. Clippy denies the obvious ones in `src/`; what the standard library and the
//! bindings bring along is counted here, so that it does not grow unseen.

use std::collections::HashSet;

use anyhow::Result;
use wasmparser::{Operator, Parser, Payload};

use crate::functions::Functions;
use crate::traps;

/// Parts of the names of what the bindings throw with; what else panics is in [`traps`].
const THROWS: &[&str] = &["::throw_str", "::unwrap_throw", "::expect_throw"];

/// What is counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paths {
    /// Calls of a function that panics, in the wasm that still has names.
    pub calls: u64,
    /// `unreachable` instructions in the wasm that is shipped: where each of them ends.
    pub unreachable: u64,
}

/// Counts, in the wasm with names and in the one that is shipped.
pub fn count(named: &[u8], shipped: &[u8]) -> Result<Paths> {
    let panicking = panicking(named)?;
    let mut paths = Paths::default();
    operators(named, |operator| {
        if let Operator::Call { function_index } = operator {
            paths.calls += u64::from(panicking.contains(function_index));
        }
    })?;
    operators(shipped, |operator| paths.unreachable += u64::from(matches!(operator, Operator::Unreachable)))?;
    Ok(paths)
}

/// The functions that panic, by their names.
fn panicking(wasm: &[u8]) -> Result<HashSet<u32>> {
    let Functions { imported, names, .. } = Functions::of(wasm)?;
    let panics = |name: &str| traps::is_panic(name) || THROWS.iter().any(|part| name.contains(part));
    Ok(names
        .into_iter()
        .filter(|(index, name)| *index >= imported && panics(name))
        .map(|(index, _)| index)
        .collect())
}

fn operators(wasm: &[u8], mut each: impl FnMut(&Operator<'_>)) -> Result<()> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload? {
            for operator in body.get_operators_reader()? {
                each(&operator?);
            }
        }
    }
    Ok(())
}
