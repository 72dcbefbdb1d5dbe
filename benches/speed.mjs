// Time and processor time a message: assembly with fetch stubbed, and over loopback.

import { CHECKED } from "./cases.mjs";
import { median, quotients, short, spread, time } from "./figures.mjs";
import { paired } from "./rounds.mjs";

export const US = "mailgun-edge";
export const HAND = "hand-written";
export const PEERS = ["mailgun.js", "resend", "postmark", "nodemailer"];

const LABELS = { stub: "assembly, fetch stubbed", serial: "loopback, one at a time", parallel: "loopback, 32 at a time" };

/** In this order: the first of them lets the engine compile what the others call. */
export const JOBS = Object.keys(LABELS);

// 32 of them would fill the memory of a small machine.
const tooMuch = (job, name) => job === "parallel" && name.startsWith("18 MB");

/** nodemailer runs in Node alone, and has no fetch. */
export const clientsOf = (runtime) => [HAND, US, ...PEERS.filter((peer) => peer !== "nodemailer" || runtime === "node")];

export const CHECK_HEADS = ["runtime", ...Object.keys(CHECKED)];

/** The row of `check()` alone. */
export async function checkRow(runtime, processes, plan) {
  const cells = [];
  for (const name of Object.keys(CHECKED)) {
    const [{ times }] = await paired([{ runtime: processes[US], query: { job: "check", case: name } }], plan);
    cells.push(time(median(times)));
  }
  return [runtime, ...cells];
}

export const SPEED_HEADS = ["runtime", "what", "message", HAND, US, ...[US, ...PEERS].map((name) => `${name}, times`)];
export const CPU_HEADS = ["runtime", "message", HAND, US, ...[US, ...PEERS].map((name) => `${name}, times`)];

/** How many times as little as the hand-written function, a cell for each client. */
const ratios = (list) => [US, ...PEERS].map((name) => (list[name] ? spread(quotients(list[HAND], list[name])) : "-"));

/** What a message costs: `{ job, speed, cpu }` for each job, rows of the two tables. */
export async function speedOf(runtime, name, processes, base, plan) {
  const found = [];
  for (const job of JOBS.filter((job) => !tooMuch(job, name))) {
    const clients = clientsOf(runtime).filter((client) => client !== "nodemailer" || job !== "stub");
    const measured = await paired(clients.map((client) => ({ runtime: processes[client], query: { job, case: name, client, base } })), plan);
    const of = (what) => Object.fromEntries(clients.map((client, index) => [client, measured[index][what]]));
    const row = (list) => [time(median(list[HAND])), time(median(list[US])), ...ratios(list)];
    found.push({ job, speed: [runtime, LABELS[job], name, ...row(of("times"))], cpu: job === "serial" && [runtime, name, ...row(of("cpus"))] });
  }
  return found;
}
