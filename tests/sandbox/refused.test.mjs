// Every refusal, with Mailgun's exact words, and beside it the nearest request that passes.
import assert from "node:assert/strict";
import test from "node:test";
import { AUTHORIZATION, DOMAIN, GOOD, NOW, form, post, said, sandboxAt, send } from "./kit.mjs";

const QUEUED = [200, "Queued. Thank you."];
const INVALID = "parameter is not a valid address. please check documentation";
const NO_BODY = "Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified";
const TOO_MUCH = "Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total";
const day = (days) => new Date(NOW + days * 86_400_000).toUTCString();
const many = (count) => Array.from({ length: count }, (_, at) => `r${at}@host.com`).join(", ");

const CASES = [
  [{ from: undefined }, "from parameter is missing"],
  [{ from: "" }, "from parameter is missing"],
  [{ from: undefined, text: undefined, template: "hello" }, null],
  [{ to: undefined }, "to parameter is missing"],
  [{ to: undefined, bcc: "bob@host.com" }, "to parameter is missing"],
  [{ to: " " }, "to parameter is missing"],
  [{ subject: undefined }, null],
  [{ text: undefined }, NO_BODY],
  [{ text: "" }, NO_BODY],
  [{ text: " \n" }, NO_BODY],
  [{ text: undefined, "amp-html": "<html amp4email>" }, null],
  [{ text: undefined, html: "<p>" }, null],
  [{ text: undefined, html: "<p>", template: "hello" }, "Only one parameters 'html' or 'template' is allowed"],
  [{ template: "hello" }, null],
  [{ to: "sallygmail.com" }, `to ${INVALID}`],
  [{ from: "nobody" }, `from ${INVALID}`],
  [{ cc: "Smith, Eve <eve@host.com>" }, `cc ${INVALID}`],
  [{ cc: '"Smith, Eve" <eve@host.com>' }, null],
  [{ bcc: ["bob@host.com", "x@"] }, `bcc ${INVALID}`],
  [{ to: many(1000) }, null],
  [{ to: many(1001) }, "Too many recipients, max is 1000"],
  [{ to: many(999), cc: "c@host.com", bcc: "d@host.com" }, "Too many recipients, max is 1000"],
  [{ "v:x": "a".repeat(16_384 - 3) }, null],
  [{ "v:x": "a".repeat(16_384 - 2) }, TOO_MUCH],
  [{ "v:x": "a".repeat(8_000), "h:X-Y": "é".repeat(4_200) }, TOO_MUCH],
  [{ "h:X-Größe": "1" }, "Header name must be pure ASCII: X-Größe"],
  [{ "h:X-Size": "groß" }, null],
  [{ "o:deliverytime": "2026-11-23T01:02:03Z" }, "2026-11-23T01:02:03Z is not an RFC-2822 compliant date"],
  [{ "o:deliverytime": "Mon, 31 Feb 2026 01:02:03 +0000" }, "Mon, 31 Feb 2026 01:02:03 +0000 is not an RFC-2822 compliant date"],
  [{ "o:deliverytime": "Mon, 23 Nov 2026 25:02:03 +0000" }, "Mon, 23 Nov 2026 25:02:03 +0000 is not an RFC-2822 compliant date"],
  [{ "o:deliverytime": "Mon, 23 Nov 2026 01:02:03" }, "Mon, 23 Nov 2026 01:02:03 is not an RFC-2822 compliant date"],
  [{ "o:deliverytime": "Mon, 23 Nov 2026 01:02:03 CET" }, "Mon, 23 Nov 2026 01:02:03 CET is not an RFC-2822 compliant date"],
  [{ "o:deliverytime": "Mon, 23 Nov 2026 01:02:03 +0000" }, null],
  [{ "o:deliverytime": "23 Nov 2026 01:02 -0430" }, null],
  [{ "o:deliverytime": String(NOW / 1000 + 60) }, null],
  [{ "o:deliverytime": day(3) }, null],
  [{ "o:deliverytime": day(3.001) }, "Specific delivery time must not be farther than 3 days from now"],
  [{ "o:deliverytime": "Wed, 25 Nov 2026 23:59:59 +1200" }, null],
  [{ "o:deliverytime": "Wed, 25 Nov 2026 11:59:59 -0100" }, "Specific delivery time must not be farther than 3 days from now"],
  [{ "o:deliver-within": "1h30m" }, null],
  [{ "o:deliver-within": "90 minutes" }, "invalid delivery time format"],
  [{ "o:deliverytime-optimize-period": "24h" }, null],
  [{ "o:deliverytime-optimize-period": "1d" }, "invalid delivery time format"],
  [{ "o:time-zone-localize": "09:00PM" }, null],
  [{ "o:time-zone-localize": "21:00" }, null],
  [{ "o:time-zone-localize": "25:00" }, "25:00 invalid 24 hour time(value of 'o:time-zone-localize')"],
  [{ "o:time-zone-localize": "noon" }, "noon is not a valid time to send (value of 'o:time-zone-localize')"],
  [{ "o:secondary-dkim": "example.com/s1" }, null],
  [{ "o:secondary-dkim": "example.com" }, "example.com is not a valid secondary dkim domain name"],
  [{ "recipient-variables": '{"bob@host.com":{"id":1}}' }, null],
  [{ "recipient-variables": "{" }, "'recipient-variables' parameter is not a valid JSON"],
  [{ "recipient-variables": "[]" }, "'recipient-variables' parameter is not a valid JSON"],
  [{ "t:variables": "{}" }, null],
  [{ "t:variables": "{a}" }, "Invalid template variables. Template variables must be valid json. got: '{a}'"],
];

