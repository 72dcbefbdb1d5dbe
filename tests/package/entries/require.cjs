// The contract in Node, the package loaded by require(): require.cjs <env as JSON>
const { Readable } = require("node:stream");
const { inspect } = require("node:util");
const main = require("mailgun-edge");
const { parameters } = require("mailgun-edge/parameters");
const { createSandbox } = require("mailgun-edge/sandbox");

const env = JSON.parse(process.argv[2]);
const strays = [];
for (const name of ["uncaughtException", "unhandledRejection"]) process.on(name, (error) => strays.push(error));
import("./contract.mjs")
  .then(({ run }) => run({ ...main, parameters, createSandbox }, { ...env, strays, Buffer, Readable, inspect, tellsRefused: true }))
  .then((result) => console.log(JSON.stringify(result)));
