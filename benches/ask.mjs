// Asks a process for work, and reads what it cost: time by our clock, since workerd's stands still while it computes; processor time and
// memory by Linux's /proc.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { Agent, get } from "node:http";

const agent = new Agent({ keepAlive: true });

/** The text of an answer. */
export function fetched(url) {
  return new Promise((resolve, reject) => {
    const answered = async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      if (response.statusCode === 200) resolve(text);
      else reject(new Error(`${url}: ${text}`));
    };
    get(url, { agent }, (response) => answered(response).catch(reject)).on("error", reject);
  });
}

/** Milliseconds of n messages. */
export async function timed(runtime, query, n) {
  const url = `${runtime.base}/?${new URLSearchParams({ ...query, n })}`;
  const began = performance.now();
  await fetched(url);
  return performance.now() - began;
}

/** Milliseconds that a thread has run, or nothing where it has just ended: Deno ends those that had nothing to do for ten seconds. */
async function ran(folder, thread) {
  try {
    return [[thread, Number((await readFile(`${folder}/${thread}/schedstat`, "utf8")).split(" ")[0]) / 1e6]];
  } catch (error) {
    if (error.code === "ESRCH" || error.code === "ENOENT") return [];
    throw error;
  }
}

async function threads(pid) {
  const folder = `/proc/${pid}/task`;
  const all = await readdir(folder);
  return new Map((await Promise.all(all.map((thread) => ran(folder, thread)))).flat());
}

/** Milliseconds of processor time, of all threads, that some work takes; and what the work gives. */
export async function spent(pid, work) {
  const before = await threads(pid);
  const result = await work();
  const after = await threads(pid);
  return { result, cpu: [...after].reduce((sum, [thread, ms]) => sum + ms - (before.get(thread) ?? 0), 0) };
}

/** Forgets the peak of the memory, so that it counts from now. */
export const forgetPeak = (pid) => writeFile(`/proc/${pid}/clear_refs`, "5");

/** The peak of the resident memory, in MB. */
export async function peak(pid) {
  return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]) * 1024) / 1e6;
}
