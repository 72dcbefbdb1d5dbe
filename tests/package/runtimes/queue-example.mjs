// examples/cloudflare-queue, bundled by wrangler: Miniflare has its queues, and a server here stands for Mailgun.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bounded } from "./process.mjs";
import { deployed, Miniflare, optionsOf } from "./wrangler.mjs";

/** What each recipient's mail is answered, one after the other; the last again and again. */
const ANSWERS = {
  "fine@host.com": [200],
  "limited@host.com": [429, 200],
  "unclear@host.com": [502],
  "refused@host.com": [401],
};

/** Hands on what came to the queues that nobody reads. */
const SINK = `export default {
  async queue(batch, env) {
    for (const { body } of batch.messages) await env.OUT.fetch("http://out/", { method: "POST", body: JSON.stringify({ queue: batch.queue, body }) });
  },
};`;

/** `{ base, calls, close() }`; `calls` has the Message-Ids by recipient. */
async function startMailgun() {
  const calls = {};
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = await new Response(Buffer.concat(chunks), { headers: { "content-type": request.headers["content-type"] } }).formData();
    const to = form.get("to");
    const ids = (calls[to] ??= []);
    const status = ANSWERS[to].at(Math.min(ids.length, ANSWERS[to].length - 1));
    ids.push(form.get("h:Message-Id"));
    response.writeHead(status, { "retry-after": "1" }).end(JSON.stringify({ id: ids.at(-1), message: `status ${status}` }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, calls, close: () => server.close() };
}

async function queue({ folder, env }) {
  const mailgun = await startMailgun();
  const handedOn = [];
  const out = async (request) => {
    handedOn.push(await request.json());
    return new Response();
  };
  const own = join(folder, "examples/cloudflare-queue");
  const { compatibilityDate, bindings, queueProducers, queueConsumers } = optionsOf(own);
  const host = new Miniflare({
    cf: false, handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
    workers: [
      {
        ...(await deployed(own, "wrangler.toml")), name: "mail", compatibilityDate, queueProducers,
        bindings: { ...bindings, ...env, MAILGUN_BASE_URL: mailgun.base },
        queueConsumers: { mail: { ...queueConsumers.mail, maxBatchTimeout: 0 } },
      },
      {
        name: "sink", modules: true, script: SINK, compatibilityDate, serviceBindings: { OUT: out },
        queueConsumers: { "mail-unclear": { maxBatchTimeout: 0 }, "mail-failed": { maxBatchTimeout: 0 } },
      },
    ],
  });
  const post = (message) => host.dispatchFetch("http://mail.example.com/", { method: "POST", body: JSON.stringify(message) });
  const steps = async () => {
    const wrong = await post({ to: "nobody", subject: "Hi" });
    assert.equal(wrong.status, 422);
    assert.deepEqual((await wrong.json()).problems.map((problem) => problem.field), ["to", "text"]);
    for (const to of Object.keys(ANSWERS)) assert.equal((await post({ to, subject: "Hi", text: "Hello" })).status, 202);
    while (handedOn.length < 2 || mailgun.calls["limited@host.com"]?.length !== 2) await pause(50);
    const times = Object.fromEntries(Object.entries(mailgun.calls).map(([to, ids]) => [to, ids.length]));
    assert.deepEqual(times, { "fine@host.com": 1, "limited@host.com": 2, "unclear@host.com": 1, "refused@host.com": 1 + queueConsumers.mail.maxRetries });
    for (const ids of Object.values(mailgun.calls)) assert.equal(new Set(ids).size, 1);
    const { error, to } = handedOn.find(({ queue }) => queue === "mail-unclear").body;
    assert.deepEqual([to, error.name, error.status, error.messageId], ["unclear@host.com", "UnclearError", 502, mailgun.calls["unclear@host.com"][0]]);
    assert.equal(handedOn.find(({ queue }) => queue === "mail-failed").body.to, "refused@host.com");
  };
  const stop = async () => {
    await host.dispose();
    mailgun.close();
  };
  await bounded(steps(), stop);
}

export const QUEUE = { "cloudflare-queue: each outcome and its job": queue };
