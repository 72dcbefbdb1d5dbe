/// <reference path="./globals.d.ts" />
/**
 * Mail through Mailgun's `POST /v3/{domain}/messages`, from any runtime that has `fetch` and `FormData`.
 *
 * Every option and field tells its default, its limit, where that is said, an example that works and one that is refused; a
 * test runs each of them. Where no source is named, the rule is this package's own. Times are milliseconds, sizes are bytes.
 *
 * What a field means and what Mailgun accepts in it is taken from these public pages, named in short below:
 * - *OpenAPI*: Mailgun's OpenAPI 3.1, https://github.com/mailgun/mailgun-mcp-server/blob/main/src/openapi.yaml
 * - *Manual*: https://documentation.mailgun.com/docs/mailgun/user-manual/
 * - *RST*: Mailgun's documentation up to 2024, https://github.com/mailgun/documentation/tree/master/source
 *
 * These types need no `lib` of their own: they hold with `lib: ["dom"]`, with `@types/node`, with `@cloudflare/workers-types`,
 * with `bun-types` and in Deno. They take the platform's own `FormData`, `Headers` and `AbortSignal` where it has them.
 *
 * @packageDocumentation
 */

// ------------------------------------------------------------------------------------------------ the client

/**
 * A client for one sending domain. It holds no state of a request: make one for each isolate or process, and share it.
 *
 * @example
 * const mailgun = new Mailgun({ key: env.MAILGUN_KEY, domain: "mg.example.com", region: "eu" });
 * const { id } = await mailgun.send({ from: "ada@mg.example.com", to: "bob@host.com", subject: "Hi", text: "Hello" });
 * @example Refused: `regoin: expected a known option`
 * new Mailgun({ key: env.MAILGUN_KEY, domain: "mg.example.com", regoin: "eu" });
 */
export class Mailgun {
  /** @throws {ConfigError} for an option that is wrong, missing or unknown. Nothing is sent by the constructor. */
  constructor(options: MailgunOptions);

  /**
   * Checks the message, assembles it and posts it; a second time only as {@link CommonOptions.retry} says.
   *
   * The message is read before `send` returns: a later change of it does not reach the wire. (Streams are read first,
   * once, and kept: the same message can be sent again.)
   *
   * The promise is the only way out: `send` never throws.
   * - resolves: Mailgun queued the message. That says nothing yet about delivery.
   * - rejects with {@link InvalidMessageError}: nothing was sent; `problems` lists all that is wrong.
   * - rejects with {@link RefusedError}: nothing was queued; `status`, `details`, `hint`.
   * - rejects with {@link UnclearError}: perhaps queued; do not send again blindly.
   * - rejects with {@link ConfigError} for an option that is wrong or unknown: nothing was sent.
   * - rejects with the reason of `signal`, the very same value, when the caller aborts.
   *
   * Wait for it: `await mailgun.send(...)`, or `context.waitUntil(mailgun.send(...))` where the runtime ends with the answer.
   * @example
   * const { id, warnings } = await mailgun.send({ from: "ada@mg.example.com", to: "bob@host.com", subject: "Hi", text: "Hello" });
   * @example Refused: `to: expected at least one recipient`
   * await mailgun.send({ from: "ada@mg.example.com", bcc: "bob@host.com", subject: "Hi", text: "Hello" });
   */
  send(message: Message | MessageInit | NamedFields, options?: SendOptions): Promise<Accepted>;

  /**
   * What {@link Mailgun.send} would find wrong or doubtful, under this client's `strict` and `rules`, without sending; but for the few bytes
   * that `testMode` and an ambiguous `retry` add to the message. As {@link check} otherwise.
   * @example
   * const problems = mailgun.check({ from: "ada@mg.example.com", to: "eve@", subject: "Hi", text: "Hello" });
   * console.log(problems[0]?.field); // "to"
   * @example Refused: `timeout: expected one of strict, rules, found an unknown option`
   * mailgun.check({ from: "ada@mg.example.com", to: "bob@host.com", text: "Hi" }, { timeout: 5 });
   */
  check(message: Message | MessageInit | NamedFields, options?: CheckOptions): Problem[];

  #private;
}

/**
 * What Mailgun answered: the message is queued. One id stands for all its recipients.
 * @example
 * const { id, warnings, attempts, limits } = await mailgun.send(message);
 */
export interface Accepted {
  /** The Message-Id with its angle brackets: `"<20210510091252.1.D6347B73DA43962E@mg.example.com>"`. */
  readonly id: string;
  /** Mailgun's own words: `"Queued. Thank you."`. */
  readonly message: string;
  /** What was doubtful in the message and was sent all the same. Empty where nothing was. */
  readonly warnings: readonly Problem[];
  /** How often it was sent, this time included: 1 unless it was tried again. */
  readonly attempts: number;
  /** How many of the attempts before were perhaps queued too, so that it may arrive as many times more: 0 unless {@link Retry} is ambiguous. */
  readonly unclear: number;
  /** What Mailgun said of its limits, where it said it. A browser does not show it to a page. */
  readonly limits?: Limits;
}

/** One of Mailgun's limits. Source: https://documentation.mailgun.com/docs/mailgun/api-reference/api-overview */
export interface Limit {
  /** How many there may be in the period. */
  readonly limit: number;
  /** How many are left of them. */
  readonly remaining: number;
  /** When the period ends, in milliseconds since 1970. */
  readonly reset: number;
}

/** The limits that an answer tells of, in its headers `X-RateLimit-*` and `X-Recipient-*`. */
export interface Limits {
  /** Of requests. */
  readonly requests?: Limit;
  /** Of recipients. */
  readonly recipients?: Limit;
}

/** With a `key`: to Mailgun, or to a `baseUrl`. Without: only to a `baseUrl` that is not Mailgun's. */
export type MailgunOptions = DirectOptions | ProxyOptions;

/** Options of a client that holds the key. */
export interface DirectOptions extends CommonOptions {
  /**
   * The API key, as it is. A domain sending key is enough, and the least a leak can harm.
   *
   * Default: none; required here. Limit: printable ASCII, no space or line end (a stray line end would be a silent 401), no `api:` before it.
   * `undefined`, as of a variable that is not set, is told by a {@link ConfigError}. It appears in no error, log, JSON or `inspect` of this package.
   * Source: https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/
   * @example
   * key: env.MAILGUN_KEY
   * @example Refused
   * key: "key-0123\n"
   */
  key: string | undefined;

  /**
   * Where the domain was created. A domain lives in one region only; the other answers 401, as for a wrong key.
   *
   * Default: `"us"`, `https://api.mailgun.net`; `"eu"` is `https://api.eu.mailgun.net`. Not together with `baseUrl`. Limit: one of the two.
   * Source: OpenAPI, `servers`.
   * @example
   * region: "eu"
   * @example Refused
   * region: "asia"
   */
  region?: "us" | "eu" | undefined;

  /**
   * Where to post instead, see {@link ProxyOptions.baseUrl}.
   *
   * Default: the host of `region`. Limit: not together with `region`.
   * @example
   * baseUrl: "http://127.0.0.1:8025"
   * @example Refused
   * baseUrl: "ftp://mail.example.com"
   */
  baseUrl?: string | UrlLike | undefined;
}

/**
 * Options of a client behind one's own proxy, which adds the key: the safe set-up for a browser.
 * @example
 * { domain: "mg.example.com", baseUrl: "https://www.example.com/api/mail" }
 * @example Refused: `key: expected a key`
 * { domain: "mg.example.com" }
 */
export interface ProxyOptions extends CommonOptions {
  /** Left out: the proxy has it. */
  key?: undefined;
  /** Left out: `baseUrl` says where. */
  region?: undefined;

  /**
   * Where to post instead of Mailgun's host; `/v3/{domain}/messages` is appended.
   *
   * Default: none; required here. Limit: `https:`, or `http:` to a loopback address; it may carry a path (Mailgun's own host none), but no
   * query, fragment, user name, password or `..`.
   * @example
   * baseUrl: "https://www.example.com/api/mail"
   * @example Refused
   * baseUrl: "http://mail.example.com"
   */
  baseUrl: string | UrlLike;
}

/** The options that both kinds of client take. An option that is not listed is an error. */
export interface CommonOptions {
  /**
   * The sending domain, part of the path of every request.
   *
   * Default: none; required. Limit: a host name with a dot, 253 characters; an international one goes out as punycode.
   * `undefined` is told as of `key`. Source: OpenAPI, `domain_name`.
   * @example
   * domain: "mg.example.com"
   * @example Refused
   * domain: "mg.example.com/../other"
   */
  domain: string | undefined;

  /**
   * Called instead of the platform's `fetch`, as `fetch(url, init)`: the sandbox, a test double, or a service binding, as
   * `(url, init) => env.PROXY.fetch(url, init)`. Taken off its binding, `env.PROXY.fetch` fails ("Illegal invocation").
   *
   * Default: `globalThis.fetch`, looked up at each call. It must know the platform's own `FormData`
   * (the `fetch` of npm's undici does not). Limit: a function.
   * @example
   * fetch: createSandbox().fetch
   * @example Refused
   * fetch: "https://api.mailgun.net"
   */
  fetch?: FetchLike | undefined;

