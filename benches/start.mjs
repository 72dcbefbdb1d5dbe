// What a client costs before its first message is out: in fresh processes, and in fresh isolates of a running workerd.

import { join } from "node:path";
import { finish } from "../tests/package/runtimes/process.mjs";
import { fetched, spent } from "./ask.mjs";
import { bundle } from "./bundle.mjs";
import { CLIENTS } from "./clients.mjs";
import { differences, median, quantile, shuffled, table } from "./figures.mjs";
import { FOLDER } from "./install.mjs";
import { SCRIPTS, workerd } from "./runtimes.mjs";

const NOTHING = "nothing";
const NAMES = [NOTHING, ...Object.keys(CLIENTS)];

const bundles = (platform) => NAMES.map((name) => bundle("start/first.mjs", `start-${platform}/${name}.mjs`, platform, { alias: { client: join(FOLDER, `clients/${name}.mjs`) } }));

/** Figures by client, each a list of a figure a round; `measure` gives some by name. */
async function rounds(count, measure) {
  const found = {};
  for (let round = -1; round < count; round++) {
    for (const client of shuffled(NAMES)) {
      const { calls, ...figures } = await measure(client);
      if (calls !== (client === NOTHING ? 0 : 1)) throw new Error(`${client} made ${calls} requests`);
      // The first time is for the files to be read.
      if (round >= 0) for (const [what, figure] of Object.entries(figures)) ((found[what] ??= {})[client] ??= []).push(figure);
    }
  }
  return found;
}

async function inProcess(runtime, client) {
  const [command, ...args] = SCRIPTS[runtime];
  const began = performance.now();
  const { code, stdout, stderr } = await finish(command, [...args, "start/process.mjs", join(FOLDER, `start-node/${client}.mjs`)], { cwd: FOLDER });
  const whole = performance.now() - began;
  if (code !== 0) throw new Error(`${runtime}, ${client}: ${stderr}`);
  const [imported, sent, calls] = JSON.parse(stdout);
  return { calls, import: imported, "import and first message": sent, "the whole process": whole };
}

async function inIsolates(count) {
  const text = (name) => `(name = "${name}", text = embed "start-workerd/${name}.mjs")`;
  const bindings = [...NAMES.map(text), '(name = "wasm", data = embed "start-workerd/mailgun_edge.wasm")', '(name = "LOADER", workerLoader = ())'];
  const host = await workerd("start", `bindings = [${bindings.join(", ")}], modules = [(name = "host.js", esModule = embed "start/host.mjs")]`, ["--experimental"]);
  try {
    return await rounds(count, async (client) => {
      const began = performance.now();
      const { result, cpu } = await spent(host.pid, () => fetched(`${host.base}/?client=${client}`).then((calls) => ({ calls: Number(calls), time: performance.now() - began })));
      return { calls: result.calls, "fresh isolate": result.time, "fresh isolate, processor time": cpu };
    });
  } finally {
    await host.stop();
  }
}

/** What a client costs beyond nothing, and its quartiles. */
function cell(list, nothing) {
  const more = differences(list, nothing);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(more, part).toFixed(1));
  return `${middle} (${low}–${high})`;
}

const rows = (runtime, found) =>
  Object.entries(found).map(([what, of]) => [runtime, what, median(of[NOTHING]).toFixed(1), ...NAMES.slice(1).map((client) => cell(of[client], of[NOTHING]))]);

/** The table of start. */
export async function startTable(runtimes, quick) {
  await Promise.all([...bundles("node"), ...bundles("workerd")]);
  const found = [];
  for (const runtime of runtimes) {
    const of = runtime === "workerd" ? await inIsolates(quick ? 20 : 60) : await rounds(quick ? 5 : 20, (client) => inProcess(runtime, client));
    found.push(...rows(runtime, of));
    console.error(`start, ${runtime}: done`);
  }
  return table(["runtime", "ms", NOTHING, ...NAMES.slice(1)], found);
}
