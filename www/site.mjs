// The page as a folder of plain files, for any static host: `node www/site.mjs [folder]`, target/site if none is named. It needs
// the built package (`cargo xtask pack`). Its policy stands in its HTML; serve.mjs sends the same as a header.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { vendor } from "./vendor.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TARGET = fileURLToPath(new URL("../target", import.meta.url));
const SERVED = [".html", ".css", ".js", ".svg"];
const TESTS = join(HERE, "test");

/** Writes into a folder that is new or empty. */
export async function site(folder) {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
  for (const entry of await readdir(HERE, { withFileTypes: true })) {
    const from = join(HERE, entry.name);
    if (from !== TESTS && (entry.isDirectory() || SERVED.includes(extname(entry.name)))) await cp(from, join(folder, entry.name), { recursive: true });
  }
  await cp(join(TARGET, "npm/mailgun-edge"), join(folder, "mailgun-edge"), { recursive: true });
  await cp(await vendor(), join(folder, "vendor"), { recursive: true });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , named] = process.argv;
  const folder = named ? resolve(named) : join(TARGET, "site");
  if (!named) await rm(folder, { recursive: true, force: true });
  await site(folder);
  console.log(`The page is in ${folder}`);
}