  /**
   * Request headers (not mail headers) for your own proxy or gateway. Only with a `baseUrl` that is not Mailgun's.
   *
   * Default: none. Limit: names are tokens (RFC 9110), values visible ASCII; none of `Authorization`, `Content-Type`,
   * `Content-Length`, `Host`, `Cookie`, `X-Mailgun-On-Behalf-Of`, nor of those of a connection (`Transfer-Encoding`).
   * @example
   * { baseUrl: "https://www.example.com/mail", headers: { "X-Tenant": "7" } }
   * @example Refused
   * { baseUrl: "https://www.example.com/mail", headers: { "X-Tenant": "7\r\nX-Admin: yes" } }
   */
  headers?: RequestHeaders | undefined;

  /**
   * Sends every message with `o:testmode=yes`, unless the message says otherwise. Mailgun checks, accepts **and charges**
   * it, and delivers nothing.
   *
   * Default: `false`. Limit: a boolean. Source: https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/test-mode
   * @example
   * testMode: true
   * @example Refused
   * testMode: "perhaps"
   */
  testMode?: boolean | undefined;

  /**
   * The id of the subaccount to send for; goes out as the request header `X-Mailgun-On-Behalf-Of`.
   *
   * Default: none. Limit: printable ASCII.
   * Source: https://documentation.mailgun.com/docs/mailgun/user-manual/subaccounts/subaccounts
   * @example
   * subaccount: "646d00a1b32c35364a2ad34f"
   * @example Refused
   * subaccount: "a\r\nb"
   */
  subaccount?: string | undefined;

  /**
   * Makes every warning an error.
   *
   * Default: `false`. Limit: a boolean.
   * @example
   * strict: true
   * @example Refused
   * strict: "very"
   */
  strict?: boolean | undefined;

  /**
   * Overrules single rules, so that a rule that has aged never blocks mail.
   *
   * Default: each code as {@link ProblemCode} describes it. {@link FixedProblemCode | What guards against an injected header},
   * and what a message cannot do without, is always an error. A code named here wins over `strict`. Limit: the codes of {@link ProblemCode}.
   * @example
   * rules: { recipients_exposed: "off" }
   * @example Refused
   * rules: { recipients_exposed: "ignore" }
   */
  rules?: Rules | undefined;

  /**
   * The most milliseconds that one attempt may take, its answer's body included; and as long for the files that are streams to
   * be read. The call then rejects with an {@link UnclearError} of code `"timeout"`, or, where a file was not read, with
   * an {@link InvalidMessageError}: nothing was sent.
   *
   * Default: `60_000`. Limit: 1 to 2,147,483,647. A call's own wins.
   * @example
   * timeout: 10_000
   * @example Refused
   * timeout: "10s"
   */
  timeout?: number | undefined;

  /**
   * The most milliseconds that a whole call may take: files, attempts, waits. A wait that would end later is not begun.
   *
   * Default: none. Limit: 1 to 2,147,483,647. A call's own wins.
   * @example
   * deadline: 25_000
   * @example Refused
   * deadline: 0
   */
  deadline?: number | undefined;

  /**
   * Whether a message is sent again when it was not accepted, see {@link Retry}.
   *
   * Default: `{ attempts: 3, budget: 30_000 }`: only what Mailgun refused for its rate (429, 420), so never twice. A call's
   * own wins. Limit: see {@link Retry}.
   * @example
   * retry: false
   * @example Refused
   * retry: 3
   */
  retry?: Retry | undefined;

  /**
   * Is told of every step of a call, at once and in order, see {@link SendEvent}. What it throws or rejects with is let go.
   *
   * Default: none. Limit: a function.
   * @example
   * onEvent: (event) => console.log(event.type, event.elapsed)
   * @example Refused
   * onEvent: "log"
   */
  onEvent?: ((event: SendEvent) => unknown) | undefined;

  /**
   * Lets the client run in a browser window with a key, where everybody can read the key.
   *
   * Default: `false`. Not needed without a key, nor where `baseUrl` is of the page's own origin. Limit: a boolean.
   * @example
   * dangerouslyAllowBrowser: true
   * @example Refused
   * dangerouslyAllowBrowser: "yes"
   */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options of one call. An option that is not listed is an error. */
export interface SendOptions extends CheckOptions {
  /**
   * Aborts the call. It then rejects with `signal.reason`, the same value. The message may have been queued already.
   *
   * Default: none. Limit: an `AbortSignal`, of any realm.
   * @example
   * signal: AbortSignal.timeout(10_000)
   * @example Refused
   * signal: new AbortController()
   */
  signal?: AbortSignalLike | null | undefined;

  /**
   * The most milliseconds of one attempt, see {@link CommonOptions.timeout}.
   *
   * Default: the client's. Limit: 1 to 2,147,483,647.
   * @example
   * timeout: 5_000
   * @example Refused
   * timeout: -1
   */
  timeout?: number | undefined;

  /**
   * The most milliseconds of this call, see {@link CommonOptions.deadline}.
   *
   * Default: the client's. Limit: 1 to 2,147,483,647.
   * @example
   * deadline: 20_000
   * @example Refused
   * deadline: Infinity
   */
  deadline?: number | undefined;

  /**
   * Whether this message is sent again, see {@link CommonOptions.retry}.
   *
   * Default: the client's. Limit: see {@link Retry}.
   * @example
   * retry: "ambiguous"
   * @example Refused
   * retry: "always"
   */
  retry?: Retry | undefined;
}

/**
 * When to send again what was not accepted.
 *
 * - `false`: never.
 * - an object: what was certainly not queued (429, 420), after the wait that Mailgun asks for; where it asks for none, after a
 *   random one below 1, 2, 4 ... seconds.
 * - `"ambiguous"`, or `ambiguous: true`: also what was perhaps queued (5xx, a lost connection, a timeout), and a connection that
 *   was never made; but nothing that a 2xx answered, though its words are lost. **The message may then arrive twice**: Mailgun has no
 *   idempotency key. All attempts carry one Message-Id, the message's own or a new one, by which mailboxes can tell and Mailgun's
 *   events can be searched.
 */
export type Retry = false | "ambiguous" | RetryOptions;

/**
 * How often, and for how long.
 * @example
 * { attempts: 5, budget: 120_000 }
 * @example Refused
 * { tries: 5 }
 */
export interface RetryOptions {
  /**
   * The most attempts, the first included.
   *
   * Default: `3`. Limit: 1 to 100.
   * @example
   * attempts: 5
   * @example Refused
   * attempts: 0
   */
  readonly attempts?: number | undefined;

  /**
   * The most milliseconds of waiting in all. A wait that Mailgun asks for and that is longer is not begun: the call rejects at
   * once, and `error.retryAfter` says when to come back.
   *
   * Default: `30_000`. Limit: 0 to 2,147,483,647.
   * @example
   * budget: 120_000
   * @example Refused
   * budget: "2m"
   */
  readonly budget?: number | undefined;

  /**
   * Also sends again what was perhaps queued: **it may arrive twice**.
   *
   * Default: `false`. Limit: a boolean.
   * @example
   * ambiguous: true
   * @example Refused
   * ambiguous: "yes, please"
   */
  readonly ambiguous?: boolean | undefined;
}

/**
 * A step of a call that got as far as its first attempt. `attempt`, then `wait` and `attempt` for each further one, and at the
 * end `done` or `failed`. Nothing in it is secret, but an answer's own words (`error.details`) may name addresses.
 *
 * @example
 * onEvent(event) {
 *   if (event.type === "wait") console.log(`sent again in ${event.wait} ms: ${event.error.message}`);
 * }
 */
export type SendEvent = AttemptEvent | WaitEvent | DoneEvent | FailedEvent;

/** A request goes out. */
export interface AttemptEvent {
  /** Which step it is. */
  readonly type: "attempt";
  /** 1 for the first. */
  readonly attempt: number;
  /** The size of the request in bytes, without what separates its parts. */
  readonly bytes: number;
  /** As in {@link Accepted.warnings}. */
  readonly warnings: readonly Problem[];
  /** Milliseconds since the call began. */
  readonly elapsed: number;
}

/** An attempt failed, and there will be another. */
export interface WaitEvent {
  /** Which step it is. */
  readonly type: "wait";
  /** The attempt that failed. */
  readonly attempt: number;
  /** In how many milliseconds the next one begins. */
  readonly wait: number;
  /** Why it failed. */
  readonly error: RefusedError | UnclearError;
  /** The status of its answer, where there was one. */
  readonly status?: number;
  /** As in {@link Accepted.limits}. */
  readonly limits?: Limits;
  /** Milliseconds since the call began. */
  readonly elapsed: number;
}

/** Mailgun took the message. */
export interface DoneEvent extends Accepted {
  /** Which step it is. */
  readonly type: "done";
  /** The status of the answer. */
  readonly status: number;
  /** Milliseconds since the call began. */
  readonly elapsed: number;
}

/** The call rejects. */
export interface FailedEvent {
  /** Which step it is. */
  readonly type: "failed";
  /** How many attempts there were. */
  readonly attempts: number;
  /** What it rejects with: an error of this package, or the reason of the caller's signal. */
  readonly error: unknown;
  /** The status of the last answer, where there was one. */
  readonly status?: number;
  /** As in {@link Accepted.limits}. */
  readonly limits?: Limits;
  /** Milliseconds since the call began. */
  readonly elapsed: number;
}

/** How to judge a message. What a call says wins over what the client says. */
export interface CheckOptions {
  /**
   * Makes every warning an error.
   *
   * Default: the client's `strict`, else `false`. Limit: a boolean.
   * @example
   * strict: true
   * @example Refused
   * strict: "very"
   */
  strict?: boolean | undefined;

