// worker.mjs started in a runtime: { name, version, base, stop() }. The package and the peers lie in `folder`.

import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bin } from "../tests/package/runtimes/installed.mjs";
import { finish } from "../tests/package/runtimes/process.mjs";
import { serve } from "../tests/package/runtimes/workerd.mjs";

/** A process that prints its port: { base, stop() }. */
export async function start(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const port = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => resolve(Number(text)));
  });
  return {
    base: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** worker.mjs as wrangler makes it: one file with the wasm beside it. */
async function workerd(folder) {
  const outdir = join(folder, "bundle");
  const { code, stderr } = await finish(bin("esbuild"), [
    "worker.mjs", `--outdir=${outdir}`, "--bundle", "--format=esm", "--log-level=error", "--conditions=workerd,worker,browser",
    "--external:@react-email/render", "--loader:.wasm=copy", "--asset-names=[name]",
  ], { cwd: folder });
  if (code !== 0) throw new Error(`esbuild failed: ${stderr}`);
  const wasm = (await readdir(outdir)).find((name) => name.endsWith(".wasm"));
  const config = join(folder, "config.capnp");
  await writeFile(config, `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "outside", network = (allow = ["public", "private", "local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const main :Workerd.Worker = (
  compatibilityDate = "2026-10-01", globalOutbound = "outside",
  modules = [(name = "worker.js", esModule = embed "bundle/worker.js"), (name = "${wasm}", wasm = embed "bundle/${wasm}")]
);
`);
  return serve(config);
}

const STARTS = {
  node: (folder) => start(process.execPath, ["serve.mjs"], folder),
  deno: (folder) => start(bin("deno"), ["run", "--no-lock", "--node-modules-dir=manual", "--allow-all", "serve.mjs"], folder),
  bun: (folder) => start(bin("bun"), ["run", "serve.mjs"], folder),
  workerd,
};

export const RUNTIMES = Object.keys(STARTS);

export async function startRuntime(name, folder) {
  const { stdout } = await finish(name === "node" ? process.execPath : bin(name), ["--version"]);
  return { name, version: /\d[\d.-]*/.exec(stdout)[0], ...(await STARTS[name](folder)) };
}
