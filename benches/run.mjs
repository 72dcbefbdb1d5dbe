// run.mjs [--quick] [--write] [part ...] [runtime ...]: how fast the package is beside its peers and a function written by hand. It prints
// tables of medians and ratios, and asserts nothing of them: times of one machine on one day. --write puts them into README.md.

import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { figures } from "./parts.mjs";
import { FOLDER, HERE, install } from "./install.mjs";
import { RUNTIMES, prepare, versionOf } from "./runtimes.mjs";

const PARTS = ["start", "speed", "growth", "memory"];
const MARK = "<!-- What follows is printed by `cargo xtask bench --write`. -->\n";

const words = process.argv.slice(2);
const unknown = words.filter((word) => ![...PARTS, ...RUNTIMES, "--quick", "--write"].includes(word));
if (unknown.length) throw new Error(`${unknown.join(", ")}: expected --quick, --write, ${[...PARTS, ...RUNTIMES].join(", ")}`);
const among = (all) => (all.some((one) => words.includes(one)) ? all.filter((one) => words.includes(one)) : all);
const [parts, runtimes] = [among(PARTS), among(RUNTIMES)];

/** The day, the machine, and the versions of all that is measured. */
async function header() {
  const { dependencies } = JSON.parse(await readFile(join(HERE, "package.json"), "utf8"));
  const { model } = cpus()[0];
  const peers = Object.entries(dependencies).map((entry) => entry.join(" "));
  const versions = await Promise.all(runtimes.map(versionOf));
  const command = ["cargo xtask bench", ...words.filter((word) => word !== "--write")].join(" ");
  return `\`${command}\` on ${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores (${model}), load ${loadavg()[0].toFixed(1)} at the start.\n${versions.join(", ")}; ${peers.join(", ")}.`;
}

await install();
await prepare();
const began = performance.now();
const { sections, svg } = await figures(parts, runtimes, words.includes("--quick"), await header());
const text = `${sections.join("\n\n")}\n\nIt took ${Math.round((performance.now() - began) / 1000)} s; load ${loadavg()[0].toFixed(1)} at the end.\n`;
console.log(text);
if (svg) await writeFile(join(FOLDER, "growth.svg"), svg);
if (words.includes("--write")) {
  const file = join(HERE, "README.md");
  const [kept] = (await readFile(file, "utf8")).split(MARK);
  await writeFile(file, `${kept}${MARK}\n${text}`);
  if (svg) await writeFile(join(HERE, "growth.svg"), svg);
}