  /**
   * Overrules single rules, see {@link CommonOptions.rules}.
   *
   * Default: the client's `rules`, else none. Limit: the codes of {@link ProblemCode}.
   * @example
   * rules: { recipients_exposed: "error", many_tags: "off" }
   * @example Refused: no rule can change it
   * rules: { missing_to: "off" }
   */
  rules?: Rules | undefined;
}

/**
 * What becomes of each code: `"error"` refuses the message, `"warning"` sends it and says so, `"off"` says nothing.
 * @example
 * { many_tags: "off", recipients_exposed: "error" }
 * @example Refused
 * { many_tag: "off" }
 */
export type Rules = { readonly [code in Exclude<ProblemCode, FixedProblemCode>]?: Severity | "off" | undefined } & {
  readonly [code in FixedProblemCode]?: "error" | undefined;
};

// ------------------------------------------------------------------------------------------------ the plain object

/**
 * A message as a plain object. Every field has two names: its camelCase name and Mailgun's own wire name, so an object
 * written for another Mailgun client works unchanged. `undefined` and `null` mean absent; `""`, `0` and `false` are values.
 *
 * A field that neither list knows is an error, here and when it runs. What Mailgun may add goes through `params`.
 *
 * @example
 * { from: "Ada <ada@mg.example.com>", to: ["bob@host.com"], subject: "Report", text: "See the file.", attachment: file }
 * @example Refused: no such field
 * { from: "ada@mg.example.com", to: "bob@host.com", subject: "Report", text: "See the file.", attachments: [file] }
 */
export interface MessageInit extends NamedFields, PrefixedFields {}

/**
 * The fields that have a name of their own: {@link MessageInit} without `h:` and `v:` names, for an object of an interface's type, which
 * TypeScript takes for none with such names.
 * @example
 * { from: "Ada <ada@mg.example.com>", to: ["bob@host.com"], subject: "Report", text: "See the file." }
 * @example Refused: no such field
 * { from: "ada@mg.example.com", recipients: "bob@host.com", subject: "Report", text: "See the file." }
 */
export interface NamedFields extends MessageFields, WireFields {}

/** The fields by their camelCase names. {@link Message} has a setter of each name. */
export interface MessageFields {
  /**
   * Who writes. Wire name `from`.
   *
   * Default: the `From` of the stored template; without a template it is required.
   * Limit: a Unicode local part makes the mail undeliverable and is refused. Source: OpenAPI.
   * @example
   * from: { name: "Smith, Ada", address: "ada@mg.example.com" }
   * @example Refused: the comma is not quoted
   * from: "Smith, Ada <ada@mg.example.com>"
   */
  from?: Maybe<Recipients>;

  /**
   * To whom. Wire name `to`. Without `recipientVariables` all of them see each other.
   *
   * Default: none; at least one is required. Limit: `to`, `cc` and `bcc` together 1000 recipients.
   * Source: OpenAPI; the limit: https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/batch-sending
   * @example
   * to: ["Bob <bob@host.com>", { name: "Smith, Eve", address: "eve@host.com" }]
   * @example Refused
   * to: "Bob <bob@host.com>\r\nBcc: eve@host.com"
   */
  to?: Maybe<Recipients>;

  /**
   * Copies that everybody sees. Wire name `cc`. Does not stand in for `to`.
   *
   * Default: none. Limit: see `to`. Source: OpenAPI.
   * @example
   * cc: "carol@host.com, dan@host.com"
   * @example Refused
   * cc: "carol at host.com"
   */
  cc?: Maybe<Recipients>;

  /**
   * Copies that nobody else sees. Wire name `bcc`. Does not stand in for `to`.
   *
   * Default: none. Limit: see `to`. Source: OpenAPI.
   * @example
   * bcc: ["audit@example.com"]
   * @example Refused
   * bcc: ["audit@"]
   */
  bcc?: Maybe<Recipients>;

  /**
   * Where answers go. Sent as `h:Reply-To`, the addresses joined by commas.
   *
   * Default: none; answers go to `from`. Limit: options together 16,384 bytes, see `headers`. Source: OpenAPI, `h:`.
   * @example
   * replyTo: "team@example.com"
   * @example Refused
   * replyTo: "team"
   */
  replyTo?: Maybe<Recipients>;

  /**
   * The subject. Wire name `subject`. Any Unicode: Mailgun encodes it.
   *
   * Default: the subject of the stored template. Limit: one line. Source: OpenAPI.
   * @example
   * subject: "Отчёт за неделю"
   * @example Refused
   * subject: "Report\r\nBcc: eve@host.com"
   */
  subject?: Maybe<string>;

  /**
   * The body as plain text. Wire name `text`. Line ends go out as CRLF.
   *
   * Default: none; one of `text`, `html`, `ampHtml`, `template` is required.
   * Limit: the built message 25 MB with its attachments. Source: OpenAPI; the limit: Manual, sending-messages.
   * @example
   * text: "Hello Bob"
   * @example Refused
   * text: 42
   */
  text?: Maybe<string>;

  /**
   * The body as HTML. Wire name `html`. Not together with `template`.
   *
   * Default and limit: as `text`. Source: OpenAPI; RST, api-sending.
   * @example
   * html: '<img src="cid:chart.png" alt="Sales">'
   * @example Refused
   * { html: "<p>Hi</p>", template: "welcome" }
   */
  html?: Maybe<string>;

  /**
   * The body as AMP. Wire name `amp-html`. Send `text` and `html` with it.
   *
   * Default and limit: as `text`. Source: OpenAPI; RST, user_manual, "Sending an AMP message".
   * @example
   * ampHtml: "<!doctype html><html ⚡4email>...</html>"
   * @example Refused
   * ampHtml: new Blob(["<html ⚡4email>"])
   */
  ampHtml?: Maybe<string>;

  /**
   * Files. Wire name `attachment`. Each needs a file name: Mailgun drops a part without one, in silence.
   *
   * Default: none. Limit: the built message 25 MB; base64 makes files 37 % longer, so 18 MB of files are the most.
   * Source: OpenAPI; the limit: Manual, sending-messages.
   * @example
   * attachment: { data: bytes, filename: "report.pdf", contentType: "application/pdf" }
   * @example Refused: no file name
   * attachment: { data: bytes }
   */
  attachment?: Maybe<AttachmentInput | readonly AttachmentInput[]>;

  /**
   * Images that the HTML shows. Wire name `inline`. `cid:` and the file name are the same text.
   *
   * Default: none. Limit: as `attachment`; names are unique. Source: OpenAPI.
   * @example
   * { html: '<img src="cid:chart.png">', inline: { data: png, filename: "chart.png" } }
   * @example Refused: no file name
   * { html: '<img src="cid:chart.png">', inline: { data: png } }
   */
  inline?: Maybe<AttachmentInput | readonly AttachmentInput[]>;

  /**
   * The name of a template stored at Mailgun. Wire name `template`. Not together with `html`.
   *
   * Default: none. Limit: one line. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-templates
   * @example
   * template: "welcome"
   * @example Refused
   * { template: "welcome", html: "<p>Hi</p>" }
   */
  template?: Maybe<string>;

  /**
   * The tag of one version of the template. Wire name `t:version`. Needs `template`.
   *
   * Default: the active version. Limit: one line. Source: OpenAPI.
   * @example
   * { template: "welcome", templateVersion: "v2" }
   * @example Refused: no template
   * { text: "Hi", templateVersion: "v2" }
   */
  templateVersion?: Maybe<string>;

  /**
   * Whether Mailgun makes a text part from the template. Wire name `t:text`. Needs `template`.
   *
   * Default: `false`. `false` sends nothing, since Mailgun knows only `yes`. Limit: a {@link Flag}. Source: OpenAPI.
   * @example
   * { template: "welcome", templateText: true }
   * @example Refused
   * { template: "welcome", templateText: "html" }
   */
  templateText?: Maybe<Flag>;

  /**
   * Input of the template: an object, or the JSON text of one. Wire name `t:variables`. Wins over `variables`;
   * unlike those, it is not copied into the delivered mail.
   *
   * Default: none. Limit: options together 16,384 bytes. Source: OpenAPI.
   * @example
   * { template: "welcome", templateVariables: { name: "Bob", items: [1, 2] } }
   * @example Refused
   * { template: "welcome", templateVariables: "{name: Bob}" }
   */
  templateVariables?: Maybe<object | string>;

  /**
   * Variables of each recipient, by address as written in `to`: an object, or its JSON text. Wire name
   * `recipient-variables`. With it (even `{}`) each recipient gets a mail of their own, and `%recipient.name%` is filled in.
   *
   * Default: none. Limit: 1000 recipients. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/batch-sending
   * @example
   * recipientVariables: { "bob@host.com": { name: "Bob" }, "eve@host.com": { name: "Eve" } }
   * @example Refused
   * recipientVariables: ["bob@host.com"]
   */
  recipientVariables?: Maybe<RecipientVariables | string>;

