// run.mjs [--quick] [runtime ...]: how fast the package is beside its peers and a function written by hand. It prints tables of
// medians and ratios, and asserts nothing of them: times of one machine on one day.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { ROOT } from "../tests/package/runtimes/installed.mjs";
import { finish } from "../tests/package/runtimes/process.mjs";
import { CHECKED, MESSAGES } from "./cases.mjs";
import { RUNTIMES, start, startRuntime } from "./runtimes.mjs";

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const wanted = words.filter((word) => RUNTIMES.includes(word));
const { slice, rounds } = quick ? { slice: 30, rounds: 3 } : { slice: 80, rounds: 5 };

const HERE = join(ROOT, "benches");
const FOLDER = join(ROOT, "target/bench");
const US = "mailgun-edge";
const HAND = "hand-written";
const PEERS = ["mailgun.js", "resend", "postmark", "nodemailer"];
const JOBS = { stub: "assembly, fetch stubbed", serial: "loopback, one at a time", parallel: "loopback, 32 at a time" };

/** The peers by npm ci, once for each lock file; the package as `cargo xtask build` left it. */
async function install() {
  await mkdir(FOLDER, { recursive: true });
  const lock = await readFile(join(HERE, "package-lock.json"), "utf8");
  const done = join(FOLDER, "node_modules/.installed");
  if ((await readFile(done, "utf8").catch(() => "")) !== lock) {
    for (const name of ["package.json", "package-lock.json"]) await cp(join(HERE, name), join(FOLDER, name));
    const { code, stderr } = await finish("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: FOLDER });
    if (code !== 0) throw new Error(`npm ci failed: ${stderr}`);
    await writeFile(done, lock);
  }
  await rm(join(FOLDER, "node_modules", US), { recursive: true, force: true });
  await cp(join(ROOT, "target/npm", US), join(FOLDER, "node_modules", US), { recursive: true });
  for (const name of ["hand", "cases", "clients", "nodemailer", "worker", "serve"]) await cp(join(HERE, `${name}.mjs`), join(FOLDER, `${name}.mjs`));
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Milliseconds for n messages. */
async function timed(runtime, query, n) {
  const began = performance.now();
  const response = await fetch(`${runtime.base}/?${new URLSearchParams({ ...query, n })}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${runtime.name}, ${Object.values(query).join(", ")}: ${text}`);
  return performance.now() - began;
}

/** How many messages fill a slice. The better of two times counts, since the first call and a busy machine are slow. */
async function fill(runtime, query) {
  for (let n = 1; ; ) {
    const times = [await timed(runtime, query, n), await timed(runtime, query, n)];
    const wanted = Math.round((n * slice) / Math.min(...times));
    if (wanted <= n * 1.5) return Math.max(1, wanted);
    n = Math.min(wanted, n * 10);
  }
}

/** Milliseconds a message, a list for each query: round by round, so that what disturbs one disturbs all. */
async function paired(runtime, queries) {
  const counts = [];
  for (const query of queries) counts.push(await fill(runtime, query));
  const times = queries.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, query] of queries.entries()) times[index].push((await timed(runtime, query, counts[index])) / counts[index]);
  }
  return times;
}

const micro = (ms) => (ms < 0.01 ? `${(ms * 1000).toFixed(1)} µs` : ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`);

/** How many times as fast as the hand-written function: the median of the rounds' own ratios. */
const ratio = (hand, other) => (other ? median(hand.map((time, round) => time / other[round])).toFixed(2) : "-");

const table = (heads, rows) => [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

async function compare(runtime, base) {
  const rows = [];
  for (const [job, label] of Object.entries(JOBS)) {
    for (const name of Object.keys(MESSAGES)) {
      // 32 of them would fill the memory of a small machine.
      if (job === "parallel" && name.startsWith("18 MB")) continue;
      const clients = [HAND, US, ...PEERS.filter((peer) => peer !== "nodemailer" || (runtime.name === "node" && job !== "stub"))];
      const times = await paired(runtime, clients.map((client) => ({ job, case: name, client, base })));
      const of = (client) => times[clients.indexOf(client)];
      rows.push([runtime.name, label, name, micro(median(of(HAND))), micro(median(of(US))), ratio(of(HAND), of(US)), ...PEERS.map((peer) => ratio(of(HAND), of(peer)))]);
    }
  }
  return rows;
}

async function checks(runtime) {
  const names = Object.keys(CHECKED);
  const times = await paired(runtime, names.map((name) => ({ job: "check", case: name })));
  return [runtime.name, ...times.map((list) => micro(median(list)))];
}

await install();
const server = await start(process.execPath, [join(HERE, "server.mjs")]);
const rows = [];
const checked = [];
const versions = [];
for (const name of wanted.length ? wanted : RUNTIMES) {
  const runtime = await startRuntime(name, FOLDER);
  versions.push(`${name} ${runtime.version}`);
  try {
    checked.push(await checks(runtime));
    rows.push(...(await compare(runtime, server.base)));
  } finally {
    await runtime.stop();
  }
  console.error(`${name}: done`);
}
await server.stop();

console.log(`${versions.join(", ")}; ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the end; medians of ${rounds} rounds of ${slice} ms.\n`);
console.log("The cost of `check()` alone:\n");
console.log(table(["runtime", ...Object.keys(CHECKED)], checked));
console.log("\nTime a message, and how many times as fast as the hand-written function (more is faster):\n");
console.log(table(["runtime", "what", "message", HAND, US, `${US}, times`, ...PEERS.map((peer) => `${peer}, times`)], rows));
