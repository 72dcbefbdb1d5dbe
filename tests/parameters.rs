//! The table of parameters, held against what it was written from, and what was written from it.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::{corpus, source};
use mailgun_edge::option::encode;
use mailgun_edge::parameter::{DOCS, Field, Kind, PARAMETERS, Spelling};
use mailgun_edge::problem::{CODE_DOCS, Code};
use yaml_rust2::{Yaml, YamlLoader};

/// Rows that are no property of the OpenAPI, and why they are rows.
const NOT_PROPERTIES: &[(Field, &str)] = &[
    (Field::ReplyTo, "one header of `h:`, with addresses of its own to check"),
    (Field::Params, "`additionalProperties: true`"),
];

/// Properties that stand for a prefix.
const PREFIXES: &[(&str, Field)] = &[("h:X-My-Header", Field::Headers), ("v:my-var", Field::Variables)];

/// Rows that take several values where the OpenAPI has no array, and why.
const REPEATS: &[(Field, &str)] = &[
    (Field::SuppressHeaders, "one part, its names joined with commas"),
    (Field::Headers, "a prefix of many names"),
    (Field::Variables, "a prefix of many names"),
];

/// The properties of the multipart form, in their order.
fn properties() -> Option<Vec<(String, Yaml)>> {
    let document = YamlLoader::load_from_str(&corpus("mailgun-messages.openapi.yaml")?).unwrap().remove(0);
    let post = &document["paths"]["/v3/{domain_name}/messages"]["post"];
    let reference = &post["requestBody"]["content"]["multipart/form-data"]["schema"]["$ref"];
    let name = reference.as_str().unwrap().rsplit('/').next().unwrap();
    let schema = &document["components"]["schemas"][name];
    assert_eq!(schema["additionalProperties"].as_bool(), Some(true));
    let of = |(name, schema): (&Yaml, &Yaml)| (name.as_str().unwrap().to_owned(), schema.clone());
    Some(schema["properties"].as_hash().unwrap().iter().map(of).collect())
}

fn field_of(property: &str) -> Option<Field> {
    let prefix = PREFIXES.iter().find(|(name, _)| *name == property).map(|&(_, field)| field);
    prefix.or_else(|| Field::ALL.iter().copied().find(|field| field.row().wire == property))
}

