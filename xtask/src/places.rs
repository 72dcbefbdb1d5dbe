//! The places that panics name, and what they say, taken out: nobody hears of them (`crate::traps`), they weigh 0.3 kB, gzipped, and
//! the paths of dependencies are those of the machine that built them, so that another would make other bytes.

use std::ops::Range;

use anyhow::{Result, bail};
use wasm_encoder::{ConstExpr, DataSection, Module, RawSection};
use wasmparser::{Data, DataKind, Operator, Parser, Payload};

/// The bytes of a `core::panic::Location` on wasm32: the path's address and length, line and column.
const LOCATION: usize = 16;

/// A path, a line and a column are at most so long.
const PATH_MAX: usize = 300;
const LINE_MAX: u32 = 100_000;
const COLUMN_MAX: u32 = 1000;

/// What panics of the standard library say here, and a closure of the bindings, of which there are none.
const SAYINGS: &[&str] = &[
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "Tried to shrink to a larger capacity",
    "attempt to divide by zero",
    "closure invoked recursively or after being dropped",
    "to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive",
];

/// What stands in memory from an address on.
struct Segment {
    start: u32,
    bytes: Vec<u8>,
}

impl Segment {
    fn of(data: &Data<'_>) -> Result<Self> {
        let DataKind::Active { memory_index: 0, offset_expr } = &data.kind else {
            bail!("the wasm has data that stands nowhere in its memory");
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("the wasm has data whose place is no constant");
        };
        Ok(Self { start: u32::try_from(value)?, bytes: data.data.to_vec() })
    }

    /// Where a text of this address and length stands in it, if it does.
    fn range(&self, address: u32, length: u32) -> Option<Range<usize>> {
        let from = usize::try_from(address.checked_sub(self.start)?).ok()?;
        let range = from..from.checked_add(usize::try_from(length).ok()?)?;
        (range.end <= self.bytes.len()).then_some(range)
    }
}

/// The module with zeros in the place of every `Location`, of its path, and of what panics say; all else stays as it is.
pub fn blank(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::DataSection(section) = payload {
            let mut segments =
                section.into_iter().map(|data| Segment::of(&data?)).collect::<Result<Vec<_>>>()?;
            let mut unheard = places(&segments);
            unheard.extend(SAYINGS.iter().flat_map(|saying| occurrences(&segments, saying)));
            for (segment, range) in unheard {
                segments[segment].bytes[range].fill(0);
            }
            let mut section = DataSection::new();
            for Segment { start, bytes } in segments {
                section.active(0, &ConstExpr::i32_const(i32::try_from(start)?), bytes);
            }
            module.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            module.section(&RawSection { id, data: wasm.get(range).unwrap_or_default() });
        }
    }
    Ok(module.finish())
}

/// Where a text stands: in which segment, and where in it.
fn occurrences<'s>(
    segments: &'s [Segment],
    text: &'s str,
) -> impl Iterator<Item = (usize, Range<usize>)> + 's {
    segments.iter().enumerate().flat_map(move |(index, segment)| {
        let windows = segment.bytes.windows(text.len()).enumerate();
        windows
            .filter(|(_, window)| *window == text.as_bytes())
            .map(move |(at, _)| (index, at..at + text.len()))
    })
}

/// Every `Location` and every path that one names: which segment, and where in it.
fn places(segments: &[Segment]) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        // A Location begins at a multiple of four.
        let first = segment.start.next_multiple_of(4) - segment.start;
        for at in (first as usize..segment.bytes.len()).step_by(4) {
            let Some(record) = segment.bytes.get(at..at + LOCATION) else { break };
            if let Some(path) = path(segments, record) {
                found.extend([(index, at..at + LOCATION), path]);
            }
        }
    }
    found
}

/// The path of a record that is a `Location`.
fn path(segments: &[Segment], record: &[u8]) -> Option<(usize, Range<usize>)> {
    let word = |index: usize| Some(u32::from_le_bytes(*record.get(index * 4..)?.first_chunk()?));
    let [address, length, line, column] = [word(0)?, word(1)?, word(2)?, word(3)?];
    let likely =
        (1..=LINE_MAX).contains(&line) && (1..=COLUMN_MAX).contains(&column) && length as usize <= PATH_MAX;
    if !likely {
        return None;
    }
    let located = segments
        .iter()
        .enumerate()
        .find_map(|(index, segment)| Some((index, segment.range(address, length)?)))?;
    let text = std::str::from_utf8(&segments[located.0].bytes[located.1.clone()]).ok()?;
    (text.ends_with(".rs") && text.contains('/')).then_some(located)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/home/somebody/.cargo/registry/src/index/js-sys/src/lib.rs";

    /// A module with a path, a text, and a record that points at one of the two.
    fn module(text: &str, address: u32, line: u32) -> Vec<u8> {
        let mut bytes = [PATH.as_bytes(), text.as_bytes(), b"  "].concat();
        bytes.truncate(bytes.len() / 4 * 4);
        for word in [address, u32::try_from(PATH.len()).unwrap_or_default(), line, 7] {
            bytes.extend(word.to_le_bytes());
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(1024), bytes);
        let mut module = Module::new();
        module.section(&data);
        module.finish()
    }

    fn has(wasm: &[u8], text: &str) -> bool {
        wasm.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn a_place_and_its_path_go_and_all_else_stays() -> Result<()> {
        let text = "expected a sentence of the package's own, which stays as it is";
        let wasm = blank(&module(text, 1024, 12))?;
        assert!(!has(&wasm, "somebody") && has(&wasm, text));
        assert!(!wasm.windows(4).any(|window| window == 1024_u32.to_le_bytes()), "the record");
        Ok(())
    }

    #[test]
    fn what_panics_say_goes() -> Result<()> {
        let wasm = blank(&module("RefCell already borrowed, expected", 9999, 12))?;
        assert!(!has(&wasm, "RefCell") && has(&wasm, ", expected"));
        Ok(())
    }

    #[test]
    fn what_is_no_place_stays() -> Result<()> {
        for (address, line) in [(1024, 0), (1028, 12), (9999, 12)] {
            let wasm = module("expected a sentence", address, line);
            assert_eq!(blank(&wasm)?, wasm, "{address}, {line}");
        }
        Ok(())
    }
}
