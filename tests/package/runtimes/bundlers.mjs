// Bundlers, each as it comes: vite, rolldown, webpack, rollup with its plugin that finds packages, and esbuild. A program that imports
// the installed package becomes one file; it is run in Node and, under a strict policy, in a page of Chromium.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { openBrowser } from "./browsers.mjs";
import { bounded, resultOf } from "./process.mjs";
import { startServer } from "../server.mjs";

/** Something of everything: fields, files, streams, the sandbox, a problem, a refusal, a lost connection. */
export const FEW = [
  "sending: method, path, credentials", "sending: many at once", "sandbox: takes the place of fetch", "parameter o:tag", "attachment: a File as it is",
  "attachment: a stream is read once", "attachment: eight megabytes", "attachment: a missing name", "error: status-401", "error: reset",
];

const ENTRY = "edge.mjs";

/** How every wasm file begins, in base64 (https://webassembly.github.io/spec/core/binary/modules.html#binary-module). */
const WASM = /\bAGFzbQEAAAA/g;

/** Each makes files in `outdir` out of the program in `folder`. */
const MAKERS = {
  async vite(folder, outdir) {
    const page = join(folder, "vite.html");
    await writeFile(page, `<!doctype html><script type="module" src="./${ENTRY}"></script>`);
    await vite({ root: folder, configFile: false, logLevel: "error", build: { outDir: outdir, rollupOptions: { input: page } } });
  },
  /** As Nitro calls it: constants are put where they are mentioned. */
  async rolldown(folder, outdir) {
    const told = [];
    const bundle = await rolldown({ input: join(folder, ENTRY), optimization: { inlineConst: true }, onwarn: ({ message }) => told.push(message) });
    await bundle.write({ dir: outdir, format: "es", minify: true });
    await bundle.close();
    if (told.length) throw new Error(told.join(" | "));
  },
  async webpack(folder, outdir) {
    const compiler = webpack({ context: folder, mode: "production", entry: `./${ENTRY}`, output: { path: outdir } });
    const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
    await new Promise((resolve) => compiler.close(resolve));
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    const told = [...errors, ...warnings.filter(({ message }) => !/performance recommendations|size limit/.test(message))];
    if (told.length) throw new Error(told.map(({ message }) => message).join(" | "));
  },
  async rollup(folder, outdir) {
    const told = [];
    const bundle = await rollup({ input: join(folder, ENTRY), plugins: [nodeResolve()], onwarn: ({ message }) => told.push(message) });
    await bundle.write({ dir: outdir, format: "es" });
    await bundle.close();
    if (told.length) throw new Error(told.join(" | "));
  },
  async esbuild(folder, outdir) {
    const { warnings } = await esbuild({ entryPoints: [join(folder, ENTRY)], absWorkingDir: folder, outdir, bundle: true, logLevel: "silent" });
    if (warnings.length) throw new Error(warnings.map(({ text }) => text).join(" | "));
  },
  /** In a script of CommonJS `module`, `exports` and `require` are variables already. */
  async commonjs(folder, outdir) {
    await esbuild({ entryPoints: [join(folder, ENTRY)], absWorkingDir: folder, outdir, outExtension: { ".js": ".cjs" }, bundle: true, format: "cjs", platform: "neutral", logLevel: "silent" });
  },
};

/** Bundles, and gives the one file of JavaScript that came of it, with the wasm in it once: its path from the folder. */
async function bundle(name, folder) {
  const outdir = join(folder, "bundles", name);
  await mkdir(outdir, { recursive: true });
  await MAKERS[name](folder, outdir);
  const files = await readdir(outdir, { recursive: true });
  const scripts = files.filter((file) => /\.[cm]?js$/.test(file));
  const others = files.filter((file) => /\.wasm$/.test(file));
  if (scripts.length !== 1 || others.length) throw new Error(`expected one script, found ${files.join(", ")}`);
  const copies = (await readFile(join(outdir, scripts[0]), "utf8")).match(WASM)?.length;
  if (copies !== 1) throw new Error(`expected the wasm once, found ${copies} times in ${scripts[0]}`);
  return `bundles/${name}/${scripts[0]}`;
}

async function inChromium(page, base, file, env) {
  const query = new URLSearchParams({ file: `/installed/${file}`, env: JSON.stringify({ ...env, browser: true, options: { dangerouslyAllowBrowser: true } }) });
  await page.open(`${base}/installed/bundle.html#${query}`);
  const result = await page.waitFor("window.results", { limit: 60_000 });
  await page.open("about:blank");
  return result;
}

/** Where a bundle is run: what vite makes is for pages alone, and CommonJS for Node. */
const places = (name, { folder }, page, base) => ({
  ...(name !== "vite" && { Node: (file, env) => resultOf(process.execPath, ["bundle.mjs", file, JSON.stringify(env)], { cwd: folder }) }),
  ...(name !== "commonjs" && { Chromium: (file, env) => inChromium(page, base, file, env) }),
});

const broken = (name) => (error) => ({ passed: 0, failures: [{ name, error: error.message }] });

async function runOne(name, installed, env, page, base) {
  const file = await bundle(name, installed.folder);
  const results = [];
  for (const [place, run] of Object.entries(places(name, installed, page, base))) {
    const { passed, failures } = await run(file, { ...env, name: `${name}-${place}`.toLowerCase(), only: FEW }).catch(broken("start"));
    results.push({ passed, failures: failures.map((failure) => ({ ...failure, name: `${name}, ${place}: ${failure.name}` })) });
  }
  return sum(results);
}

const sum = (results) => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  failures: results.flatMap(({ failures }) => failures),
});

async function runAll(...args) {
  const results = [];
  for (const name of Object.keys(MAKERS)) results.push(await runOne(name, ...args).catch(broken(name)));
  return sum(results);
}

export const BUNDLERS = {
  async bundlers(installed, env) {
    const pages = await startServer({ folders: { installed: installed.folder } });
    const { page, stop } = await openBrowser("chromium");
    return bounded(runAll(installed, env, page, pages.base), () => Promise.all([stop(), pages.close()]), 240_000);
  },
};
