//! What is left of a panic: the trap that it ends in. Nobody would see its message, since the package sets no hook that prints
//! it. So the functions that put messages together are cut down to the trap before wasm-opt runs, which then drops what
//! only they needed. Nightly's `panic=immediate-abort` does it in the compiler. So are the bindings' closures, which nobody calls.

use anyhow::{Result, ensure};
use wasm_encoder::{CodeSection, Function, Instruction, Module, RawSection, SectionId};
use wasmparser::{Parser, Payload};

use crate::functions::Functions;

/// Parts of the names of functions that do nothing but panic. Not `throw_str`: what the bindings throw is read in `pkg-template/core.js`.
const PANICS: &[&str] = &[
    "::panicking::",
    "::rust_begin_unwind",
    "::rust_panic",
    "::slice_index_fail",
    "::slice_error_fail",
    "::len_mismatch_fail",
    "::result::unwrap_failed",
    "::option::unwrap_failed",
    "::option::expect_failed",
    "::raw_vec::handle_error",
    "::raw_vec::capacity_overflow",
    "::handle_alloc_error",
];

/// Parts of the names of functions that nobody calls: the bindings' for closures handed to JS, of which there are none, and their
/// futures. The table of functions keeps them.
const UNCALLED: &[&str] = &["wasm_bindgen::convert::closures::", "js_sys::futures::"];

/// What is in wasm-bindgen's glue where a closure is handed to JS: `makeMutClosure(arg0, arg1, f)`, say.
pub const CLOSURE: &str = "Closure(arg0";

/// Whether a function does nothing but panic, by its name.
pub fn is_panic(name: &str) -> bool {
    PANICS.iter().any(|panic| name.contains(panic))
}

/// The module with a trap in the place of each function that panics or is not called; all else stays as it is. It needs the names of
/// functions.
pub fn cut(wasm: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::of(wasm)?;
    let idle = |name: &str| is_panic(name) || UNCALLED.iter().any(|uncalled| name.contains(uncalled));
    let idle = |index| functions.names.get(&index).is_some_and(|name| idle(name));
    let mut trap = Function::new([]);
    trap.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
    let mut code = CodeSection::new();
    let mut module = Module::new();
    let mut cut = 0;
    let mut index = functions.imported;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CodeSectionEntry(body) = &payload {
            if idle(index) {
                cut += 1;
                code.function(&trap);
            } else {
                code.raw(body.as_bytes());
            }
            index += 1;
            if code.len() as usize == functions.bodies.len() {
                module.section(&code);
            }
        } else if let Some((id, range)) = payload.as_section()
            && id != u8::from(SectionId::Code)
        {
            module.section(&RawSection { id, data: wasm.get(range).unwrap_or_default() });
        }
    }
    ensure!(cut > 0, "no function panics by its name: has the compiler changed them, or are there no names?");
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{FunctionSection, NameMap, NameSection, TypeSection};
    use wasmparser::Validator;

    use super::*;

    /// Two functions that do nothing, with these names.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut map = NameMap::new();
        for (index, name) in (0..).zip(names) {
            functions.function(0);
            let mut body = Function::new([]);
            body.instruction(&Instruction::Nop).instruction(&Instruction::End);
            code.function(&body);
            map.append(index, name);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code).section(&names);
        module.finish()
    }

    #[test]
    fn what_panics_becomes_a_trap() -> Result<()> {
        let wasm =
            cut(&module(["core[0123456789abcdef]::panicking::panic_fmt", "mailgun_edge::check::run"]))?;
        Validator::new().validate_all(&wasm)?;
        let [trap, kept] = [[0, 0x00, 0x0b], [0, 0x01, 0x0b]];
        let bodies = Parser::new(0).parse_all(&wasm).filter_map(|payload| match payload {
            Ok(Payload::CodeSectionEntry(body)) => Some(body.as_bytes().to_vec()),
            _ => None,
        });
        assert_eq!(bodies.collect::<Vec<_>>(), [trap, kept]);
        Ok(())
    }

    #[test]
    fn a_module_without_names_is_refused() {
        assert!(cut(&module(["a", "b"])).is_err());
    }
}
