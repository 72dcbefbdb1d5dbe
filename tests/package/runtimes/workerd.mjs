// Raw workerd. Its configuration is written from the files of the installed package; the exports are resolved by the
// condition `workerd`. The format: https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp

import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { bin } from "./installed.mjs";
import { bounded } from "./process.mjs";

const quoted = (text) => JSON.stringify(text);

function moduleOf(path) {
  const kind = { js: "esModule", mjs: "esModule", wasm: "wasm", json: "json", html: "text" }[path.split(".").pop()];
  return kind && `(name = ${quoted(path)}, ${kind} = embed ${quoted(path)})`;
}

async function filesUnder(folder, path) {
  const entries = await readdir(join(folder, path), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}

/** `import "mailgun-edge/x"` names a module of that name: one for each export, which hands on the file's own exports. */
function aliases(installed) {
  const subpaths = Object.keys(installed.exports).filter((subpath) => !/\.(json|wasm)$/.test(subpath));
  return subpaths.map((subpath) => {
    const name = subpath.replace(/^\./, "mailgun-edge");
    const file = `/node_modules/mailgun-edge/${installed.entry(subpath, ["workerd", "worker", "import"])}`;
    return `(name = ${quoted(name)}, esModule = ${quoted(`export * from "${file}";`)})`;
  });
}

/** A configuration with one worker: `main` and the files beside it; its bindings and the outside world in Cap'n Proto; V8's flags. */
export async function configuration(installed, { main, files, bindings, flags = [], date = "2026-10-01", outside = 'network = (allow = ["public", "private", "local"])' }) {
  const packaged = (await filesUnder(installed.folder, "node_modules/mailgun-edge")).map(moduleOf).filter(Boolean);
  const own = [main, ...files].map(moduleOf);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "outside", ${outside}),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
  v8Flags = [${flags.map(quoted).join(", ")}]
);
const main :Workerd.Worker = (
  compatibilityDate = ${quoted(date)},
  globalOutbound = "outside",
  bindings = [${bindings.join(", ")}],
  modules = [
    ${[...own, ...aliases(installed), ...packaged].join(",\n    ")}
  ]
);
`;
}

/** Starts workerd on a free port: { base, pid, stop(), log() }. It writes the port to a pipe of its own. */
export async function serve(config, env = {}, flags = []) {
  const args = ["serve", ...flags, "--control-fd=3", "--socket-addr=http=127.0.0.1:0", config];
  const child = spawn(bin("workerd"), args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const port = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`workerd ended with ${code}: ${log.slice(-2000)}`)));
    child.stdio[3].setEncoding("utf8").on("data", (text) => {
      const event = text.split("\n").filter(Boolean).map((line) => JSON.parse(line)).find((line) => line.event === "listen");
      if (event) resolve(event.port);
    });
  });
  return {
    base: `http://127.0.0.1:${port}`,
    pid: child.pid,
    log: () => log,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** The worker as wrangler makes it: one file bundled by esbuild with these conditions, the wasm module beside it. */
async function bundled(installed) {
  const outdir = join(installed.folder, "bundled");
  await build({
    entryPoints: [join(installed.folder, "worker.mjs")], absWorkingDir: installed.folder, outdir, bundle: true, format: "esm",
    conditions: ["workerd", "worker", "browser"], loader: { ".wasm": "copy" }, assetNames: "[name]", logLevel: "silent",
  });
  return (await readdir(outdir)).map((name) => `bundled/${name}`).sort((a, b) => a.endsWith(".wasm") - b.endsWith(".wasm"));
}

const contractIn = (options) => async (installed, env) => {
  const bindings = [`(name = "ENV", json = ${quoted(JSON.stringify(env))})`];
  const config = join(installed.folder, `${env.name}.capnp`);
  const [main, ...beside] = options.bundled ? await bundled(installed) : ["worker.mjs", "contract.mjs", "package.mjs", ...(await filesUnder(installed.folder, "contract"))];
  await writeFile(config, await configuration(installed, { main, files: beside, bindings, date: options.date }));
  const worker = await serve(config);
  const answer = async () => {
    const response = await fetch(worker.base);
    const text = await response.text();
    if (!response.ok) throw new Error(`workerd answered ${response.status}: ${text.slice(0, 500)} ${worker.log().slice(-1500)}`);
    return JSON.parse(text);
  };
  return bounded(answer(), worker.stop);
};

export const WORKERD = {
  workerd: contractIn({}),
  // A date before FinalizationRegistry (2025-05-05) and before compilation at the top level (2025-06-01).
  "workerd-2024": contractIn({ date: "2024-01-01" }),
  "workerd-bundled": contractIn({ bundled: true }),
};
