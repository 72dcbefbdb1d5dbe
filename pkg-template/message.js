// class Message: the wasm module's builder, with setters that return the same object.
import { core, lives, within } from "./core.js";
import { builderOf, check, flat, lends, toFormData, toFormDataAsync, unfit } from "./draft.js";

/** What another copy of the package knows a Message by. */
const BRAND = Symbol.for("mailgun-edge.message");

export class Message {
  #home = core();
  #builder;

  constructor(init) {
    const other = init !== undefined && init !== null && builderOf(init);
    if (other) {
      this.#home = other.home;
      this.#builder = within(other.home, () => other.builder.snapshot());
      return;
    }
    this.#builder = within(this.#home, ({ Message: Builder }) => new Builder());
    if (init === undefined || init === null) return;
    const fields = flat(init);
    this.#use((builder) => builder.assign(fields));
  }

  #use(work) {
    if (!this.#builder) throw freed();
    return within(this.#home, () => work(this.#builder));
  }

  #set(name, most, values) {
    if (values.length > most) throw new TypeError(`${name}: expected ${most === 1 ? "one value" : `at most ${most} values`}, found ${values.length}`);
    this.#use((builder) => builder.set(name, ...values));
    return this;
  }

  // `cargo xtask build` writes the setters here. Defined one by one they would cost each import 0.2 ms (2026-11-23, Node 26, workerd).

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
    lends((message) => {
      if (!(#builder in message)) {
        if (message instanceof Message) throw unfit("a Proxy or a copy of a Message");
        if (message[BRAND]) throw unfit("a Message of another copy of mailgun-edge: two are installed or bundled");
        return undefined;
      }
      if (!message.#builder) throw freed();
      return { home: message.#home, builder: message.#builder };
    });
    Object.defineProperty(this.prototype, BRAND, { value: true });
    if (Symbol.dispose) Object.defineProperty(this.prototype, Symbol.dispose, { value: this.prototype.free, writable: true, configurable: true });
  }
}

function freed() {
  return new TypeError("This message was freed. Make a new one");
}
