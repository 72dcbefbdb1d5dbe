// worker.mjs started in a runtime: { base, pid, stop() }.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bin } from "../tests/package/runtimes/installed.mjs";
import { finish } from "../tests/package/runtimes/process.mjs";
import { serve } from "../tests/package/runtimes/workerd.mjs";
import { bundle } from "./bundle.mjs";
import { FOLDER } from "./install.mjs";

const WASM = "mailgun_edge.wasm";

/** The commands that run a script. */
export const SCRIPTS = {
  node: [process.execPath],
  deno: [bin("deno"), "run", "--no-lock", "--node-modules-dir=manual", "--allow-all"],
  bun: [bin("bun"), "run"],
};

export const RUNTIMES = [...Object.keys(SCRIPTS), "workerd"];

/** A process that prints its port. */
export async function start([command, ...args]) {
  const child = spawn(command, args, { cwd: FOLDER, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const port = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => resolve(Number(text)));
  });
  return {
    base: `http://127.0.0.1:${port}`,
    pid: child.pid,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** workerd with one worker; `main` is in Cap'n Proto: what it is made of and what it is given. */
export async function workerd(name, main, flags) {
  const file = join(FOLDER, `${name}.capnp`);
  // Several are started at a time: none may read a file that another is writing.
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "outside", network = (allow = ["public", "private", "local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const main :Workerd.Worker = (compatibilityDate = "2026-10-01", globalOutbound = "outside", ${main});
`);
  await rename(own, file);
  return serve(file, {}, flags);
}

/** What `startRuntime` needs, made once. */
export const prepare = () => bundle("worker.mjs", "bundle/worker.js", "workerd");

export function startRuntime(name) {
  if (name !== "workerd") return start([...SCRIPTS[name], "serve.mjs"]);
  return workerd("worker", `modules = [(name = "worker.js", esModule = embed "bundle/worker.js"), (name = "${WASM}", wasm = embed "bundle/${WASM}")]`);
}

export async function versionOf(name) {
  const { stdout } = await finish(name === "node" ? process.execPath : bin(name), ["--version"]);
  return `${name} ${/\d[\d.-]*/.exec(stdout)[0]}`;
}
