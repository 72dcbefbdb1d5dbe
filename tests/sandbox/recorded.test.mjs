// Replays every recorded answer of the corpora: the sandbox must answer the recorded request as Mailgun did.
// The folder is named by MAILGUN_CORPORA. Where one request was recorded more than once, the newest answer counts: an unknown
// domain got 404 in 2016, and 401 in 2021 and 2025, as text/html first and as text/plain since 2023.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { AUTHORIZATION, sandboxAt } from "./kit.mjs";

const folder = process.env.MAILGUN_CORPORA;
const RECORDED = "DOMAIN.TEST";

if (!folder) {
  test("recorded answers", () => {
    console.log("corpora absent");
    assert.notEqual(process.env.CI, "true", "CI=true needs MAILGUN_CORPORA");
  });
} else {
  const { interactions } = JSON.parse(readFileSync(join(folder, "mailgun-recorded-answers.json"), "utf8"));
  assert.ok(interactions.length >= 12, "expected at least 12 recorded answers");
  for (const recorded of interactions) {
    const title = `${recorded.cassette} ${recorded.recorded_at}: ${recorded.response.status}`;
    test(title, () => replay(recorded, newest(recorded, interactions)));
  }
}

async function replay({ cassette, request, response }, { response: expected }) {
  const sandbox = sandboxAt({ domains: [{ name: RECORDED, status: statusOf(response) }] });
  const wrongKey = cassette.includes("invalid-api-key");
  const answer = await sandbox.fetch(request.url, {
    method: request.method.toUpperCase(),
    headers: { authorization: wrongKey ? `Basic ${btoa("api:wrong")}` : AUTHORIZATION, "content-type": request.content_type },
    body: request.body,
  });
  const text = await answer.text();
  assert.equal(answer.status, expected.status);
  assert.equal(answer.headers.get("content-type"), expected.headers["Content-Type"]);
  assert.equal(mask(text), mask(expected.body));
  assert.equal(answer.headers.get("www-authenticate"), expected.headers["Www-Authenticate"] ?? null);
  assert.equal(sandbox.messages.length, expected.status === 200 ? 1 : 0);
  for (const [name, value] of Object.entries(expected.headers)) {
    if (/^(?:access-control-|cache-control|content-disposition)/i.test(name)) assert.ok(answer.headers.has(name), name);
    if (/^x-(?:ratelimit|recipient)-limit$/i.test(name)) assert.equal(answer.headers.get(name), value);
  }
  const own = new URLSearchParams(request.body).get("h:message-id");
  if (own !== null) assert.equal(JSON.parse(text).id, own);
}

/** Ids have one shape since 2021; older ones differ. */
const mask = (body) => body.replace(/<\d{14}\.[\w.]+@/, "<ID@");

const statusOf = ({ body }) =>
  body.includes("Sandbox subdomains") ? "sandbox" : body.includes("Free accounts") ? "free" : "active";

/** The newest answer to an unknown domain; any other recording speaks for itself. */
function newest(recorded, all) {
  if (recorded.request.url.includes(RECORDED)) return recorded;
  const same = all.filter(({ request }) => request.url === recorded.request.url);
  return same.reduce((a, b) => (Date.parse(a.recorded_at) > Date.parse(b.recorded_at) ? a : b));
}
