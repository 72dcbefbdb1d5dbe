// The packed tarball, installed with npm in a folder of its own, and the contract beside it.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish } from "./process.mjs";

export const TOOLS = fileURLToPath(new URL("../", import.meta.url));
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const bin = (name) => join(TOOLS, "node_modules/.bin", name);

/** `MAILGUN_EDGE_TARBALL`, or the one that `cargo xtask pack` leaves. */
export async function tarball() {
  if (process.env.MAILGUN_EDGE_TARBALL) return process.env.MAILGUN_EDGE_TARBALL;
  const folder = join(ROOT, "target/npm");
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^mailgun-edge-.*\.tgz$/.test(name));
  if (names.length !== 1) throw new Error(`expected one mailgun-edge-*.tgz in target/npm, found ${names.length}: run cargo xtask pack`);
  return join(folder, names[0]);
}

/** Installs the tarball: { folder, packageFolder, entry(subpath, conditions), remove() }. */
export async function install() {
  const folder = await mkdtemp(join(tmpdir(), "mailgun-edge-contract-"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", await tarball()];
  const { code, stderr } = await finish("npm", args, { cwd: folder });
  if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
  for (const name of ["contract.mjs", "contract"]) await cp(join(TOOLS, name), join(folder, name), { recursive: true });
  await cp(join(TOOLS, "entries"), folder, { recursive: true });
  const packageFolder = join(folder, "node_modules/mailgun-edge");
  const { exports } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  return {
    folder,
    packageFolder,
    exports,
    entry: (subpath, conditions) => resolve(exports, subpath, conditions),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The file of a subpath for the conditions, as Node's package exports define it: the first key in file order wins. */
export function resolve(exports, subpath, conditions) {
  let target = exports[subpath];
  while (target && typeof target === "object") {
    const key = Object.keys(target).find((name) => name === "default" || conditions.includes(name));
    target = target[key];
  }
  if (!target) throw new Error(`the package exports nothing as ${subpath} for ${conditions.join(", ")}`);
  return target.replace(/^\.\//, "");
}
