// The request: address, credentials, what fetch is called with; aborting; the sandbox.

import { BASE, BASE_PARTS, equal, failure, field, file, KEY, matches, ok, same, sleep, thrown } from "./kit.mjs";

const QUEUED = { id: "<1@mg.example.com>", message: "Queued. Thank you." };

/** A fetch that keeps its calls and answers what it is told. */
function double(answer = () => new Response(JSON.stringify(QUEUED), { headers: { "content-type": "application/json" } })) {
  const calls = [];
  const fetch = async (...args) => {
    calls.push(args);
    return answer(...args);
  };
  return { calls, fetch };
}

const REASONS = {
  "an Error": () => new Error("mine"),
  "a string": () => "why not",
  "a number": () => 7,
  "zero": () => 0,
  "null": () => null,
  "an object": () => ({ mine: true }),
  "a DOMException": () => new DOMException("late", "TimeoutError"),
  "nothing": () => undefined,
};

/** Waits until a request for the domain has arrived. */
async function arrival(kit, domain) {
  for (let i = 0; i < 100; i++) {
    if ((await kit.received(domain)).length > 0) return;
    await sleep(20);
  }
  throw new Error("the request did not arrive");
}

export function sendingCases({ Mailgun, Message, createSandbox }, env) {
  const options = (more) => ({ key: KEY, domain: "mg.example.com", ...env.options, ...more });
  const cases = {
    "sending: method, path, credentials and content type": async (kit) => {
      await kit.client().send(BASE);
      const { method, path, headers } = await kit.last();
      equal(method, "POST", "method");
      equal(path, `/v3/${kit.domain()}/messages`, "path");
      equal(headers.authorization, `Basic ${btoa(`api:${KEY}`)}`, "authorization");
      matches(headers["content-type"], /^multipart\/form-data; boundary=/, "content-type");
      ok(Number(headers["content-length"]) > 0, "no content-length");
    },
    "sending: fetch(url, init) with a FormData, redirect manual, no Content-Type": async () => {
      const { calls, fetch } = double();
      const accepted = await new Mailgun(options({ fetch })).send(BASE);
      equal(accepted.id, QUEUED.id, "id");
      equal(accepted.message, QUEUED.message, "message");
      equal(calls.length, 1, "calls");
      const [[url, init, ...more]] = calls;
      equal(url, "https://api.mailgun.net/v3/mg.example.com/messages", "url");
      equal(more.length, 0, "further arguments");
      equal(init.method, "POST", "method");
      equal(init.redirect, "manual", "redirect");
      ok(init.body instanceof FormData, "the body is not a FormData");
      equal(init.body.get("subject"), "Report", "subject");
      const headers = new Headers(init.headers);
      equal(headers.get("authorization"), `Basic ${btoa(`api:${KEY}`)}`, "authorization");
      equal(headers.get("content-type"), null, "content-type");
    },
    "sending: the EU host": async () => {
      const { calls, fetch } = double();
      await new Mailgun(options({ fetch, region: "eu" })).send(BASE);
      equal(calls[0][0], "https://api.eu.mailgun.net/v3/mg.example.com/messages", "url");
    },
    "sending: the US host by name": async () => {
      const { calls, fetch } = double();
      await new Mailgun(options({ fetch, region: "us" })).send(BASE);
      equal(calls[0][0], "https://api.mailgun.net/v3/mg.example.com/messages", "url");
    },
    "sending: an international domain goes as punycode": async () => {
      const { calls, fetch } = double();
      await new Mailgun(options({ fetch, domain: "bücher.example" })).send(BASE);
      equal(calls[0][0], "https://api.mailgun.net/v3/xn--bcher-kva.example/messages", "url");
    },
    "sending: baseUrl may carry a path, with and without a slash, as text and as URL": async (kit) => {
      for (const baseUrl of [`${env.base}/proxy/eu`, `${env.base}/proxy/eu/`, new URL(`${env.base}/proxy/eu`)]) {
        await kit.client("accept", { baseUrl }).send(BASE);
        equal((await kit.last()).path, `/proxy/eu/v3/${kit.domain()}/messages`, String(baseUrl));
      }
    },
    "sending: without a key, with headers of one's own, behind a proxy": async (kit) => {
      const { key, ...rest } = options({ domain: kit.domain(), baseUrl: env.base, headers: { "X-Tenant": "7" } });
      await new Mailgun(rest).send(BASE);
      const { headers, parts } = await kit.last();
      equal(headers.authorization, undefined, "authorization");
      equal(headers["x-tenant"], "7", "x-tenant");
      same(parts, BASE_PARTS, "parts");
    },
    "sending: headers of the request as Headers and as pairs; the subaccount": async (kit) => {
      for (const headers of [new Headers({ "X-Tenant": "7" }), [["X-Tenant", "7"]]]) {
        await kit.client("accept", { headers, subaccount: "646d00a1b32c35364a2ad34f" }).send(BASE);
        const last = await kit.last();
        equal(last.headers["x-tenant"], "7", "x-tenant");
        equal(last.headers["x-mailgun-on-behalf-of"], "646d00a1b32c35364a2ad34f", "x-mailgun-on-behalf-of");
      }
    },
    "sending: strict and rules, of the client and of the call": async (kit) => {
      const exposed = { ...BASE, to: ["a@b.c", "d@e.f"] };
      const code = "recipients_exposed";
      const error = await failure(() => kit.client("accept", { strict: true }).send(exposed));
      kit.finds(error.problems, { severity: "error", code });
      equal((await failure(() => kit.client().send(exposed, { rules: { [code]: "error" } }))).name, "InvalidMessageError", "by the call");
      equal((await kit.received()).length, 0, "requests");
      for (const [options, call] of [[{ rules: { [code]: "off" } }], [{ strict: true }, { rules: { [code]: "off" } }], [{ strict: true, rules: { [code]: "off" } }]]) {
        same((await kit.client("accept", options).send(exposed, call)).warnings, [], "warnings");
      }
    },
    "sending: what a client would send is checked by it": async (kit) => {
      const exposed = { ...BASE, to: ["a@b.c", "d@e.f"] };
      const code = "recipients_exposed";
      const severities = (client, options) => client.check(exposed, options).map((problem) => [problem.code, problem.severity]);
      same(severities(kit.client()), [[code, "warning"]], "by default");
      same(severities(kit.client("accept", { strict: true })), [[code, "error"]], "strict");
      same(severities(kit.client("accept", { rules: { [code]: "off" } })), [], "off");
      same(severities(kit.client("accept", { strict: true }), { rules: { [code]: "off" } }), [], "the check's own wins");
      same(kit.client().check(new Message(BASE)), [], "a builder");
      equal(kit.client().check("nothing at all")[0].code, "wrong_type", "no message");
      equal(thrown(() => kit.client().check(BASE, { timeout: 5 })).name, "ConfigError", "an option of send");
      equal((await kit.received()).length, 0, "requests");
    },
    "sending: testMode of the client, and of the message, which wins": async (kit) => {
      const client = kit.client("accept", { testMode: true });
      await client.send(BASE);
      same((await kit.last()).parts, [...BASE_PARTS, field("o:testmode", "yes")], "by the client");
      await client.send({ ...BASE, testMode: false });
      same((await kit.last()).parts, BASE_PARTS, "the message says no");
      await client.send(new Message(BASE).testMode("yes"));
      same((await kit.last()).parts, [...BASE_PARTS, field("o:testmode", "yes")], "both");
    },
    "sending: the platform's fetch is looked up at each call": async () => {
      const { calls, fetch } = double();
      const client = new Mailgun(options());
      const own = globalThis.fetch;
      globalThis.fetch = fetch;
      try {
        await client.send(BASE);
      } finally {
        globalThis.fetch = own;
      }
      equal(calls.length, 1, "calls");
    },
    "sending: fetch may answer later, with a plain object, or not in a promise": async () => {
      const plain = { status: 200, headers: new Headers(), text: async () => JSON.stringify(QUEUED) };
      equal((await new Mailgun(options({ fetch: async () => plain })).send(BASE)).id, QUEUED.id, "a plain object");
      equal((await new Mailgun(options({ fetch: () => new Response(JSON.stringify(QUEUED)) })).send(BASE)).id, QUEUED.id, "not a promise");
      equal((await new Mailgun(options({ fetch: async () => (await sleep(30), plain) })).send(BASE)).id, QUEUED.id, "later");
    },
    "sending: send() never throws, it rejects": async (kit) => {
      for (const bad of [undefined, null, 5, "text", [], () => {}]) {
        const promise = kit.client().send(bad);
        ok(promise instanceof Promise, "not a promise");
        const error = await failure(() => promise, `send(${String(bad)})`);
        equal(error.name, "InvalidMessageError", `send(${String(bad)})`);
      }
      const { calls, fetch } = double();
      const late = new Mailgun(options({ fetch })).send(BASE, { signall: 1 });
      ok((await failure(() => late)) instanceof Error, "an unknown option");
      equal(calls.length, 0, "calls");
    },
    "sending: many at once on one client": async (kit) => {
      const client = kit.client();
      await Promise.all(Array.from({ length: 40 }, (_, i) => client.send({ ...BASE, subject: `n${i}`, attachment: { data: `c${i}`, filename: "x" } })));
      const got = await kit.received();
      equal(got.length, 40, "requests");
      for (const { parts } of got) {
        const number = parts.find((part) => part.name === "subject").value.slice(1);
        same(parts[4], file("attachment", "x", `c${number}`), "attachment");
      }
    },
    "sending: a signal already aborted sends nothing": async (kit) => {
      const reason = { mine: true };
      equal(await failure(() => kit.client().send(BASE, { signal: AbortSignal.abort(reason) })), reason, "rejected with");
      equal((await kit.received()).length, 0, "requests");
      const { calls, fetch } = double();
      await failure(() => new Mailgun(options({ fetch })).send(BASE, { signal: AbortSignal.abort() }));
      equal(calls.length, 0, "calls");
    },
    "sending: a timeout's reason is the signal's own": async (kit) => {
      const signal = AbortSignal.timeout(200);
      const error = await failure(() => kit.client("stall").send(BASE, { signal }));
      equal(error, signal.reason, "rejected with");
      equal(error.name, "TimeoutError", "name");
    },
    "sending: a signal that aborts while a stream is read": async (kit) => {
      const controller = new AbortController();
      const slow = new ReadableStream({
        async start(stream) {
          await sleep(1000);
          stream.close();
        },
      });
      const sent = kit.client().send({ ...BASE, attachment: { data: slow, filename: "x" } }, { signal: controller.signal });
      setTimeout(() => controller.abort("enough"), 100);
      equal(await failure(() => sent), "enough", "rejected with");
      equal((await kit.received()).length, 0, "requests");
    },
    "sending: a signal that aborts after the answer changes nothing": async (kit) => {
      const controller = new AbortController();
      const { id } = await kit.client().send(BASE, { signal: controller.signal });
      controller.abort();
      ok(id, "no id");
    },
    "sandbox: takes the place of fetch": async () => {
      const sandbox = createSandbox({ key: KEY, domains: ["mg.example.com"] });
      const accepted = await new Mailgun(options({ fetch: sandbox.fetch })).send(new Message({ ...BASE, tags: ["a", "b"] }).attachment("é", "é.txt"));
      equal(sandbox.messages.length, 1, "messages");
      const [message] = sandbox.messages;
      equal(message.id, accepted.id, "id");
      same(message.parts.map((part) => part.name), ["from", "to", "subject", "text", "o:tag", "o:tag", "attachment"], "parts");
      equal(message.subject, "Report", "subject");
      equal(await message.attachments[0].blob.text(), "é", "attachment");
    },
    "sandbox: refuses a wrong key, and fails as told": async () => {
      const sandbox = createSandbox({ key: KEY, domains: ["mg.example.com"] });
      const send = (key) => new Mailgun(options({ key, retry: false, fetch: sandbox.fetch })).send(BASE);
      equal((await failure(() => send("key-wrong"))).code, "unauthorized", "wrong key");
      sandbox.failNext({ status: 429, headers: { "retry-after": "3" } });
      equal((await failure(() => send(KEY))).code, "rate_limited", "429");
      sandbox.failNext("reset");
      equal((await failure(() => send(KEY))).name, "UnclearError", "reset");
      await send(KEY);
      equal(sandbox.messages.length, 1, "messages");
    },
  };
  for (const [title, make] of Object.entries(REASONS)) {
    cases[`sending: aborted with ${title}, rejected with the same value`] = async (kit) => {
      const controller = new AbortController();
      const sent = kit.client("stall").send(BASE, { signal: controller.signal });
      sent.catch(() => {});
      await arrival(kit, kit.domain("stall"));
      controller.abort(make());
      equal(await failure(() => sent), controller.signal.reason, "rejected with");
    };
  }
  return cases;
}
