// How often a message crosses between JS and wasm: the calls of the built package's glue, counted by kind. `cargo xtask build` first.
//
//   node benches/crossings.mjs          a number a kind
//   node benches/crossings.mjs --all    and a number a function

import { readFile } from "node:fs/promises";
import { ROOT } from "../tests/package/runtimes/installed.mjs";

/** An import's kind, by what its source does: the first that fits. */
const KINDS = {
  "string into wasm": (source) => /passStringToWasm0|giveText/.test(source),
  "property read": (source) => source.includes("Reflect.get"),
  "string out of wasm": (source) => source.includes("getStringFromWasm0"),
  "item or length of an array": (source) => /arg0\[arg1|\.length/.test(source),
  "question about a type": (source) => /typeof|== null|=== undefined|!arg0|isArray|isView/.test(source),
  "other call of the platform": () => true,
};
const CALL = "call into wasm";
const MEMORY = "memory for a string or a value";

/** The exports' long names by their short ones: the same exports before they were shortened, in the same order. */
const exportsOf = async (file) => WebAssembly.Module.exports(new WebAssembly.Module(await readFile(ROOT + file))).map(({ name }) => name);
const shipped = await exportsOf("target/npm/mailgun-edge/mailgun_edge.wasm");
const before = await exportsOf("target/xtask/published/optimised.wasm");
const LONG = Object.fromEntries(shipped.map((name, index) => [name, before[index]]));

const counts = new Map();
const count = (kind, name) => counts.set(`${kind}\n${name}`, (counts.get(`${kind}\n${name}`) ?? 0) + 1);

const counted = (work, kind, name) => (...values) => {
  count(kind, name);
  return work(...values);
};

/** An import goes by its function's name, without the digits; an export's function has a number for a name. */
const nameOf = (name, work) => (/^\d+$/.test(work.name) ? LONG[name] : work.name.replace(/^_+(wbg|wbindgen)_+|_[0-9a-f]{16}$/g, ""));

/** The functions of a module's imports or exports, each with a count; tables and memories as they are. */
const wrapped = (object, kindOf) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, typeof value === "function" ? counted(value, kindOf(name, value), nameOf(name, value)) : value]));

const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const kindOf = (name, work) => Object.keys(KINDS).find((kind) => KINDS[kind](work.toString()));
  const own = Object.fromEntries(Object.entries(imports).map(([name, functions]) => [name, wrapped(functions, kindOf)]));
  return { exports: wrapped(new Instance(module, own).exports, (name) => (LONG[name].startsWith("__") ? MEMORY : CALL)) };
};

const { Mailgun } = await import(`${ROOT}target/npm/mailgun-edge/default.js`);

const fetch = async () => new Response('{"id":"<1@mg.example.com>","message":"Queued. Thank you."}');
const mailgun = new Mailgun({ key: "key-0123456789abcdef", domain: "mg.example.com", fetch });
const message = {
  from: "Ada Lovelace <ada@mg.example.com>",
  to: "Bob <bob@host.com>",
  subject: "Report",
  text: "Hello Bob,\nthe report is ready.\n",
  html: "<p>Hello Bob, the report is ready.</p>\n",
  tags: ["weekly"],
  attachment: { data: new Uint8Array(1000), filename: "report.pdf", contentType: "application/pdf" },
};
await mailgun.send(message);
counts.clear();
await mailgun.send(message);

const rows = [...counts].map(([key, number]) => [...key.split("\n"), number]);
for (const kind of [CALL, ...Object.keys(KINDS), MEMORY]) {
  const own = rows.filter(([of]) => of === kind);
  console.log(String(own.reduce((sum, [, , number]) => sum + number, 0)).padStart(4), kind);
  if (process.argv.includes("--all")) for (const [, name, number] of own.toSorted((a, b) => b[2] - a[2])) console.log(`${String(number).padStart(10)} ${name}`);
}
