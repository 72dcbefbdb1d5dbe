// The call itself: what fetch takes, signals, told failures, records, and options that are refused.
import assert from "node:assert/strict";
import test from "node:test";
import { createSandbox } from "../../pkg-template/sandbox.js";
import { AUTHORIZATION, DOMAIN, GOOD, KEY, NOW, URL_US, form, said, sandboxAt, send } from "./kit.mjs";

const QUEUED = [200, "Queued. Thank you."];
const init = () => ({ method: "POST", body: form(GOOD), headers: { authorization: AUTHORIZATION } });
const FORMS = 'failNext: expected { status, body, headers, delay }, "refused", "reset" or "timeout"';

test("fetch takes text, a URL or a Request, with or without init, and works unbound", async () => {
  const { fetch, messages } = sandboxAt();
  assert.deepEqual(await said(await fetch(URL_US, init())), QUEUED);
  assert.deepEqual(await said(await fetch(new URL(URL_US), init())), QUEUED);
  assert.deepEqual(await said(await fetch(new Request(URL_US, init()))), QUEUED);
  assert.deepEqual(await said(await fetch(new Request(URL_US, init()), { headers: { authorization: "Basic x" } })), [401, "Forbidden"]);
  assert.equal(messages.length, 3);
  await assert.rejects(fetch("not a url", init()), TypeError);
});

test("defaults: key-sandbox and mg.example.com", async () => {
  const sandbox = createSandbox();
  const response = await sandbox.fetch(URL_US, { ...init(), headers: { authorization: `Basic ${btoa("api:key-sandbox")}` } });
  assert.deepEqual(await said(response), QUEUED);
});

test("an abort rejects with the signal's own reason, before and during a call", async () => {
  const sandbox = sandboxAt();
  const reason = { mine: true };
  const own = (error) => error === reason;
  await assert.rejects(sandbox.fetch(URL_US, { ...init(), signal: AbortSignal.abort(reason) }), own);
  assert.equal(sandbox.requests.length, 0);
  for (const told of ["timeout", { status: 200, delay: 60_000 }, { delay: 60_000 }]) {
    const controller = new AbortController();
    sandbox.failNext(told);
    const call = sandbox.fetch(new Request(URL_US, { ...init(), signal: controller.signal }));
    setTimeout(() => controller.abort("stopped"), 5);
    await assert.rejects(call, (error) => error === "stopped");
  }
  assert.equal(sandbox.messages.length, 0);
  assert.deepEqual(sandbox.requests.map(({ status }) => status), [null, null, null]);
});

test("a signal that stays quiet keeps no listener", async () => {
  const { signal } = new AbortController();
  const listeners = new Set();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (name, listener, options) => { listeners.add(listener); addEventListener.call(signal, name, listener, options); };
  signal.removeEventListener = (name, listener) => { listeners.delete(listener); removeEventListener.call(signal, name, listener); };
  const sandbox = sandboxAt();
  const request = new Request(URL_US, init());
  Object.defineProperty(request, "signal", { value: signal });
  assert.deepEqual(await said(await sandbox.fetch(request)), QUEUED);
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(listeners.size, 0);
});

for (const [told, code, syscall] of [["reset", "ECONNRESET", "read"], ["refused", "ECONNREFUSED", "connect"]]) {
  test(`${told} rejects as Node's fetch does`, async () => {
    const sandbox = sandboxAt();
    sandbox.failNext(told);
    await assert.rejects(send(sandbox), (error) => {
      assert.ok(error instanceof TypeError);
      assert.equal(error.message, "fetch failed");
      assert.deepEqual([error.cause.code, error.cause.syscall], [code, syscall]);
      return true;
    });
    assert.deepEqual(await said(await send(sandbox)), QUEUED);
  });
}

test("an answer without a prototype is one, and a list is none", async () => {
  const sandbox = sandboxAt();
  sandbox.failNext(Object.assign(Object.create(null), { status: 503 }));
  assert.equal((await send(sandbox)).status, 503);
  assert.throws(() => sandbox.failNext(["reset"]), new TypeError(`${FORMS}, found Array`));
});

test("a handler's environment is no init", async () => {
  const { fetch } = sandboxAt();
  const request = () => new Request(URL_US, init());
  for (const environment of [{}, { KEY: "x" }, Object.create({ dispatchFetch() {} }), undefined]) {
    assert.deepEqual(await said(await fetch(request(), environment, {})), QUEUED);
  }
  // A Request of another realm is none that `new Request` takes.
  const foreign = request();
  const like = { url: foreign.url, method: foreign.method, headers: foreign.headers, body: foreign.body, arrayBuffer: () => foreign.arrayBuffer() };
  assert.deepEqual(await said(await fetch(like, { KEY: "x" })), QUEUED);
});

