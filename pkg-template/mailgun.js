// class Mailgun: the client. It knows the order of things: check, assemble, fetch, read. What they mean is the core's.
import { core, within } from "./core.js";
import { ConfigError, UnclearError, answered, configured, disconnected } from "./errors.js";
import { Draft } from "./message.js";

/** The wasm module's functions, under the guard against traps. */
const call = (work) => within(core(), work);

export class Mailgun {
  #url;
  #headers;
  #options;

  constructor(options) {
    [this.#url, this.#headers] = configured(() => call((wasm) => wasm.configure(options)));
    const { fetch, strict, rules, testMode } = options;
    this.#options = { fetch, strict, rules: { ...rules }, testMode };
    if (options.key !== undefined && !options.dangerouslyAllowBrowser) guardWindow(this.#url);
  }

  send(message, options = {}) {
    try {
      configured(() => call((wasm) => wasm.checkCall(options)));
      const { strict = this.#options.strict, rules } = options;
      const policy = { strict, rules: { ...this.#options.rules, ...rules } };
      const { signal } = options;
      if (signal?.aborted) throw signal.reason;
      const draft = new Draft(message);
      const sources = draft.pending();
      if (sources) return aborting(signal, draft.read(sources)).then(() => this.#post(draft, policy, signal));
      return this.#post(draft, policy, signal);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Everything up to `fetch` happens before this returns. */
  #post(draft, policy, signal) {
    const [form, warnings] = draft.assemble(policy, this.#options.testMode ?? false);
    draft.release();
    const init = call((wasm) => wasm.request(this.#headers, form));
    if (signal) init.signal = signal;
    return deliver(this.#options.fetch ?? globalThis.fetch, this.#url, init, warnings);
  }
}

/** One attempt, its answer read. */
async function deliver(fetch, url, init, warnings) {
  let response, text;
  try {
    response = await fetch(url, init);
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw init.signal.reason;
    throw response ? unread(response, error) : disconnected(error);
  }
  try {
    const [id, words] = call((wasm) => wasm.answer(response.status, response.headers, text));
    return { id, message: words, warnings };
  } catch (error) {
    throw error?.family ? answered(error) : error;
  }
}

/** The answer broke off, or is no Response. */
function unread(response, cause) {
  const status = typeof response.status === "number" ? { status: response.status } : {};
  return new UnclearError("network", "The connection failed while the answer was read", {
    ...status,
    cause,
    hint: "the message was perhaps queued: look it up before you send it again",
  });
}

/** The promise, or the signal's reason if it comes first. */
function aborting(signal, promise) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
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