fn strings(yaml: &Yaml) -> BTreeSet<String> {
    yaml.as_vec().into_iter().flatten().map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_property_of_the_openapi_has_a_row_and_every_row_is_one() {
    let Some(properties) = properties() else { return };
    let rows: Vec<_> = properties.iter().map(|(name, _)| (name, field_of(name))).collect();
    assert_eq!(rows.iter().find(|(_, field)| field.is_none()), None);
    assert_eq!(rows.len(), 36);
    for &field in Field::ALL {
        let property = rows.iter().any(|(_, row)| *row == Some(field));
        let reason = NOT_PROPERTIES.iter().any(|&(row, _)| row == field);
        assert!(property != reason, "{field:?}");
    }
}

#[test]
fn enums_of_the_openapi_are_the_values_and_their_aliases() {
    let Some(properties) = properties() else { return };
    for (name, schema) in properties {
        let kind = field_of(&name).unwrap().row().kind;
        let mut expected: BTreeSet<String> = kind.values().iter().map(|&value| value.to_owned()).collect();
        // `true` and `false` are Mailgun's aliases; `yes` and `no` go out. Options with `yes` alone have none.
        if kind.values().contains(&"no") {
            expected.extend(["true".to_owned(), "false".to_owned()]);
            assert_eq!(encode(kind, "true"), Ok("yes".to_owned()), "{name}");
            assert_eq!(encode(kind, "false"), Ok("no".to_owned()), "{name}");
        }
        assert_eq!(strings(&schema["enum"]), expected, "{name}");
        for value in kind.values() {
            assert_eq!(encode(kind, value), Ok((*value).to_owned()), "{name}");
        }
    }
}

#[test]
fn arrays_of_the_openapi_repeat_and_nothing_else_does() {
    let Some(properties) = properties() else { return };
    for (name, schema) in properties {
        let field = field_of(&name).unwrap();
        let array = schema["type"].as_str() == Some("array");
        let listed = REPEATS.iter().any(|&(row, _)| row == field);
        assert!(!(array && listed), "{name} is an array by now: take it off the list");
        assert_eq!(field.row().repeats, array || listed, "{name}");
        let binary = array && schema["items"]["format"].as_str() == Some("binary");
        assert_eq!(field.row().kind == Kind::Files, binary, "{name}");
    }
}

#[test]
fn every_parameter_of_the_reference_page_has_a_row() {
    let Some(page) = corpus("000_6d885d9466548e91.txt") else { return };
    let rows: Vec<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter(|(name, text)| *name != "Parameter" && text.ends_with('|'))
        .collect();
    assert_eq!(rows.len(), 20);
    for (name, text) in rows {
        let (field, ..) = Field::find(name).unwrap_or_else(|| panic!("no row for {name}"));
        let kind = field.row().kind;
        let told: &[&str] = match text {
            text if text.contains("Pass yes, no or htmlonly") => &["yes", "no", "htmlonly"],
            text if text.contains("Pass yes or no") => &["yes", "no"],
            text if text.contains("Pass yes if needed") => &["yes"],
            text if text.contains("If set to True") => &["True", "False"],
            _ => &[],
        };
        assert_eq!(told.is_empty(), kind.values().is_empty(), "{name}");
        for value in told {
            assert!(encode(kind, value).is_ok(), "{name} {value}");
        }
        let several = text.contains("multiple") || matches!(name, "cc" | "bcc" | "o:tag");
        assert_eq!(field.row().repeats && !kind.is_map(), several, "{name}");
    }
}

#[test]
fn the_order_is_the_order_of_the_rows() {
    let rows: Vec<_> = Field::ALL.iter().map(|field| *field.row()).collect();
    assert_eq!(rows, PARAMETERS);
    assert!(Field::ALL.is_sorted());
    assert_eq!(DOCS.len(), PARAMETERS.len());
    let position = |field: Field| Field::ALL.iter().position(|other| *other == field).unwrap();
    assert!(position(Field::ReplyTo) + 1 == position(Field::Headers));
    assert_eq!(&Field::ALL[Field::ALL.len() - 2..], [Field::Attachment, Field::Inline]);
}

#[test]
fn every_name_finds_its_row_and_no_other() {
    for &field in Field::ALL {
        let row = field.row();
        assert_eq!(Field::find(row.name), Some((field, Spelling::Name, None)));
        let expected = match field {
            Field::ReplyTo => Some((Field::Headers, Spelling::Wire, Some("Reply-To"))),
            Field::Headers => Some((Field::Headers, Spelling::Wire, Some(""))),
            Field::Variables => Some((Field::Variables, Spelling::Wire, Some(""))),
            Field::Params => None,
            _ if row.name == row.wire => Some((field, Spelling::Name, None)),
            _ => Some((field, Spelling::Wire, None)),
        };
        assert_eq!(Field::find(row.wire), expected);
    }
    for name in ["", "To", "o:tags", "t:", "o:", "h", "templateversion", "recipient_variables"] {
        assert_eq!(Field::find(name), None, "{name}");
    }
}

#[test]
fn every_row_says_what_it_does_and_where_that_is_said() {
    for (row, doc) in PARAMETERS.iter().zip(DOCS) {
        assert!(doc.text.ends_with('.') && doc.text.len() < 200, "{}", row.name);
        assert!(doc.source.contains("OAS"), "{}", row.name);
        assert!(!doc.group.is_empty(), "{}", row.name);
    }
}

/// The lines of `index.d.ts` between one that begins so and the next `}`.
fn block<'t>(types: &'t str, opening: &str) -> Vec<&'t str> {
    let lines = types.lines().skip_while(|line| !line.starts_with(opening));
    lines.skip(1).take_while(|line| *line != "}").map(str::trim).collect()
}