for (const [changes, words] of CASES) {
  test(`${words ?? "queued"}: ${JSON.stringify(changes).slice(0, 90)}`, async () => {
    const sandbox = sandboxAt();
    const response = await send(sandbox, changes);
    const type = response.headers.get("content-type");
    assert.deepEqual(await said(response), words === null ? QUEUED : [400, words]);
    assert.equal(type, words === null ? "application/json" : "application/json; charset=utf-8");
    assert.equal(sandbox.messages.length, words === null ? 1 : 0);
  });
}

test("a refusal's body is JSON and ends with a line feed", async () => {
  const response = await send(sandboxAt(), { to: undefined });
  assert.equal(await response.text(), '{"message":"to parameter is missing"}\n');
});

test("401 for a wrong key, no key, another user, an unknown domain", async () => {
  const sandbox = sandboxAt();
  for (const authorization of [`Basic ${btoa("api:other")}`, "", `Basic ${btoa("me:key-for-the-tests")}`]) {
    const response = await send(sandbox, {}, { headers: { authorization } });
    assert.equal(response.headers.get("www-authenticate"), 'Basic realm="MG API"');
    assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
    assert.deepEqual(await said(response), [401, "Forbidden"]);
  }
  const elsewhere = await send(sandbox, {}, { url: "https://api.mailgun.net/v3/other.example.com/messages" });
  assert.deepEqual(await said(elsewhere), [401, "Forbidden"]);
  assert.equal(sandbox.messages.length, 0);
});

test("401 from the other region's host, where a region is set", async () => {
  const sandbox = sandboxAt({ region: "eu" });
  const at = (host) => send(sandbox, {}, { url: `https://${host}/v3/${DOMAIN}/messages` }).then(said);
  assert.deepEqual(await at("api.mailgun.net"), [401, "Forbidden"]);
  assert.deepEqual(await at("api.eu.mailgun.net"), QUEUED);
  assert.deepEqual(await at("127.0.0.1:8787"), QUEUED);
});

test("200 Mailgun Magnificent API for a wrong path and for a slash in the domain", async () => {
  const sandbox = sandboxAt();
  for (const path of ["", "v3/messages", `v3/${DOMAIN}/message`, `v3/${DOMAIN}/x/messages`, `v3/${DOMAIN}%2Fx/messages`, "v3/%zz/messages"]) {
    const response = await send(sandbox, {}, { url: `https://api.mailgun.net/${path}` });
    assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
    assert.deepEqual(await said(response), [200, "Mailgun Magnificent API"], path);
  }
  assert.equal(sandbox.messages.length, 0);
});

test("405 for another method than POST", async () => {
  const response = await sandboxAt().fetch(`https://api.mailgun.net/v3/${DOMAIN}/messages`, { headers: { authorization: AUTHORIZATION } });
  assert.deepEqual(await said(response), [405, "Method Not Allowed"]);
});

test("403 for domains and accounts that may not send", async () => {
  const words = {
    sandbox:
      "Sandbox subdomains are for test purposes only. Please add your own domain or add the address to authorized recipients in Account Settings.",
    free: "Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients in Account Settings.",
    unverified: "The domain is unverified and requires DNS configuration. Log in to your control panel to view required DNS records.",
    inactive: "Please activate your Mailgun account. Check your inbox or log in to your control panel to resend the activation email.",
  };
  for (const [status, reason] of Object.entries(words)) {
    const sandbox = sandboxAt({ domains: [{ name: DOMAIN, status, authorized: ["Bob@host.com"] }] });
    const refused = [403, `Domain ${DOMAIN} is not allowed to send: ${reason}`];
    const blocked = status === "unverified" || status === "inactive";
    assert.deepEqual(await said(await send(sandbox)), blocked ? refused : QUEUED, status);
    assert.deepEqual(await said(await send(sandbox, { cc: "eve@host.com" })), refused, status);
  }
});

test("the plan's window is the domain's", async () => {
  const sandbox = sandboxAt({ domains: [{ name: DOMAIN, scheduleDays: 7 }] });
  assert.deepEqual(await said(await send(sandbox, { "o:deliverytime": day(7) })), QUEUED);
  const late = await said(await send(sandbox, { "o:deliverytime": day(7.1) }));
  assert.deepEqual(late, [400, "Specific delivery time must not be farther than 7 days from now"]);
});

test("413 above 52 428 800 bytes", async () => {
  const sandbox = sandboxAt();
  const empty = await new Response(form([...GOOD, ["attachment", new Blob([]), "a.bin"]])).arrayBuffer();
  const room = 52_428_800 - empty.byteLength - 64;
  const file = (size) => post(sandbox, form([...GOOD, ["attachment", new Blob([new Uint8Array(size)]), "a.bin"]]));
  assert.deepEqual(await said(await file(room)), QUEUED);
  assert.deepEqual(await said(await file(room + 256)), [413, "request size exceeds 52.4MiB limit"]);
  assert.equal(sandbox.messages[0].attachments[0].size, room);
});

test("messages.mime asks for to and for a message file", async () => {
  const url = `https://api.mailgun.net/v3/${DOMAIN}/messages.mime`;
  const sandbox = sandboxAt();
  const mime = async (pairs) => said(await post(sandbox, form(pairs), { url }));
  assert.deepEqual(await mime([["message", new Blob(["x"]), "m"]]), [400, "to parameter is missing"]);
  assert.deepEqual(await mime([["to", "b@host.com"]]), [400, "message parameter is missing"]);
  assert.deepEqual(await mime([["to", "b@host.com"], ["message", "x"]]), [400, "'message' parameter is not a file"]);
  assert.deepEqual(await mime([["to", "b@host.com"], ["message", new Blob(["Subject: x"]), "m"]]), QUEUED);
  assert.equal(await sandbox.messages[0].mime.text(), "Subject: x");
});
