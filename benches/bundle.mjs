// esbuild, as wrangler calls it for a Worker and as one would for Node.

import { createRequire } from "node:module";
import { join } from "node:path";
import { FOLDER } from "./install.mjs";

const { build } = createRequire(new URL("../tests/package/package.json", import.meta.url))("esbuild");

const PLATFORMS = {
  // The imports of `node:` are wrangler's business; none of the bundles has one.
  workerd: { platform: "browser", conditions: ["workerd", "worker", "browser"] },
  node: { platform: "node", banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' } },
};

/** One file in target/bench, the wasm beside it. */
export async function bundle(entry, outfile, platform, options = {}) {
  await build({
    entryPoints: [join(FOLDER, entry)], outfile: join(FOLDER, outfile), absWorkingDir: FOLDER,
    bundle: true, minify: true, format: "esm", logLevel: "error", external: ["@react-email/render"],
    loader: { ".wasm": "copy" }, assetNames: "[name]", ...PLATFORMS[platform], ...options,
  });
}
