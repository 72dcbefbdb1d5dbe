// What the sandbox keeps of a message, and what it answers.
import assert from "node:assert/strict";
import test from "node:test";
import { DOMAIN, GOOD, NOW, form, post, said, sandboxAt, send } from "./kit.mjs";

test("the answer: id, words, headers as recorded", async () => {
  const sandbox = sandboxAt();
  const response = await send(sandbox, { cc: "c@host.com" });
  const text = await response.text();
  const { id, message } = JSON.parse(text);
  assert.match(id, /^<20261122120000\.1\.[0-9A-F]{16}@mg\.example\.com>$/);
  assert.equal(message, "Queued. Thank you.");
  assert.equal(text, `{\n  "id": "${id}",\n  "message": "Queued. Thank you."\n}`);
  assert.deepEqual(Object.fromEntries(response.headers), {
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "Content-Type, x-requested-with, Authorization",
    "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
    "access-control-allow-origin": "*",
    "access-control-max-age": "600",
    "cache-control": "no-store",
    "content-disposition": "inline",
    "content-type": "application/json",
    date: "Sun, 22 Nov 2026 12:00:00 GMT",
    "x-ratelimit-limit": "2000000",
    "x-ratelimit-remaining": "1999999",
    "x-ratelimit-reset": String(NOW + 10_000),
    "x-recipient-limit": "1000000",
    "x-recipient-remaining": "999998",
    "x-recipient-reset": String(NOW + 10_000),
  });
  assert.equal(sandbox.messages[0].id, id);
});

test("the counters go down within ten seconds and start anew after them", async () => {
  let time = NOW;
  const sandbox = sandboxAt({ now: () => new Date(time) });
  const left = async () => (await send(sandbox)).headers.get("x-ratelimit-remaining");
  assert.deepEqual([await left(), await left()], ["1999999", "1999998"]);
  time += 10_000;
  assert.equal(await left(), "1999999");
});

test("every field of a message", async () => {
  const sandbox = sandboxAt();
  const png = new Blob([new Uint8Array([137, 80, 0, 255, 13, 10])], { type: "image/png" });
  await post(sandbox, form([
    ["from", `Ada <ada@${DOMAIN}>`], ["to", '"Smith, Eve" <eve@host.com>, b@host.com'], ["to", "c@host.com"],
    ["cc", "B@host.com"], ["bcc", "d@host.com"], ["subject", "Grüße"], ["text", "a\r\nb"], ["amp-html", "<html amp4email>"],
    ["template", "hello"], ["t:version", "v2"], ["t:variables", '{"a":1}'], ["recipient-variables", '{"b@host.com":{}}'],
    ["o:tag", "weekly"], ["o:tag", "größe"], ["o:tag", "日本"], ["o:testmode", "yes"], ["o:dkim", "no"],
    ["h:Reply-To", "team@example.com"], ["h:X-A", "1"], ["h:X-A", "2"], ["v:report", '{"id":7}'], ["v:__proto__", "x"],
    ["tracking", "yes"], ["attachment", new Blob(["%PDF"], { type: "application/pdf" }), "Bericht ü.pdf"],
    ["attachment", new Blob(["raw"]), "raw"], ["inline", png, "chart.png"],
  ]));
  const { id, parts, attachments, inline, ...rest } = sandbox.messages[0];
  assert.equal(parts.length, 26);
  assert.deepEqual(parts.slice(1, 3), [{ name: "to", value: '"Smith, Eve" <eve@host.com>, b@host.com' }, { name: "to", value: "c@host.com" }]);
  assert.deepEqual(attachments.map(({ blob, ...file }) => file), [
    { filename: "Bericht ü.pdf", type: "application/pdf", size: 4 },
    { filename: "raw", type: "application/octet-stream", size: 3 },
  ]);
  assert.equal(await attachments[0].blob.text(), "%PDF");
  assert.deepEqual(new Uint8Array(await inline[0].blob.arrayBuffer()), new Uint8Array(await png.arrayBuffer()));
  assert.equal(inline[0].blob.type, "image/png");
  assert.deepEqual(rest, {
    domain: DOMAIN,
    at: new Date(NOW),
    dropped: [],
    from: `Ada <ada@${DOMAIN}>`,
    to: ['"Smith, Eve" <eve@host.com>', "b@host.com", "c@host.com"],
    cc: ["B@host.com"],
    bcc: ["d@host.com"],
    recipients: ["eve@host.com", "B@host.com", "c@host.com", "d@host.com"],
    subject: "Grüße",
    text: "a\r\nb",
    html: undefined,
    ampHtml: "<html amp4email>",
    template: "hello",
    tags: ["weekly", "gre"],
    options: { "t:version": "v2", "o:testmode": "yes", "o:dkim": "no" },
    headers: { "Reply-To": "team@example.com", "X-A": ["1", "2"] },
    variables: Object.fromEntries([["report", '{"id":7}'], ["__proto__", "x"]]),
    params: { tracking: "yes" },
    templateVariables: { a: 1 },
    recipientVariables: { "b@host.com": {} },
    testMode: true,
    mime: undefined,
  });
});

