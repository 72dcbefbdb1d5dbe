// demo.mjs [--once] [--real --to ADDRESS [--live]]: a real workerd runs examples/cloudflare-worker and sends one message,
// to the sandbox of this process or, with --real, to Mailgun itself. Exit code 0 only if it was accepted.

import { parseArgs } from "node:util";
import { servePage, serveSandbox } from "./local.mjs";
import { startWorker } from "./worker.mjs";

const { values: asked } = parseArgs({
  options: { once: { type: "boolean" }, real: { type: "boolean" }, live: { type: "boolean" }, to: { type: "string" } },
});

const DOMAIN = "mg.example.com";

/** A PNG of one blue pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** What is posted to the worker: a form, as a browser or curl would send it. */
function message(to) {
  const form = new FormData();
  for (const address of to) form.append("to", address);
  form.append("subject", "Отчёт за неделю 47 · Weekly report");
  form.append("text", "Hello,\nthe report is attached.\n");
  form.append("html", '<p>Hello,</p><p>the report is attached.</p><img src="cid:chart.png" alt="chart">');
  form.append("o:tag", "weekly");
  form.append("o:tag", "demo");
  form.append("h:X-Report-Week", "47");
  form.append("v:report", JSON.stringify({ id: 7 }));
  form.append("attachment", new Blob(["week;mails\n47;1200\n"], { type: "text/csv" }), "отчёт 文 47.csv");
  form.append("inline", new Blob([PIXEL], { type: "image/png" }), "chart.png");
  return form;
}

const PEOPLE = ["Bob <bob@host.com>", '"Smith, Eve" <eve@host.com>', "zoë@example.org"];

async function sandboxed() {
  const { sandbox, origin, close } = await serveSandbox({ domains: [DOMAIN] });
  const page = await servePage();
  const env = { MAILGUN_KEY: "key-sandbox", MAILGUN_DOMAIN: DOMAIN, MAILGUN_REGION: "", MAILGUN_BASE_URL: origin };
  return { env, sandbox, page: page.url, close: () => Promise.all([close(), page.close()]), to: PEOPLE, where: `the sandbox at ${origin}/v3/${DOMAIN}/messages` };
}

function real() {
  const { MAILGUN_DOMAIN: domain, MAILGUN_REGION: region } = process.env;
  const env = asked.live ? {} : { MAILGUN_TESTMODE: "yes" };
  const mode = asked.live ? "it will be delivered" : "o:testmode: accepted and charged, not delivered";
  return { env, to: [asked.to], where: `Mailgun (${region}), domain ${domain}, to ${asked.to}; ${mode}` };
}

async function show(part) {
  if (part.value !== undefined) return `${part.name}: ${start(part.value)}`;
  const bytes = Buffer.from(await part.blob.slice(0, 80).arrayBuffer());
  const first = part.type.startsWith("text/") ? start(bytes.toString()) : bytes.subarray(0, 8).toString("hex").replace(/..(?=.)/g, "$& ");
  return `${part.name}: file "${part.filename}", ${part.type}, ${part.size} bytes: ${first}`;
}

function start(text) {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** Prints the answer; returns whether Mailgun accepted the message. */
function tell(status, answer) {
  const accepted = status === 200 && typeof answer.id === "string";
  console.log(`\nThe answer (${status}):`);
  if (accepted) {
    console.log(`  id       ${answer.id}`);
    console.log(`  message  ${answer.message}`);
    for (const { field, message } of answer.warnings ?? []) console.log(`  warning  ${field}: ${message}`);
  } else {
    console.log(`  ${JSON.stringify(answer.error ?? answer)}`);
  }
  return accepted;
}

async function post(url, form) {
  const response = await fetch(url, { method: "POST", body: form, signal: AbortSignal.timeout(90_000) });
  const text = await response.text();
  try {
    return { status: response.status, answer: JSON.parse(text) };
  } catch {
    return { status: response.status, answer: { error: text.slice(0, 500) } };
  }
}

const setting = asked.real ? real() : await sandboxed();
const worker = await startWorker(setting.env);
console.log(`workerd runs examples/cloudflare-worker at ${worker.url}`);
console.log(`It sends to ${setting.where}`);
const { status, answer } = await post(worker.url, message(setting.to));
for (const { parts } of setting.sandbox?.messages ?? []) {
  console.log(`\nThe sandbox received ${parts.length} parts:`);
  for (const part of parts) console.log(`  ${await show(part)}`);
}
const accepted = tell(status, answer);
if (setting.page && !asked.once) console.log(`\nThe page: ${setting.page}`);
if (asked.once || asked.real) {
  worker.stop();
  await setting.close?.();
  process.exitCode = accepted ? 0 : 1;
} else {
  console.log(`The worker takes more:  curl ${worker.url} -F to=bob@host.com -F subject=Hi -F text=Hello -F attachment=@README.md`);
  console.log("Ctrl-C ends it.");
}
