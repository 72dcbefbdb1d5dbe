// class Message: the wasm module's builder, with setters that return the same object.
import { core, lives, within } from "./core.js";
import { checked, configured, invalid, isInvalidMessageError } from "./errors.js";
import { SETTERS } from "./setters.js";
import { known, readAll, unreadable } from "./source.js";

/** A message's builder in the wasm module, and the instance it lives in. Set by the class below. */
let builderOf;

export class Message {
  #home = core();
  #builder;

  constructor(init) {
    const other = init !== undefined && init !== null && builderOf(object(init));
    if (other) {
      this.#home = other.home;
      this.#builder = within(other.home, () => other.builder.snapshot());
      return;
    }
    this.#builder = within(this.#home, ({ Message: Builder }) => new Builder());
    if (init !== undefined && init !== null) this.#use((builder) => builder.assign(init));
  }

  #use(work) {
    if (!this.#builder) throw freed();
    return within(this.#home, () => work(this.#builder));
  }

  problems(options) {
    return check(this, options);
  }

  toFormData(options) {
    return toFormData(this, options);
  }

  toFormDataAsync(options) {
    return toFormDataAsync(this, options);
  }

  free() {
    const builder = this.#builder;
    this.#builder = undefined;
    // A lost instance took its memory with it.
    if (builder && lives(this.#home)) within(this.#home, () => builder.free());
  }

  static {
    builderOf = (message) => {
      if (!(#builder in message)) {
        if (message instanceof Message) throw unfit("a Proxy or a copy of a Message");
        return undefined;
      }
      if (!message.#builder) throw freed();
      return { home: message.#home, builder: message.#builder };
    };
    const define = (name, value) => Object.defineProperty(this.prototype, name, { value, writable: true, configurable: true });
    for (const [name, count] of Object.entries(SETTERS)) {
      define(name, function (...values) {
        if (values.length > count) throw new TypeError(`${name}: expected ${count === 1 ? "one value" : `at most ${count} values`}, found ${values.length}`);
        this.#use((builder) => builder[name](...values));
        return this;
      });
    }
    if (Symbol.dispose) define(Symbol.dispose, this.prototype.free);
  }
}

function freed() {
  return new TypeError("This message was freed. Make a new one");
}

function object(init) {
  // An array, a Map or a FormData has its fields elsewhere.
  const listed = typeof init?.[Symbol.iterator] === "function";
  if (typeof init === "object" && init !== null && !listed) return init;
  const found = init === null || init === undefined ? String(init) : Array.isArray(init) ? "an array" : typeof init === "object" ? "a Map, FormData or the like" : `a ${typeof init}`;
  throw unfit(found);
}

function unfit(found) {
  return invalid([{ severity: "error", code: "wrong_type", field: "message", message: `expected a Message or a plain object, found ${found}` }]);
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
    const lent = object(message) && builderOf(message);
    this.#home = lent?.home ?? core();
    this.#owned = !lent;
    this.#builder = lent?.builder ?? this.#use(({ Message: Builder }) => new Builder());
    if (!lent) this.#guarded(() => this.#use(() => this.#builder.assign(message)));
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

/** What the options of a check say of the rules, as the core takes it. */
function rulesOf(options) {
  return options === undefined ? "" : configured(() => within(core(), (wasm) => wasm.checkRules(options)));
}

export function check(message, options) {
  const rules = rulesOf(options);
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
  if (sources) await draft.read(sources, rules);
  return draft.assemble(rules)[0];
}
