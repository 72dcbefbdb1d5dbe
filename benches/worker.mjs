// Does one job for each request, whatever the runtime: ?job=stub|serial|parallel|check, n messages of a case by a client.
// It has no clock: in workerd none runs while it computes, so whoever asks keeps the time.

import { CHECKED, messageOf } from "./cases.mjs";
import { CLIENTS } from "./clients.mjs";
import { ANSWER, KEY } from "./fixture.mjs";

const CONCURRENCY = 32;

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

async function check(name, n) {
  const edge = await import("mailgun-edge");
  const message = once(`check ${name}`, CHECKED[name]);
  for (let i = 0; i < n; i++) edge.check(message);
}

/** `more` are clients of one runtime alone. */
export async function handle(request, more = {}) {
  const asked = new URL(request.url).searchParams;
  const [job, name, client, base, n] = [asked.get("job"), asked.get("case"), asked.get("client"), asked.get("base"), Number(asked.get("n"))];
  if (job === "check") await check(name, n);
  else {
    const load = { ...CLIENTS, ...more }[client];
    const send = await once(client, async () => (await load()).default({ key: KEY, domain: "mg.example.com", base }));
    await JOBS[job](send, once(name, () => messageOf(name)), n);
  }
  return new Response("done");
}

export default { fetch: (request) => handle(request) };
