// Does one job for each request, whatever the runtime: ?job=stub|serial|parallel|check, n messages of a case by a client.
// It has no clock: in workerd none runs while it computes, so whoever asks keeps the time.

import { check } from "mailgun-edge";
import { CHECKED, MESSAGES } from "./cases.mjs";
import { CLIENTS } from "./clients.mjs";

const CONCURRENCY = 32;
const KEY = "key-0123456789abcdef0123456789abcdef";
const ANSWER = JSON.stringify({ id: "<1@mg.example.com>", message: "Queued. Thank you.", ErrorCode: 0, Message: "OK", MessageID: "1" });

const real = globalThis.fetch;
const stub = async () => new Response(ANSWER, { headers: { "content-type": "application/json" } });

const made = new Map();
const once = (name, make) => made.get(name) ?? made.set(name, make()).get(name);

const JOBS = {
  async stub(send, message, n) {
    globalThis.fetch = stub;
    for (let i = 0; i < n; i++) await send(message);
  },
  async serial(send, message, n) {
    globalThis.fetch = real;
    for (let i = 0; i < n; i++) await send(message);
  },
  async parallel(send, message, n) {
    globalThis.fetch = real;
    let left = n;
    const lane = async () => {
      while (left-- > 0) await send(message);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  },
};

/** `more` are clients of one runtime alone. */
export async function handle(request, more = {}) {
  const asked = new URL(request.url).searchParams;
  const [job, name, base, n] = [asked.get("job"), asked.get("case"), asked.get("base"), Number(asked.get("n"))];
  if (job === "check") {
    const message = once(`check ${name}`, CHECKED[name]);
    let problems;
    for (let i = 0; i < n; i++) problems = check(message);
    return new Response(String(problems.length));
  }
  const client = asked.get("client");
  const send = once(client, () => ({ ...CLIENTS, ...more })[client]({ key: KEY, domain: "mg.example.com", base }));
  await JOBS[job](send, once(name, MESSAGES[name]), n);
  return new Response("done");
}

export default { fetch: (request) => handle(request) };
