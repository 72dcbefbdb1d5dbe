// Trying again, time, and events: what is sent once more, how long is waited, what is told, and that nothing stays behind.

import { BASE, equal, failure, KEY, matches, ok, same, sleep, thrown } from "./kit.mjs";

const ACCEPTED = { status: 200, body: JSON.stringify({ id: "<1@mg.example.com>", message: "Queued. Thank you." }) };
const LIMITED = { status: 429, body: JSON.stringify({ message: "request limit exceeded, try again after 0 seconds" }) };

/** A fetch that gives these answers in turn, the last one for ever: a function, an Error to throw, or { status, body, headers }. */
function script(...answers) {
  const calls = [];
  const fetch = async (url, init) => {
    const answer = answers[Math.min(calls.length, answers.length - 1)];
    calls.push({ url, init, at: Date.now() });
    if (typeof answer === "function") return answer(url, init);
    if (answer instanceof Error) throw answer;
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
  return { calls, fetch };
}

/** A promise that the signal ends, as fetch's does. */
const stalled = (url, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** One that heeds no signal. */
const deaf = () => new Promise(() => {});

/** The head of an answer, and then nothing. */
const half = (status = 200) => () => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"id":"<1@x>')) }), { status });

/** Bytes for ever, a few at a time. */
const drip = () => new Response(new ReadableStream({
  async pull(stream) {
    await sleep(10);
    stream.enqueue(new TextEncoder().encode(" "));
  },
}));

const rfcDate = (time) => new Date(time).toUTCString();
const seconds = (time) => String(Math.ceil(time / 1000));

/** Mailgun's answers and others' (its documentation, recordings, proxies), and what becomes of each. */
const ROWS = [
  [400, '{"message":"to parameter is not a valid address. please check documentation"}\n', "RefusedError", "bad_request", "to parameter is not a valid address. please check documentation"],
  [400, '{"message":"Too many recipients, max is 1000"}', "RefusedError", "bad_request", "Too many recipients, max is 1000"],
  [401, "Forbidden", "RefusedError", "unauthorized", "Forbidden"],
  [402, "", "RefusedError", "payment_required", undefined],
  [403, '{"message":"Domain mg.example.com is not allowed to send: Free accounts are for test purposes only"}', "RefusedError", "forbidden", "Domain mg.example.com is not allowed to send: Free accounts are for test purposes only"],
  [403, '{"Error":"Rejected"}', "RefusedError", "forbidden", "Rejected"],
  [404, '{"message":"Domain not found: mg.example.com"}', "RefusedError", "not_found", "Domain not found: mg.example.com"],
  [404, "404 page not found", "RefusedError", "not_found", "404 page not found"],
  [409, "", "RefusedError", "conflict", undefined],
  [413, "request size exceeds 52.4MiB limit", "RefusedError", "too_large", "request size exceeds 52.4MiB limit"],
  [418, "", "RefusedError", "refused", undefined],
  [200, "Mailgun Magnificent API", "RefusedError", "wrong_address", "Mailgun Magnificent API"],
  [500, '{"message":"Internal Server Error"}', "UnclearError", "server_error", "Internal Server Error"],
  [502, "<html>Bad Gateway</html>", "UnclearError", "server_error", "<html>Bad Gateway</html>"],
  [503, "", "UnclearError", "server_error", undefined],
  [504, "GATEWAY_TIMEOUT", "UnclearError", "server_error", "GATEWAY_TIMEOUT"],
  [200, "", "UnclearError", "unreadable", undefined],
  [200, "{}", "UnclearError", "unreadable", "{}"],
  [200, "[1]", "UnclearError", "unreadable", "[1]"],
  [202, '{"id":5}', "UnclearError", "unreadable", '{"id":5}'],
];

/** What a 429 may say, and how long that is. The time is now. */
const WAITS = {
  "Retry-After in seconds": () => [{ "retry-after": "2" }, "slow down", 2000],
  "Retry-After as a date": () => [{ "retry-after": rfcDate(Date.now() + 3000) }, "slow down", 3000],
  "X-RateLimit-Reset in ms": () => [{ "x-ratelimit-reset": String(Date.now() + 3000) }, "slow down", 3000],
  "X-RateLimit-Reset in s": () => [{ "x-ratelimit-reset": seconds(Date.now() + 3000) }, "slow down", 3500],
  "a date in the text": () => [{}, `Domain mg.example.com is not allowed to send: recipient limit exceeded, try again after ${rfcDate(Date.now() + 3000).replace("GMT", "UTC")}`, 3000],
  "seconds in the text": () => [{}, "account-requests-per-sec limit exceeded, try again after 120 seconds", 120_000],
};

export function retryingCases({ Mailgun, Message, isMailgunError }, env) {
  const client = (fetch, options) => new Mailgun({ key: KEY, domain: "mg.example.com", ...env.options, fetch, ...options });
  const told = () => {
    const events = [];
    return { events, onEvent: (event) => events.push(event) };
  };
  const types = (events) => events.map(({ type }) => type).join(" ");
  const isLate = async (send, limit, what) => {
    const began = Date.now();
    const error = await failure(send, what);
    ok(Date.now() - began < limit, `${what}: took ${Date.now() - began} ms`);
    return error;
  };

  const cases = {
    "retry: a 429 is sent again, once it says so": async () => {
      for (const status of [420, 429]) {
        const { calls, fetch } = script({ ...LIMITED, status }, { ...LIMITED, status }, ACCEPTED);
        const { id, attempts } = await client(fetch).send(BASE);
        equal(id, "<1@mg.example.com>", "id");
        equal(attempts, 3, "attempts");
        equal(calls.length, 3, "calls");
        for (const { init } of calls) equal(init.body.get("h:Message-Id"), null, "a Message-Id of ours");
      }
    },
    "retry: three attempts, no more, and the error tells how many": async () => {
      const { calls, fetch } = script(LIMITED);
      const error = await failure(() => client(fetch).send(BASE));
      equal(error.code, "rate_limited", "code");
      equal(error.attempts, 3, "attempts");
      equal(error.toJSON().attempts, 3, "attempts in JSON");
      equal(calls.length, 3, "calls");
    },
    "retry: the wait is kept": async () => {
      const { calls, fetch } = script({ status: 429, body: "slow down", headers: { "retry-after": "1" } }, ACCEPTED);
      await client(fetch).send(BASE);
      ok(calls[1].at - calls[0].at >= 990, `waited ${calls[1].at - calls[0].at} ms`);
    },
    "retry: a wait over the budget is refused at once, with retryAfter": async () => {
      const { calls, fetch } = script({ status: 429, body: "try again after 31 seconds" });
      const error = await isLate(() => client(fetch).send(BASE), 1000, "by default");
      equal(error.retryAfter, 31_000, "retryAfter");
      equal(calls.length, 1, "calls");
      const small = script({ status: 429, body: "try again after 1 second" });
      equal((await isLate(() => client(small.fetch, { retry: { budget: 999 } }).send(BASE), 900, "by the option")).retryAfter, 1000, "retryAfter");
      equal(small.calls.length, 1, "calls");
    },
    "retry: the budget is for all waits together": async () => {
      const { calls, fetch } = script({ status: 429, body: "slow down", headers: { "retry-after": "1" } });
      await failure(() => client(fetch, { retry: { attempts: 9, budget: 1500 } }).send(BASE));
      equal(calls.length, 2, "calls");
    },
    "retry: without a hint the wait is random, and short": async () => {
      const { events, onEvent } = told();
      await client(script({ status: 429, body: "" }, ACCEPTED).fetch, { onEvent }).send(BASE);
      ok(events[1].type === "wait" && events[1].wait >= 0 && events[1].wait < 1000, `wait ${events[1].wait}`);
    },
    "retry: what is unclear is not sent again": async () => {
      for (const answer of [{ status: 500, body: "" }, { status: 503, body: "", headers: { "retry-after": "0" } }, new TypeError("fetch failed"), { status: 200, body: "" }]) {
        const { calls, fetch } = script(answer, ACCEPTED);
        const error = await failure(() => client(fetch).send(BASE));
        equal(error.name, "UnclearError", "name");
        equal(error.attempts, 1, "attempts");
        equal(calls.length, 1, "calls");
      }
    },
    "retry: false is one attempt; of the call before that of the client": async () => {
      for (const [own, call] of [[{ retry: false }], [{}, { retry: false }], [{ retry: "ambiguous" }, { retry: false }]]) {
        const { calls, fetch } = script(LIMITED, ACCEPTED);
        equal((await failure(() => client(fetch, own).send(BASE, call))).attempts, 1, "attempts");
        equal(calls.length, 1, "calls");
      }
    },
    "retry: ambiguous sends again what is unclear, under one Message-Id": async () => {
      for (const retry of ["ambiguous", { ambiguous: true, attempts: 3 }]) {
        const { calls, fetch } = script({ status: 503, body: "", headers: { "retry-after": "0" } }, { status: 500, body: "try again after 0 seconds" }, ACCEPTED);
        equal((await client(fetch, { retry }).send(BASE)).attempts, 3, "attempts");
        const ids = calls.map(({ init }) => init.body.get("h:Message-Id"));
        matches(ids[0], /^<[0-9a-f]{32}@mg\.example\.com>$/, "Message-Id");
        ok(ids.every((id) => id === ids[0]), `Message-Ids: ${ids}`);
        const again = script(ACCEPTED);
        await client(again.fetch, { retry }).send(BASE);
        ok(again.calls[0].init.body.get("h:Message-Id") !== ids[0], "two messages have one Message-Id");
      }
    },
    "retry: ambiguous tells how many attempts were perhaps queued": async () => {
      const now = { "retry-after": "0" };
      const busy = { status: 503, body: "", headers: now };
      const limited = { status: 429, body: "", headers: now };
      for (const [answers, unclear] of [[[busy, busy], 2], [[limited, busy], 1], [[limited, limited], 0], [[], 0]]) {
        const { events, onEvent } = told();
        const accepted = await client(script(...answers, ACCEPTED).fetch, { retry: "ambiguous", onEvent }).send(BASE);
        same([accepted.attempts, accepted.unclear, events.at(-1).unclear], [answers.length + 1, unclear, unclear], "attempts, unclear");
      }
    },
    "retry: what was perhaps queued stays so, whatever a later attempt is refused with": async () => {
      const busy = { status: 503, body: "busy", headers: { "retry-after": "0" } };
      const later = { status: 429, body: "slow down", headers: { "retry-after": "3600" } };
      const { events, onEvent } = told();
      for (const [answers, cause] of [[[busy, { status: 401, body: "Forbidden" }], "unauthorized"], [[busy, later], "rate_limited"]]) {
        const error = await failure(() => client(script(...answers).fetch, { retry: "ambiguous", onEvent }).send(BASE));
        same([error.name, error.code, error.status, error.details, error.attempts, error.retryAfter], ["UnclearError", "server_error", 503, "busy", 2, undefined], "error");
        same([error.cause.name, error.cause.code, error.cause.attempts], ["RefusedError", cause, 2], "cause");
        equal(events.at(-1).error, error, "the event's error");
      }
      const limited = { status: 429, body: "", headers: { "retry-after": "0" } };
      events.length = 0;
      await client(script(busy, limited, ACCEPTED).fetch, { retry: "ambiguous", onEvent }).send(BASE);
      same(events.filter(({ type }) => type === "wait").map(({ error }) => error.code), ["server_error", "rate_limited"], "what is waited for");
    },
    "errors: one that is unclear has the Message-Id, where there is one": async () => {
      const busy = { status: 503, body: "", headers: { "retry-after": "0" } };
      const sent = async (message, options) => {
        const { calls, fetch } = script(busy);
        const error = await failure(() => client(fetch, options).send(message));
        return [error.messageId, error.toJSON().messageId, calls[0].init.body.get("h:Message-Id") ?? undefined];
      };
      same(await sent(BASE), [undefined, undefined, undefined], "none");
      same(await sent({ ...BASE, "h:message-id": "<7@host.com>" }), ["<7@host.com>", "<7@host.com>", undefined], "the message's own");
      const made = await sent(BASE, { retry: { ambiguous: true, attempts: 2 } });
      matches(made[2], /^<[0-9a-f]{32}@/, "a new one");
      same(made, [made[2], made[2], made[2]], "a new one");
      const refused = await failure(() => client(script({ status: 400, body: "no" }).fetch).send({ ...BASE, "h:Message-Id": "<7@host.com>" }));
      equal(refused.messageId, undefined, "of one that is refused");
    },
    "options: a domain before the message, as mailgun.js has it": async () => {
      const error = await failure(() => client(script(ACCEPTED).fetch).send("mg.example.com", BASE));
      equal(error.message, "Cannot send the message: message: expected a Message or a plain object, found a string (the domain is an option of new Mailgun())", "message");
    },
    "retry: ambiguous keeps the caller's own Message-Id, in any spelling": async () => {
      for (const own of [{ headers: { "message-id": "<own@mg.example.com>" } }, { "h:Message-Id": "<own@mg.example.com>" }]) {
        const { calls, fetch } = script({ status: 500, body: "try again after 0 seconds" }, ACCEPTED);
        await client(fetch, { retry: "ambiguous" }).send({ ...BASE, ...own });
        for (const { init } of calls) {
          same([...init.body].filter(([name]) => /^h:message-id$/i.test(name)).map(([, value]) => value), ["<own@mg.example.com>"], "Message-Id");
        }
      }
    },
    "retry: a connection that was never made is sent again on request": async () => {
      const refused = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });
      equal((await failure(() => client(script(refused, ACCEPTED).fetch).send(BASE))).code, "not_connected", "code");
      equal((await client(script(refused, ACCEPTED).fetch, { retry: "ambiguous" }).send(BASE)).attempts, 2, "attempts");
    },
    "retry: a file that Bun cannot open was not sent": async () => {
      const gone = (code, syscall) => Object.assign(new Error(`${code}: no`), { code, syscall });
      for (const thrown of [gone("ENOENT", "open"), gone("EISDIR", "read"), gone("EACCES", "open")]) {
        const error = await failure(() => client(script(thrown).fetch).send(BASE));
        // Elsewhere it is a file of the caller's own fetch.
        const told = "Bun" in globalThis ? "RefusedError not_connected No connection was made, so nothing was sent" : "UnclearError network The connection failed before an answer was read";
        equal(`${error.name} ${error.code} ${error.message}`, `${told}: ${thrown.code}`, thrown.code);
      }
    },
    "retry: a host that is lost while it is talked to may have got the message": async () => {
      const lost = (syscall) => Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), { code: "EHOSTUNREACH", syscall }) });
      for (const [syscall, code] of [["read", "network"], ["write", "network"], ["connect", "not_connected"], [undefined, "not_connected"]]) {
        equal((await failure(() => client(script(lost(syscall)).fetch).send(BASE))).code, code, String(syscall));
      }
    },
    "retry: what another package put into Object.prototype sends nothing again": async () => {
      const polluted = { wait: 0, lost: "timeout", failure: {}, accepted: { id: "x" }, limits: {}, code: "y" };
      for (const [name, value] of Object.entries(polluted)) {
        const { calls, fetch } = script({ status: 500, body: "" });
        Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
        let error;
        let accepted;
        try {
          error = await failure(() => client(fetch, { deadline: 2000 }).send(BASE));
          accepted = await client(script(ACCEPTED).fetch).send(BASE);
        } finally {
          delete Object.prototype[name];
        }
        same([error.code, calls.length, accepted.id], ["server_error", 1, "<1@mg.example.com>"], name);
      }
    },
    "options: no fetch at all": async () => {
      const kept = globalThis.fetch;
      const mailgun = new Mailgun({ key: KEY, domain: "mg.example.com", ...env.options, fetch: undefined });
      let error;
      try {
        globalThis.fetch = undefined;
        error = await failure(() => mailgun.send(BASE));
      } finally {
        globalThis.fetch = kept;
      }
      same([error.name, error.message], ["ConfigError", "fetch: expected the platform's own, or one as an option, found none"], "error");
    },
    "abort: a signal without a reason, as polyfills have it, gives an AbortError": async () => {
      const signal = { aborted: true, addEventListener() {}, removeEventListener() {} };
      equal((await failure(() => client(script(ACCEPTED).fetch).send(BASE, { signal }))).name, "AbortError", "name");
    },
    "retry: a certificate that is refused is no connection": async () => {
      const expired = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), { code: "CERT_HAS_EXPIRED" }) });
      const error = await failure(() => client(script(expired).fetch).send(BASE));
      same([error.code, error.message], ["not_connected", "No connection was made, so nothing was sent: CERT_HAS_EXPIRED"], "error");
    },
    "errors: a lost connection is told in the runtime's words": async () => {
      const begins = "The connection failed before an answer was read";
      const within = (cause) => Object.assign(new TypeError("fetch failed"), { cause });
      for (const [thrown, words] of [
        [within(Object.assign(new Error("read"), { code: "ECONNRESET" })), ": ECONNRESET"],
        [within(new Error("bad port")), ": bad port"],
        [new TypeError("Failed to fetch"), ": Failed to fetch"],
        [new TypeError("x".repeat(500)), `: ${"x".repeat(200)}`],
        [new TypeError(""), ""],
        [5, ""],
        [undefined, ""],
      ]) {
        const error = await failure(() => client(async () => { throw thrown; }).send(BASE));
        equal(error.message, begins + words, "message");
        equal(error.toJSON().message, error.message, "its JSON");
      }
    },
    "retry: a stream is read once, and sent with each attempt": async () => {
      const bodies = [];
      const keep = (answer) => async (url, { body }) => {
        bodies.push(await body.get("attachment").text());
        return new Response(answer.body, { status: answer.status });
      };
      const { fetch } = script(keep(LIMITED), keep(ACCEPTED));
      const data = new Blob(["bytes"]).stream();
      const message = { ...BASE, attachment: { data, filename: "x" } };
      await client(fetch).send(message);
      await client(script(keep(ACCEPTED)).fetch).send(message);
      same(bodies, ["bytes", "bytes", "bytes"], "bodies");
    },
    "retry: each attempt arrives whole, at a real server": async (kit) => {
      const error = await failure(() => kit.client("again-429", { retry: { attempts: 3 } }).send(BASE));
      equal(error.attempts, 3, "attempts");
      const arrived = await kit.received(kit.domain("again-429"));
      equal(arrived.length, 3, "requests");
      for (const { parts } of arrived) same(parts, arrived[0].parts, "parts");
      const unclear = await failure(() => kit.client("again-503", { retry: "ambiguous" }).send(BASE));
      equal(unclear.attempts, 3, "attempts");
      const ids = (await kit.received(kit.domain("again-503"))).map(({ parts }) => parts.find(({ name }) => name === "h:Message-Id").value);
      ok(ids.length === 3 && ids.every((id) => id === ids[0]), `Message-Ids: ${ids}`);
    },

    "time: no answer within the timeout is unclear": async () => {
      for (const fetch of [stalled, deaf]) {
        const error = await isLate(() => client(fetch, { timeout: 80 }).send(BASE), 2000, "a stall");
        equal(error.name, "UnclearError", "name");
        equal(error.code, "timeout", "code");
        equal(error.attempts, 1, "attempts");
        matches(error.message, /within 80 ms/, "message");
      }
      equal((await isLate(() => client(deaf).send(BASE, { timeout: 50 }), 2000, "of the call")).code, "timeout", "code");
    },
    "time: half an answer, and an endless one, are unclear": async () => {
      for (const answer of [half(), half(502), drip]) {
        const error = await isLate(() => client(script(answer).fetch, { timeout: 80 }).send(BASE), 2000, "half an answer");
        equal(error.name, "UnclearError", "name");
        equal(error.code, "timeout", "code");
      }
    },
    "answers: a fetch that does not know the platform's FormData is told": async () => {
      for (const details of ["from parameter is missing", "Expecting 'multipart/form-data' but got 'text/plain'"]) {
        const error = await failure(() => client(script({ status: 400, body: JSON.stringify({ message: details }) }).fetch).send(BASE));
        matches(error.hint, /does not know this platform's FormData/, "hint");
        equal(error.details, details, "details");
      }
      const other = await failure(() => client(script({ status: 400, body: "to parameter is not a valid address" }).fetch).send(BASE));
      matches(other.hint, /correct what Mailgun names/, "hint");
    },
    "time: half a refusal is one, by its status": async () => {
      for (const [status, code] of [[401, "unauthorized"], [429, "rate_limited"], [302, "redirected"]]) {
        const error = await isLate(() => client(script(half(status)).fetch, { timeout: 80, retry: false }).send(BASE), 2000, "half a refusal");
        equal(`${error.name} ${error.code} ${error.status}`, `RefusedError ${code} ${status}`, "what it is");
      }
      const broken = () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("terminated")) }), { status: 429, headers: { "retry-after": "0" } });
      const { calls, fetch } = script(broken, ACCEPTED);
      equal((await client(fetch).send(BASE)).attempts, 2, "attempts");
      equal(calls.length, 2, "calls");
      const last = await failure(() => client(script(broken).fetch, { retry: false }).send(BASE));
      equal(last.retryAfter, 0, "retryAfter");
      equal(last.cause?.message, "terminated", "cause");
    },
    "time: a success is not sent again, though its answer is lost": async () => {
      const broken = () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("terminated")) }), { status: 200 });
      for (const answer of [half(), broken, { status: 200, body: "<html>Queued</html>" }, { status: 204, body: null }]) {
        const { calls, fetch } = script(answer);
        const error = await isLate(() => client(fetch, { timeout: 80, retry: "ambiguous" }).send(BASE), 2000, "half a success");
        equal(error.name, "UnclearError", "name");
        ok(error.status === 200 || error.status === 204, `status ${error.status}`);
        equal(calls.length, 1, "calls");
        ok(error.messageId, "no Message-Id to look it up by");
      }
    },
    "time: a real server that does not answer": async (kit) => {
      equal((await isLate(() => kit.client("stall", { timeout: 200 }).send(BASE), 3000, "a stall")).code, "timeout", "code");
    },
    "time: the deadline is for all attempts": async () => {
      const { calls, fetch } = script({ status: 429, body: "slow down", headers: { "retry-after": "1" } });
      const error = await isLate(() => client(fetch, { deadline: 500 }).send(BASE), 450, "a wait that is too long");
      equal(error.code, "rate_limited", "code");
      equal(error.retryAfter, 1000, "retryAfter");
      equal(calls.length, 1, "calls");
      equal((await isLate(() => client(deaf, { timeout: 60_000 }).send(BASE, { deadline: 80 }), 2000, "a stall")).code, "timeout", "code");
      const both = script(LIMITED, deaf);
      const late = await isLate(() => client(both.fetch).send(BASE, { deadline: 150 }), 2000, "the second attempt stalls");
      equal(late.code, "timeout", "code");
      equal(late.attempts, 2, "attempts");
    },
    "time: a stream that never ends, by the deadline and by the timeout": async () => {
      for (const options of [{ deadline: 80 }, { timeout: 80 }]) {
        let cancelled = 0;
        const data = new ReadableStream({ cancel: () => void cancelled++ });
        const { calls, fetch } = script(ACCEPTED);
        const message = { ...BASE, attachment: { data, filename: "x" } };
        const error = await isLate(() => client(fetch, options).send(message), 2000, "a stream");
        equal(error.name, "InvalidMessageError", "name");
        equal(error.code, "attachment_stream", "code");
        equal(error.problems[0].field, "attachment[0]".slice(0, error.problems[0].field.length), "field");
        await sleep(20);
        equal(cancelled, 1, "streams cancelled");
        // What was read in part is never sent.
        equal((await failure(() => client(fetch).send(message))).code, "attachment_stream", "a second send");
        equal(calls.length, 0, "calls");
      }
    },
    "time: iterables without an end are refused": async () => {
      const sync = function* () {
        for (;;) yield new Uint8Array(1 << 20);
      };
      const slow = async function* () {
        for (;;) yield (await sleep(5), new Uint8Array(9));
      };
      for (const data of [{ [Symbol.iterator]: sync }, sync(), { [Symbol.asyncIterator]: slow }, slow()]) {
        const error = await isLate(() => client(script(ACCEPTED).fetch, { timeout: 1500 }).send({ ...BASE, attachment: { data, filename: "x" } }), 6000, "an iterable");
        equal(error.code, "attachment_stream", "code");
      }
    },
    "time: an abandoned stream is let go, one that another send waits for is not": async () => {
      const controller = new AbortController();
      let finish;
      const data = new ReadableStream({ start: (stream) => { finish = () => { stream.enqueue(new TextEncoder().encode("all")); stream.close(); }; } });
      const message = { ...BASE, attachment: { data, filename: "x" } };
      const { calls, fetch } = script(ACCEPTED);
      const one = client(fetch).send(message, { signal: controller.signal });
      const other = client(fetch).send(message);
      controller.abort("enough");
      equal(await failure(() => one), "enough", "the aborted one");
      finish();
      await other;
      equal(calls.length, 1, "calls");
      equal(await calls[0].init.body.get("attachment").text(), "all", "bytes");
    },

    "abort: at each stage with the very reason": async () => {
      const reason = { family: "refused", wait: 0, code: "rate_limited" };
      const stages = {
        "before headers": { fetch: stalled },
        "before headers, a fetch that heeds nothing": { fetch: deaf },
        "within the body": { fetch: script(half()).fetch },
        "within an endless body": { fetch: script(drip).fetch },
        "while waiting": { fetch: script({ status: 429, body: "try again after 20 seconds" }).fetch },
        "while a stream is read": { fetch: deaf, attachment: { data: new ReadableStream({}), filename: "x" } },
      };
      for (const [stage, { fetch, attachment }] of Object.entries(stages)) {
        const controller = new AbortController();
        const sent = client(fetch).send({ ...BASE, attachment }, { signal: controller.signal });
        setTimeout(() => controller.abort(reason), 40);
        equal(await isLate(() => sent, 2000, stage), reason, stage);
      }
    },
    "abort: by a listener, before the attempt and while waiting": async () => {
      for (const type of ["attempt", "wait"]) {
        const controller = new AbortController();
        const { calls, fetch } = script({ status: 429, body: "try again after 9 seconds" });
        const onEvent = (event) => event.type === type && controller.abort("by a listener");
        equal(await isLate(() => client(fetch, { onEvent }).send(BASE, { signal: controller.signal }), 2000, type), "by a listener", type);
        equal(calls.length, type === "attempt" ? 0 : 1, "calls");
      }
    },
    "abort: nothing is left on the signal, nor any timer": async () => {
      const { setTimeout: start, clearTimeout: stop } = globalThis;
      const timers = new Set();
      globalThis.setTimeout = (work, ms, ...rest) => {
        const timer = start((...args) => { timers.delete(timer); work(...args); }, ms, ...rest);
        timers.add(timer);
        return timer;
      };
      globalThis.clearTimeout = (timer) => { timers.delete(timer); stop(timer); };
      const listeners = new Set();
      const counted = (signal) => ({
        get aborted() { return signal.aborted; },
        get reason() { return signal.reason; },
        addEventListener: (type, listener) => { listeners.add(listener); signal.addEventListener(type, listener); },
        removeEventListener: (type, listener) => { listeners.delete(listener); signal.removeEventListener(type, listener); },
      });
      const leavesNothing = async (what, call) => {
        // What an earlier case left under way may start a timer meanwhile; one of this call's own would be left each time.
        let outcome;
        for (let tries = 3; tries > 0; tries--) {
          timers.clear();
          const controller = new AbortController();
          outcome = await call(counted(controller.signal), controller).catch((error) => error);
          if (timers.size === 0) break;
        }
        equal(timers.size, 0, `timers ${what}`);
        equal(listeners.size, 0, `listeners ${what}`);
        return outcome;
      };
      try {
        const outcomes = [ACCEPTED, { status: 500, body: "" }, { status: 401, body: "Forbidden" }, new TypeError("fetch failed"), deaf, half(), LIMITED, { status: 429, body: "" }];
        for (const outcome of outcomes) {
          for (const attachment of [() => undefined, () => ({ data: new Blob(["x"]).stream(), filename: "x" }), () => ({ data: new ReadableStream({}), filename: "x" })]) {
            await leavesNothing("after an outcome", (signal) => client(script(outcome).fetch, { timeout: 30, deadline: 200 }).send({ ...BASE, attachment: attachment() }, { signal }));
          }
        }
        const reason = await leavesNothing("after an abort", (signal, controller) => {
          start(() => controller.abort("x"), 30);
          return client(script({ status: 429, body: "try again after 20 seconds" }).fetch).send(BASE, { signal });
        });
        equal(reason, "x", "reason");
      } finally {
        Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
      }
    },

    "events: attempt, wait, done": async () => {
      const { events, onEvent } = told();
      const headers = { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "9", "x-ratelimit-reset": "1620637982656" };
      const limits = { requests: { limit: 10, remaining: 9, reset: 1620637982656 } };
      const result = await client(script({ ...LIMITED, headers }, { ...ACCEPTED, headers }).fetch, { onEvent }).send({ ...BASE, to: ["a@b.c", "d@e.f"] });
      equal(types(events), "attempt wait attempt done", "types");
      const [first, wait, second, done] = events;
      equal(first.attempt, 1, "attempt");
      equal(second.attempt, 2, "attempt");
      ok(first.bytes >= 20 && first.bytes < 2000, `bytes ${first.bytes}`);
      equal(wait.attempt, 1, "attempt of the wait");
      equal(wait.wait, 0, "wait");
      equal(wait.status, 429, "status");
      equal(wait.error.code, "rate_limited", "code");
      same(wait.limits, limits, "limits of the wait");
      equal(done.status, 200, "status");
      equal(done.attempts, 2, "attempts");
      equal(done.id, result.id, "id");
      same(result.limits, limits, "limits");
      same(done.limits, limits, "limits of the event");
      same(result.warnings.map(({ code }) => code), ["recipients_exposed"], "warnings");
      for (const event of events) ok(Number.isInteger(event.elapsed) && event.elapsed >= 0, `elapsed ${event.elapsed}`);
      ok(!JSON.stringify(events).includes(KEY.slice(4, 20)), "the key");
    },
    "events: failed, by an answer, by an abort, by a timeout": async () => {
      const controller = new AbortController();
      const runs = [
        [script({ status: 401, body: "Forbidden" }).fetch, {}, "attempt failed", 401],
        [script(LIMITED).fetch, {}, "attempt wait attempt wait attempt failed", 429],
        [deaf, { timeout: 40 }, "attempt failed", undefined],
        [deaf, { signal: controller.signal }, "attempt failed", undefined],
      ];
      setTimeout(() => controller.abort("mine"), 150);
      for (const [fetch, call, expected, status] of runs) {
        const { events, onEvent } = told();
        const error = await failure(() => client(fetch, { onEvent }).send(BASE, call));
        equal(types(events), expected, "types");
        equal(events.at(-1).error, error, "error");
        equal(events.at(-1).status, status, "status");
      }
    },
    "events: a listener that throws, rejects or changes what it is given does no harm": async () => {
      const listeners = [
        () => { throw new Error("no"); },
        async () => { throw new Error("no"); },
        () => Promise.reject(undefined),
        () => ({ then: () => { throw new Error("no"); } }),
        (event) => { for (const name of Object.keys(event)) delete event[name]; },
      ];
      for (const onEvent of listeners) {
        const { id, attempts } = await client(script(LIMITED, ACCEPTED).fetch, { onEvent }).send(BASE);
        equal(id, "<1@mg.example.com>", "id");
        equal(attempts, 2, "attempts");
      }
    },
    "events: no limits where Mailgun tells none": async () => {
      equal("limits" in (await client(script(ACCEPTED).fetch).send(BASE)), false, "limits");
    },

    "answers: a large one is read to a bound, whatever it says of itself": async () => {
      for (const type of ["text/html", "application/json"]) {
        let given = 0;
        const endless = () => new Response(new ReadableStream({
          pull: (stream) => {
            given += 10_000;
            stream.enqueue(new Uint8Array(10_000).fill(60));
          },
        }), { status: 502, headers: { "content-type": type } });
        const error = await isLate(() => client(script(endless).fetch).send(BASE), 3000, "an endless answer");
        equal(error.code, "server_error", "code");
        ok(error.details.length <= 501, `${error.details.length} characters of details`);
        await sleep(20);
        ok(given <= 200_000, `${given} bytes were read`);
      }
    },
    "answers: what a fetch gives that is no answer is unclear": async () => {
      const nothings = [undefined, null, 5, "text", {}, { status: "no" }, { status: 0, text: async () => "" }, { status: 70_000, text: async () => "" }, { status: NaN, text: async () => "" }, { status: 200 }, { status: Symbol("x") }, { get status() { throw new Error("no"); } }];
      if (typeof Response.error === "function") nothings.push(Response.error());
      for (const answer of nothings) {
        const error = await failure(() => client(async () => answer).send(BASE));
        equal(error.name, "UnclearError", `name for ${Object.keys(answer ?? {})}`);
        equal(error.code, "network", "code");
        ok(error.cause instanceof Error, "cause");
      }
    },
    "answers: of doubles, with odd headers and texts": async () => {
      const { body } = ACCEPTED;
      for (const answer of [
        { status: 200, text: async () => body },
        { status: 200, headers: {}, text: () => body },
        { status: "200", headers: new Map(), text: async () => body },
        { status: 200, headers: { get: () => { throw new Error("no"); } }, text: async () => body },
        { status: 200, headers: { get: () => 5 }, text: async () => body },
      ]) equal((await client(async () => answer).send(BASE)).id, "<1@mg.example.com>", "id");
    },
    "answers: whatever a fetch throws becomes the cause": async () => {
      const proxy = new Proxy({}, { get() { throw new Error("hostile"); }, getPrototypeOf() { throw new Error("hostile"); }, ownKeys() { throw new Error("hostile"); } });
      for (const cause of ["text", undefined, null, 0, 7n, Symbol("x"), { family: "refused", wait: 0 }, new DOMException("x", "AbortError"), proxy, Object.freeze(new Error("frozen"))]) {
        for (const fetch of [() => { throw cause; }, async () => { throw cause; }]) {
          const error = await failure(() => client(fetch).send(BASE));
          equal(error.name, "UnclearError", "name");
          ok(isMailgunError(error) && !isMailgunError(cause), "isMailgunError");
          ok(Object.is(error.cause, cause), "cause");
          ok(JSON.stringify(error).length > 0, "toJSON");
        }
      }
    },

    "options: what is wrong is named with its place and its unit": async () => {
      const said = (options) => thrown(() => client(script(ACCEPTED).fetch, options)).message;
      const most = 2 ** 31 - 1;
      equal(said({ timeout: "10s" }), `timeout: expected a number of milliseconds from 1 to ${most}, found a string`, "timeout");
      equal(said({ retry: { budget: -1 } }), `retry.budget: expected a number of milliseconds from 0 to ${most}, found the number -1`, "budget");
      equal(said({ retry: { attempts: 0 } }), "retry.attempts: expected a number of attempts from 1 to 100, found the number 0", "attempts");
      equal(said({ retry: { attempts: 2.5 } }), "retry.attempts: expected a whole number, found a fraction", "attempts");
      for (const rules of [[], new Map([["recipients_exposed", "off"]])]) matches(said({ rules }), /^rules: expected an object of codes and levels, found /, "rules");
      equal(said({ retry: { ambiguous: 1 } }), "retry.ambiguous: expected true or false, found the number 1", "ambiguous");
      equal(said({ retry: { retries: 3 } }), "retry.retries: expected a known option, found an unknown one; did you mean `attempts`?", "retries");
      equal(said({ retry: { when: 3 } }), "retry.when: expected one of attempts, budget, ambiguous, found an unknown option", "when");
    },
    "options: hostile ones": async () => {
      const { calls, fetch } = script(ACCEPTED);
      const bad = [
        null, 5, "x", { timeout: 0 }, { timeout: -1 }, { timeout: NaN }, { timeout: Infinity }, { timeout: "60" }, { timeout: 2 ** 31 }, { deadline: 0 }, { deadline: 1n },
        { retry: true }, { retry: "yes" }, { retry: 3 }, { retry: { attempts: 0 } }, { retry: { attempts: 1e9 } }, { retry: { budget: -1 } }, { retry: { tries: 3 } }, { retry: { ambiguous: 1 } },
        { signal: {} }, { signal: 5 }, { signal: { aborted: false } }, { signall: 1 },
      ];
      for (const options of bad) {
        let promise;
        try {
          promise = client(fetch).send(BASE, options);
        } catch (error) {
          throw new Error(`send threw ${error} for ${String(options)}`);
        }
        const error = await failure(() => promise, JSON.stringify(options, (_, value) => (typeof value === "bigint" ? `${value}n` : value)));
        equal(error.name, "ConfigError", "name");
      }
      const mine = new Error("mine");
      equal(await failure(() => client(fetch).send(BASE, { get timeout() { throw mine; } })), mine, "a getter that throws");
      let reads = 0;
      await client(fetch).send(BASE, { get timeout() { return reads++ ? "never" : 1000; } });
      equal(reads, 1, "reads of a getter");
      equal(calls.length, 1, "calls");
      const { send } = client(fetch);
      ok((await failure(() => send(BASE))) instanceof TypeError, "send without its client");
    },
    "options: those of Object.prototype are not taken": async () => {
      const { calls, fetch } = script(LIMITED, ACCEPTED);
      const evil = script(ACCEPTED);
      const planted = { fetch: evil.fetch, baseUrl: "https://evil.example", timeout: 1, onEvent: () => {} };
      for (const [name, value] of Object.entries(planted)) Object.defineProperty(Object.prototype, name, { value, configurable: true });
      try {
        await client(fetch).send(BASE);
        await client(fetch).send(BASE, { retry: false });
        equal(calls[0].url, "https://api.mailgun.net/v3/mg.example.com/messages", "url");
      } finally {
        for (const name of Object.keys(planted)) delete Object.prototype[name];
      }
      equal(evil.calls.length, 0, "calls of the planted fetch");
    },
    "isolates: one client, a thousand calls, each with its own end": async () => {
      const fetch = async (url, { body, signal }) => {
        const number = Number(body.get("subject"));
        await sleep(number % 7);
        if (number % 4 === 1) return new Response("Forbidden", { status: 401 });
        if (number % 4 === 2 && !body.seen) return (body.seen = true), new Response("try again after 0 seconds", { status: 429 });
        if (number % 4 === 3) return stalled(url, { signal });
        return new Response(JSON.stringify({ id: `<${number}@x>`, message: "Queued. Thank you." }));
      };
      const mailgun = client(fetch);
      await Promise.all(Array.from({ length: 1000 }, async (_, number) => {
        const controller = new AbortController();
        if (number % 4 === 3) setTimeout(() => controller.abort(number), 20);
        const ended = await mailgun.send({ ...BASE, subject: String(number) }, { signal: controller.signal }).then(({ id, attempts }) => `${id} ${attempts}`, (error) => error.code ?? error);
        equal(ended, [`<${number}@x> 1`, "unauthorized", `<${number}@x> 2`, number][number % 4], `call ${number}`);
      }));
    },
  };
  for (const [status, body, name, code, details] of ROWS) {
    cases[`answers: ${status} ${body.slice(0, 40).trim() || "without a body"}: ${code}`] = async () => {
      const error = await failure(() => client(script({ status, body }).fetch, { retry: false }).send(BASE));
      same([error.name, error.code, error.status, error.details, error.attempts], [name, code, status, details, 1], "error");
      ok(error.hint.length > 10, "no hint");
      equal(error.retryAfter, undefined, "retryAfter");
    };
  }
  for (const [title, make] of Object.entries(WAITS)) {
    cases[`answers: 429 with ${title}`] = async () => {
      for (const status of [420, 429]) {
        const [headers, text, expected] = make();
        for (const body of [text, JSON.stringify({ message: text })]) {
          const error = await failure(() => client(script({ status, body, headers }).fetch, { retry: false }).send(BASE));
          equal(error.code, "rate_limited", "code");
          ok(Math.abs(error.retryAfter - expected) <= 1100, `retryAfter ${error.retryAfter}, expected ${expected}`);
        }
      }
    };
  }
  return cases;
}
