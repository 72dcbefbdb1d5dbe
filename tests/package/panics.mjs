// panics.mjs [node|workerd]: what a panic costs, with the package of `cargo xtask hooked`, which has a function that panics.
// Ten thousand in a row: each costs one call, the next one works, memory stays flat.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, TOOLS } from "./runtimes/installed.mjs";
import { bounded, resultOf } from "./runtimes/process.mjs";
import { configuration, serve } from "./runtimes/workerd.mjs";

const HOOKED = join(ROOT, "target/npm-hooked/mailgun-edge");
if (!existsSync(HOOKED)) {
  console.error(`${HOOKED} is missing: run cargo xtask hooked`);
  process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), "mailgun-edge-panics-"));
await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
await cp(HOOKED, join(folder, "node_modules/mailgun-edge"), { recursive: true });
for (const name of ["panicking.mjs", "panicking-node.mjs", "panicking-worker.mjs"]) await cp(join(TOOLS, "entries", name), join(folder, name));
await cp(join(TOOLS, "contract"), join(folder, "contract"), { recursive: true });
const exports = { ".": {}, "./inline": {} };
const installed = { folder, exports, entry: (subpath) => (subpath === "." ? "workerd.js" : "default.js") };

/** The resident memory of a process, in MB. */
async function resident(pid) {
  const { readFile } = await import("node:fs/promises");
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]) / 1000;
}

const RUNTIMES = {
  node: () => resultOf(process.execPath, ["--expose-gc", "panicking-node.mjs"], { cwd: folder }),
  async workerd() {
    const config = join(folder, "panics.capnp");
    await writeFile(config, await configuration(installed, { main: "panicking-worker.mjs", files: ["panicking.mjs", "contract/kit.mjs"], bindings: [] }));
    const worker = await serve(config);
    const run = async () => {
      const result = await (await fetch(worker.base)).json();
      // One request each, so that the isolate can collect between them.
      const memory = [];
      for (let i = 0; i < 10; i++) {
        const { broken } = await (await fetch(`${worker.base}/1000`)).json();
        if (broken) result.failures.push({ name: "ten thousand panics in a row", error: broken });
        memory.push(Math.round(await resident(worker.pid)));
      }
      console.log(`workerd: MB after each thousand panics: ${memory.join(" ")}`);
      if (memory.at(-1) > memory[2] * 1.3 + 40) result.failures.push({ name: "flat memory", error: memory.join(" ") });
      else result.passed += 2;
      return result;
    };
    return bounded(run(), worker.stop, 240_000);
  },
};

let passed = 0;
let failed = 0;
for (const name of process.argv[2] ? [process.argv[2]] : Object.keys(RUNTIMES)) {
  const began = performance.now();
  const result = await RUNTIMES[name]().catch((error) => ({ passed: 0, failures: [{ name: "start", error: error.message }] }));
  for (const failure of result.failures) console.log(`FAIL ${name}: ${failure.name}: ${failure.error}`);
  if (result.memory) console.log(`${name}: MB after each thousand panics: ${result.memory.join(" ")}`);
  console.log(`${result.failures.length ? "FAIL" : "ok"} ${name}: ${result.passed} passed, ${result.failures.length} failed, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  passed += result.passed;
  failed += result.failures.length;
}
await rm(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
