// The contract in Node and Bun: node.mjs <env as JSON>
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import * as main from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";
import { run } from "./contract.mjs";

const env = JSON.parse(process.argv[2]);
const strays = [];
for (const name of ["uncaughtException", "unhandledRejection"]) process.on(name, (error) => strays.push(error));
const result = await run(
  { ...main, parameters, createSandbox },
  { ...env, strays, Buffer, Readable, inspect: (value) => inspect(value, { depth: 9, showHidden: true }), tellsRefused: true },
);
console.log(JSON.stringify(result));
