// soak.mjs [--long]: many sends, a third of them failing, in Node, Deno and workerd, and nothing may be left of them. By plain
// object, by builder with dispose, and by builder without, where the runtime has a FinalizationRegistry. 10,000 sends of
// each; with --long 100,000. Then a thousand requests to one worker that share one client.

import { cp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { bin, install, TOOLS } from "./runtimes/installed.mjs";
import { bounded, resultOf } from "./runtimes/process.mjs";
import { configuration, serve } from "./runtimes/workerd.mjs";

const COUNT = process.argv.includes("--long") ? 100_000 : 10_000;
const LIMIT = process.argv.includes("--long") ? 1_200_000 : 180_000;
const FORMS = ["object", "disposed", "forgotten"];

/** What may come and go with a garbage collection, in MB: the wasm, the heap, a process. */
const SLACK = { wasm: 1, heap: 3, resident: 30 };

const installed = await install();
const { folder } = installed;
let passed = 0;
let failed = 0;

async function run(name, work) {
  const began = performance.now();
  try {
    const told = await work();
    passed++;
    console.log(`ok ${name}: ${told}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message}`);
  }
}

/** Flat: the last fifth holds no more than the third did, but for the slack. */
function flat(values, what) {
  const [early, late] = [values.slice(4, 6), values.slice(-2)].map((some) => Math.min(...some));
  const text = `${what} ${values.map((value) => value.toFixed(1)).join(" ")} MB`;
  if (late > early + SLACK[what]) throw new Error(`not flat: ${text}`);
  return text;
}

const PROGRAMS = {
  node: [process.execPath, ["--expose-gc"]],
  deno: [bin("deno"), ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual", "--allow-env", "--v8-flags=--expose-gc"]],
};
for (const [name, [command, args]] of Object.entries(PROGRAMS)) {
  for (const form of FORMS) {
    await run(`${name}, ${form}, ${COUNT} sends`, async () => {
      const { samples } = await resultOf(command, [...args, "soaking-program.mjs", form, String(COUNT)], { cwd: folder, limit: LIMIT });
      return ["wasm", "heap", "resident"].map((what) => flat(samples.map((sample) => sample[what]), what)).join("; ");
    });
  }
}

const resident = async (pid) => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]) / 1000;

async function worker(date, base) {
  const config = join(folder, `soak-${date}.capnp`);
  await writeFile(config, await configuration(installed, { main: "soaking-worker.mjs", files: ["soaking.mjs"], bindings: [`(name = "BASE", text = "${base}")`], flags: ["--expose-gc"], date }));
  return serve(config);
}

// Before 2025-05-05 workerd has no FinalizationRegistry, so a forgotten builder is never given back there.
for (const [date, forms] of [["2026-10-01", FORMS], ["2024-01-01", ["object", "disposed"]]]) {
  for (const form of forms) {
    await run(`workerd of ${date}, ${form}, ${COUNT} sends`, async () => {
      const one = await worker(date, "http://127.0.0.1:9");
      const work = async () => {
        const samples = [];
        for (let i = 0; i < 10; i++) {
          const response = await fetch(`${one.base}/${form}/${COUNT / 10}`);
          if (!response.ok) throw new Error(`${await response.text()} ${one.log().slice(-1000)}`);
          samples.push({ ...(await response.json()), resident: await resident(one.pid) });
        }
        return ["wasm", "resident"].map((what) => flat(samples.map((sample) => sample[what]), what)).join("; ");
      };
      return bounded(work(), one.stop, LIMIT);
    });
  }
}

/** By the number in the subject: accepted, aborted while it is slow, refused, limited twice, broken. */
function mailgun() {
  const seen = new Map();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const number = Number(/name="subject"\r\n\r\n(\d+)/.exec(body)?.[1]);
    const bytes = /bytes (\d+)/.exec(body)?.[1];
    const count = (seen.get(number) ?? 0) + 1;
    seen.set(number, count);
    const answer = (status, text) => response.writeHead(status, { "content-type": "application/json" }).end(text);
    const queued = () => answer(200, JSON.stringify({ id: `<${number}.${bytes}@x>`, message: "Queued. Thank you." }));
    if (number % 5 === 1) return void setTimeout(queued, 3000);
    if (number % 5 === 2) return answer(401, `Forbidden ${number}`);
    if (number % 5 === 3 && count < 2) return answer(429, '{"message":"try again after 0 seconds"}');
    if (number % 5 === 4) return answer(502, `Bad Gateway ${number}`);
    setTimeout(queued, number % 50);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ base: `http://127.0.0.1:${server.address().port}`, seen, close: () => (server.closeAllConnections(), server.close()) })));
}

await run("workerd, a thousand requests that share one client", async () => {
  const api = await mailgun();
  const one = await worker("2026-10-01", api.base);
  const expected = (n) => [
    { id: `<${n}.${n}@x>`, attempts: 1 }, { reason: `reason ${n}` }, { code: "unauthorized", attempts: 1, details: `Forbidden ${n}` },
    { id: `<${n}.${n}@x>`, attempts: 2 }, { code: "server_error", attempts: 1, details: `Bad Gateway ${n}` },
  ][n % 5];
  const ask = async (n) => {
    const response = await fetch(`${one.base}/one?n=${n}`);
    const found = JSON.stringify(await response.json());
    if (found !== JSON.stringify(expected(n))) throw new Error(`request ${n}: ${found}, expected ${JSON.stringify(expected(n))}`);
    if (n % 5 !== 1 && api.seen.get(n) !== (n % 5 === 3 ? 2 : 1)) throw new Error(`request ${n} was sent ${api.seen.get(n)} times`);
  };
  const work = Promise.all(Array.from({ length: 1000 }, (_, n) => ask(n))).then(() => "each settled with its own result");
  return bounded(work, async () => (await one.stop(), api.close()), 60_000);
});

await installed.remove();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