  /**
   * Tags for Mailgun's statistics. Wire name `o:tag`, one field for each.
   *
   * Default: none. Limit: 10 a message (over 3 is a warning), 128 ASCII characters each; anything else Mailgun strips in silence.
   * Source: OpenAPI; https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages/track-tagging
   * @example
   * tags: ["weekly", "report"]
   * @example Refused
   * tags: "отчёт"
   */
  tags?: Maybe<string | readonly string[]>;

  /**
   * Whether Mailgun signs with DKIM. Wire name `o:dkim`.
   *
   * Default: as the domain is set. Limit: a {@link Flag}. Source: OpenAPI.
   * @example
   * dkim: false
   * @example Refused
   * dkim: "off"
   */
  dkim?: Maybe<Flag>;

  /**
   * A second key to sign with, `domain/selector`. Wire name `o:secondary-dkim`. The key must be active at Mailgun.
   *
   * Default: none. Limit: a host name, a slash, a selector. Source: OpenAPI.
   * @example
   * secondaryDkim: "example.com/s1"
   * @example Refused
   * secondaryDkim: "example.com"
   */
  secondaryDkim?: Maybe<string>;

  /**
   * The public name of that key, `domain/selector`. Wire name `o:secondary-dkim-public`. Needs `secondaryDkim`.
   *
   * Default: none. Limit: as `secondaryDkim`. Source: OpenAPI.
   * @example
   * { secondaryDkim: "example.com/s1", secondaryDkimPublic: "brand.example/s1" }
   * @example Refused
   * secondaryDkimPublic: "brand.example"
   */
  secondaryDkimPublic?: Maybe<string>;

  /**
   * When to deliver. Wire name `o:deliverytime`; goes out in RFC 2822, UTC. A `Date`; RFC 2822 or ISO 8601 text with a zone, or
   * what `String(date)` makes; or a number: seconds since 1970 below 1e11, else milliseconds.
   *
   * Default: at once. Limit: 3 or 7 days ahead, by plan and domain: over 3 is a warning, over 7 an error.
   * Source: OpenAPI; https://documentation.mailgun.com/docs/mailgun/api-reference/api-overview#date-format
   * @example
   * deliveryTime: new Date(Date.now() + 3_600_000)
   * @example Refused: no zone
   * deliveryTime: "2026-11-23T01:02:03"
   */
  deliveryTime?: Maybe<Date | string | number>;

  /**
   * How long Mailgun tries, in hours and minutes. Wire name `o:deliver-within`. Counts from the delivery time.
   *
   * Default: Mailgun's own schedule. Limit: `5m` to `24h`. Source: OpenAPI.
   * @example
   * deliverWithin: "1h30m"
   * @example Refused
   * deliverWithin: "90"
   */
  deliverWithin?: Maybe<string>;

  /**
   * Send time optimization: the window, in hours. Wire name `o:deliverytime-optimize-period`. On some plans only.
   *
   * Default: off. Limit: `24h` to `72h`. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-sto
   * @example
   * deliveryTimeOptimizePeriod: "24h"
   * @example Refused
   * deliveryTimeOptimizePeriod: "1 day"
   */
  deliveryTimeOptimizePeriod?: Maybe<string>;

  /**
   * The local time of day to deliver at, `HH:mm` or `hh:mmaa`. Wire name `o:time-zone-localize`. On some plans only.
   *
   * Default: off. Limit: `00:00` to `23:59`, or `01:00AM` to `12:59PM`.
   * Source: OpenAPI; https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-tzo
   * @example
   * timeZoneLocalize: "09:00PM"
   * @example Refused
   * timeZoneLocalize: "9 in the evening"
   */
  timeZoneLocalize?: Maybe<string>;

  /**
   * Accepted, **charged** and not delivered. Wire name `o:testmode`. `false` sends nothing, since Mailgun knows only `yes`,
   * and wins over the client's `testMode`.
   *
   * Default: the client's `testMode`. Limit: a {@link Flag}. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/test-mode
   * @example
   * testMode: true
   * @example Refused
   * testMode: "perhaps"
   */
  testMode?: Maybe<Flag>;

  /**
   * Tracks clicks and opens. Wire name `o:tracking`. `"htmlonly"` rewrites links in the HTML part only.
   *
   * Default: as the domain is set. Limit: a {@link Flag}, or `"htmlonly"`. Source: OpenAPI.
   * @example
   * tracking: false
   * @example Refused
   * tracking: "off"
   */
  tracking?: Maybe<Flag | "htmlonly">;

  /**
   * Tracks clicks. Wire name `o:tracking-clicks`. `"htmlonly"` rewrites links in the HTML part only.
   *
   * Default: as the domain is set. Limit: a {@link Flag}, or `"htmlonly"`. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages/tracking-clicks
   * @example
   * trackingClicks: "htmlonly"
   * @example Refused
   * trackingClicks: "textonly"
   */
  trackingClicks?: Maybe<Flag | "htmlonly">;

  /**
   * Tracks opens. Wire name `o:tracking-opens`.
   *
   * Default: as the domain is set. Limit: a {@link Flag}. Source: OpenAPI;
   * https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages/tracking-opens
   * @example
   * trackingOpens: true
   * @example Refused
   * trackingOpens: "htmlonly"
   */
  trackingOpens?: Maybe<Flag>;

  /**
   * Puts the tracking pixel at the top, for long mails that get cut. Wire name `o:tracking-pixel-location-top`.
   *
   * Default: at the bottom. Limit: a {@link Flag}, or `"htmlonly"`. Source: OpenAPI.
   * @example
   * trackingPixelLocationTop: true
   * @example Refused
   * trackingPixelLocationTop: "top"
   */
  trackingPixelLocationTop?: Maybe<Flag | "htmlonly">;

  /**
   * Delivers over TLS or not at all. Wire name `o:require-tls`.
   *
   * Default: `false`: TLS where the receiver has it, else plain SMTP. Limit: a {@link Flag}. Source: OpenAPI.
   * @example
   * requireTls: true
   * @example Refused
   * requireTls: "starttls"
   */
  requireTls?: Maybe<Flag>;

  /**
   * Does not verify the receiver's certificate and host name. Wire name `o:skip-verification`.
   *
   * Default: `false`. Limit: a {@link Flag}. Source: OpenAPI.
   * @example
   * skipVerification: true
   * @example Refused
   * skipVerification: "certificate"
   */
  skipVerification?: Maybe<Flag>;

  /**
   * The address to send from, one of the account's. Wire name `o:sending-ip`.
   *
   * Default: Mailgun's choice. Limit: an IP address. Source: OpenAPI.
   * @example
   * sendingIp: "192.0.2.7"
   * @example Refused
   * sendingIp: "192.0.2.777"
   */
  sendingIp?: Maybe<string>;

  /**
   * The id of the IP pool to send from. Wire name `o:sending-ip-pool`.
   *
   * Default: the domain's. Limit: one line. Source: OpenAPI.
   * @example
   * sendingIpPool: "60140bc1fee3e84dec5abeeb"
   * @example Refused
   * sendingIpPool: "pool\r\n"
   */
  sendingIpPool?: Maybe<string>;

  /**
   * A URL to which Mailgun posts a copy of each delivered mail, as `application/mime`; billed as a delivery.
   * Wire name `o:archive-to`.
   *
   * Default: none. Limit: an absolute `http:` or `https:` URL. Source: OpenAPI.
   * @example
   * archiveTo: "https://archive.example.com/mail"
   * @example Refused
   * archiveTo: "archive@example.com"
   */
  archiveTo?: Maybe<string | UrlLike>;

  /**
   * The `X-Mailgun-*` headers to leave out of the delivered mail, or `"all"`. Wire name `o:suppress-headers`.
   * Without `X-Mailgun-Sid` complaints do not find their way back.
   *
   * Default: none. Limit: names of headers. Source: OpenAPI.
   * @example
   * suppressHeaders: ["X-Mailgun-Variables", "X-Mailgun-Tag"]
   * @example Refused
   * suppressHeaders: "X-Mailer:"
   */
  suppressHeaders?: Maybe<string | readonly string[]>;

  /**
   * Mail headers by name. Each goes out as `h:<name>`. A string goes as it is, all else as its JSON; a list, an object or a date
   * is an error but in an `X-` header, since no other holds JSON.
   *
   * Default: none. Limit: names are ASCII without spaces and colon; values are one line, any Unicode. All values of options,
   * headers and variables together 16,384 bytes. Source: OpenAPI, `h:X-My-Header`; RST, api-sending, "Error codes".
   * @example
   * headers: { "List-Unsubscribe": "<https://example.com/u/7>" }
   * @example Refused
   * headers: { "X-Note": "a\r\nBcc: eve@host.com" }
   */
  headers?: Maybe<Entries>;

  /**
   * Custom data by name. Each goes out as `v:<name>`; a string as it is, all else as its JSON. It comes back in events and
   * webhooks, always as text, and the recipient can read it in `X-Mailgun-Variables`.
   *
   * Default: none. Limit: over 4 KB Mailgun cuts it in events; all values of options, headers and variables together
   * 16,384 bytes. Source: OpenAPI, `v:my-var`.
   * @example
   * variables: { order: { id: 7 }, paid: false }
   * @example Refused: not a map
   * variables: "order=7"
   */
  variables?: Maybe<Entries>;

