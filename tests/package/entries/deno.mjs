// The contract in Deno: deno.mjs <env as JSON>
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import * as main from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";
import { run } from "./contract.mjs";

const env = JSON.parse(Deno.args[0]);
const result = await run({ ...main, parameters, createSandbox }, { ...env, Buffer, Readable, inspect: (value) => Deno.inspect(value, { depth: 9, showHidden: true }) });
console.log(JSON.stringify(result));
