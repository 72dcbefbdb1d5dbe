// examples/sandbox/server.mjs as a process: the package's sandbox behind HTTP, as the examples and the README use it.

import { spawn } from "node:child_process";
import { join } from "node:path";

/** The key and domain that it takes. */
export const ACCOUNT = { MAILGUN_KEY: "key-sandbox", MAILGUN_DOMAIN: "mg.example.com" };

/** Starts it from the folder where the package is installed: { base, messages(), stop() }. */
export async function startLocalMailgun(folder) {
  const child = spawn(process.execPath, [join(folder, "examples/sandbox/server.mjs"), "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  let said = "";
  const base = await new Promise((resolve, reject) => {
    child.on("close", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (said.includes("\n")) resolve(said.split("\n")[0]);
    });
  });
  return {
    base,
    /** What it printed of each message since the last call: [{ id, parts: ["to: bob@host.com", ...] }]. */
    messages() {
      const lines = said.trimEnd().split("\n").slice(1);
      said = `${base}\n`;
      const messages = [];
      for (const line of lines) {
        if (line.startsWith("<")) messages.push({ id: line, parts: [] });
        else messages.at(-1)?.parts.push(line.trim());
      }
      return messages;
    },
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
