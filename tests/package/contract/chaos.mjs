// What becomes of a message when the server does as it likes (chaos-server.mjs): the right family, within its time, and never
// sent twice: the server counts.

import { BASE, equal, KEY, ok } from "./kit.mjs";

/** A timeout of one attempt, and the most a call may take with it. */
const TIMEOUT = 700;
const LATEST = 2500;

const accepted = ["accepted"];
const refused = (code, status) => ["RefusedError", code, status];
const unclear = (code, status) => ["UnclearError", code, status];
const limited = (status = 429) => ["RefusedError", "rate_limited", status, [85_000, 121_000]];

/** By behaviour: what becomes of it. */
const OUTCOMES = {
  accept: accepted,
  gzip: accepted,
  chunked: accepted,
  "slow but whole": accepted,
  "reset at once": unclear("network"),
  "close at once": unclear("network"),
  "reset once read": unclear("network"),
  "close once read": unclear("network"),
  "reset within the head": unclear("network"),
  "reset within the body": unclear("network"),
  "half a body, then the end": unclear(["network", "unreadable"]),
  "stall before reading": unclear("timeout"),
  "stall once read": unclear("timeout"),
  "stall within the head": unclear("timeout"),
  "stall within the body": unclear("timeout"),
  "endless drip": unclear("timeout"),
  "endless drip of a 502": unclear("timeout"),
  "no HTTP": unclear("network"),
  "gzip that is none": unclear(["network", "unreadable"]),
  "html of 100 kB with 502": unclear("server_error", 502),
  "html of 2 MB with 200": unclear("unreadable", 200),
  "wrong json": unclear("unreadable", 200),
  "json of another": unclear("unreadable", 200),
  "json with id null": unclear("unreadable", 200),
  "json nested deep": unclear("unreadable", 200),
  "empty 200": unclear("unreadable", 200),
  "204": unclear("unreadable", 204),
  "bytes that are no text": unclear("unreadable", 200),
  magnificent: refused("wrong_address", 200),
  "redirect 301": refused("redirected", 301),
  "redirect 302": refused("redirected", 302),
  "redirect 307": refused("redirected", 307),
  "redirect 308": refused("redirected", 308),
  "400": refused("bad_request", 400),
  "401": refused("unauthorized", 401),
  "500": unclear("server_error", 500),
  "503 with Retry-After": unclear("server_error", 503),
  "429 then 200": ["accepted", 2],
  "429 in seconds": limited(),
  "429 with a date": limited(),
  "429 with Retry-After": limited(),
  "429 with a date in Retry-After": limited(),
  "429 with a reset in ms": limited(),
  "429 with a reset in s": limited(),
  "429 with a reset in the past": ["RefusedError", "rate_limited", 429, [0, 0], 3],
  "420 in seconds": limited(420),
};

/** What is sent: something small, and something that no socket's buffer holds. */
const MESSAGES = { small: BASE, large: { ...BASE, attachment: { data: new Uint8Array(300_000), filename: "x.bin" } } };

export function chaosCases({ Mailgun }, env) {
  const { base, counts } = env.chaos;
  const cases = {};
  for (const [behaviour, [name, code, status, between, attempts = 1]] of Object.entries(OUTCOMES)) {
    for (const [size, message] of Object.entries(MESSAGES)) {
      cases[`chaos: ${behaviour}, ${size}`] = async () => {
        const call = `${env.name}-${size}`;
        const began = Date.now();
        const mailgun = new Mailgun({ key: KEY, domain: "mg.example.com", baseUrl: `${base}/${encodeURIComponent(behaviour)}/${call}`, timeout: TIMEOUT, ...env.options });
        const outcome = await mailgun.send(message).catch((error) => error);
        const took = Date.now() - began;
        ok(took < LATEST, `took ${took} ms`);
        const arrived = await (await fetch(counts)).json();
        const sent = arrived[`${behaviour}/${call}`] ?? 0;
        equal(arrived[`accept/moved`] ?? 0, 0, "requests sent on");
        if (name === "accepted") {
          ok(outcome.id?.startsWith("<20261122010203.1."), `outcome ${outcome}`);
          equal(outcome.attempts, code ?? 1, "attempts");
          equal(sent, code ?? 1, "requests that arrived");
          return;
        }
        equal(outcome.name, name, `name of ${outcome} (${outcome.cause})`);
        ok([code].flat().includes(outcome.code), `code ${outcome.code}, expected ${code}`);
        if (status) equal(outcome.status, status, "status");
        if (between) ok(outcome.retryAfter >= between[0] && outcome.retryAfter <= between[1], `retryAfter ${outcome.retryAfter}`);
        equal(outcome.attempts, attempts, "attempts");
        equal(sent, attempts, "requests that arrived");
        ok(JSON.stringify(outcome).length < 5000, "a long error");
      };
    }
  }
  return cases;
}
