/**
 * A local Mailgun for tests, demos and pages: a `fetch` that checks what Mailgun checks, answers in Mailgun's words and
 * keeps what it accepted. Plain JavaScript without dependencies; runs wherever `Request`, `Response` and `Blob` do.
 *
 * It is not Mailgun: nothing is delivered or rendered, and no rate is limited unless `failNext` says so.
 *
 * @packageDocumentation
 */

/** What kind of Mailgun it is. An option that is not listed is an error. */
export interface SandboxOptions {
  /**
   * The key that callers must send. It appears in no record and no error text.
   *
   * Default: `"key-sandbox"`. Limit: visible ASCII.
   * @example
   * key: "key-test"
   * @example Refused
   * key: "key test"
   */
  key?: string;

  /**
   * The domains that may send. Every other domain gets 401, as from Mailgun.
   *
   * Default: `["mg.example.com"]`. Limit: one at least.
   * @example
   * domains: ["mg.example.com", { name: "new.example.com", status: "unverified" }]
   * @example Refused
   * domains: []
   */
  domains?: readonly (string | SandboxDomain)[];

  /**
   * The region it stands for: calls to the other region's host get 401.
   *
   * Default: none; it answers on every host.
   * @example
   * region: "eu"
   * @example Refused
   * region: "asia"
   */
  region?: "us" | "eu";

  /**
   * The clock, for ids, dates and `o:deliverytime`: a Date, or milliseconds since 1970.
   *
   * Default: `Date.now`.
   * @example
   * now: () => Date.UTC(2026, 10, 22, 12)
   * @example Refused
   * now: new Date()
   */
  now?: () => number | Date;

  /**
   * Is called with each request once its body is read, before the answer is chosen. `failNext` in it meets this request.
   *
   * Default: none.
   * @example
   * onRequest: (request) => console.log(request.method, request.url, request.size)
   * @example Refused
   * onRequest: "log"
   */
  onRequest?: (request: SandboxRequest) => void | Promise<void>;
}

/** A domain of the sandbox. */
export interface SandboxDomain {
  /**
   * A host name.
   *
   * Default: none; required. Limit: ASCII.
   * @example
   * name: "mg.example.com"
   * @example Refused
   * name: "https://mg.example.com"
   */
  name: string;

  /**
   * `"sandbox"` and `"free"` send only to `authorized` addresses, `"unverified"` and `"inactive"` to none; the answer is
   * Mailgun's 403.
   *
   * Default: `"active"`.
   * @example
   * { name: "new.example.com", status: "unverified" }
   * @example Refused
   * { name: "new.example.com", status: "new" }
   */
  status?: "active" | "sandbox" | "free" | "unverified" | "inactive";

  /**
   * The addresses that a `"sandbox"` or `"free"` domain may send to.
   *
   * Default: none.
   * @example
   * { name: "sandbox1.mailgun.org", status: "sandbox", authorized: ["bob@host.com"] }
   * @example Refused
   * { name: "sandbox1.mailgun.org", status: "sandbox", authorized: "bob@host.com" }
   */
  authorized?: readonly string[];

  /**
   * How many days ahead `o:deliverytime` may lie: at Mailgun 3 or 7, by plan.
   *
   * Default: `3`. Limit: above 0.
   * @example
   * { name: "mg.example.com", scheduleDays: 7 }
   * @example Refused
   * { name: "mg.example.com", scheduleDays: 0 }
   */
  scheduleDays?: number;
}

/** A part without a filename. */
export interface SandboxTextPart {
  /** The field's wire name; a trailing `[]` is taken off. */
  name: string;
  /** Its text, as UTF-8. */
  value: string;
  /** Left out: this tells it from a {@link SandboxFilePart}. */
  blob?: undefined;
}

/** A part with a filename, as it was on the wire. */
export interface SandboxFilePart extends SandboxFile {
  /** The field's wire name: `attachment`, `inline`. */
  name: string;
  /** Left out: it has a `blob`. */
  value?: undefined;
}

/** A file, as it arrived. */
export interface SandboxFile {
  /** As on the wire: `%22` stays `%22`. */
  filename: string;
  /** The part's own Content-Type; `application/octet-stream` where it had none. */
  type: string;
  /** In bytes. */
  size: number;
  /** What is in it. */
  blob: Blob;
}

/** One part of a form, in the order it arrived. */
export type SandboxPart = SandboxTextPart | SandboxFilePart;

/** Values by name. A name that was sent more than once holds an array. */
export type SandboxValues = Record<string, string | string[]>;

/**
 * A message that was accepted.
 * @example
 * await mailgun.send({ from: "ada@mg.example.com", to: "Bob <bob@host.com>", subject: "Hi", text: "Hello", tags: ["weekly"] });
 * const sent = sandbox.messages.at(-1);
 * console.log(sent?.to, sent?.recipients, sent?.tags); // ["Bob <bob@host.com>"] ["bob@host.com"] ["weekly"]
 */