test("told answers: status, text, JSON, bytes, headers, times, order", async () => {
  const sandbox = sandboxAt();
  sandbox.failNext({ status: 503, body: "<html>busy</html>", headers: { "content-type": "text/html", "retry-after": "3" } }, 2);
  sandbox.failNext({ status: 400, body: { message: "no" } });
  sandbox.failNext({ status: 200, body: new Uint8Array([65, 66]) });
  sandbox.failNext({ status: 302, headers: { location: "https://example.com/" } });
  for (let call = 0; call < 2; call++) {
    const response = await send(sandbox);
    assert.equal(response.headers.get("content-type"), "text/html");
    assert.equal(response.headers.get("retry-after"), "3");
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.deepEqual(await said(response), [503, "<html>busy</html>"]);
  }
  const refused = await send(sandbox);
  assert.equal(refused.headers.get("content-type"), "application/json; charset=utf-8");
  assert.deepEqual(await said(refused), [400, "no"]);
  assert.deepEqual(await said(await send(sandbox)), [200, "AB"]);
  const moved = await send(sandbox);
  assert.deepEqual([moved.status, moved.headers.get("location")], [302, "https://example.com/"]);
  assert.equal(sandbox.messages.length, 0);
  assert.deepEqual(await said(await send(sandbox)), QUEUED);
});

test("a status alone speaks Mailgun's words", async () => {
  const sandbox = sandboxAt();
  const until = "try again after Sun, 22 Nov 2026 12:00:01 UTC";
  const free = "Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients in Account Settings.";
  const words = {
    401: "Forbidden",
    402: "",
    403: `Domain ${DOMAIN} is not allowed to send: ${free}`,
    404: `Domain not found: ${DOMAIN}`,
    413: "request size exceeds 52.4MiB limit",
    420: `Domain ${DOMAIN} is not allowed to send: recipient limit exceeded, ${until}`,
    429: `Domain ${DOMAIN} is not allowed to send: request limit exceeded, ${until}`,
    500: "Internal Server Error",
    502: "",
  };
  for (const [status, text] of Object.entries(words)) {
    sandbox.failNext({ status: Number(status) });
    assert.deepEqual(await said(await send(sandbox)), [Number(status), text]);
  }
  for (const [after, lasting] of [["0", "try again after 0 seconds"], ["30", "try again after 30 seconds"], ["soon", until], ["-5", until], ["1.5", until], ["", until]]) {
    sandbox.failNext({ status: 429, headers: { "Retry-After": after } });
    assert.equal((await said(await send(sandbox)))[1], words[429].replace(until, lasting), after);
  }
});

test("a delay alone gives the true answer late; Infinity fails until clear()", async () => {
  const sandbox = sandboxAt();
  sandbox.failNext({ delay: 20 });
  const started = performance.now();
  assert.deepEqual(await said(await send(sandbox)), QUEUED);
  assert.ok(performance.now() - started >= 15);
  sandbox.failNext({ status: 500 }, Infinity);
  for (let call = 0; call < 5; call++) assert.equal((await send(sandbox)).status, 500);
  const { messages, requests } = sandbox;
  sandbox.clear();
  assert.deepEqual([messages.length, requests.length], [0, 0]);
  assert.deepEqual(await said(await send(sandbox)), QUEUED);
  assert.equal(messages, sandbox.messages);
});

test("a preflight uses up no failure", async () => {
  const sandbox = sandboxAt();
  sandbox.failNext({ status: 500 });
  assert.equal((await sandbox.fetch(URL_US, { method: "OPTIONS" })).status, 200);
  assert.equal((await send(sandbox)).status, 500);
});

