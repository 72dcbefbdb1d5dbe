//! Short names for what the wasm imports and exports. wasm-bindgen's imports end in sixteen hexadecimal digits each, which no
//! compression shortens: 3 kB of the package, gzipped, in the module and in the glue. Exports are 0.7 kB.

use anyhow::Result;
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

/// The name of the module that everything is imported from.
pub const GLUE: &str = "glue";

/// The name of an import: `a` to `z`, then `aa`.
pub fn short(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let rest = if index < 26 { String::new() } else { short(index / 26 - 1) };
    format!("{rest}{letter}")
}

/// The name of an export: a memory keeps its own.
pub fn export(name: &str, index: usize) -> String {
    if name == "memory" { name.to_owned() } else { short(index) }
}

/// The module with short names for its imports, which are all functions, and its exports; all else stays as it is, byte by byte.
pub fn shorten(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for (index, import) in section.into_imports().enumerate() {
                let TypeRef::Func(kind) = import?.ty else {
                    anyhow::bail!("the wasm imports something that is no function")
                };
                imports.import(GLUE, &short(index), EntityType::Function(kind));
            }
            module.section(&imports);
        } else if let Payload::ExportSection(section) = payload {
            let mut exports = ExportSection::new();
            for (index, found) in section.into_iter().enumerate() {
                let found = found?;
                exports.export(&export(found.name, index), kind_of(found.kind)?, found.index);
            }
            module.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            module.section(&RawSection { id, data: wasm.get(range).unwrap_or_default() });
        }
    }
    Ok(module.finish())
}

fn kind_of(kind: ExternalKind) -> Result<ExportKind> {
    Ok(match kind {
        ExternalKind::Func => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        _ => anyhow::bail!("the wasm exports a {kind:?}"),
    })
}

#[cfg(test)]
mod tests {
    use wasm_encoder::TypeSection;
    use wasmparser::Validator;

    use super::*;

    #[test]
    fn names_are_short_and_differ() {
        let names: std::collections::BTreeSet<_> = (0..800).map(short).collect();
        assert_eq!(names.len(), 800);
        assert_eq!([0, 25, 26, 701, 702].map(short), ["a", "z", "aa", "zz", "aaa"]);
    }

    #[test]
    fn all_else_stays() -> Result<()> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./x_bg.js", "__wbg_now_0123456789abcdef", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("now_and_then", ExportKind::Func, 0);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        let wasm = shorten(&module.finish())?;
        Validator::new().validate_all(&wasm)?;
        let text = String::from_utf8_lossy(&wasm);
        assert!(
            text.contains("\u{4}glue\u{1}a") && text.contains("\u{1}\u{1}a") && !text.contains("now"),
            "{text:?}"
        );
        Ok(())
    }
}
