// size.mjs FOLDER: prints as JSON what the package in FOLDER weighs: { entry: { raw, gzip, brotli } }, in bytes.
// The entries are bundled and minified by esbuild, as a deployment would do it.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const tools = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const { build } = tools("esbuild");
const folder = process.argv[2];

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

function weigh(...files) {
  const sum = (size) => files.reduce((total, bytes) => total + size(bytes), 0);
  return {
    raw: sum((bytes) => bytes.length),
    gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
    brotli: sum((bytes) => brotliCompressSync(bytes, QUALITY).length),
  };
}

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["*.wasm", "*.wasm?module"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].contents;
}

const wasm = await readFile(join(folder, "mailgun_edge.wasm"));
const workerd = await bundle("workerd.js");
console.log(
  JSON.stringify({
    "mailgun_edge.wasm": weigh(wasm),
    "workerd.js, bundled": weigh(workerd),
    "workerd.js, bundled, with wasm": weigh(workerd, wasm),
    "default.js, bundled": weigh(await bundle("default.js")),
    "sandbox.js, bundled": weigh(await bundle("sandbox.js")),
  }),
);
