// What the types must take, with any platform's own types beside them.

import {
  check,
  ConfigError,
  InvalidMessageError,
  InternalError,
  isConfigError,
  isInternalError,
  isInvalidMessageError,
  isMailgunError,
  isRefusedError,
  isUnclearError,
  Mailgun,
  MailgunError,
  Message,
  RefusedError,
  toFormData,
  toFormDataAsync,
  UnclearError,
  type Accepted,
  type AttachmentInput,
  type MessageInit,
  type Problem,
  type Limits,
  type Retry,
  type SendEvent,
  type SendOptions,
} from "mailgun-edge";
import { parameters, type Parameter } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";

const bytes = new Uint8Array([1, 2, 3]);

async function* chunks() {
  yield bytes;
}

export const byName: MessageInit = {
  from: { name: "Ada", address: "ada@mg.example.com" },
  to: ["Bob <bob@host.com>", { address: "eve@host.com" }],
  cc: "a@b.c, d@e.f",
  bcc: [],
  subject: "Report",
  text: null,
  html: '<img src="cid:chart.png">',
  inline: { data: bytes, filename: "chart.png" },
  attachment: [
    { data: "text", filename: "a.txt", contentType: "text/plain" },
    { data: bytes.buffer, filename: "b" },
    { data: new DataView(bytes.buffer), filename: "c" },
    { data: chunks(), filename: "d" },
    { data: [bytes, "text", bytes.buffer], filename: "e" },
  ],
  tags: ["weekly"],
  deliveryTime: new Date(),
  trackingClicks: "htmlonly",
  dkim: true,
  requireTls: "yes",
  headers: { "X-A": "1", "X-B": { id: 7 } },
  variables: { report: { id: 7 }, none: null, yes: true },
  templateVariables: { name: "Bob" },
  recipientVariables: { "bob@host.com": { name: "Bob" } },
  replyTo: "team@example.com",
  suppressHeaders: "all",
  params: { "o:new": ["1", 2] },
};

export const byWire: MessageInit = {
  from: "ada@mg.example.com",
  to: "bob@host.com",
  "amp-html": "<html amp4email></html>",
  template: "welcome",
  "t:version": "v2",
  "t:text": true,
  "t:variables": { a: 1 },
  "recipient-variables": {},
  "o:tag": "x",
  "o:deliverytime": 1_700_000_000,
  "o:testmode": true,
  "h:Reply-To": "team@example.com",
  "h:X-Id": 7,
  "v:order": { id: 7 },
};

export const built: Message = new Message(byName)
  .to("x@y.z")
  .attachment(bytes, "a.bin")
  .attachment({ data: "x", filename: "x" })
  .inline(bytes, { filename: "b.png", contentType: "image/png" })
  .header("X-A", "1")
  .variable("a", { b: 1 })
  .param("o:new", true)
  .tag("x")
  .deliveryTime(Date.now());

export const copy: Message = new Message(built).subject("Again");

export const direct = new Mailgun({ key: "key-0123", domain: "mg.example.com", region: "eu", testMode: true, fetch: createSandbox().fetch });
declare const unset: string | undefined;
export const fromEnvironment = new Mailgun({ key: unset, domain: unset });
export const proxied = new Mailgun({ domain: "mg.example.com", baseUrl: new URL("https://www.example.com/mail"), headers: { "X-Tenant": "7" } });

export async function send(signal: AbortSignal): Promise<readonly Problem[]> {
  const options: SendOptions = { signal };
  const accepted: Accepted = await direct.send(built, options);
  const { id, message, warnings } = accepted;
  void [id.length, message.length];
  await proxied.send(byWire);
  const form: FormData = toFormData(byName);
  const later: FormData = await toFormDataAsync(built);
  void [form, later, built.toFormData(), await built.toFormDataAsync()];
  built.free();
  return [...warnings, ...check(byName), ...direct.check(byName, { strict: true }), ...new Message().problems()];
}

export function tell(error: unknown): string {
  if (isConfigError(error)) return error.code satisfies "config";
  if (isInvalidMessageError(error)) return error.problems.map(({ severity, code, field, message, hint }) => `${severity} ${code} ${field} ${message} ${hint ?? ""}`).join();
  if (isRefusedError(error)) return `${error.status ?? 0} ${error.details ?? ""} ${error.hint ?? ""} ${error.retryAfter ?? 0}`;
  if (isUnclearError(error)) return error.code satisfies "server_error" | "network" | "timeout" | "unreadable";
  if (isInternalError(error)) return error.message;
  if (isMailgunError(error)) return JSON.stringify(error.toJSON());
  if (error instanceof MailgunError) return error.name;
  return String(error);
}

export const classes = [ConfigError, InvalidMessageError, RefusedError, UnclearError, InternalError].map((each) => each.name);
export const rows: readonly Parameter[] = parameters.filter((row) => row.repeatable && !row.prefix);
export const one: AttachmentInput = { data: "x", filename: "x.txt" };

const sandbox = createSandbox({ key: "key-0123", domains: ["mg.example.com"] });
sandbox.failNext({ status: 429, headers: { "retry-after": "1" } }, 2);
sandbox.failNext("reset");
sandbox.failNext("refused");
export const handler: { fetch(request: Request, env: { KEY: string }, context: object): Promise<Response> } = { fetch: sandbox.fetch };
export const subjects = sandbox.messages.map((message) => message.subject);

export const retries: Retry[] = [false, "ambiguous", {}, { attempts: 5, budget: 60_000, ambiguous: true }];
export const timed: SendOptions = { timeout: 1000, deadline: 5000, retry: false, signal: null };

export function narrate(event: SendEvent): string {
  switch (event.type) {
    case "attempt":
      return `${event.attempt} ${event.bytes} ${event.warnings.length} ${event.elapsed}`;
    case "wait":
      return `${event.wait} ${event.error.code} ${event.status} ${event.limits?.requests?.remaining}`;
    case "done":
      return `${event.id} ${event.status} ${event.attempts}`;
    case "failed":
      return `${event.attempts} ${isMailgunError(event.error) ? event.error.attempts : event.error}`;
  }
}

export async function watched(): Promise<Limits | undefined> {
  const mailgun = new Mailgun({ key: "key-0123", domain: "mg.example.com", timeout: 10_000, deadline: 30_000, retry: { attempts: 2 }, onEvent: narrate });
  const { attempts, limits } = await mailgun.send(byName, timed);
  const count: number = attempts;
  return count > 1 ? limits : undefined;
}

/** TypeScript takes no object of an interface's type to have members such as `h:X-Id`. */
interface Mail {
  from: string;
  to: string[];
  text: string;
}
export const ofAnInterface = (mailgun: Mailgun, mail: Mail): [Promise<Accepted>, Problem[], Message, FormData] => [
  mailgun.send(mail),
  check(mail),
  new Message(mail),
  toFormData(mail),
];

export const isTimeout = (error: unknown): boolean => isUnclearError(error) && error.code === "timeout";
