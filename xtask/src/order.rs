//! The order of the functions in the wasm: those that are alike stand near each other. deflate, which gzip and npm use, looks 32 kB
//! back and no further, and the code is four times that.

use std::collections::VecDeque;
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload};

use crate::functions::Functions;

/// The bytes by which two functions are alike: so many in a row that both have.
const RUN: usize = 6;

/// What more functions have stands near each of them anyway.
const SHARED_BY_MAX: usize = 60;

/// How far back is looked, in bytes; a little less than deflate does.
const WINDOW: usize = 30_000;

/// Added to a length, so that the shortest functions do not come first because they are short.
const LENGTH_ADDED: f64 = 200.0;

/// The module with its functions in that order; it does the same.
pub fn by_likeness(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload? {
            bodies.push(body.as_bytes());
        }
    }
    let order = order(&bodies);
    let mut places = vec![0; order.len()];
    for (place, &function) in (0..).zip(&order) {
        places[function] = place;
    }
    let mut sorter = Sorter { imported: Functions::of(wasm)?.imported, order, places };
    let mut module = Module::new();
    sorter.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow!("{error}"))?;
    Ok(module.finish())
}

struct Sorter {
    imported: u32,
    /// By new place, the old one; imports not counted.
    order: Vec<usize>,
    /// By old place, the new one.
    places: Vec<u32>,
}

impl Reencode for Sorter {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported).and_then(|at| self.places.get(at as usize));
        Ok(own.map_or(function, |place| place + self.imported))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for &at in &self.order {
            functions.function(types[at]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for at in self.order.clone() {
            utils::parse_function_body(self, code, bodies[at].clone())?;
        }
        Ok(())
    }
}

/// The places of the functions in their new order: after each the one that has most, for its length, of what stands within the
/// window before it. A run that few have counts more. The same bodies have the same order on every machine.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let shared = Shared::of(bodies);
    let mut window =
        Window { shared: &shared, seen: vec![0; shared.functions.len()], worth: vec![0.0; bodies.len()] };
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&at| std::cmp::Reverse(bodies[at].len()));
    let mut order = Vec::with_capacity(bodies.len());
    let (mut recent, mut length) = (VecDeque::new(), 0);
    while !left.is_empty() {
        let worth = |at: usize| window.worth[at] / (bodies[at].len() as f64 + LENGTH_ADDED);
        let mut best = 0;
        for (place, &at) in left.iter().enumerate() {
            if worth(at) > worth(left[best]) {
                best = place;
            }
        }
        let next = left.remove(best);
        order.push(next);
        window.enter(next);
        recent.push_back(next);
        length += bodies[next].len();
        while length > WINDOW && recent.len() > 1 {
            if let Some(oldest) = recent.pop_front() {
                length -= bodies[oldest].len();
                window.leave(oldest);
            }
        }
    }
    order
}

/// The runs of bytes that several functions have.
struct Shared {
    /// By run, the functions that have it.
    functions: Vec<Vec<usize>>,
    /// By function, the runs that it has.
    runs: Vec<Vec<usize>>,
}

impl Shared {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut all: Vec<(&[u8], usize)> = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            all.extend(body.windows(RUN).map(|run| (run, at)));
        }
        all.sort_unstable();
        all.dedup();
        let mut shared = Self { functions: Vec::new(), runs: vec![Vec::new(); bodies.len()] };
        for group in all.chunk_by(|one, other| one.0 == other.0) {
            if (2..=SHARED_BY_MAX).contains(&group.len()) {
                for (_, at) in group {
                    shared.runs[*at].push(shared.functions.len());
                }
                shared.functions.push(group.iter().map(|(_, at)| *at).collect());
            }
        }
        shared
    }
}

/// What deflate sees from where the next function would stand.
struct Window<'s> {
    shared: &'s Shared,
    /// By run, how many functions within the window have it.
    seen: Vec<u32>,
    /// By function, what its runs that are seen come to.
    worth: Vec<f64>,
}

impl Window<'_> {
    fn enter(&mut self, function: usize) {
        for &run in &self.shared.runs[function] {
            self.seen[run] += 1;
            if self.seen[run] == 1 {
                self.count(run, 1.0);
            }
        }
    }

    fn leave(&mut self, function: usize) {
        for &run in &self.shared.runs[function] {
            self.seen[run] -= 1;
            if self.seen[run] == 0 {
                self.count(run, -1.0);
            }
        }
    }

    fn count(&mut self, run: usize, sign: f64) {
        let functions = &self.shared.functions[run];
        for &function in functions {
            self.worth[function] += sign / functions.len() as f64;
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function, Instruction, RefType,
        TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::{ElementItems, Validator};

    use super::*;

    const LONG: &[u8] = b"a run of bytes that is long enough to be found again";

    fn order_of(bodies: &[Vec<u8>]) -> Vec<usize> {
        order(&bodies.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_alike_stands_together() {
        let body = |other: &str| [LONG, other.as_bytes()].concat();
        let bodies = [body("one, the longest"), b"something else altogether".to_vec(), body("two")];
        assert_eq!(order_of(&bodies), [0, 2, 1]);
    }

    #[test]
    fn every_function_has_a_place() {
        let bodies: Vec<Vec<u8>> =
            (0..300_u32).map(|at| at.to_le_bytes().repeat(1 + at as usize % 90)).collect();
        let mut order = order_of(&bodies);
        order.sort_unstable();
        assert!(order.into_iter().eq(0..bodies.len()));
    }

    /// Three functions, of which the last is the longest and has another type. The first calls it, and is exported; it stands in a table.
    #[test]
    fn calls_types_exports_and_tables_go_along() -> Result<()> {
        use Instruction::{Call, Drop, End, I32Const, Nop, Unreachable};
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let bodies: [(u32, &[Instruction<'_>]); 3] = [
            (0, &[Call(2), Drop, End]),
            (0, &[Unreachable, End]),
            (1, &[Nop, Nop, Nop, Nop, I32Const(7), End]),
        ];
        for (kind, body) in bodies {
            functions.function(kind);
            let mut function = Function::new([]);
            body.iter().for_each(|instruction| _ = function.instruction(instruction));
            code.function(&function);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("first", ExportKind::Func, 0);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions([2].as_slice().into()));
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        let sorted = by_likeness(&module.finish())?;
        Validator::new().validate_all(&sorted)?;
        let (mut found, mut exported, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&sorted) {
            match payload? {
                Payload::CodeSectionEntry(body) => found.push(body.as_bytes().to_vec()),
                Payload::ExportSection(section) => {
                    for export in section {
                        exported.push(export?.index);
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let ElementItems::Functions(items) = element?.items {
                            listed.extend(items.into_iter().collect::<Result<Vec<u32>, _>>()?);
                        }
                    }
                }
                _ => {}
            }
        }
        // No locals, then the instructions: the call goes to the first now.
        let expected = [vec![0, 1, 1, 1, 1, 0x41, 7, 0x0b], vec![0, 0x10, 0, 0x1a, 0x0b], vec![0, 0, 0x0b]];
        assert_eq!(found, expected);
        assert_eq!((exported, listed), (vec![1], vec![0]));
        Ok(())
    }
}
