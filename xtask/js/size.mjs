// size.mjs FOLDER: prints as JSON what the package in FOLDER weighs, and its peers: { ours, peers }, each { entry: { raw, gzip, brotli } }, in
// bytes. All of them are bundled whole and minified by esbuild, with the conditions of wrangler, as a deployment would do it.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { FOLDER as BENCH, installPeers } from "../../benches/install.mjs";

const tools = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const { build } = tools("esbuild");
const folder = process.argv[2];

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const PEERS = ["mailgun.js", "resend", "postmark"];

function weigh(...files) {
  const sum = (size) => files.reduce((total, bytes) => total + size(bytes), 0);
  return {
    raw: sum((bytes) => bytes.length),
    gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
    brotli: sum((bytes) => brotliCompressSync(bytes, QUALITY).length),
  };
}

async function bundle(options) {
  const { outputFiles } = await build({
    bundle: true, minify: true, format: "esm", target: "es2022", platform: "browser", conditions: ["workerd", "worker", "browser"],
    write: false, logLevel: "error", ...options,
  });
  return outputFiles[0].contents;
}

const ours = (entry) => bundle({ entryPoints: [join(folder, entry)], external: ["*.wasm", "*.wasm?module"] });

/** All that it exports; resend imports its renderer of React where there is one. */
const peer = (name, options) => bundle({ stdin: { contents: `export * from "${name}"; export * as all from "${name}";`, resolveDir: BENCH }, external: ["@react-email/render"], ...options });

const wasm = await readFile(join(folder, "mailgun_edge.wasm"));
const workerd = await ours("workerd.js");
const sizes = {
  "mailgun_edge.wasm": weigh(wasm),
  "workerd.js, bundled": weigh(workerd),
  "workerd.js, bundled, with wasm": weigh(workerd, wasm),
  "edge-light.js, bundled, with wasm": weigh(await ours("edge-light.js"), wasm),
};
for (const entry of ["default.js", "parameters.js", "sandbox.js"]) sizes[`${entry}, bundled`] = weigh(await ours(entry));

await installPeers();
const peers = {};
for (const name of PEERS) peers[`${name}, bundled`] = weigh(await peer(name));
peers["mailgun.js, bundled for Node"] = weigh(await peer("mailgun.js", { platform: "node", conditions: [] }));
console.log(JSON.stringify({ ours: sizes, peers }));
