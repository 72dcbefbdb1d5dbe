// The parts of a run, as Markdown: start and memory in fresh processes, speed in some for each message, growth in some that stay.

import { NAMES } from "./cases.mjs";
import { table } from "./figures.mjs";
import { AXES, GROWTH_HEADS, growthOf, growthRows } from "./growth.mjs";
import { MEMORY_HEADS, memoryRows } from "./memory.mjs";
import { plot } from "./plot.mjs";
import { start, startRuntime } from "./runtimes.mjs";
import { CHECK_HEADS, CPU_HEADS, JOBS, SPEED_HEADS, checkRow, clientsOf, speedOf } from "./speed.mjs";
import { startTable } from "./start.mjs";

const section = (title, words, heads, rows) => `### ${title}\n\n${words}\n\n${table(heads, rows)}`;

/** A process for each client, all at a time. */
async function crew(runtime, work) {
  const clients = clientsOf(runtime);
  const processes = await Promise.all(clients.map(() => startRuntime(runtime)));
  try {
    return await work(Object.fromEntries(clients.map((client, index) => [client, processes[index]])));
  } finally {
    await Promise.all(processes.map((process) => process.stop()));
  }
}

/** The rows of time and of processor time. Each message has processes of its own: what was sent before it leaves a heap that is collected otherwise. */
async function speedRows(runtime, base, plan) {
  const found = [];
  for (const name of NAMES) found.push(...(await crew(runtime, (processes) => speedOf(runtime, name, processes, base, plan))));
  const rows = (what) => JOBS.flatMap((job) => found.filter((one) => one.job === job && one[what]).map((one) => one[what]));
  return { speed: rows("speed"), cpu: rows("cpu") };
}

/** Everything that is measured over loopback. */
async function overLoopback(parts, runtimes, quick) {
  const plan = quick ? { slice: 15, rounds: 5 } : { slice: 25, rounds: 15 };
  const found = { checks: [], speed: [], cpu: [], memory: [], growth: {} };
  const server = await start([process.execPath, "server.mjs"]);
  for (const runtime of runtimes) {
    if (parts.includes("speed")) {
      found.checks.push(await crew(runtime, (processes) => checkRow(runtime, processes, plan)));
      const { speed, cpu } = await speedRows(runtime, server.base, plan);
      found.speed.push(...speed);
      found.cpu.push(...cpu);
    }
    if (parts.includes("growth")) found.growth[runtime] = await crew(runtime, (processes) => growthOf(processes, server.base, plan));
    if (parts.includes("memory")) found.memory.push(...(await memoryRows(runtime, server.base, quick ? 1 : 3)));
    console.error(`speed, growth, memory, ${runtime}: done`);
  }
  await server.stop();
  return found;
}

const START = "Milliseconds that a client costs beyond a script or a worker with none: the median of the rounds' own differences, its quartiles in brackets. “nothing” is that script itself.";
const SPEED = "The time that passes, and how many times as fast as the hand-written function (more is faster): the median of the rounds' own ratios, its quartiles in brackets.";
const CPU = "Processor time of the client's process a message, all its threads, over loopback one at a time; and how many times as little as the hand-written function (more is less).";
const MEMORY = "Peak resident memory of a fresh process that sends some of them, one after another; the message is made before. Ratios above 1 are more memory.";
const GROWTH = "Processor time a message, over loopback, one at a time.\n\n![Processor time a message by recipients and by size of the attachment](growth.svg)";

/** { sections, svg }. */
export async function figures(parts, runtimes, quick, header) {
  const sections = [header];
  if (parts.includes("start")) sections.push(`### Start\n\n${START}\n\n${await startTable(runtimes, quick)}`);
  if (!parts.some((part) => part !== "start")) return { sections };
  const { checks, speed, cpu, memory, growth } = await overLoopback(parts, runtimes, quick);
  if (speed.length) {
    sections.push(section("The cost of `check()` alone", "It is a part of every message below.", CHECK_HEADS, checks));
    sections.push(section("Time a message", SPEED, SPEED_HEADS, speed));
    sections.push(section("Processor time", CPU, CPU_HEADS, cpu));
  }
  if (memory.length) sections.push(section("Memory", MEMORY, MEMORY_HEADS, memory));
  if (!Object.keys(growth).length) return { sections };
  sections.push(section("Growth", GROWTH, GROWTH_HEADS, Object.entries(growth).flatMap(([runtime, lines]) => growthRows(runtime, lines))));
  return { sections, svg: plot(growth, AXES) };
}