export interface SandboxMessage {
  /** The id of the answer, in angle brackets. */
  id: string;
  /** The domain it was sent by. */
  domain: string;
  /** When it was accepted, by the sandbox's clock. */
  at: Date;
  /** Every part that Mailgun would have seen, in order. */
  parts: SandboxPart[];
  /** `attachment` and `inline` parts without a filename: Mailgun loses them without a word. */
  dropped: SandboxTextPart[];
  /** As written. Missing for a MIME message, and where a template brings its own. */
  from: string | undefined;
  /** Each mailbox as written, split at the commas outside quotes. */
  to: string[];
  /** As `to`. */
  cc: string[];
  /** As `to`. */
  bcc: string[];
  /** The bare addresses of to, cc and bcc, each once. */
  recipients: string[];
  /** `subject`. */
  subject: string | undefined;
  /** `text`. */
  text: string | undefined;
  /** `html`. */
  html: string | undefined;
  /** `amp-html`. */
  ampHtml: string | undefined;
  /** `template`: its name. */
  template: string | undefined;
  /** As Mailgun keeps them: without non-ASCII characters, and without tags of nothing else. */
  tags: string[];
  /** The `o:` and `t:` fields under their wire names, but for `o:tag` and `t:variables`. */
  options: SandboxValues;
  /** The `h:` fields, without `h:`. */
  headers: SandboxValues;
  /** The `v:` fields, without `v:`: text, as it came. */
  variables: SandboxValues;
  /** Text fields that Mailgun does not document. It takes them without a word. */
  params: SandboxValues;
  /** `t:variables`, parsed. */
  templateVariables: Record<string, unknown> | undefined;
  /** `recipient-variables`, parsed. */
  recipientVariables: Record<string, unknown> | undefined;
  /** Whether it had `o:testmode=yes`. */
  testMode: boolean;
  /** The `attachment` parts, in order. */
  attachments: SandboxFile[];
  /** The `inline` parts, in order. */
  inline: SandboxFile[];
  /** The message of a call to `/messages.mime`. */
  mime: Blob | undefined;
}

/** One call, whatever became of it. */
export interface SandboxRequest {
  /** When it began, by the sandbox's clock. */
  at: Date;
  /** `POST`, but for preflights and mistakes. */
  method: string;
  /** The whole URL. */
  url: string;
  /** Names in lower case. `authorization` reads `"(hidden)"`, and a key of eight characters or more is hidden everywhere. */
  headers: Record<string, string>;
  /** Bytes of the body. */
  size: number;
  /** The status of the answer; null while there is none, and for good after `"refused"`, `"reset"`, `"timeout"` or an abort. */
  status: number | null;
}

/** An answer for `failNext`. */
export interface SandboxAnswer {
  /** The status, 200 to 599. */
  status: number;
  /**
   * Text, bytes, or a plain object or array, which becomes JSON. Left out: Mailgun's own words for this status, where they are public
   * (401, 403, 404, 413, 420, 429, 500), else none. Those of 429 and 420 name a date a second ahead, or as many seconds as a
   * `retry-after` among the headers says.
   */
  body?: string | Blob | ArrayBuffer | ArrayBufferView | Record<string, unknown> | readonly unknown[] | null;
  /** Headers besides Mailgun's own: `{ "retry-after": "2" }`. Default: none. */
  headers?: Record<string, string> | Iterable<readonly [string, string]> | Headers;
  /** Milliseconds before it is given. Default: none. */
  delay?: number;
}

/** A Mailgun of its own. */
export interface Sandbox {
  /**
   * Takes what the platform's `fetch` takes, and gives a `Response`. Works unbound, and as a handler that is given a Request and its
   * environment: a Worker's `fetch`, Miniflare's `outboundService`. Rejects with the signal's own reason when the signal aborts.
   */
  readonly fetch: {
    (input: Request | URL | string, init?: RequestInit): Promise<Response>;
    (request: Request, ...environment: unknown[]): Promise<Response>;
  };
  /** What was accepted, oldest first. The same array for the sandbox's life. */
  readonly messages: SandboxMessage[];
  /** Every call, refused ones and preflights too. The same array for the sandbox's life. */
  readonly requests: SandboxRequest[];
  /**
   * What the next `times` calls meet instead of Mailgun's checks (preflights excepted); further calls of `failNext` queue
   * up behind. Nothing they send is kept as a message.
   *
   * - an answer; without a `body` it speaks Mailgun's words for that status
   * - `{ delay }` alone: the true answer, late
   * - `"reset"`: rejects with `TypeError("fetch failed")`, whose `cause.code` is `"ECONNRESET"`: perhaps sent
   * - `"refused"`: the same with `"ECONNREFUSED"`: a connection that was never made
   * - `"timeout"`: nothing, until the signal aborts
   *
   * @example Works: two calls are limited, the third is accepted
   * sandbox.failNext({ status: 429 }, 2);
   *
   * @example Refused: `failNext: expected { status, body, headers, delay }, "refused", "reset" or "timeout", found an unknown field "statusCode"`
   * sandbox.failNext({ statusCode: 429 });
   */
  readonly failNext: (answer: SandboxAnswer | { delay: number } | "refused" | "reset" | "timeout", times?: number) => void;
  /** Forgets messages, requests and what `failNext` was told. */
  readonly clear: () => void;
}

/**
 * A new sandbox; none knows of another.
 *
 * @example Works
 * const sandbox = createSandbox({ key: "key-test", domains: ["mg.example.com"] });
 * const mailgun = new Mailgun({ key: "key-test", domain: "mg.example.com", fetch: sandbox.fetch });
 * await mailgun.send({ from: "ada@mg.example.com", to: "bob@host.com", subject: "Hi", text: "Hello" });
 * sandbox.messages[0].to; // ["bob@host.com"]
 *
 * @example Refused: `createSandbox: unknown option "domain"; expected key, domains, region, now, onRequest`
 * createSandbox({ domain: "mg.example.com" });
 */
export function createSandbox(options?: SandboxOptions): Sandbox;
