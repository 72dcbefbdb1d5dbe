// class Mailgun: the client. It knows the order of things: check, assemble, fetch, read, perhaps again. What they mean is the
// core's. Nothing of a call is kept in it: a client is shared by all requests of an isolate.
import { LATE, attempt, now, abortReason, reasonOf, until } from "./attempt.js";
import { core, within } from "./core.js";
import { Draft, flat, problemsOf, rulesOf, unfit } from "./draft.js";
import { ConfigError, answered, configured, invalid, isInvalidMessageError, stillUnclear } from "./errors.js";
import { cleaned, redactor } from "./secrets.js";
import { unreadable } from "./source.js";

/** Milliseconds of one attempt, its answer's body included; and of reading the files that are streams. */
const TIMEOUT = 60_000;

/** The most of a runtime's own words that stands in a sentence. */
const REASON_MAX = 200;

/** The wasm module's functions, under the guard against traps. */
const ask = (work, sent) => within(core(), work, sent);

export class Mailgun {
  #url;
  #init;
  #rules;
  #options;
  #redact;
  #redactKey;

  constructor(given) {
    const missing = ["Headers", "FormData"].find((name) => typeof globalThis[name] !== "function");
    if (missing) throw new ConfigError("config", `${missing}: expected the platform's own, found none`);
    const options = once(given);
    [this.#url, this.#init, this.#rules] = configured(() => ask((wasm) => wasm.configure(options)));
    const { fetch, testMode, timeout, deadline, retry, onEvent } = options;
    this.#options = { fetch, testMode, timeout, deadline, retry, onEvent };
    this.#redactKey = redactor(options.key);
    this.#redact = present(options.headers) ? redactor(options.key, this.#init.headers) : this.#redactKey;
    if (present(options.key) && !options.dangerouslyAllowBrowser) guardWindow(this.#url);
  }

  check(message, options) {
    return problemsOf(message, this.#rules + rulesOf(options));
  }

  send(message, given) {
    try {
      if (given === undefined) return this.#send(message, NONE, "");
      // As mailgun.js has it, the domain comes first.
      if (typeof message === "string") throw unfit("a string", "the domain is an option of new Mailgun()");
      const options = once(given);
      return this.#send(message, options, configured(() => ask((wasm) => wasm.checkCall(options))));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Everything up to `fetch` happens before this returns, but for files that are streams. */
  #send(message, options, rules) {
    const signal = options.signal ?? undefined;
    if (signal?.aborted) throw abortReason(signal);
    const client = this.#options;
    const course = {
      began: now(),
      signal,
      timeout: options.timeout ?? client.timeout ?? TIMEOUT,
      deadline: options.deadline ?? client.deadline ?? Infinity,
      retry: options.retry ?? client.retry,
      rules: this.#rules + rules,
    };
    const draft = new Draft(message);
    const sources = draft.pending();
    return sources ? this.#read(draft, sources, course) : this.#post(draft, course);
  }

  async #read(draft, sources, course) {
    const time = Math.min(course.timeout, course.deadline);
    const halt = new AbortController();
    try {
      const reading = draft.read(sources, course.rules, halt.signal).catch((error) => this.#unread(error));
      if ((await until(reading, course.signal, time)) === LATE) {
        const message = `expected a file that can be read within ${time} ms, found one that takes longer`;
        throw invalid(sources.map(([, place]) => unreadable(place, message)), "attachment_stream");
      }
    } catch (error) {
      halt.abort();
      draft.release();
      throw error;
    }
    return this.#post(draft, course);
  }

  /** Why a stream failed is somebody's own words, which may quote the key. */
  #unread(error) {
    if (!isInvalidMessageError(error) || error.cause === undefined) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, message: this.#redact(problem.message) }));
    throw invalid(problems, error.code, cleaned(error.cause, this.#redact));
  }

  #post(draft, course) {
    const { retry, rules } = course;
    const ambiguous = retry === "ambiguous" || retry?.ambiguous;
    return this.#deliver(draft.assemble(rules, this.#options.testMode ?? false, ambiguous ? messageId(this.#url) : undefined), course);
  }

  async #deliver([form, warnings, bytes], { began, signal, timeout, deadline, retry }) {
    const { fetch, onEvent } = this.#options;
    const call = fetch ?? globalThis.fetch;
    if (typeof call !== "function") throw new ConfigError("config", "fetch: expected the platform's own, or one as an option, found none");
    const elapsed = () => Math.round(now() - began);
    const emit = onEvent && ((event) => tell(onEvent, { ...event, elapsed: elapsed() }));
    let attempts = 0;
    let waited = 0;
    let unclear = 0;
    let doubt;
    let seen = {};
    try {
      for (;;) {
        if (signal?.aborted) throw abortReason(signal);
        attempts++;
        emit?.({ type: "attempt", attempt: attempts, bytes, warnings });
        const time = deadline === Infinity ? timeout : Math.max(Math.min(timeout, deadline - elapsed()), 1);
        const answer = await attempt(call, this.#url, this.#request(form), signal, time);
        const { accepted, failure } = this.#judge(answer, [retry, attempts, waited], time);
        if (!failure) {
          accepted.warnings = warnings;
          accepted.attempts = attempts;
          accepted.unclear = unclear;
          emit?.({ type: "done", ...accepted, status: answer.status });
          return accepted;
        }
        if (failure.family === "unclear") {
          unclear++;
          failure.messageId = idOf(form);
        }
        const error = answered(failure, attempts);
        if (failure.family === "unclear") doubt = error;
        const outcome = () => (doubt && doubt !== error ? stillUnclear(doubt, error) : error);
        const { wait, limits } = failure;
        seen = defined({ status: error.status, limits });
        if (wait === undefined || elapsed() + wait >= deadline) throw outcome();
        emit?.({ type: "wait", attempt: attempts, wait, error, ...seen });
        seen = {};
        await until(undefined, signal, wait);
        if (elapsed() >= deadline) throw outcome();
        waited += wait;
      }
    } catch (error) {
      emit?.({ type: "failed", attempts, error, ...seen });
      throw error;
    }
  }

  /** The second argument of `fetch`, anew for each attempt: a fetch that changes its argument changes nothing here. */
  #request(body) {
    const init = this.#init;
    return { ...init, headers: new Headers(init.headers), body };
  }

  /** An id may have what a header for a proxy has, the domain for one; what is shown of a failure may not. */
  #accepted(read) {
    try {
      return read(this.#redactKey);
    } catch (failure) {
      if (failure instanceof Error || this.#redact === this.#redactKey) throw failure;
      return read(this.#redact);
    }
  }

  /** `{ accepted }`, or `{ failure }` as plain data, with `wait` where it is to be tried again. */
  #judge({ lost, cause, status, headers, text = "" }, spent, time) {
    const redact = this.#redact;
    return ask((wasm) => {
      try {
        // A refusal is told by its status: it need not be read to its end.
        if (lost && !(status >= 300 && status < 500)) {
          const failure = wasm.unanswered(lost, time, status ?? 0, spent);
          const why = reasonOf(cause);
          const message = why ? `${failure.message}: ${redact(why).slice(0, REASON_MAX)}` : failure.message;
          return { failure: own({ ...failure, message, ...defined({ cause: cleaned(cause, redact) }) }) };
        }
        const read = (hide) => {
          const get = (name) => {
            const value = headers.get(name);
            return value ? hide(value) : null;
          };
          return wasm.answer(status, { get }, hide(text), spent);
        };
        const [id, message, limits] = this.#accepted(read);
        // Once more: JSON has spellings that the text has not.
        const again = text.includes("\\") ? this.#redactKey : (same) => same;
        const accepted = { id: again(id), message: again(message) };
        if (limits) accepted.limits = limits;
        return { accepted, failure: undefined };
      } catch (failure) {
        if (failure instanceof Error) throw failure;
        const { message, details } = failure;
        const shown = defined({ details: details && redact(details), cause: cleaned(cause, redact) });
        return { failure: own({ ...failure, message: redact(message), ...shown }) };
      }
    }, true);
  }
}

/** Events harm nothing: what the listener throws or rejects with is its own. */
function tell(onEvent, event) {
  try {
    Promise.resolve(onEvent(event)).catch(() => {});
  } catch {
    // The listener's.
  }
}

/** The Message-Id that a form carries, whoever gave it. */
function idOf(form) {
  for (const [name, value] of form) if (name.toLowerCase() === "h:message-id") return value;
  return undefined;
}

/** One for all attempts: mailboxes tend to show two messages of one id once, and events can be searched for it. */
function messageId(url) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const unique = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `<${unique}@${url.split("/").at(-2)}>`;
}

const present = (value) => value !== undefined && value !== null;

/** The members that are there. */
const defined = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** The members, and none that somebody put into Object.prototype: a `wait` there would send again what must not be. */
const own = (members) => Object.assign(Object.create(null), members);

/** No options. */
const NONE = Object.freeze(Object.create(null));

/** Options, each read once, so that what was checked is what is used; and none that somebody put into Object.prototype. */
function once(options) {
  if (typeof options !== "object" || options === null) return options;
  const copy = Object.assign(Object.create(null), flat(options));
  const { retry } = copy;
  if (typeof retry === "object" && retry) copy.retry = Object.assign(Object.create(null), flat(retry));
  return copy;
}

/** A key in a page is everybody's, but for a page and a server of one origin. */
function guardWindow(url) {
  const { document, location } = globalThis;
  if (!document || !location || new URL(url).origin === location.origin) return;
  throw new ConfigError(
    "config",
    "key: expected no key in a browser window, where everybody can read it. Use a baseUrl of your own that adds it, or set dangerouslyAllowBrowser",
  );
}
