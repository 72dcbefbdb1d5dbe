// The soak in workerd: `/FORM/COUNT` sends so many and tells how large the wasm memory is by then.
// `/one?n=7` sends one message with the client that all requests share: isolates.
import { Mailgun } from "mailgun-edge";
import { soak } from "./soaking.mjs";

const memories = new Set();
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...args) {
  const instance = new Instance(...args);
  memories.add(instance.exports.memory);
  return instance;
};

let shared;

/** What becomes of number n: accepted, aborted, refused, sent again, lost, by what the server answers. */
async function one(number, base) {
  shared ??= new Mailgun({ key: "key-0123456789", domain: "mg.example.com", baseUrl: base, timeout: 5000 });
  const controller = new AbortController();
  if (number % 5 === 1) setTimeout(() => controller.abort(`reason ${number}`), 30);
  const message = { from: "ada@mg.example.com", to: "bob@host.com", subject: String(number), text: "Hello", attachment: { data: new Blob([`bytes ${number}`]).stream(), filename: "x" } };
  return shared.send(message, { signal: controller.signal }).then(({ id, attempts }) => ({ id, attempts }), (error) => (typeof error === "string" ? { reason: error } : { code: error.code, attempts: error.attempts, details: error.details }));
}

export default {
  async fetch(request, { BASE }) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/one") return Response.json(await one(Number(searchParams.get("n")), BASE));
    const [, form, count] = pathname.split("/");
    const ended = await soak(form, Number(count));
    for (let i = 0; i < 3; i++) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const wasm = [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    return Response.json({ ...ended, wasm: wasm / 1e6 });
  },
};
