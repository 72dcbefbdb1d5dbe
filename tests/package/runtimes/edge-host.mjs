// edge-host.mjs <bundle> <paths of wasm modules as JSON> <expression>: evaluates the bundle in the edge runtime, then the
// expression, and prints what its promise gives.

import { readFile } from "node:fs/promises";
import { EdgeVM } from "@edge-runtime/vm";

const [bundle, wasm, expression] = process.argv.slice(2);
const wasmModules = {};
for (const path of JSON.parse(wasm)) wasmModules[path] = new WebAssembly.Module(await readFile(path));

const vm = new EdgeVM({ extend: (context) => Object.assign(context, { wasmModules }) });
vm.evaluate(await readFile(bundle, "utf8"));
console.log(await vm.evaluate(expression));
process.exit(0);
