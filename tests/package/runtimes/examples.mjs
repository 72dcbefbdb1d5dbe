// The folders of examples/, each run offline as its README says, against the sandbox's server.

import assert from "node:assert/strict";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BROWSER_EXAMPLE } from "./browser-example.mjs";
import { runInEdge } from "./edge.mjs";
import { bin, ROOT } from "./installed.mjs";
import { ACCOUNT, startLocalMailgun } from "./local-mailgun.mjs";
import { finish } from "./process.mjs";
import { QUEUE } from "./queue-example.mjs";
import { SITES } from "./sites.mjs";
import { serve } from "./workerd.mjs";

const ARGUMENTS = ["bob@host.com", "Отчёт", "See the files.", "отчёт.csv", "bytes.bin"];
const WANTED = ["to: bob@host.com", "subject: Отчёт", "text: See the files."];
const FILES = ["attachment: отчёт.csv", "attachment: bytes.bin"];

/** A command that mails two files: it prints the id, and the sandbox got every part. */
const command = (program, args) => async ({ folder, mailgun, env }) => {
  await writeFile(join(folder, "отчёт.csv"), "a;b\n");
  await writeFile(join(folder, "bytes.bin"), new Uint8Array(1000));
  const { code, stdout, stderr } = await finish(program, [...args, ...ARGUMENTS], { cwd: folder, env });
  assert.equal(code, 0, stderr);
  const [message] = mailgun.messages();
  assert.equal(stdout.trim(), message?.id, stderr);
  for (const part of WANTED) assert.ok(message.parts.includes(part), part);
  for (const file of FILES) assert.ok(message.parts.some((part) => part.startsWith(file)), file);
  assert.match(message.parts.at(-1), /1000 bytes/);
  const wrong = await finish(program, [...args, "nobody", ...ARGUMENTS.slice(1, 3)], { cwd: folder, env });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /nobody|\bto\b/);
};

/** Runs the steps while the worker of config.capnp is up. */
const worker = (steps) => async ({ folder, mailgun, env }) => {
  const own = join(folder, "examples/cloudflare-worker");
  await cp(join(folder, "node_modules/mailgun-edge"), join(own, "node_modules/mailgun-edge"), { recursive: true });
  const { base, stop } = await serve(join(own, "config.capnp"), env);
  try {
    await steps({ base, mailgun });
  } finally {
    await stop();
  }
};

const post = async (url, body, headers) => {
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, ...(await response.json()) };
};

const CASES = {
  "node: send.mjs": command(process.execPath, ["examples/node/send.mjs"]),
  "deno: send.js": command(bin("deno"), ["run", "--no-lock", "--no-config", "--node-modules-dir=manual", "--allow-env", "--allow-net", "--allow-read", "examples/deno/send.js"]),
  "bun: send.js": command(bin("bun"), ["examples/bun/send.js"]),
  "cloudflare-worker: a form with files": worker(async ({ base, mailgun }) => {
    const form = new FormData();
    for (const to of ["Bob <bob@host.com>", '"Smith, Eve" <eve@host.com>']) form.append("to", to);
    for (const tag of ["a", "b"]) form.append("o:tag", tag);
    for (const [name, value] of Object.entries({ subject: "Отчёт", html: '<img src="cid:c.png">', "h:X-Id": "7", "v:id": "7" })) form.append(name, value);
    form.append("attachment", new File(["a;b\n"], "отчёт.csv", { type: "text/csv" }));
    form.append("inline", new File([new Uint8Array(9)], "c.png", { type: "image/png" }));
    const answer = await post(base, form);
    assert.equal(answer.status, 200, JSON.stringify(answer));
    const [message] = mailgun.messages();
    assert.equal(answer.id, message.id);
    assert.equal(answer.message, "Queued. Thank you.");
    assert.deepEqual(message.parts, [
      "from: Worker <worker@mg.example.com>", 'to: Bob <bob@host.com>, "Smith, Eve" <eve@host.com>', "subject: Отчёт", 'html: <img src="cid:c.png">',
      "o:tag: a", "o:tag: b", "h:X-Id: 7", "v:id: 7", "attachment: отчёт.csv (text/csv, 4 bytes)", "inline: c.png (image/png, 9 bytes)",
    ]);
  }),
  "cloudflare-worker: JSON": worker(async ({ base, mailgun }) => {
    const answer = await post(base, JSON.stringify({ to: ["bob@host.com"], subject: "Hi", text: "Hello" }), { "content-type": "application/json" });
    assert.equal(answer.id, mailgun.messages()[0].id);
  }),
  "cloudflare-worker: what is wrong is told": worker(async ({ base, mailgun }) => {
    assert.equal((await fetch(base)).status, 405);
    assert.equal((await post(base, "{", { "content-type": "application/json" })).status, 400);
    const { status, error } = await post(base, JSON.stringify({ to: "nobody", subjct: "Hi" }), { "content-type": "application/json" });
    assert.equal(status, 422);
    assert.deepEqual(error.problems.map((problem) => problem.field).sort(), ["subjct", "subject", "text", "to"]);
    assert.equal(mailgun.messages().length, 0);
  }),
  "cloudflare-worker: a wrong key is told, with the hint": (kit) =>
    worker(async ({ base }) => {
      const { status, error } = await post(base, JSON.stringify({ to: "bob@host.com", text: "Hi" }), { "content-type": "application/json" });
      assert.equal(status, 502);
      assert.equal(error.code, "unauthorized");
      assert.match(error.hint, /region/);
    })({ ...kit, env: { ...kit.env, MAILGUN_KEY: "key-wrong" } }),
  "vercel-edge: api/mail.js": async ({ folder, mailgun, env }) => {
    const call = (message) => `entry.default(new Request("https://example.com/api/mail", { method: "POST", body: ${JSON.stringify(JSON.stringify(message))} })).then((response) => response.text())`;
    const send = (message) => runInEdge(folder, "examples/vercel-edge/api/mail.js", { expression: call(message), env });
    const { id } = await send({ to: "bob@host.com", subject: "Hi", text: "Hello" });
    assert.equal(id, mailgun.messages()[0].id);
    assert.equal((await send({ to: "bob@host.com" })).error.name, "InvalidMessageError");
  },
  ...SITES,
  ...BROWSER_EXAMPLE,
  ...QUEUE,
};

export const EXAMPLES = {
  async examples(installed) {
    const { folder } = installed;
    await cp(join(ROOT, "examples"), join(folder, "examples"), { recursive: true, filter: (path) => !path.includes("node_modules") });
    const mailgun = await startLocalMailgun(folder);
    const env = { ...ACCOUNT, MAILGUN_BASE_URL: mailgun.base };
    const failures = [];
    for (const [name, run] of Object.entries(CASES)) {
      await run({ installed, folder, mailgun, env }).catch((error) => failures.push({ name, error: error.message }));
      mailgun.messages();
    }
    await mailgun.stop();
    return { passed: Object.keys(CASES).length - failures.length, failures };
  },
};
