// Runs examples/cloudflare-worker as it is, with the built package as its dependency, in workerd.

import { spawn } from "node:child_process";
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PACKAGE, ROOT } from "./local.mjs";

const tools = createRequire(join(ROOT, "tests", "package", "package.json"));

/** A copy of the example with its node_modules, so that the example's own folder stays as it is. */
async function install() {
  const folder = join(ROOT, "target", "xtask", "demo");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await cp(join(ROOT, "examples", "cloudflare-worker"), folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await cp(PACKAGE, join(folder, "node_modules", "mailgun-edge"), { recursive: true });
  return folder;
}

/** Starts the worker on a free port; `env` is what its bindings read. Resolves with { url, stop }. */
export async function startWorker(env) {
  const folder = await install();
  const { MAILGUN_BASE_URL, MAILGUN_TESTMODE, ...rest } = process.env;
  const child = spawn(
    tools("workerd").default,
    ["serve", "config.capnp", "--socket-addr=http=127.0.0.1:0", "--control-fd=3"],
    { cwd: folder, env: { ...rest, ...env }, stdio: ["ignore", "inherit", "inherit", "pipe"] },
  );
  const stop = () => child.kill();
  process.once("exit", stop);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  return { url: `http://127.0.0.1:${await port(child)}/`, stop };
}

/** workerd writes a line of JSON for each socket it listens on: {"event":"listen","socket":"http","port":49152}. */
function port(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`workerd ended with ${code} before it listened; what it said is above`)));
    let text = "";
    child.stdio[3].setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      for (const line of text.split("\n").slice(0, -1)) {
        const event = JSON.parse(line);
        if (event.event === "listen") resolve(event.port);
      }
    });
  });
}
