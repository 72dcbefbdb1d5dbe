// What a panic costs: one call. `core` is the package's own, with a module that has `panicNow`.
import { BASE, equal, failure, KEY, matches, ok, same, sleep, thrown } from "./contract/kit.mjs";

const QUEUED = JSON.stringify({ id: "<1@x>", message: "Queued. Thank you." });
const queued = async () => new Response(QUEUED);

/** The cases: (pkg, { core, within }). */
export function panicking({ Mailgun, Message, check, isInternalError }, { core, within }) {
  const panic = () => within(core(), (wasm) => wasm.panicNow());
  const client = (fetch = queued) => new Mailgun({ key: KEY, domain: "mg.example.com", fetch });
  /** The next call of this function of the module panics. */
  const arm = (name) => {
    const wasm = core();
    wasm[name] = () => wasm.panicNow();
  };
  const isInternal = (error, pattern) => {
    equal(error?.name, "InternalError", `name of ${error}`);
    equal(error.code, "internal", "code");
    ok(isInternalError(error), "isInternalError");
    ok(error.cause instanceof WebAssembly.RuntimeError, "cause");
    matches(error.message, pattern, "message");
  };

  return {
    "a panic before anything is sent says so, and the next call works": async () => {
      const mailgun = client();
      arm("checkCall");
      isInternal(await failure(() => mailgun.send(BASE, { timeout: 1000 })), /Nothing was sent by this call/);
      equal((await mailgun.send(BASE, { timeout: 1000 })).id, "<1@x>", "id");
      arm("configure");
      isInternal(thrown(() => client()), /Nothing was sent by this call/);
      equal((await client().send(BASE)).id, "<1@x>", "id");
    },
    "a panic once something was sent says that it may have been": async () => {
      const mailgun = client();
      arm("answer");
      isInternal(await failure(() => mailgun.send(BASE)), /may have been sent/);
      arm("unanswered");
      isInternal(await failure(() => client(async () => { throw new Error("reset"); }).send(BASE)), /may have been sent/);
      equal((await mailgun.send(BASE)).id, "<1@x>", "id");
    },
    "a panic within a setter, a check, a dry run": async () => {
      const lost = new Message(BASE);
      isInternal(thrown(panic), /Nothing was sent/);
      for (const use of [() => lost.to("a@b.c"), () => lost.problems(), () => lost.toFormData(), () => new Message(lost)]) {
        const error = thrown(use);
        equal(error.name, "InternalError", "name");
        matches(error.message, /lost with an instance that failed: make a new one\. Nothing was sent/, "message");
      }
      equal((await failure(() => client().send(lost))).name, "InternalError", "send");
      const another = new Message(BASE);
      lost.free();
      lost.free();
      lost[Symbol.dispose]?.();
      equal(another.toFormData().get("subject"), "Report", "a message of the next instance");
      another.free();
    },
    "a panic in a call that a getter makes costs the outer call too, caught or not": async () => {
      const caught = { ...BASE, get subject() { thrown(panic); return "x"; } };
      for (const message of [{ ...BASE, get subject() { return panic(); } }, caught]) {
        isInternal(thrown(() => check(message)), /Nothing was sent by this call/);
        isInternal(await failure(() => client().send(message)), /Nothing was sent by this call/);
        equal((await client().send(BASE)).id, "<1@x>", "id");
      }
    },
    "what a runtime lacks is told by its name": () => {
      const { Instance } = WebAssembly;
      thrown(panic);
      // As the glue does where there is no TextDecoder.
      WebAssembly.Instance = function () {
        throw new ReferenceError("TextDecoder is not defined");
      };
      try {
        matches(thrown(() => check(BASE)).message, /^WebAssembly could not be started\. TextDecoder is not defined here\. Nothing was sent/, "message");
      } finally {
        WebAssembly.Instance = Instance;
      }
      same(check(BASE), [], "the next call");
    },
    "other calls in flight settle": async () => {
      let release;
      const gate = new Promise((resolve) => { release = resolve; });
      const mailgun = client(async () => (await gate, new Response(QUEUED)));
      const calls = Array.from({ length: 20 }, () => mailgun.send(BASE));
      let chunk;
      const slow = new ReadableStream({ start: (stream) => { chunk = () => { stream.enqueue(new Uint8Array(9)); stream.close(); }; } });
      const reading = mailgun.send({ ...BASE, attachment: { data: slow, filename: "x" } });
      reading.catch(() => {});
      thrown(panic);
      chunk();
      release();
      for (const { id } of await Promise.all(calls)) equal(id, "<1@x>", "id");
      equal((await failure(() => reading)).name, "InternalError", "a message that was still being read");
    },
    "the key is not left in the module's memory": async () => {
      const { Instance } = WebAssembly;
      let memory;
      WebAssembly.Instance = function (...args) {
        const instance = new Instance(...args);
        memory = instance.exports.memory;
        return instance;
      };
      try {
        thrown(panic);
        core();
      } finally {
        WebAssembly.Instance = Instance;
      }
      const secret = "key-7fd31c9e55aa02b4e1d6";
      for (let i = 0; i < 20; i++) await new Mailgun({ key: secret, domain: "mg.example.com", fetch: queued }).send(BASE);
      const text = new TextDecoder("latin1").decode(memory.buffer);
      for (const part of [secret, secret.slice(4), secret.slice(0, 12), btoa(`api:${secret}`).slice(0, 24), btoa(`api:${secret}`).slice(8)]) {
        ok(!text.includes(part), `${part} is in the memory`);
      }
      ok(text.includes("mg.example.com"), "the memory is not the module's");
    },
    "finalizers of a lost instance do nothing": async () => {
      for (let i = 0; i < 200; i++) {
        new Message(BASE);
        if (i % 10 === 9) thrown(panic);
      }
      globalThis.gc?.();
      await sleep(20);
      globalThis.gc?.();
      await sleep(20);
      equal((await client().send(BASE)).id, "<1@x>", "id");
    },
  };
}

/** So many panics in a row, with a good call after each; what went wrong, if anything. */
export async function inARow({ Mailgun }, { core, within }, count) {
  const mailgun = new Mailgun({ key: KEY, domain: "mg.example.com", fetch: queued });
  for (let i = 0; i < count; i++) {
    const before = core();
    const error = thrown(() => within(core(), (wasm) => wasm.panicNow()));
    if (error.name !== "InternalError") return `panic ${i}: ${error}`;
    if (core() === before) return `panic ${i}: the instance is the old one`;
    const { id } = await mailgun.send(BASE);
    if (id !== "<1@x>") return `panic ${i}: ${id}`;
  }
  return undefined;
}

/** Runs the cases: { passed, failures }. */
export async function run(pkg, inner) {
  const failures = [];
  const all = Object.entries(panicking(pkg, inner));
  for (const [name, body] of all) await Promise.resolve().then(body).catch((error) => failures.push({ name, error: String(error?.message ?? error) }));
  return { passed: all.length - failures.length, failures };
}
