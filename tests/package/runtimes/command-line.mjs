// Node in its versions, Bun and Deno: the contract as a program; and as one bundled file.

import { join } from "node:path";
import { build } from "esbuild";
import { bin, TOOLS } from "./installed.mjs";
import { resultOf } from "./process.mjs";

const program = (command, args) => (installed, env) => resultOf(command, [...args, JSON.stringify(env)], { cwd: installed.folder });
const node = (folder) => join(TOOLS, "node_modules", folder, "bin/node");

/** One file bundled by esbuild without a condition of a runtime, run in Node. */
async function bundled(installed, env) {
  const outfile = join(installed.folder, "bundled.mjs");
  await build({ entryPoints: [join(installed.folder, "node.mjs")], absWorkingDir: installed.folder, outfile, bundle: true, format: "esm", platform: "neutral", external: ["node:*"], logLevel: "silent" });
  return program(process.execPath, ["bundled.mjs"])(installed, env);
}

export const COMMAND_LINE = {
  node: program(process.execPath, ["node.mjs"]),
  "node-require": program(process.execPath, ["require.cjs"]),
  deno: program(bin("deno"), ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-env", "deno.mjs"]),
  bundled,
  bun: program(bin("bun"), ["run", "node.mjs"]),
};

// Their packages are for this platform alone.
for (const name of process.platform === "linux" && process.arch === "x64" ? ["node22", "node26"] : []) {
  COMMAND_LINE[name] = program(node(name), ["node.mjs"]);
}
