/**
 * A local Mailgun for tests, demos and pages: a `fetch` that checks what Mailgun checks, answers in Mailgun's words and
 * keeps what it accepted. Plain JavaScript without dependencies; runs wherever `Request`, `Response` and `Blob` do.
 *
 * It is not Mailgun: nothing is delivered or rendered, and no rate is limited unless `failNext` says so.
 */

export interface SandboxOptions {
  /** The key that callers must send, visible ASCII. Default `"key-sandbox"`. It appears in no record and no error text. */
  key?: string;
  /** The domains that may send. Default `["mg.example.com"]`. Every other domain gets 401, as from Mailgun. */
  domains?: readonly (string | SandboxDomain)[];
  /** The region it stands for: calls to the other region's host get 401. Default: it answers on every host. */
  region?: "us" | "eu";
  /** The clock, for ids, dates and `o:deliverytime`. Default `Date.now`. */
  now?: () => number | Date;
  /** Called with each request once its body is read, before the answer is chosen. `failNext` in it meets this request. */
  onRequest?: (request: SandboxRequest) => void | Promise<void>;
}

export interface SandboxDomain {
  /** A host name, ASCII. */
  name: string;
  /**
   * `"sandbox"` and `"free"` send only to `authorized` addresses, `"unverified"` and `"inactive"` to none; the answer is
   * Mailgun's 403. Default `"active"`.
   */
  status?: "active" | "sandbox" | "free" | "unverified" | "inactive";
  /** Addresses that a `"sandbox"` or `"free"` domain may send to. */
  authorized?: readonly string[];
  /** How many days ahead `o:deliverytime` may lie: 3 or 7, by plan. Default 3. */
  scheduleDays?: number;
}

/** A text part. `name` is the field's wire name; a trailing `[]` is taken off. */
export interface SandboxTextPart {
  name: string;
  value: string;
  blob?: undefined;
}

/** A part with a filename, as it was on the wire. */
export interface SandboxFilePart extends SandboxFile {
  name: string;
  value?: undefined;
}

export interface SandboxFile {
  /** As on the wire: `%22` stays `%22`. */
  filename: string;
  /** The part's own Content-Type; `application/octet-stream` where it had none. */
  type: string;
  /** In bytes. */
  size: number;
  blob: Blob;
}

export type SandboxPart = SandboxTextPart | SandboxFilePart;

/** Values by name. A name that was sent more than once holds an array. */
export type SandboxValues = Record<string, string | string[]>;

export interface SandboxMessage {
  /** The id of the answer, in angle brackets. */
  id: string;
  domain: string;
  at: Date;
  /** Every part that Mailgun would have seen, in order. */
  parts: SandboxPart[];
  /** `attachment` and `inline` parts without a filename: Mailgun loses them without a word. */
  dropped: SandboxTextPart[];
  /** As written. Missing for a MIME message, and where a template brings its own. */
  from: string | undefined;
  /** Each mailbox as written, split at the commas outside quotes. */
  to: string[];
  cc: string[];
  bcc: string[];
  /** The bare addresses of to, cc and bcc, each once. */
  recipients: string[];
  subject: string | undefined;
  text: string | undefined;
  html: string | undefined;
  ampHtml: string | undefined;
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
  testMode: boolean;
  attachments: SandboxFile[];
  inline: SandboxFile[];
  /** The message of a call to `/messages.mime`. */
  mime: Blob | undefined;
}

export interface SandboxRequest {
  at: Date;
  method: string;
  url: string;
  /** Names in lower case. `authorization` reads `"(hidden)"`, and a key of eight characters or more is hidden everywhere. */
  headers: Record<string, string>;
  /** Bytes of the body. */
  size: number;
  /** The status of the answer; null while there is none, and for good after `"reset"`, `"timeout"` or an abort. */
  status: number | null;
}

export interface SandboxAnswer {
  /** 200 to 599. */
  status: number;
  /** Text, bytes, or a plain object or array, which becomes JSON. Left out: Mailgun's own words for this status. */
  body?: string | Blob | ArrayBuffer | ArrayBufferView | Record<string, unknown> | readonly unknown[] | null;
  headers?: Record<string, string> | Iterable<readonly [string, string]> | Headers;
  /** Milliseconds before it is given. */
  delay?: number;
}

export interface Sandbox {
  /**
   * Takes what the platform's `fetch` takes, and gives a `Response`. Works unbound. Rejects with the signal's own reason
   * when the signal aborts.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
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
   * - `"reset"`: rejects with `TypeError("fetch failed")`, whose `cause.code` is `"ECONNRESET"`
   * - `"timeout"`: nothing, until the signal aborts
   *
   * @example Works: two calls are limited, the third is accepted
   * sandbox.failNext({ status: 429 }, 2);
   *
   * @example Refused: `failNext: expected { status, body, headers, delay }, "reset" or "timeout", found an unknown field "statusCode"`
   * sandbox.failNext({ statusCode: 429 });
   */
  readonly failNext: (answer: SandboxAnswer | { delay: number } | "reset" | "timeout", times?: number) => void;
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