  /**
   * Fields that this package does not know, by wire name; for what Mailgun adds next. A string goes as it is, a list as one
   * field for each, all else as its JSON. A name the package does know is an error that names the right field.
   *
   * Default: none. Limit: names without control characters, quotes and backslashes. Source: OpenAPI, `additionalProperties: true`.
   * @example
   * params: { "o:native-send": "yes" }
   * @example Refused: it has a field of its own
   * params: { "o:tag": "weekly" }
   */
  params?: Maybe<Entries>;
}

/**
 * The same fields by Mailgun's wire names. `o:tag` together with `tags` merges; a single field given under both its names
 * is an error. Which mean what is told at {@link MessageFields}.
 *
 * @example
 * { from: "a@mg.example.com", to: "b@host.com", text: "Hi", "o:tag": ["weekly"], "h:X-Id": "7", "v:order": { id: 7 } }
 * @example Refused: no such option; Mailgun would drop it in silence
 * { from: "a@mg.example.com", to: "b@host.com", text: "Hi", "o:tracking-click": "yes" }
 */
export interface WireFields {
  /** {@link MessageFields.ampHtml} */
  "amp-html"?: MessageFields["ampHtml"];
  /** {@link MessageFields.templateVersion} */
  "t:version"?: MessageFields["templateVersion"];
  /** {@link MessageFields.templateText} */
  "t:text"?: MessageFields["templateText"];
  /** {@link MessageFields.templateVariables} */
  "t:variables"?: MessageFields["templateVariables"];
  /** {@link MessageFields.recipientVariables} */
  "recipient-variables"?: MessageFields["recipientVariables"];
  /** {@link MessageFields.tags} */
  "o:tag"?: MessageFields["tags"];
  /** {@link MessageFields.dkim} */
  "o:dkim"?: MessageFields["dkim"];
  /** {@link MessageFields.secondaryDkim} */
  "o:secondary-dkim"?: MessageFields["secondaryDkim"];
  /** {@link MessageFields.secondaryDkimPublic} */
  "o:secondary-dkim-public"?: MessageFields["secondaryDkimPublic"];
  /** {@link MessageFields.deliveryTime} */
  "o:deliverytime"?: MessageFields["deliveryTime"];
  /** {@link MessageFields.deliverWithin} */
  "o:deliver-within"?: MessageFields["deliverWithin"];
  /** {@link MessageFields.deliveryTimeOptimizePeriod} */
  "o:deliverytime-optimize-period"?: MessageFields["deliveryTimeOptimizePeriod"];
  /** {@link MessageFields.timeZoneLocalize} */
  "o:time-zone-localize"?: MessageFields["timeZoneLocalize"];
  /** {@link MessageFields.testMode} */
  "o:testmode"?: MessageFields["testMode"];
  /** {@link MessageFields.tracking} */
  "o:tracking"?: MessageFields["tracking"];
  /** {@link MessageFields.trackingClicks} */
  "o:tracking-clicks"?: MessageFields["trackingClicks"];
  /** {@link MessageFields.trackingOpens} */
  "o:tracking-opens"?: MessageFields["trackingOpens"];
  /** {@link MessageFields.trackingPixelLocationTop} */
  "o:tracking-pixel-location-top"?: MessageFields["trackingPixelLocationTop"];
  /** {@link MessageFields.requireTls} */
  "o:require-tls"?: MessageFields["requireTls"];
  /** {@link MessageFields.skipVerification} */
  "o:skip-verification"?: MessageFields["skipVerification"];
  /** {@link MessageFields.sendingIp} */
  "o:sending-ip"?: MessageFields["sendingIp"];
  /** {@link MessageFields.sendingIpPool} */
  "o:sending-ip-pool"?: MessageFields["sendingIpPool"];
  /** {@link MessageFields.archiveTo} */
  "o:archive-to"?: MessageFields["archiveTo"];
  /** {@link MessageFields.suppressHeaders} */
  "o:suppress-headers"?: MessageFields["suppressHeaders"];
  /** {@link MessageFields.replyTo} */
  "h:Reply-To"?: MessageFields["replyTo"];
}

/** Headers and variables by their wire names, one by one. */
export interface PrefixedFields {
  /** One mail header: `"h:X-Id": "7"`. {@link MessageFields.headers} */
  [header: `h:${string}`]: Maybe<Jsonable>;
  /** One variable: `"v:order": { id: 7 }`. {@link MessageFields.variables} */
  [variable: `v:${string}`]: Maybe<Jsonable>;
}

/**
 * One mailbox: `"bob@host.com"`, `"Bob <bob@host.com>"`, or its two halves, so that nobody need quote a name.
 * @example
 * { name: "Smith, Eve", address: "eve@host.com" }
 * @example Refused
 * { name: "Eve", address: "eve@host.com, bob@host.com" }
 */
export type Mailbox =
  | string
  | {
      /** The plain address: `"eve@host.com"`. Limit: 1,024 characters with its name. */
      readonly address: string;
      /** The name, as people read it; it is quoted where it must be. Default: none. */
      readonly name?: string | null | undefined;
    };

/**
 * One mailbox, a list of them, or text with several separated by commas. Empty text is an error; `cc: []` is absent.
 * @example
 * "Bob <bob@host.com>, eve@host.com"
 * @example Refused
 * ["bob@host.com", ""]
 */
export type Recipients = Mailbox | readonly Mailbox[];

/**
 * `true` and `false`, or the words Mailgun uses for them. It goes out as `yes` or `no`.
 * @example
 * "yes"
 * @example Refused
 * "on"
 */
export type Flag = boolean | "yes" | "no" | "true" | "false";

/**
 * What JSON can hold. Text goes out as it is, all else as its JSON; what JSON cannot hold (a cycle, a bigint, NaN) is an error. A member that is
 * undefined or a function is left out, as JSON does.
 */
export type Jsonable = string | number | boolean | null | object;

/**
 * Variables by address, as the address is written in `to`: an object, or a Map.
 * @example
 * new Map([["bob@host.com", { name: "Bob" }]])
 * @example Refused: a key is a plain address
 * { "Bob <bob@host.com>": { name: "Bob" } }
 */
export type RecipientVariables = { readonly [address: string]: object } | ReadonlyMap<string, object>;

/**
 * Values by name: an object, a Map, `Headers`, or a list of pairs. An entry that is `undefined` is absent. An iterator (`map.entries()`)
 * can be read only once and is refused. TypeScript takes the value of an
 * interface as `{ ...order }`.
 * @example
 * [["X-Order", "7"], ["X-Shop", "eu"]]
 * @example Refused
 * ["X-Order: 7"]
 */
export type Entries = { readonly [name: string]: Jsonable | undefined } | Iterable<readonly [string, Jsonable]> | Headers;

// ------------------------------------------------------------------------------------------------ attachments

/**
 * One file. A `File` brings its name; everything else is given one.
 * @example
 * { data: stream, filename: "report.pdf", contentType: "application/pdf" }
 * @example Refused: no file name
 * new Blob(["text"])
 */
export type AttachmentInput = FileLike | NamedData | FileData;

/** Bytes with a name. */
export interface NamedData {
  /**
   * The bytes. Text is sent as UTF-8.
   *
   * Default: none; required. Limit: see {@link MessageFields.attachment}.
   * @example
   * { data: "week,sales\n47,12\n", filename: "sales.csv" }
   * @example Refused
   * { data: { week: 47 }, filename: "sales.json" }
   */
  readonly data: AttachmentData;

  /**
   * The name of the file, in any script. For `inline` it is also what stands after `cid:`.
   *
   * Default: none; required. Limit: not empty, no control character. A path before it is cut off and `"` becomes `'`, with a warning.
   * Source: how receivers read names differs, https://github.com/whatwg/html/issues/7575.
   * @example
   * { data: bytes, filename: "отчёт.pdf" }
   * @example Refused
   * { data: bytes, filename: "report\r\n.pdf" }
   */
  readonly filename: string;

  /**
   * The media type. The platform's Blob writes all of it in small letters, a parameter's value too (File API, 3.1).
   *
   * Default: the type of the Blob or Response, else `application/octet-stream`. Limit: `type/subtype`, perhaps with parameters. Source: RFC 2045, 5.1.
   * @example
   * { data: bytes, filename: "report.pdf", contentType: "application/pdf" }
   * @example Refused
   * { data: bytes, filename: "report.pdf", contentType: "pdf" }
   */
  readonly contentType?: string | undefined;

  /**
   * What objects written for mailgun.js say of a stream's length. It is not needed.
   *
   * Default: the length of the data, whatever this says. Limit: none.
   * Source: https://github.com/mailgun/mailgun.js#messages
   * @example
   * { data: bytes, filename: "report.pdf", knownLength: bytes.length }
   * @example Refused: no data
   * { filename: "report.pdf", knownLength: 12 }
   */
  readonly knownLength?: number | undefined;
}

/** A `File`, perhaps under another name or type. */
export interface FileData {
  /**
   * The file.
   *
   * Default: none; required.
   * @example
   * { data: new File(["week,sales\n"], "sales.csv", { type: "text/csv" }) }
   * @example Refused: a Blob has no name
   * { data: new Blob(["week,sales\n"]) }
   */
  readonly data: FileLike;