test("an attachment without a filename is lost, and the message goes out", async () => {
  const sandbox = sandboxAt();
  const response = await post(sandbox, form([...GOOD, ["attachment", "lost"], ["inline", new Blob(["kept"]), "a.png"]]));
  assert.deepEqual(await said(response), [200, "Queued. Thank you."]);
  const [message] = sandbox.messages;
  assert.deepEqual(message.dropped, [{ name: "attachment", value: "lost" }]);
  assert.deepEqual([message.attachments.length, message.inline.length, message.parts.length], [0, 1, 5]);
});

test("an own Message-Id of the right shape becomes the id, every time; another is replaced", async () => {
  const sandbox = sandboxAt();
  const id = async (value) => (await (await send(sandbox, { "h:Message-Id": value })).json()).id;
  assert.equal(await id(`<one@${DOMAIN}>`), `<one@${DOMAIN}>`);
  assert.equal(await id(`<one@${DOMAIN}>`), `<one@${DOMAIN}>`);
  assert.equal(await id(`two@${DOMAIN}`), `<two@${DOMAIN}>`);
  for (const wrong of ["", "one", "<a b@c>", "<a@b@c>"]) assert.match(await id(wrong), /^<20261122120000\.1\./);
  assert.equal(sandbox.messages.length, 7);
});

test("urlencoded bodies and names with [] are taken", async () => {
  const sandbox = sandboxAt();
  const body = new URLSearchParams([["from[]", `ada@${DOMAIN}`], ["to[]", "b@host.com"], ["to[]", "c@host.com"], ["text", "a+b & ü"]]);
  assert.deepEqual(await said(await post(sandbox, body)), [200, "Queued. Thank you."]);
  assert.deepEqual(sandbox.messages[0].to, ["b@host.com", "c@host.com"]);
  assert.equal(sandbox.messages[0].text, "a+b & ü");
});

test("a preflight gets Mailgun's permissions", async () => {
  const sandbox = sandboxAt();
  const response = await sandbox.fetch(`https://api.mailgun.net/v3/${DOMAIN}/messages`, { method: "OPTIONS" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.equal(response.headers.get("access-control-allow-headers"), "Content-Type, x-requested-with, Authorization");
  assert.equal(response.headers.get("access-control-allow-methods"), "GET, POST, PUT, DELETE, OPTIONS");
  assert.equal(response.headers.get("access-control-max-age"), "600");
});

test("domains are compared without case, ids carry the name as configured", async () => {
  const sandbox = sandboxAt();
  const response = await send(sandbox, {}, { url: "https://api.mailgun.net/v3/MG.Example.Com/messages" });
  assert.match((await response.json()).id, /@mg\.example\.com>$/);
});
