// The contract in Node and Bun: node.mjs <env as JSON>
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { run } from "./contract.mjs";
import { pkg } from "./package.mjs";

const env = JSON.parse(process.argv[2]);
const strays = [];
for (const name of ["uncaughtException", "unhandledRejection"]) process.on(name, (error) => strays.push(error));
const result = await run(pkg, {
  ...env, strays, Buffer, Readable, tellsRefused: true, inspect: (value) => inspect(value, { depth: 9, showHidden: true }),
});
console.log(JSON.stringify(result));