  /**
   * Another name. Limit: as {@link NamedData.filename}.
   *
   * Default: the file's own name.
   * @example
   * { data: file, filename: "renamed.pdf" }
   * @example Refused
   * { data: file, filename: "" }
   */
  readonly filename?: string | undefined;

  /**
   * Another type. Limit: as {@link NamedData.contentType}.
   *
   * Default: the file's own type.
   * @example
   * { data: file, contentType: "application/pdf" }
   * @example Refused
   * { data: file, contentType: "application/" }
   */
  readonly contentType?: string | undefined;
}

/**
 * What can be attached: File, Blob, ArrayBuffer, any typed array or DataView, Node's Buffer, string, ReadableStream,
 * Response, and any iterable or async iterable of bytes (Node's Readable). Anything else is an error that names the place.
 *
 * Bytes are copied when they are given; a Blob is not. Streams, Responses and iterables are read by `send` or `toFormDataAsync`.
 * @example
 * new TextEncoder().encode("week,sales\n")
 * @example Refused
 * Promise.resolve("week,sales\n")
 */
export type AttachmentData =
  | string
  | BlobLike
  | ArrayBuffer
  | ArrayBufferView
  | StreamLike
  | ResponseBodyLike
  | AsyncIterable<Uint8Array | ArrayBuffer | string>
  | Iterable<Uint8Array | ArrayBuffer | string>;

// ------------------------------------------------------------------------------------------------ the builder

/**
 * A message under construction, held by the wasm module. The setters have the names of {@link MessageFields}; each returns
 * the same object. A setter of a list or a map adds, a setter of a single field replaces (`recipientVariables` and
 * `templateVariables` are one JSON each); `null` and `undefined` change nothing.
 *
 * A setter throws a `TypeError` only for a JS type its field can never have, and then changes nothing. A wrong value of the
 * right type is kept, and told by {@link Message.problems} together with all else.
 *
 * It owns memory of the wasm module: `using message = new Message()`, or `free()`, gives it back at once. Otherwise the
 * runtime's `FinalizationRegistry` does, where it has one.
 *
 * @example
 * await mailgun.send(new Message().from("a@mg.example.com").to("b@host.com").subject("Hi").text("Hello"));
 * @example Refused: throws a TypeError
 * new Message().to(5)
 */
export class Message {
  /**
   * Begins with the fields of a plain object, with those of another message, or empty.
   * @example
   * new Message({ from: "ada@mg.example.com", subject: "Hi" }).to("bob@host.com").text("Hello");
   * @example Refused: throws a TypeError
   * new Message("bob@host.com");
   */
  constructor(init?: MessageInit | NamedFields | Message | null);

  /** {@link MessageFields.from} */
  from(value: Maybe<Recipients>): this;
  /** Adds. {@link MessageFields.to} */
  to(value: Maybe<Recipients>): this;
  /** Adds. {@link MessageFields.cc} */
  cc(value: Maybe<Recipients>): this;
  /** Adds. {@link MessageFields.bcc} */
  bcc(value: Maybe<Recipients>): this;
  /** Adds. {@link MessageFields.replyTo} */
  replyTo(value: Maybe<Recipients>): this;
  /** {@link MessageFields.subject} */
  subject(value: Maybe<string>): this;
  /** {@link MessageFields.text} */
  text(value: Maybe<string>): this;
  /** {@link MessageFields.html} */
  html(value: Maybe<string>): this;
  /** {@link MessageFields.ampHtml} */
  ampHtml(value: Maybe<string>): this;
  /** Adds a file, or several. {@link MessageFields.attachment} */
  attachment(value: Maybe<AttachmentInput | readonly AttachmentInput[]>): this;
  /** Adds bytes under a name: `attachment(bytes, "report.pdf")`, `attachment(bytes, { filename, contentType })`. */
  attachment(data: AttachmentData, name: string | { readonly filename: string; readonly contentType?: string | undefined }): this;
  /** Adds an image, or several. {@link MessageFields.inline} */
  inline(value: Maybe<AttachmentInput | readonly AttachmentInput[]>): this;
  /** Adds an image under a name: `inline(png, "chart.png")`. */
  inline(data: AttachmentData, name: string | { readonly filename: string; readonly contentType?: string | undefined }): this;
  /** {@link MessageFields.template} */
  template(value: Maybe<string>): this;
  /** {@link MessageFields.templateVersion} */
  templateVersion(value: Maybe<string>): this;
  /** {@link MessageFields.templateText} */
  templateText(value: Maybe<Flag>): this;
  /** {@link MessageFields.templateVariables} */
  templateVariables(value: Maybe<object | string>): this;
  /** {@link MessageFields.recipientVariables} */
  recipientVariables(value: Maybe<RecipientVariables | string>): this;
  /** Adds several. {@link MessageFields.tags} */
  tags(value: Maybe<string | readonly string[]>): this;
  /** Adds one. {@link MessageFields.tags} */
  tag(value: string): this;
  /** {@link MessageFields.dkim} */
  dkim(value: Maybe<Flag>): this;
  /** {@link MessageFields.secondaryDkim} */
  secondaryDkim(value: Maybe<string>): this;
  /** {@link MessageFields.secondaryDkimPublic} */
  secondaryDkimPublic(value: Maybe<string>): this;
  /** {@link MessageFields.deliveryTime} */
  deliveryTime(value: Maybe<Date | string | number>): this;
  /** {@link MessageFields.deliverWithin} */
  deliverWithin(value: Maybe<string>): this;
  /** {@link MessageFields.deliveryTimeOptimizePeriod} */
  deliveryTimeOptimizePeriod(value: Maybe<string>): this;
  /** {@link MessageFields.timeZoneLocalize} */
  timeZoneLocalize(value: Maybe<string>): this;
  /** {@link MessageFields.testMode} */
  testMode(value: Maybe<Flag>): this;
  /** {@link MessageFields.tracking} */
  tracking(value: Maybe<Flag | "htmlonly">): this;
  /** {@link MessageFields.trackingClicks} */
  trackingClicks(value: Maybe<Flag | "htmlonly">): this;
  /** {@link MessageFields.trackingOpens} */
  trackingOpens(value: Maybe<Flag>): this;
  /** {@link MessageFields.trackingPixelLocationTop} */
  trackingPixelLocationTop(value: Maybe<Flag | "htmlonly">): this;
  /** {@link MessageFields.requireTls} */
  requireTls(value: Maybe<Flag>): this;
  /** {@link MessageFields.skipVerification} */
  skipVerification(value: Maybe<Flag>): this;
  /** {@link MessageFields.sendingIp} */
  sendingIp(value: Maybe<string>): this;
  /** {@link MessageFields.sendingIpPool} */
  sendingIpPool(value: Maybe<string>): this;
  /** {@link MessageFields.archiveTo} */
  archiveTo(value: Maybe<string | UrlLike>): this;
  /** Adds. {@link MessageFields.suppressHeaders} */
  suppressHeaders(value: Maybe<string | readonly string[]>): this;
  /** Adds several. {@link MessageFields.headers} */
  headers(value: Maybe<Entries>): this;
  /** Adds one: `header("Reply-To", "team@example.com")`. {@link MessageFields.headers} */
  header(name: string, value: Jsonable): this;
  /** Adds several. {@link MessageFields.variables} */
  variables(value: Maybe<Entries>): this;
  /** Adds one: `variable("order", { id: 7 })`. {@link MessageFields.variables} */
  variable(name: string, value: Jsonable): this;
  /** Adds several. {@link MessageFields.params} */
  params(value: Maybe<Entries>): this;
  /** Adds one that this package does not know: `param("o:native-send", "yes")`. {@link MessageFields.params} */
  param(name: string, value: Jsonable): this;

  /**
   * Everything wrong or doubtful, all at once, without sending. Empty where nothing is.
   * @example
   * const [problem] = new Message().from("ada@mg.example.com").to("bob@").text("Hello").problems();
   * console.log(problem?.field, problem?.code); // to invalid_address
   * @example Refused: throws a ConfigError
   * new Message().problems({ strickt: true });
   */
  problems(options?: CheckOptions): Problem[];

  /**
   * A dry run: the platform's own FormData, as it would go out.
   * @example
   * const form = new Message().from("ada@mg.example.com").to("bob@host.com").text("Hello").toFormData();
   * for (const [name, value] of form) console.log(name, value);
   * @example Refused: `text: expected text, html, ampHtml or template`
   * new Message().from("ada@mg.example.com").to("bob@host.com").toFormData();
   * @throws {InvalidMessageError} for a message that could not be sent, and where a stream, Response or iterable is
   * attached: those take {@link Message.toFormDataAsync}.
   */
  toFormData(options?: CheckOptions): FormData;

  /**
   * The same, for every kind of attachment. Streams are read once and kept. Rejects where `toFormData` throws.
   * @example
   * const message = new Message().from("ada@mg.example.com").to("bob@host.com").text("Hello").attachment(stream, "a.csv");
   * const form = await message.toFormDataAsync();
   */
  toFormDataAsync(options?: CheckOptions): Promise<FormData>;

  /**
   * Gives the memory of the wasm module back. The message cannot be used afterwards.
   * @example Refused: used after it
   * const message = new Message();
   * message.free();
   * message.to("bob@host.com");
   */
  free(): void;

  /** `free()`, for `using message = new Message()`. */
  [Symbol.dispose](): void;

