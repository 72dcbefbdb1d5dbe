// The contract in Deno: deno.mjs <env as JSON>
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { run } from "./contract.mjs";
import { pkg } from "./package.mjs";

const env = JSON.parse(Deno.args[0]);
const result = await run(pkg, { ...env, Buffer, Readable, inspect: (value) => Deno.inspect(value, { depth: 9, showHidden: true }) });
console.log(JSON.stringify(result));
