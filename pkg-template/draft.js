// A message for the time of a call, and the three functions that need no client.
import { core, within } from "./core.js";
import { checked, configured, invalid, isInvalidMessageError } from "./errors.js";
import { known, readAll, unreadable } from "./source.js";

/** How class Message gives its builder: it is in a private field, and this file goes without the class. */
let lend = () => undefined;

export function lends(way) {
  lend = way;
}

/** The builder of a Message, and the instance it lives in; undefined for a plain object. */
export function builderOf(message) {
  return lend(object(message));
}

/**
 * A message as it is now, for one call: a plain object is read, a builder is lent, or copied where something has to be
 * awaited. `release` gives back what was made here.
 */
export class Draft {
  #home;
  #builder;
  #owned;

  constructor(message) {
    const lent = builderOf(message);
    this.#home = lent?.home ?? core();
    this.#owned = !lent;
    this.#builder = lent?.builder ?? this.#use(({ Message: Builder }) => new Builder());
    if (lent) return;
    this.#guarded(() => {
      const fields = flat(message);
      this.#use(() => this.#builder.assign(fields));
    });
  }

  #use(work) {
    return within(this.#home, work);
  }

  #guarded(work) {
    try {
      return work();
    } catch (error) {
      try {
        this.release();
      } catch {
        // Where the stack ran out, the call that failed may still hold the builder.
      }
      throw error;
    }
  }

  /** The bodies still to be read, those excepted that were read before; undefined where there are none. */
  pending() {
    return this.#guarded(() => {
      const sources = this.#use(() => this.#builder.pending());
      const blobs = sources && known(sources);
      if (blobs) this.#use(() => this.#builder.settle(blobs));
      return blobs ? undefined : sources;
    });
  }

  /** Keeps the message as it is now, and reads what is to be read, unless `halt` aborts. Nothing is read for a message that is wrong. */
  async read(sources, rules, halt) {
    const problems = this.problems(rules);
    if (problems.some((problem) => problem.severity === "error")) {
      this.release();
      throw invalid(problems);
    }
    if (!this.#owned) {
      this.#builder = this.#use(() => this.#builder.snapshot());
      this.#owned = true;
    }
    try {
      const blobs = await readAll(sources, halt);
      this.#use(() => this.#builder.settle(blobs));
    } catch (error) {
      this.release();
      throw error;
    }
  }

  problems(rules) {
    return this.#guarded(() => this.#use(() => this.#builder.problems(rules)));
  }

  /** `[FormData, warnings, bytes]`. It is the last that is asked of a draft: it gives back what was made here. */
  assemble(rules, testMode = false, id = undefined) {
    const assembled = this.#guarded(() => checked(() => this.#use(() => this.#builder.assemble(rules, testMode, id))));
    this.release();
    return assembled;
  }

  release() {
    if (this.#owned) this.#builder?.free();
    this.#owned = false;
  }
}

function object(init) {
  if (typeof init?.then === "function") throw unfit("a Promise", "await it");
  // An array, a Map or a FormData has its fields elsewhere.
  const listed = typeof init?.[Symbol.iterator] === "function";
  if (typeof init === "object" && init !== null && !listed) return init;
  const found = init === null || init === undefined ? String(init) : Array.isArray(init) ? "an array" : typeof init === "object" ? "a Map, FormData or the like" : `a ${typeof init}`;
  throw unfit(found);
}

/**
 * An object with what it inherits, but from Object.prototype: a class's accessors are no properties of its instances, and what they
 * give would be left out in silence.
 */
export function flat(object) {
  const above = Object.getPrototypeOf;
  // Object.prototype, of any realm.
  const isTop = (from) => !from || (!above(from) && Object.hasOwn(from, "hasOwnProperty"));
  if (typeof object !== "object" || !object || isTop(above(object))) return object;
  const all = Object.create(null);
  for (let from = object; !isTop(from); from = above(from)) {
    for (const [name, { get, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if ((get || enumerable) && !(name in all)) all[name] = object[name];
    }
  }
  return all;
}

export function unfit(found, hint) {
  const problem = { severity: "error", code: "wrong_type", field: "message", message: `expected a Message or a plain object, found ${found}` };
  if (hint) problem.hint = hint;
  return invalid([problem]);
}

/** What the options of a check say of the rules, as the core takes it. */
export function rulesOf(options) {
  if (options === undefined) return "";
  const given = flat(options);
  return configured(() => within(core(), (wasm) => wasm.checkRules(given)));
}

export function check(message, options) {
  return problemsOf(message, rulesOf(options));
}

/** What is wrong under these rules. */
export function problemsOf(message, rules) {
  let draft;
  try {
    draft = new Draft(message);
  } catch (error) {
    // Not an object at all: that too is a problem of the message.
    if (!isInvalidMessageError(error)) throw error;
    return error.problems;
  }
  const problems = draft.problems(rules);
  draft.release();
  return problems;
}

export function toFormData(message, options) {
  const rules = rulesOf(options);
  const draft = new Draft(message);
  const sources = draft.pending();
  if (sources) {
    draft.release();
    const text = "expected a file that can be read at once, found a stream, Response or iterable: use toFormDataAsync()";
    throw invalid(sources.map(([, place]) => unreadable(place, text)));
  }
  return draft.assemble(rules)[0];
}

export async function toFormDataAsync(message, options) {
  const rules = rulesOf(options);
  const draft = new Draft(message);
  const sources = draft.pending();
  if (sources) {
    const halt = new AbortController();
    try {
      await draft.read(sources, rules, halt.signal);
    } catch (error) {
      halt.abort();
      throw error;
    }
  }
  return draft.assemble(rules)[0];
}