  #private;
}

// ------------------------------------------------------------------------------------------------ functions

/**
 * Everything wrong or doubtful with a message, all at once, without sending. Needs no client and no key.
 * @example
 * const codes = check({ from: "ada@mg.example.com", to: ["bob@host.com", "eve@"], subject: "Hi" }).map((problem) => problem.code);
 * console.log(codes); // ["invalid_address", "missing_body"]
 * @example Refused: throws a ConfigError
 * check({ from: "ada@mg.example.com", to: "bob@host.com", text: "Hi" }, { rules: { no_such_rule: "off" } });
 */
export function check(message: Message | MessageInit | NamedFields, options?: CheckOptions): Problem[];

/**
 * A dry run, see {@link Message.toFormData}.
 * @example
 * toFormData({ from: "ada@mg.example.com", to: "bob@host.com", text: "Hello", tags: ["a", "b"] }).getAll("o:tag"); // ["a", "b"]
 * @example Refused: `to: expected at least one recipient`
 * toFormData({ from: "ada@mg.example.com", text: "Hello" });
 */
export function toFormData(message: Message | MessageInit | NamedFields, options?: CheckOptions): FormData;

/**
 * A dry run with any attachment, see {@link Message.toFormDataAsync}.
 * @example
 * const attachment = { data: stream, filename: "a.csv" };
 * const form = await toFormDataAsync({ from: "ada@mg.example.com", to: "bob@host.com", text: "Hello", attachment });
 */
export function toFormDataAsync(message: Message | MessageInit | NamedFields, options?: CheckOptions): Promise<FormData>;

// ------------------------------------------------------------------------------------------------ problems

/** `"error"`: Mailgun refuses it or loses it in silence, or it could inject a header. `"warning"`: doubtful; sent all the same. */
export type Severity = "error" | "warning";

/**
 * One thing that is wrong or doubtful.
 * @example
 * const message = { from: "ada@mg.example.com", to: ["bob@host.com", "eve@"], text: "Hi" };
 * for (const { severity, code, field, message: words, hint } of check(message)) console.log(severity, code, field, words, hint);
 */
export interface Problem {
  /** Whether it stops the message. */
  readonly severity: Severity;
  /** Stable; what `rules` and your own code go by. */
  readonly code: ProblemCode;
  /** Where, in the caller's own spelling: `to[2]`, `attachment[1].filename`, `headers["X-A"]`, `o:tag[0]`. */
  readonly field: string;
  /** A sentence for people. It may be reworded in any release. */
  readonly message: string;
  /** What to do about it, where the message does not say. */
  readonly hint?: string;
}

/**
 * What can be wrong with a message, and how grave it is unless `rules` says otherwise. New codes may come with a minor
 * release: have a `default`. Each code with its reason, its remedy and an example:
 * https://github.com/mailgun-edge/mailgun-edge/blob/main/docs/problems.md
 */
export type ProblemCode =
  /** A stream, Response or iterable failed while it was read, or `toFormData` met one. Error, cannot be overruled. */
  | "unreadable_attachment"
  /** There is no recipient in `to`. Error, cannot be overruled. */
  | "missing_to"
  /** There is no `from`, and no template that could have one. Error, cannot be overruled. */
  | "missing_from"
  /** There is neither text, html, amp-html nor template. Error, cannot be overruled. */
  | "missing_body"
  /** The only body is empty or white space, or all of them are. Error. */
  | "empty_body"
  /** Both html and template are given. Error. */
  | "html_with_template"
  /** There are more than 1000 recipients in to, cc and bcc together. Error. */
  | "too_many_recipients"
  /** A field of the plain object is not known. Error. */
  | "unknown_field"
  /** A single field is given twice: under both its names, or as a header twice. Error. */
  | "duplicate_field"
  /** A value is of a type the field can never take. Error, cannot be overruled. */
  | "wrong_type"
  /** `param()` was used for a parameter this package knows. Error. */
  | "known_param"
  /** An address is not one. Error, cannot be overruled. */
  | "invalid_address"
  /** A control character stands where a header could be made of it. Error, cannot be overruled. */
  | "control_character"
  /** The local part of `from` is not ASCII. Error. */
  | "unicode_from"
  /** A tag is empty, longer than 128 characters, or not ASCII. Error. */
  | "invalid_tag"
  /** There are more than 10 tags. Error. */
  | "too_many_tags"
  /** A header's name holds something other than visible ASCII without a colon, or is empty. Error, cannot be overruled. */
  | "invalid_header_name"
  /** A header that Mailgun makes itself is given as `h:`. Error. */
  | "reserved_header"
  /** The Message-Id is not of the form `<unique@domain>`. Error. */
  | "invalid_message_id"
  /** A variable's or parameter's name is empty, or holds control characters, quotes or backslashes. Error, cannot be overruled. */
  | "invalid_variable_name"
  /** A date cannot be read. Error. */
  | "invalid_date"
  /** A date has no zone, or a named one other than GMT and UTC. Error. */
  | "date_without_zone"
  /** The delivery time is more than 7 days ahead or more than a year back. Error. */
  | "date_out_of_range"
  /** An option's value is not one it takes. Error. */
  | "invalid_option"
  /** A value that must be a JSON object is not one. Error. */
  | "invalid_json"
  /** recipient-variables has more than 1000 entries. Error. */
  | "too_many_recipient_variables"
  /** A key of recipient-variables is not a plain address. Error. */
  | "invalid_recipient_key"
  /** A file has no name. Error, cannot be overruled. */
  | "missing_filename"
  /** A file's name is empty or holds control characters, those of writing direction included. Error, cannot be overruled. */
  | "invalid_filename"
  /** Two inline files have the same name. Error. */
  | "duplicate_inline"
  /** An inline file's name cannot be a Content-ID: it holds white space or an angle bracket. Error. */
  | "invalid_content_id"
  /** A file's type is not of the form `type/subtype`. Error. */
  | "invalid_content_type"
  /** There are more than 5000 problems: those beyond are counted in this one, the last. Error, cannot be overruled; a warning where all of them are. */
  | "more_problems"
  /** A `t:` parameter is given without `template`. Error. */
  | "needs_template"
  /** o:secondary-dkim-public is given without o:secondary-dkim. Error. */
  | "needs_secondary_dkim"
  /** The values of `o:`, `h:` and `v:` are over 16384 bytes together. Error. */
  | "options_too_large"
  /** The message, as built, is over 25 MiB by the lowest estimate. Error. */
  | "message_too_large"
  /** The request is over 50 MiB. Error. */
  | "request_too_large"
  /** Several recipients in `to`, and no recipient variables. Warning. */
  | "recipients_exposed"
  /** There is more than one address in `from`. Warning. */
  | "several_from"
  /** A local part is over 64 bytes, or an address over 254. Warning. */
  | "long_address"
  /** The same recipient is given twice. Warning. */
  | "duplicate_recipient"
  /** A text has `%name%` where `%recipient.name%` is meant. Warning. */
  | "bare_placeholder"
  /** There is no subject, and no template that could have one. Warning. */
  | "missing_subject"
  /** A name or an address has parentheses outside of quotes: a comment, which is left out. Warning. */
  | "comment_dropped"
  /** A display name is not ASCII and holds one of `( ) , "`. Warning. */
  | "garbled_name"
  /** recipient-variables has an entry for an address that is no recipient. Warning. */
  | "unknown_recipient"
  /** A `%recipient.x%` is used that some recipient has no variable for. Warning. */
  | "missing_recipient_variable"
  /** cc or bcc is used together with recipient variables. Warning. */
  | "copies_repeated"
  /** The html shows a `cid:` for which there is no inline file. Warning. */
  | "missing_inline"
  /** An inline file is not used by the html. Warning. */
  | "unused_inline"
  /** The delivery time has passed. Warning. */
  | "date_in_past"
  /** The delivery time is more than 3 days ahead. Warning. */
  | "date_far_ahead"
  /** The options, counted in the widest way, are over 16000 bytes. Warning. */
  | "options_near_limit"
  /** The message is estimated at over 25000000 bytes. Warning. */
  | "message_near_limit"
  /** There are 4 to 10 tags. Warning. */
  | "many_tags"
  /** A file's name held a path, a quote or a backslash, and was cleaned. Warning. */
  | "filename_cleaned"
  /** A header that mail servers write themselves is given as `h:`. Warning. */
  | "discouraged_header"
  /** The Reply-To header is no address. Warning. */
  | "reply_to_not_address"
  /** A file's name ends in a way that Gmail blocks. Warning. */
  | "blocked_by_gmail"
  /** The files are over 18 MB together. Warning. */
  | "large_attachments"
  /** A `v:` value is over 4 kB. Warning. */
  | "long_variable";

/** The codes that no rule can change. */
export type FixedProblemCode = Extract<
  ProblemCode,
  | "unreadable_attachment"
  | "missing_to"
  | "missing_from"
  | "missing_body"
  | "wrong_type"
  | "invalid_address"
  | "control_character"
  | "invalid_header_name"
  | "invalid_variable_name"
  | "missing_filename"
  | "invalid_filename"
  | "more_problems"
>;

// ------------------------------------------------------------------------------------------------ errors

/**
 * The base of everything this package throws or rejects with (a caller's abort reason excepted, and the `TypeError` of a setter).
 * No text, JSON or `inspect` of it holds the key.
 *
 * Use `code` or the guards rather than `instanceof`: they hold across realms and across two copies of the package.
 *
 * @example
 * try {
 *   await mailgun.send(message);
 * } catch (error) {
 *   if (isInvalidMessageError(error)) console.log(error.problems);
 *   else if (isRefusedError(error)) console.log(error.status, error.details, error.hint);
 *   else if (isUnclearError(error)) console.log("perhaps sent");
 *   else throw error;
 * }
 */
export class MailgunError extends Error {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "MailgunError" | "ConfigError" | "InvalidMessageError" | "RefusedError" | "UnclearError" | "InternalError";
  /** Stable; the unions of the subclasses. */
  readonly code: ErrorCode;
  /** The HTTP status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** Mailgun's own words, where it said any. */
  readonly details?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** How long Mailgun asks to wait before the next attempt, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** How often the message was sent, where it was. */
  readonly attempts?: number | undefined;
  /**
   * Of an {@link UnclearError}: the Message-Id that the message had, one of its own (`headers: { "Message-Id": "<7@mg.example.com>" }`) or, with
   * {@link Retry} ambiguous, a new one. Mailgun's events can be searched for it.
   */
  readonly messageId?: string | undefined;
  /**
   * What the platform threw, where it threw: the very value, or, where that quotes the key, an Error that says the same without it.
   * Of an {@link UnclearError} whose later attempt was refused, that {@link RefusedError}.
   */
  readonly cause?: unknown;
  /** Plain data for a log, without secrets. */
  toJSON(): MailgunErrorJson;
}

/** What `JSON.stringify` makes of an error. */
export interface MailgunErrorJson {
  /** {@link MailgunError.name} */
  readonly name: MailgunError["name"];
  /** {@link MailgunError.code} */
  readonly code: ErrorCode;
  /** The sentence. It may be reworded in any release. */
  readonly message: string;
  /** {@link MailgunError.status} */
  readonly status?: number;
  /** {@link MailgunError.details} */
  readonly details?: string;
  /** {@link MailgunError.hint} */
  readonly hint?: string;
  /** Milliseconds: {@link MailgunError.retryAfter} */
  readonly retryAfter?: number;
  /** {@link MailgunError.attempts} */
  readonly attempts?: number;
  /** {@link MailgunError.messageId} */
  readonly messageId?: string;
  /** {@link InvalidMessageError.problems} */
  readonly problems?: readonly Problem[];
}

/** Every `code` of an error. */
export type ErrorCode =
  | ConfigError["code"]
  | InvalidMessageError["code"]
  | RefusedError["code"]
  | UnclearError["code"]
  | InternalError["code"];

/** An option is wrong, missing or unknown: of `new Mailgun`, which throws, or of a call. Nothing was sent. Correct the program. */
export class ConfigError extends MailgunError {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "ConfigError";
  /** Stable. */
  readonly code: "config";
}

/** The message is wrong. Nothing was sent. Correct the message. */
export class InvalidMessageError extends MailgunError {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "InvalidMessageError";
  /** `attachment_stream`: a stream among the attachments failed, `cause` is what it failed with; or it took longer than the `timeout`. */
  readonly code: "invalid_message" | "attachment_stream";
  /** Everything that is wrong or doubtful, errors and warnings. */
  readonly problems: readonly Problem[];
}

/** Mailgun, or a wrong address, said no. Nothing was queued: sending again later is safe. */
export class RefusedError extends MailgunError {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "RefusedError";
  /** Stable: what Mailgun answered. */
  readonly code:
    /** 400: `details` says what Mailgun minds. */
    | "bad_request"
    /** 401: a wrong key, a domain that is not the account's, or the wrong `region`. Mailgun does not say which. */
    | "unauthorized"
    /** 402: the parameters were valid, the request failed. */
    | "payment_required"
    /** 403: the account, domain or IP may not send this. */
    | "forbidden"
    /** 404: no such domain or endpoint. */
    | "not_found"
    /** 409. */
    | "conflict"
    /** 413: more than Mailgun takes. */
    | "too_large"
    /** 429 or 420: wait `retryAfter` milliseconds, then send again. */
    | "rate_limited"
    /** 3xx: the address redirects; redirects are not followed. */
    | "redirected"
    /** 200 "Mailgun Magnificent API": the address is Mailgun's, but not its messages endpoint. Nothing was sent. */
    | "wrong_address"
    /** No connection was made (ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED), as far as the runtime tells: Node and Bun do. Nothing was sent. */
    | "not_connected"
    /** Any other 4xx. */
    | "refused";
}

/** Perhaps queued: look at Mailgun's events before you send again, or accept that it may arrive twice. */
export class UnclearError extends MailgunError {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "UnclearError";
  /** Stable: what went wrong. */
  readonly code:
    /** 5xx: some of these are answers to mail that went out. */
    | "server_error"
    /** The connection failed, before or after the message arrived. */
    | "network"
    /** There was no whole answer within the `timeout`, or before the `deadline`. */
    | "timeout"
    /** A 2xx that could not be read. */
    | "unreadable";
}

/**
 * A bug of this package (please report it), a stack that ran out (a getter that calls without end), or WebAssembly that cannot
 * start: its `cause` says which. The message says whether anything may have been sent. After the first two the next call works: the
 * wasm instance is replaced. A `Message` built before is lost with it, and says so when it is used, without a `cause`.
 */
export class InternalError extends MailgunError {
  protected constructor(...internal: never);
  /** The name of the class. */
  readonly name: "InternalError";
  /** Stable. */
  readonly code: "internal";
}

/**
 * Whether it is an error of this package, from any realm and any copy of it.
 * @example
 * const error = await mailgun.send({}).catch((error) => error);
 * if (isMailgunError(error)) console.log(JSON.stringify(error)); // holds no secret
 */
export function isMailgunError(error: unknown): error is MailgunError;
/** Whether the constructor refused an option. */
export function isConfigError(error: unknown): error is ConfigError;
/** Whether the message is wrong. Nothing was sent. */
export function isInvalidMessageError(error: unknown): error is InvalidMessageError;
/**
 * Whether Mailgun said no. Nothing was queued.
 * @example
 * const error = await mailgun.send(message).catch((error) => error);
 * if (isRefusedError(error) && error.code === "rate_limited") console.log(`again in ${error.retryAfter} ms`);
 */
export function isRefusedError(error: unknown): error is RefusedError;
/** Whether the message was perhaps queued. */
export function isUnclearError(error: unknown): error is UnclearError;
/** Whether it is a bug of this package. */
export function isInternalError(error: unknown): error is InternalError;

// ------------------------------------------------------------------------------------------------ the platform's own things

/** Absent in three ways. */
export type Maybe<T> = T | null | undefined;

/** An `AbortSignal` of any realm. */
export interface AbortSignalLike {
  /** Whether it has aborted. */
  readonly aborted: boolean;
  /** What the call then rejects with. */
  readonly reason?: any;
  /** Called where an attempt, a wait or the reading of a stream begins. */
  addEventListener(type: "abort", listener: () => void): void;
  /** Called where it ends: after a call no listener is left. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** A `Blob` of any realm, or of a library: one that is not the platform's own is read before it is sent, as a stream is. */
export interface BlobLike {
  /** In bytes. */
  readonly size: number;
  /** The media type; empty where it has none. */
  readonly type: string;
  /** What tells it from other things. Called where it is not the platform's own. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `File` of any realm. */
export interface FileLike extends BlobLike {
  /** The name of the file. */
  readonly name: string;
}

/** A `ReadableStream` of bytes, of any realm. */
export interface StreamLike {
  /** Whether somebody reads it already: then it cannot be attached. */
  readonly locked: boolean;
  /** What it is read with. */
  getReader(): unknown;
}

/** A `Response` whose body is to be attached. */
export interface ResponseBodyLike {
  /** Whether it was read already: then it cannot be attached. */
  readonly bodyUsed: boolean;
  /** What tells it from a Blob. */
  readonly status: number;
  /** What it is read with. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `URL` of any realm. */
export interface UrlLike {
  /** The URL as text. */
  readonly href: string;
}

/** Request headers: a plain object, pairs, or the platform's `Headers`. */
export type RequestHeaders = { readonly [name: string]: string } | Iterable<readonly [string, string]> | Headers;

/** What `fetch` is called with, besides the URL. */
export interface FetchInit {
  /** Always a POST. */
  readonly method: "POST";
  /** The Authorization, where there is a key, and those of {@link CommonOptions.headers}. The Content-Type is the runtime's to set. */
  readonly headers: Headers;
  /** The message. */
  readonly body: FormData;
  /** Redirects are not followed. */
  readonly redirect: "manual";
  /** Aborts with the caller's signal, the timeout or the deadline. */
  readonly signal?: AbortSignal;
}

/** As much of `fetch` as is used. The platform's own fits, and so does a service binding's, called on it. */
export type FetchLike = (url: string, init: FetchInit) => PromiseLike<FetchAnswer>;

/** As much of a `Response` as is read. */
export interface FetchAnswer {
  /** The status. */
  readonly status: number;
  /** The headers. */
  readonly headers: {
    /** The value of a header, whatever the case of its name. */
    get(name: string): string | null;
  };
  /** The body, as text. */
  text(): PromiseLike<string>;
}
