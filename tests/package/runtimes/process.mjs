// Child processes, each with an end: a time limit, and a kill by its own id.

import { spawn } from "node:child_process";

/** Runs to the end and gives { code, stdout, stderr }. A process that takes too long is killed and is an error. */
export function finish(command, args, { cwd, env, limit = 120_000, input } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: "1", ...env }, stdio: ["pipe", "pipe", "pipe"] });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${command}: no end after ${limit / 1000} s`));
    }, limit);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`${command}: ${error.message}`));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** The last line of the output as JSON; what went wrong otherwise. */
export async function resultOf(command, args, options) {
  const { code, stdout, stderr } = await finish(command, args, options);
  const last = stdout.trim().split("\n").pop();
  try {
    return JSON.parse(last);
  } catch {
    throw new Error(`ended with ${code} and no result: ${`${stdout}\n${stderr}`.trim().slice(-2000)}`);
  }
}

/** A promise with a time limit; `stop` is called whichever way it ends. */
export async function bounded(promise, stop, limit = 120_000) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    await stop();
  }
}
