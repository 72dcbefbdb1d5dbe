// A key is planted, everybody echoes it, and everything that can be printed is searched for it.

import { BASE, equal, failure, KEY, ok, thrown } from "./kit.mjs";

const TOKEN = btoa(`api:${KEY}`).replace(/=+$/, "");
const PROXY_SECRET = "proxy-secret-0123456789";

/** As it is, in part, in base64, and as URLs write it. */
const PLANTED = [KEY, KEY.slice(4, 20), TOKEN, TOKEN.slice(0, 24), encodeURIComponent(TOKEN), TOKEN.replace(/\+/g, "-").replace(/\//g, "_"), btoa(KEY).slice(0, 24), PROXY_SECRET];

const authorization = (init) => new Headers(init.headers).get("authorization");

/** Everything that prints a value. */
function printed(value, inspect) {
  const texts = [];
  const seen = new Set();
  const look = (at, depth) => {
    if (at === undefined || at === null || seen.has(at) || depth > 8) return;
    if (typeof at !== "object" && typeof at !== "function") return void texts.push(String(at));
    seen.add(at);
    for (const print of [(of) => String(of), (of) => JSON.stringify(of), (of) => of.stack, (of) => of.toString(), (of) => inspect?.(of), (of) => structuredClone(of).stack]) {
      try {
        texts.push(String(print(at)));
      } catch {
        // Not everything can be printed in every way.
      }
    }
    for (const key of Reflect.ownKeys(at)) {
      texts.push(String(key));
      const { value: inner } = Object.getOwnPropertyDescriptor(at, key);
      look(inner, depth + 1);
    }
    for (const name of ["message", "stack", "cause"]) look(at[name], depth + 1);
    if (typeof at.forEach === "function") at.forEach((item, key) => (look(item, depth + 1), look(key, depth + 1)));
  };
  look(value, 0);
  return texts;
}

/** What console.log and its like print, in this runtime's own words. */
function logged(value) {
  const lines = [];
  const own = { ...console };
  for (const name of ["log", "error", "info", "debug", "warn"]) console[name] = (...values) => lines.push(...values.map(String));
  try {
    for (const name of ["log", "error", "info", "debug", "warn"]) console[name](value);
  } finally {
    Object.assign(console, own);
  }
  return lines;
}

export function secretCases({ Mailgun, Message, isMailgunError }, env) {
  const client = (fetch, options) => new Mailgun({ key: KEY, domain: "mg.example.com", retry: false, ...env.options, fetch, ...options });
  const clean = (value, what) => {
    for (const text of [...printed(value, env.inspect), ...logged(value)]) {
      for (const secret of PLANTED) ok(!text.toLowerCase().includes(secret.toLowerCase()), `${what}: ${secret} is in ${text.slice(0, 400)}`);
    }
  };

  const echoes = {
    "the header in a 400": (init) => new Response(`Bad header: Authorization: ${authorization(init)}`, { status: 400 }),
    "the header in JSON": (init) => new Response(JSON.stringify({ message: `no: ${authorization(init)}` }), { status: 403 }),
    "the header in a 502 of HTML": (init) => new Response(`<pre>${authorization(init)}</pre>${"x".repeat(100_000)}`, { status: 502 }),
    "the header where the details are cut": (init) => new Response(`${"x".repeat(490)}${authorization(init)}`, { status: 400 }),
    "the key itself": () => new Response(`no such key: ${KEY}`, { status: 401 }),
    "the key in JSON's escapes": () => new Response(`{"message":"no such key: ${[...KEY].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"}`, { status: 401 }),
    "the header in a Location": (init) => ({ status: 302, headers: new Headers({ location: `https://login.example/?auth=${encodeURIComponent(authorization(init))}&k=${KEY}` }), text: async () => "" }),
    "the header in a 200 that is none": (init) => new Response(`hello ${authorization(init)}`, { status: 200 }),
    "the key in a 200": () => new Response(JSON.stringify({ id: `<${KEY}@x>`, message: `Queued for ${KEY}` })),
    "the header in a 429": (init) => new Response(`try again after 40 seconds, ${authorization(init)}`, { status: 429 }),
  };
  const throws = {
    "an Error that quotes the header": (init) => new TypeError(`Headers.append: "${authorization(init)}" is an invalid header value.`),
    "an Error that quotes the header where the reason is cut": (init) => new TypeError(`${"x".repeat(170)}${authorization(init)}`),
    "a code that quotes the header": (init) => Object.assign(new Error("no"), { code: authorization(init) }),
    "an Error within an Error": (init) => new TypeError("fetch failed", { cause: new Error("inner", { cause: new Error(`bad ${authorization(init)}`) }) }),
    "an Error with the request in it": (init) => Object.assign(new Error("Request failed"), { config: { headers: { Authorization: authorization(init) } }, code: "ERR_BAD_REQUEST" }),
    "an Error with Headers in it": (init) => Object.assign(new Error("Request failed"), { request: { headers: new Headers(init.headers) } }),
    "an Error with init in it": (init) => Object.assign(new Error("Request failed"), { init }),
    "an AggregateError": (init) => new AggregateError([new Error(authorization(init))], "all failed"),
    "an Error with an accessor": (init) => Object.defineProperty(new Error("no"), "request", { enumerable: true, get: () => authorization(init) }),
    "an Error with a toJSON": (init) => Object.assign(new Error("no"), { toJSON: () => ({ sent: authorization(init) }) }),
    "an Error with it in a name": (init) => Object.assign(new Error("no"), { [authorization(init)]: 1 }),
    "text": (init) => `failed with ${authorization(init)}`,
    "an object": (init) => ({ reason: authorization(init) }),
  };

  const cases = {
    "secrets: the client, its options and its errors": () => {
      clean(client(), "the client");
      clean(thrown(() => new Mailgun({ key: `${KEY}\n`, domain: "mg.example.com" })), "a bad key");
      clean(thrown(() => new Mailgun({ key: `${KEY}é`, domain: "mg.example.com" })), "a bad key");
      clean(thrown(() => new Mailgun({ key: KEY, domain: "mg.example.com/" })), "a bad domain");
      clean(thrown(() => new Mailgun({ key: KEY, domain: "mg.example.com", baseUrl: `https://api:${KEY}@api.mailgun.net` })), "a URL with the key");
      clean(thrown(() => new Mailgun({ key: [KEY], domain: "mg.example.com" })), "a key that is no text");
      clean(thrown(() => new Mailgun({ key: "mg.example.com", domain: KEY })), "a key as the domain");
      clean(thrown(() => new Mailgun({ key: KEY, domain: `https://api:${KEY}@api.mailgun.net` })), "a URL as the domain");
      clean(thrown(() => new Mailgun({ key: "x", domain: "mg.example.com", region: KEY })), "a key as the region");
      equal(thrown(() => new Mailgun({ key: 123456789012, domain: "mg.example.com" })).message, "key: expected a key as text, found another value", "a number");
    },
    "secrets: events": async () => {
      const events = [];
      await failure(() => client(async (url, init) => echoes["the header in a 400"](init), { onEvent: (event) => events.push(event) }).send(BASE));
      await failure(() => client(async (url, init) => { throw throws["an Error that quotes the header"](init); }, { onEvent: (event) => events.push(event) }).send(BASE));
      equal(events.length, 4, "events");
      clean(events, "events");
    },
    "secrets: a stream that fails": async () => {
      const failed = new TypeError(`GET https://api:${KEY}@storage.example.com failed`);
      const data = new ReadableStream({ start: (controller) => controller.error(failed) });
      const error = await failure(() => client(async () => new Response("{}")).send({ ...BASE, attachment: { data, filename: "x" } }));
      const words = "attachment: expected an attachment that can be read, found one that failed: GET https://api:[redacted]@storage.example.com failed";
      equal(`${error.name} ${error.code} ${error.message}`, `InvalidMessageError attachment_stream Cannot send the message: ${words}`, "words");
      ok(error.cause instanceof Error, "cause");
      clean(error, "the error");
    },
    "secrets: headers for a proxy": async () => {
      const fetch = async (url, init) => new Response(`no: ${new Headers(init.headers).get("x-token")}`, { status: 403 });
      const error = await failure(() => new Mailgun({ domain: "mg.example.com", baseUrl: "https://mail.example.com", headers: { "X-Token": PROXY_SECRET }, fetch, ...env.options }).send(BASE));
      equal(error.details, "no: [redacted]", "details");
      clean(error, "the error");
    },
    "secrets: what a header for a proxy has may be in an id": async () => {
      const fetch = async () => new Response('{"id":"<1@mg.example.com>","message":"Queued. Thank you."}');
      const mailgun = new Mailgun({ domain: "mg.example.com", baseUrl: "https://mail.example.com", headers: { "X-Domain": "mg.example.com" }, fetch, ...env.options });
      equal((await mailgun.send(BASE)).id, "<1@mg.example.com>", "id");
    },
    "secrets: a header for a proxy that is not set": () => {
      const error = thrown(() => new Mailgun({ domain: "mg.example.com", baseUrl: "https://mail.example.com", headers: { "X-Token": undefined } }));
      equal(error.message, 'headers["X-Token"]: expected text, found undefined', "message");
    },
    "secrets: the search reads nothing that is not shown": async () => {
      let called = 0;
      const cause = Object.assign(new Error("no"), { body: { forEach: () => void called++ } });
      const error = await failure(() => client(async () => { throw cause; }).send(BASE));
      equal(called, 0, "calls of forEach");
      equal(error.cause, cause, "cause");
    },
    "secrets: what names no secret is left as it is": async () => {
      const error = await failure(() => client(async () => new Response("Domain mg.example.com: api key not found", { status: 404 })).send(BASE));
      equal(error.details, "Domain mg.example.com: api key not found", "details");
    },
  };
  for (const [title, make] of Object.entries(echoes)) {
    cases[`secrets: an answer with ${title}`] = async () => clean(await client(async (url, init) => make(init)).send(BASE).catch((error) => error), title);
  }
  for (const [title, make] of Object.entries(throws)) {
    cases[`secrets: a fetch that throws ${title}`] = async () => {
      const error = await failure(() => client(async (url, init) => { throw make(init); }).send(BASE));
      ok(isMailgunError(error) && error.cause !== undefined, "cause");
      clean(error, title);
    };
  }
  return cases;
}
