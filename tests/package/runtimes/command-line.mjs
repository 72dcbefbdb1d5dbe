// Node in its versions, Bun and Deno: the contract as a program.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { bin, TOOLS } from "./installed.mjs";
import { resultOf } from "./process.mjs";

const program = (command, args) => (installed, env) => resultOf(command, [...args, JSON.stringify(env)], { cwd: installed.folder });
const node = (folder) => join(TOOLS, "node_modules", folder, "bin/node");

export const COMMAND_LINE = {
  node: program(process.execPath, ["node.mjs"]),
  "node-require": program(process.execPath, ["require.cjs"]),
  deno: program(bin("deno"), ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-env", "deno.mjs"]),
  bun: program(bin("bun"), ["run", "node.mjs"]),
};

// Optional: these come from packages for one platform.
for (const name of ["node22", "node26"]) {
  if (existsSync(node(name))) COMMAND_LINE[name] = program(node(name), ["node.mjs"]);
}
