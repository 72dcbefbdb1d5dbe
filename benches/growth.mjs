// How the processor time of a message grows with its recipients, and with its attachment: over loopback, one at a time. Not the time that
// passes: a busy machine and Deno's waits for an acknowledgement would hide how it grows.

import { MEGABYTES, RECIPIENTS } from "./cases.mjs";
import { median, time } from "./figures.mjs";
import { paired } from "./rounds.mjs";
import { HAND, US } from "./speed.mjs";

export const DRAWN = [HAND, US, "mailgun.js"];

export const AXES = { recipients: { steps: RECIPIENTS, unit: "to" }, "MB of attachment": { steps: MEGABYTES, unit: "MB" } };

/** The lines of a runtime: { recipients: { client: [[x, ms], ...] }, ... }. */
export async function growthOf(processes, base, plan) {
  const lines = {};
  for (const [axis, { steps, unit }] of Object.entries(AXES)) {
    lines[axis] = Object.fromEntries(DRAWN.map((client) => [client, []]));
    for (const step of steps) {
      const found = await paired(DRAWN.map((client) => ({ runtime: processes[client], query: { job: "serial", case: `${step} ${unit}`, client, base } })), plan);
      for (const [index, client] of DRAWN.entries()) lines[axis][client].push([step, median(found[index].cpus)]);
    }
  }
  return lines;
}

export const GROWTH_HEADS = ["runtime", "client", ...Object.values(AXES).flatMap(({ steps, unit }) => steps.map((step) => `${step} ${unit}`))];

export const growthRows = (runtime, lines) =>
  DRAWN.map((client) => [runtime, client, ...Object.keys(AXES).flatMap((axis) => lines[axis][client].map(([, ms]) => time(ms)))]);
