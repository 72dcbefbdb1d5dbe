// edge-host.mjs <JSON>: evaluates a bundle in the edge runtime, then an expression, and prints what its promise gives.
//
//   { outfile, wasm, expression, env?, mailgun? }
//   wasm: paths of the modules it is handed; env: its process.env; mailgun: an address that stands for Mailgun's hosts

import { readFile } from "node:fs/promises";
import { EdgeVM } from "@edge-runtime/vm";
import { routed } from "../entries/routed.mjs";

const { outfile, wasm, expression, env = {}, mailgun } = JSON.parse(process.argv[2]);
const wasmModules = {};
for (const path of wasm) wasmModules[path] = new WebAssembly.Module(await readFile(path));

const extend = (context) => {
  Object.assign(context, { wasmModules, process: { env } });
  if (mailgun) context.fetch = routed(context.fetch, mailgun);
  return context;
};
const vm = new EdgeVM({ extend });
vm.evaluate(await readFile(outfile, "utf8"));
console.log(await vm.evaluate(expression));
process.exit(0);
