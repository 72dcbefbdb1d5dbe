// The peak of a process's resident memory while it sends: a fresh process for each figure, with the message already made.

import { forgetPeak, peak, timed } from "./ask.mjs";
import { median, quotients, shuffled, spread } from "./figures.mjs";
import { startRuntime } from "./runtimes.mjs";
import { HAND, US } from "./speed.mjs";

const CLIENTS = [HAND, US, "mailgun.js"];

/** How many of each are sent, one after another. */
const COUNTS = { small: 200, "1000 recipients": 20, "1 MB attachment": 20, "18 MB attachment": 6 };

async function peakOf(runtime, query, count) {
  const process = await startRuntime(runtime);
  try {
    await timed(process, query, 0);
    await forgetPeak(process.pid);
    await timed(process, query, count);
    return await peak(process.pid);
  } finally {
    await process.stop();
  }
}

export const MEMORY_HEADS = ["runtime", "message", ...CLIENTS, `${US} by ${HAND}`, `${US} by mailgun.js`];

export async function memoryRows(runtime, base, rounds) {
  const rows = [];
  for (const [name, count] of Object.entries(COUNTS)) {
    const peaks = Object.fromEntries(CLIENTS.map((client) => [client, []]));
    for (let round = 0; round < rounds; round++) {
      for (const client of shuffled(CLIENTS)) peaks[client].push(await peakOf(runtime, { job: "serial", case: name, client, base }, count));
    }
    const by = (client) => spread(quotients(peaks[US], peaks[client]));
    rows.push([runtime, name, ...CLIENTS.map((client) => `${median(peaks[client]).toFixed(0)} MB`), by(HAND), by("mailgun.js")]);
  }
  return rows;
}
