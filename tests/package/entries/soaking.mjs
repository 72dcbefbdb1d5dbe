// Sends without end: a third accepted, a third refused or unclear, a third invalid or aborted. Nothing may be left of them.
import { Mailgun, Message } from "mailgun-edge";

const OUTCOMES = [
  () => new Response(JSON.stringify({ id: "<1@x>", message: "Queued. Thank you." })),
  () => new Response(JSON.stringify({ id: "<1@x>", message: "Queued. Thank you." })),
  () => new Response("Forbidden", { status: 401 }),
  () => new Response(JSON.stringify({ id: "<1@x>", message: "Queued. Thank you." })),
  () => new Response("<html>Bad Gateway</html>", { status: 502 }),
  () => { throw new TypeError("fetch failed"); },
];

const fields = (number) => ({
  from: "Ada <ada@mg.example.com>", to: [`Bob <bob${number}@host.com>`, "eve@host.com"], subject: `Report ${number}`, text: "Hello ".repeat(50),
  tags: ["weekly"], variables: { report: { id: number } }, attachment: { data: new Uint8Array(8000), filename: "x.bin" },
});

const MAKERS = {
  /** By plain object. */
  object: (number) => [fields(number), () => {}],
  /** By builder, given back. */
  disposed: (number) => {
    const message = new Message(fields(number)).header("X-A", "1");
    return [message, () => (Symbol.dispose ? message[Symbol.dispose]() : message.free())];
  },
  /** By builder, left to the garbage collector. */
  forgotten: (number) => [new Message(fields(number)).header("X-A", "1"), () => {}],
};

/** So many sends, forty at a time: how they ended. */
export async function soak(form, count) {
  let calls = 0;
  const mailgun = new Mailgun({ key: "key-0123456789", domain: "mg.example.com", retry: false, fetch: async () => OUTCOMES[calls++ % OUTCOMES.length]() });
  const ended = { accepted: 0, failed: 0 };
  const one = async (number) => {
    const [message, end] = MAKERS[form](number);
    const controller = new AbortController();
    const sent = mailgun.send(message, { signal: controller.signal });
    if (number % 17 === 0) controller.abort(number);
    await sent.then(() => ended.accepted++, () => ended.failed++);
    end();
  };
  for (let at = 0; at < count; at += 40) await Promise.all(Array.from({ length: Math.min(40, count - at) }, (_, i) => one(at + i)));
  return ended;
}