test("requests and onRequest see every call, and never the key", async () => {
  const seen = [];
  const sandbox = sandboxAt({ onRequest: (request) => { seen.push(request.status); if (seen.length === 2) sandbox.failNext({ status: 500 }); } });
  await send(sandbox, {}, { url: `${URL_US}?key=${KEY}`, headers: { "x-key": `a ${KEY} b`, "x-basic": AUTHORIZATION } });
  await send(sandbox);
  const [first, second] = sandbox.requests;
  assert.deepEqual([first.status, second.status, seen], [200, 500, [null, null]]);
  assert.deepEqual([first.at, first.method, first.url], [new Date(NOW), "POST", `${URL_US}?key=(hidden)`]);
  assert.equal(first.headers.authorization, "(hidden)");
  assert.equal(first.headers["x-key"], "a (hidden) b");
  assert.ok(first.size > 300);
  const all = JSON.stringify([sandbox.requests, sandbox.messages, Object.keys(sandbox)]);
  assert.ok(!all.includes(KEY) && !all.includes(AUTHORIZATION.slice(6)));
});

test("an onRequest that throws rejects the call", async () => {
  const sandbox = sandboxAt({ onRequest: () => { throw new Error("mine"); } });
  await assert.rejects(send(sandbox), { message: "mine" });
});

const REFUSED_FAULTS = [
  ["timout", `${FORMS}, found "timout"`],
  [503, `${FORMS}, found number`],
  [undefined, `${FORMS}, found undefined`],
  [null, `${FORMS}, found Null`],
  [new Response("x"), `${FORMS}, found Response`],
  [{ statusCode: 503 }, `${FORMS}, found an unknown field "statusCode"`],
  [{}, "failNext: expected a status; only { delay } goes without, and then the true answer comes late"],
  [{ body: "x" }, "failNext: expected a status; only { delay } goes without, and then the true answer comes late"],
  [{ status: 99 }, "failNext: expected a status from 200 to 599, found 99"],
  [{ status: "500" }, "failNext: expected a status from 200 to 599, found 500"],
  [{ status: 500, delay: -1 }, "failNext: expected a delay in milliseconds from 0 to 2147483647, found -1"],
  [{ status: 500, body: 5 }, "failNext: expected a body of text, bytes or a plain object, found number"],
  [{ status: 500, headers: { "a b": "c" } }, "failNext: expected headers as an object of names and values that HTTP allows"],
];
for (const [told, words] of REFUSED_FAULTS) {
  test(words, () => assert.throws(() => sandboxAt().failNext(told), { message: words }));
}

test("times that are refused", () => {
  for (const times of [0, -1, 1.5, "2", NaN]) {
    const message = `failNext: expected times as a whole number above 0 or Infinity, found ${times}`;
    assert.throws(() => sandboxAt().failNext("reset", times), { message });
  }
});

const REFUSED_OPTIONS = [
  [null, "createSandbox: expected an object of options, found Null"],
  [{ domain: DOMAIN }, 'createSandbox: unknown option "domain"; expected key, domains, region, now, onRequest'],
  [{ key: "" }, "createSandbox: expected key as visible ASCII text without spaces"],
  [{ key: "key\n" }, "createSandbox: expected key as visible ASCII text without spaces"],
  [{ domains: DOMAIN }, "createSandbox: expected domains as an array, found string"],
  [{ domains: [] }, "createSandbox: expected domains to hold at least one domain, found none"],
  [{ domains: ["a/b"] }, 'createSandbox: expected a domain name such as "mg.example.com", found "a/b"'],
  [{ domains: [{}] }, 'createSandbox: expected a domain name such as "mg.example.com", found undefined'],
  [{ domains: [5] }, "createSandbox: expected a domain as text or { name, ... }, found number"],
  [{ domains: [{ name: "a.b", plan: 1 }] }, 'createSandbox: unknown field of a domain "plan"; expected name, status, authorized, scheduleDays'],
  [{ domains: [{ name: "a.b", status: "x" }] }, "createSandbox: expected the status of a.b to be one of active, sandbox, free, unverified, inactive"],
  [{ domains: [{ name: "a.b", authorized: "x" }] }, "createSandbox: expected authorized of a.b as an array of addresses"],
  [{ domains: [{ name: "a.b", scheduleDays: 0 }] }, "createSandbox: expected scheduleDays of a.b as a number of days above 0"],
  [{ region: "uk" }, 'createSandbox: expected region "us" or "eu"'],
  [{ now: 5 }, "createSandbox: expected now as a function, found number"],
  [{ onRequest: {} }, "createSandbox: expected onRequest as a function, found Object"],
];
for (const [options, words] of REFUSED_OPTIONS) {
  test(words, () => assert.throws(() => createSandbox(options), { message: words }));
}

test("a clock that gives no time rejects the call", async () => {
  const message = "createSandbox: expected now() to give a Date or milliseconds since 1970";
  await assert.rejects(send(sandboxAt({ now: () => undefined })), { message });
});
