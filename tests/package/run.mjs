// run.mjs [runtime ...] [--only TEXT]: installs target/npm/mailgun-edge-*.tgz in a temporary folder and runs the contract
// in every runtime, or in those named; `examples` runs examples/. A runtime that cannot be started is a failure.

import { createServer } from "node:net";
import { BROWSERS } from "./runtimes/browsers.mjs";
import { BUNDLERS } from "./runtimes/bundlers.mjs";
import { startChaos } from "./chaos-server.mjs";
import { COMMAND_LINE } from "./runtimes/command-line.mjs";
import { EDGE } from "./runtimes/edge.mjs";
import { EXAMPLES } from "./runtimes/examples.mjs";
import { install } from "./runtimes/installed.mjs";
import { WORKERD } from "./runtimes/workerd.mjs";
import { WRANGLER } from "./runtimes/wrangler.mjs";
import { startServer } from "./server.mjs";
import { sameBytesRows } from "./wpt.mjs";

/** The chaos server's cases, in the runtimes that matter most. Browsers retry a broken connection by themselves. */
const inChaos = (run) => async (installed, env) => {
  const { close, ...chaos } = await startChaos();
  return run(installed, { ...env, chaos }).finally(close);
};
const CHAOS = Object.fromEntries(["node", "deno", "bun", "workerd"].map((name) => [`chaos-${name}`, inChaos({ ...COMMAND_LINE, ...WORKERD }[name])]));

/** What takes longest comes first, since two run at a time. */
const RUNTIMES = { ...EXAMPLES, ...BROWSERS, ...BUNDLERS, ...WRANGLER, ...COMMAND_LINE, ...WORKERD, ...EDGE, ...CHAOS };

/** Failures of one runtime that are told one by one. */
const SHOWN = 20;

/** An address of loopback where nobody listens. */
async function refusedAddress() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function runIn(name, installed, env) {
  const started = performance.now();
  const result = await RUNTIMES[name](installed, { ...env, name }).catch((error) => ({ passed: 0, failures: [{ name: "start", error: error.message }] }));
  for (const failure of result.failures.slice(0, SHOWN)) console.log(`FAIL ${name}: ${failure.name}: ${failure.error}`);
  if (result.failures.length > SHOWN) console.log(`FAIL ${name}: and ${result.failures.length - SHOWN} more`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.failures.length ? "FAIL" : "ok"} ${name}: ${result.passed} passed, ${result.failures.length} failed, ${seconds} s`);
  return result;
}

const words = process.argv.slice(2);
const only = words.includes("--only") ? words.splice(words.indexOf("--only"), 2)[1] : undefined;
const unknown = words.filter((name) => !RUNTIMES[name]);
if (unknown.length) {
  console.error(`unknown: ${unknown.join(", ")}; known: ${Object.keys(RUNTIMES).join(", ")}`);
  process.exit(2);
}

const installed = await install();
const server = await startServer();
const env = { base: server.base, refused: await refusedAddress(), rows: await sameBytesRows(), only };
let passed = 0;
let failed = 0;
const names = words.length ? words : Object.keys(RUNTIMES);
async function lane() {
  for (let name = names.shift(); name; name = names.shift()) {
    const result = await runIn(name, installed, env);
    passed += result.passed;
    failed += result.failures.length;
  }
}
// Much of a run is waiting: for an answer that never comes, for a browser that tries again.
await Promise.all([lane(), lane()]);
await server.close();
await installed.remove();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
