// Time and processor time a message: assembly with fetch stubbed, and over loopback.

import { CHECKED, NAMES } from "./cases.mjs";
import { median, quotients, short, spread, time } from "./figures.mjs";
import { paired } from "./rounds.mjs";

export const US = "mailgun-edge";
export const HAND = "hand-written";
export const PEERS = ["mailgun.js", "resend", "postmark", "nodemailer"];

const JOBS = { stub: "assembly, fetch stubbed", serial: "loopback, one at a time", parallel: "loopback, 32 at a time" };

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

/** The rows of a runtime: { speed, cpu }. */
export async function speedRows(runtime, processes, base, plan) {
  const speed = [];
  const cpu = [];
  for (const [job, label] of Object.entries(JOBS)) {
    const clients = clientsOf(runtime).filter((client) => client !== "nodemailer" || job !== "stub");
    for (const name of NAMES) {
      if (tooMuch(job, name)) continue;
      const found = await paired(clients.map((client) => ({ runtime: processes[client], query: { job, case: name, client, base } })), plan);
      const of = (what) => Object.fromEntries(clients.map((client, index) => [client, found[index][what]]));
      const [times, cpus] = [of("times"), of("cpus")];
      speed.push([runtime, label, name, time(median(times[HAND])), time(median(times[US])), ...ratios(times)]);
      if (job === "serial") cpu.push([runtime, name, time(median(cpus[HAND])), time(median(cpus[US])), ...ratios(cpus)]);
    }
  }
  return { speed, cpu };
}