#[test]
fn the_types_have_every_name_and_every_setter() {
    let types = source("pkg-template/index.d.ts");
    let fields = block(&types, "export interface MessageFields");
    let setters = block(&types, "export class Message ");
    for row in PARAMETERS {
        let field = format!("{}?: Maybe<", row.name);
        assert_eq!(fields.iter().filter(|line| line.starts_with(&field)).count(), 1, "{}", row.name);
        let setter = format!("{}(value: Maybe<", row.name);
        assert_eq!(setters.iter().filter(|line| line.starts_with(&setter)).count(), 1, "{}", row.name);
    }
    for setter in ["tag(", "header(", "variable(", "param("] {
        assert_eq!(setters.iter().filter(|line| line.starts_with(setter)).count(), 1, "{setter}");
    }
    let declared = fields.iter().filter(|line| line.contains("?: "));
    assert_eq!(declared.count(), PARAMETERS.len(), "a field of the types has no row");
}

#[test]
fn the_types_have_every_wire_name() {
    let types = source("pkg-template/index.d.ts");
    let mut wires = block(&types, "export interface WireFields");
    wires.extend(block(&types, "export interface PrefixedFields"));
    let declared: Vec<_> = wires.iter().filter(|line| line.starts_with(['"', '['])).copied().collect();
    let expected: Vec<_> = PARAMETERS
        .iter()
        .filter(|row| row.name != row.wire && !row.wire.is_empty())
        .map(|row| match row.kind {
            Kind::Headers => "[header: `h:${string}`]: Maybe<Jsonable>;".to_owned(),
            Kind::Variables => "[variable: `v:${string}`]: Maybe<Jsonable>;".to_owned(),
            _ => format!("\"{}\"?: MessageFields[\"{}\"];", row.wire, row.name),
        })
        .collect();
    assert_eq!(declared, expected);
}

/// The quoted members of a union of the types.
fn union(types: &str, opening: &str) -> Vec<String> {
    let (_, rest) = types.split_once(opening).unwrap();
    let (members, _) = rest.split_once(";\n").unwrap();
    let lines = members.lines().filter_map(|line| line.trim().strip_prefix("| \"")?.split('"').next());
    lines.map(str::to_owned).collect()
}

#[test]
fn the_types_have_exactly_the_codes() {
    let types = source("pkg-template/index.d.ts");
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    let names = |codes: &[Code]| codes.iter().map(|code| code.as_str().to_owned()).collect::<Vec<_>>();
    let declared = union(&types, "export type ProblemCode =");
    assert_eq!(sorted(declared), sorted(names(Code::ALL)));
    let fixed: Vec<_> = Code::ALL.iter().copied().filter(|code| code.is_fixed()).collect();
    assert_eq!(sorted(union(&types, "export type FixedProblemCode =")), sorted(names(&fixed)));
    let of_docs: Vec<_> = CODE_DOCS.iter().map(|doc| doc.code).collect();
    assert_eq!(of_docs, Code::ALL);
}

#[test]
fn the_types_of_the_table_have_every_kind() {
    let types = source("pkg-template/parameters.d.ts");
    let declared: BTreeSet<_> = union(&types, "export type ParameterKind =").into_iter().collect();
    let kinds: BTreeSet<_> = PARAMETERS.iter().map(|row| row.kind.as_str().to_owned()).collect();
    assert_eq!(declared, kinds);
}

#[test]
fn the_readme_has_the_table() {
    let readme = source("README.md");
    let (_, table) = readme.split_once("| wire name | field | setter | what |\n|---|---|---|---|\n").unwrap();
    let lines: Vec<_> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let expected: Vec<_> = PARAMETERS
        .iter()
        .zip(DOCS)
        .map(|(row, doc)| {
            let wire = match row.kind {
                Kind::Headers | Kind::Variables => format!("`{}<name>`", row.wire),
                Kind::Params => "any other".to_owned(),
                _ => format!("`{}`", row.wire),
            };
            let entry = match row.kind {
                Kind::Tags => ", `tag(value)`",
                Kind::Headers => ", `header(name, value)`",
                Kind::Variables => ", `variable(name, value)`",
                Kind::Params => ", `param(name, value)`",
                _ => "",
            };
            format!("| {wire} | `{0}` | `{0}()`{entry} | {1} |", row.name, doc.text)
        })
        .collect();
    assert_eq!(lines, expected);
}
