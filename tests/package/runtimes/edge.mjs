// The edge runtime of Vercel: one file bundled by esbuild with the condition `edge-light`; the wasm module is handed in
// from outside, as `import module from "x.wasm?module"` is on the platform (https://vercel.com/docs/functions/wasm).
// It runs in a child process, so that a crash in it ends nothing else.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { resultOf } from "./process.mjs";

const wasmFromOutside = {
  name: "wasm-from-outside",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace("?module", "")), namespace: "wasm" }));
    onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => ({ contents: `export default globalThis.wasmModules[${JSON.stringify(path)}]` }));
  },
};

/** Bundles `entry` of the folder: { code, wasm: the paths of the modules it wants }. */
export async function bundle(folder, entry) {
  const wasm = [];
  const remember = { name: "remember", setup: ({ onResolve }) => onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => void wasm.push(join(resolveDir, path.replace("?module", "")))) };
  const outfile = join(folder, `${entry}.bundle.js`);
  await build({ entryPoints: [join(folder, entry)], absWorkingDir: folder, bundle: true, format: "iife", globalName: "entry", conditions: ["edge-light"], outfile, plugins: [remember, wasmFromOutside], logLevel: "silent" });
  return { outfile, wasm };
}

const HOST = fileURLToPath(new URL("./edge-host.mjs", import.meta.url));

export const EDGE = {
  async "edge-runtime"(installed, env) {
    const { outfile, wasm } = await bundle(installed.folder, "edge.mjs");
    const code = await readFile(outfile, "utf8");
    if (!code.includes("wasmModules")) throw new Error("the condition edge-light was not taken: the bundle asks for no wasm module");
    return resultOf(process.execPath, [HOST, outfile, JSON.stringify(wasm), `runContract(${JSON.stringify(JSON.stringify(env))})`]);
  },
};
