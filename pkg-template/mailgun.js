// class Mailgun: the client. It knows the order of things: check, assemble, fetch, read, perhaps again. What they mean is the
// core's. Nothing of a call is kept in it: a client is shared by all requests of an isolate.
import { attempt, pause, until } from "./attempt.js";
import { core, within } from "./core.js";
import { ConfigError, answered, configured, invalid } from "./errors.js";
import { Draft } from "./message.js";
import { unreadable } from "./source.js";

/** Milliseconds of one attempt, its answer's body included. */
const TIMEOUT = 60_000;

/** The wasm module's functions, under the guard against traps. */
const call = (work, sent) => within(core(), work, sent);

export class Mailgun {
  #url;
  #headers;
  #options;

  constructor(options) {
    [this.#url, this.#headers] = configured(() => call((wasm) => wasm.configure(options)));
    const { fetch, strict, rules, testMode, timeout, deadline, retry, onEvent } = options;
    this.#options = { fetch, strict, rules: { ...rules }, testMode, timeout, deadline, retry: copy(retry), onEvent };
    if (present(options.key) && !options.dangerouslyAllowBrowser) guardWindow(this.#url);
  }

  send(message, options = {}) {
    try {
      configured(() => call((wasm) => wasm.checkCall(options)));
      return this.#send(message, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Everything up to `fetch` happens before this returns, but for files that are streams. */
  #send(message, { signal, ...options }) {
    if (signal?.aborted) throw signal.reason;
    const began = Date.now();
    const own = this.#options;
    const deadline = options.deadline ?? own.deadline ?? undefined;
    const course = {
      began,
      signal: signal ?? undefined,
      timeout: options.timeout ?? own.timeout ?? TIMEOUT,
      deadline,
      retry: copy(options.retry ?? own.retry),
      policy: { strict: options.strict ?? own.strict, rules: { ...own.rules, ...options.rules } },
    };
    const draft = new Draft(message);
    const sources = draft.pending();
    if (!sources) return this.#post(draft, course);
    const late = () => invalid(sources.map(([, place]) => unreadable(place, `expected a file that can be read within ${deadline} ms, found one that takes longer`)), "attachment_stream");
    return until(draft.read(sources), course.signal, deadline, late).then(() => this.#post(draft, course));
  }

  #post(draft, course) {
    const { retry, policy } = course;
    const ambiguous = retry === "ambiguous" || retry?.ambiguous;
    const assembled = draft.assemble(policy, this.#options.testMode ?? false, ambiguous ? messageId(this.#url) : undefined);
    draft.release();
    return this.#deliver(assembled, course);
  }

  async #deliver([form, warnings, bytes], { began, signal, timeout, deadline, retry }) {
    const emit = emitter(this.#options.onEvent);
    const elapsed = () => Date.now() - began;
    let waited = 0;
    for (let attempts = 1; ; attempts++) {
      emit({ type: "attempt", attempt: attempts, bytes, warnings, elapsed: elapsed() });
      const time = deadline === undefined ? timeout : Math.min(timeout, deadline - elapsed());
      let failure;
      try {
        const init = call((wasm) => wasm.request(this.#headers, form), attempts > 1);
        const answer = await attempt(this.#options.fetch ?? globalThis.fetch, this.#url, init, signal, time);
        const accepted = judge(answer, { time, retry, attempts, waited });
        const result = { ...accepted, warnings, attempts };
        emit({ type: "done", ...result, status: answer.status, elapsed: elapsed() });
        return result;
      } catch (error) {
        failure = error;
      }
      const { wait } = failure?.family ? failure : {};
      const error = failure?.family ? answered(failure, attempts) : failure;
      if (wait === undefined || (deadline !== undefined && elapsed() + wait >= deadline)) {
        emit({ type: "failed", attempts, error, elapsed: elapsed() });
        throw error;
      }
      emit({ type: "wait", attempt: attempts, wait, error, elapsed: elapsed() });
      await pause(wait, signal).catch((reason) => {
        emit({ type: "failed", attempts, error: reason, elapsed: elapsed() });
        throw reason;
      });
      waited += wait;
    }
  }
}

/** What was accepted; throws the failure as plain data, with `wait` where it is to be tried again. */
function judge({ lost, cause, status, headers, text }, { time, retry, attempts, waited }) {
  return call((wasm) => {
    if (lost) throw { ...wasm.unanswered(lost, time, retry, attempts, waited), ...(status ? { status } : {}), cause };
    const [id, message, limits] = wasm.answer(status, headers, text, retry, attempts, waited);
    return limits ? { id, message, limits } : { id, message };
  }, true);
}

/** Events harm nothing: what the listener throws or rejects with is its own. */
function emitter(onEvent) {
  if (!onEvent) return () => {};
  return (event) => {
    try {
      Promise.resolve(onEvent(event)).catch(() => {});
    } catch {
      // The listener's.
    }
  };
}

/** One for all attempts: mailboxes tend to show two messages of one id once, and events can be searched for it. */
function messageId(url) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const unique = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `<${unique}@${url.split("/").at(-2)}>`;
}

const present = (value) => value !== undefined && value !== null;

const copy = (retry) => (typeof retry === "object" && retry ? { ...retry } : retry);

/** A key in a page is everybody's, but for a page and a server of one origin. */
function guardWindow(url) {
  const { document, location } = globalThis;
  if (!document || !location || new URL(url).origin === location.origin) return;
  throw new ConfigError(
    "config",
    "key: expected no key in a browser window, where everybody can read it. Use a baseUrl of your own that adds it, or set dangerouslyAllowBrowser",
  );
}
