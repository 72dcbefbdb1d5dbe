// The peers by npm ci, once for each lock file; the package as `cargo xtask build` left it; and what runs beside them.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish } from "../tests/package/runtimes/process.mjs";

export const HERE = fileURLToPath(new URL("./", import.meta.url));
export const FOLDER = fileURLToPath(new URL("../target/bench/", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../target/npm/mailgun-edge/", import.meta.url));

/** Of the peers alone. */
export async function installPeers() {
  await mkdir(FOLDER, { recursive: true });
  const lock = await readFile(join(HERE, "package-lock.json"), "utf8");
  const done = join(FOLDER, "node_modules/.installed");
  if ((await readFile(done, "utf8").catch(() => "")) === lock) return;
  for (const name of ["package.json", "package-lock.json"]) await cp(join(HERE, name), join(FOLDER, name));
  const { code, stderr } = await finish("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: FOLDER, limit: 600_000 });
  if (code !== 0) throw new Error(`npm ci failed: ${stderr}`);
  await writeFile(done, lock);
}

export async function install() {
  await installPeers();
  const ours = join(FOLDER, "node_modules/mailgun-edge");
  await rm(ours, { recursive: true, force: true });
  await cp(PACKAGE, ours, { recursive: true });
  for (const name of await readdir(HERE)) if (name.endsWith(".mjs")) await cp(join(HERE, name), join(FOLDER, name));
  for (const name of ["clients", "start"]) await cp(join(HERE, name), join(FOLDER, name), { recursive: true });
}
