// wrangler, Cloudflare's own bundler: what `deploy` would upload is run by miniflare, with an old and a new compatibility date.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FEW } from "./bundlers.mjs";
import { TOOLS } from "./installed.mjs";
import { bounded, finish } from "./process.mjs";

const require = createRequire(join(TOOLS, "node_modules/wrangler/package.json"));

/** The oldest is before FinalizationRegistry (2025-05-05) and before compilation at the top level (2025-06-01). */
const DATES = ["2022-11-30", "2024-01-01", "2026-04-01"];

export const { Miniflare } = require("miniflare");

/** What a folder's wrangler.toml says, as Miniflare takes it. */
export const optionsOf = (folder) => require("wrangler").unstable_getMiniflareWorkerOptions(join(folder, "wrangler.toml")).workerOptions;

/** What `wrangler deploy` would upload: a worker as Miniflare takes it. `config` is a file of wrangler's in `folder`. */
export async function deployed(folder, config) {
  const outdir = join(folder, "bundles", config.replace(/\W/g, "-"));
  const args = [join(TOOLS, "node_modules/wrangler/bin/wrangler.js"), "deploy", "--dry-run", "--outdir", outdir, "--config", join(folder, config)];
  const home = join(folder, "wrangler-home");
  await mkdir(home, { recursive: true });
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", CI: "true", HOME: home, XDG_CONFIG_HOME: home, WRANGLER_LOG_PATH: home };
  const { code, stdout, stderr } = await finish(process.execPath, args, { cwd: folder, env });
  if (code !== 0 || /warning/i.test(stderr)) throw new Error(`wrangler ended with ${code}: ${`${stdout}${stderr}`.slice(-2000)}`);
  const wasm = (await readdir(outdir)).filter((name) => name.endsWith(".wasm"));
  if (wasm.length !== 1) throw new Error(`expected one wasm module beside the worker, found ${wasm.length}: is the condition workerd taken?`);
  return { modules: true, modulesRoot: outdir, scriptPath: join(outdir, "worker.js"), modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }] };
}

async function run(folder, date, env) {
  const config = `wrangler-${date}.json`;
  await writeFile(join(folder, config), JSON.stringify({ name: "contract", main: "worker.mjs", compatibility_date: date }));
  const ENV = JSON.parse(JSON.stringify({ ...env, name: `${env.name}-${date}`, only: FEW }));
  const worker = new Miniflare({ ...(await deployed(folder, config)), compatibilityDate: date, bindings: { ENV }, cf: false });
  const answer = async () => {
    const response = await worker.dispatchFetch("http://contract.example.com/");
    const text = await response.text();
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  return bounded(answer(), () => worker.dispose());
}

/** A worker of which every fetch goes to the sandbox, which runs here. */
const POSTING = `export default {
  async fetch() {
    const body = new FormData();
    for (const [name, value] of Object.entries({ from: "ada@mg.example.com", to: "bob@host.com", subject: "Hi", text: "Hello" })) body.append(name, value);
    const headers = { authorization: "Basic " + btoa("api:key-sandbox") };
    return fetch("https://api.mailgun.net/v3/mg.example.com/messages", { method: "POST", headers, body });
  },
};`;

async function sandboxed(folder) {
  const { createSandbox } = await import(pathToFileURL(join(folder, "node_modules/mailgun-edge/sandbox.js")).href);
  const sandbox = createSandbox();
  const worker = new Miniflare({ modules: true, script: POSTING, compatibilityDate: DATES.at(-1), outboundService: sandbox.fetch, cf: false });
  const answer = async () => {
    const response = await worker.dispatchFetch("http://worker.example.com/");
    const text = await response.text();
    if (response.status !== 200 || sandbox.messages[0]?.subject !== "Hi") throw new Error(`answered ${response.status}: ${text.slice(0, 500)}`);
    return { passed: 1, failures: [] };
  };
  return bounded(answer(), () => worker.dispose());
}

const failing = (name) => (error) => ({ passed: 0, failures: [{ name, error: error.message }] });

export const WRANGLER = {
  async wrangler({ folder }, env) {
    const results = [await sandboxed(folder).catch(failing("the sandbox as outboundService"))];
    for (const date of DATES) {
      const { passed, failures } = await run(folder, date, env).catch(failing("start"));
      results.push({ passed, failures: failures.map(({ name, error }) => ({ name: `${date}: ${name}`, error })) });
    }
    return { passed: results.reduce((total, { passed }) => total + passed, 0), failures: results.flatMap(({ failures }) => failures) };
  },
};
