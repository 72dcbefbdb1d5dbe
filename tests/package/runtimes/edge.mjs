// The edge runtime of Vercel: one file bundled by esbuild with the condition `edge-light`; the wasm module is handed in
// from outside, as `import module from "x.wasm?module"` is on the platform (https://vercel.com/docs/functions/wasm).
// It runs in a child process, so that a crash in it ends nothing else.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { resultOf } from "./process.mjs";

/** `import module from "x.wasm?module"` becomes `globalThis.wasmModules[path of x.wasm]`. The paths are added to `wanted`. */
const wasmFromOutside = (wanted) => ({
  name: "wasm-from-outside",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path.replace("?module", ""));
      wanted.push(file);
      return { path: file, namespace: "wasm" };
    });
    onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => ({ contents: `export default globalThis.wasmModules[${JSON.stringify(path)}]` }));
  },
});

/** One file of `entry`: { outfile, wasm: the modules it wants }. Its exports are in the global `entry`. */
async function bundle(folder, entry) {
  const wasm = [];
  const outfile = join(folder, `${entry}.bundle.js`);
  await build({
    entryPoints: [join(folder, entry)], absWorkingDir: folder, outfile, bundle: true, format: "iife", globalName: "entry",
    conditions: ["edge-light"], plugins: [wasmFromOutside(wasm)], logLevel: "silent",
  });
  return { outfile, wasm };
}

const HOST = fileURLToPath(new URL("./edge-host.mjs", import.meta.url));

/** Bundles `entry` of the folder and runs it: what the expression's promise gives, a JSON text, parsed. */
export async function runInEdge(folder, entry, options) {
  const { outfile, wasm } = await bundle(folder, entry);
  if (!wasm.length) throw new Error("the condition edge-light was not taken: the bundle asks for no wasm module");
  return resultOf(process.execPath, [HOST, JSON.stringify({ outfile, wasm, ...options })]);
}

export const EDGE = {
  "edge-runtime": (installed, env) =>
    runInEdge(installed.folder, "edge.mjs", { expression: `runContract(${JSON.stringify(JSON.stringify(env))})` }),
};
