// One page of a browser over WebDriver (https://www.w3.org/TR/webdriver2/): what a person does in it, and what they see.

import { Buffer } from "node:buffer";
import { request } from "node:http";
import { sleep } from "../contract/kit.mjs";

/** The key under which WebDriver hands out an element (section 12.1). */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Code points of keys that write nothing (section 17.4.2). */
export const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Escape: "\uE00C", PageUp: "\uE00E", PageDown: "\uE00F",
  End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017",
};

/** One command. Each has a connection of its own: drivers close idle ones as they like. */
function command(base, method, path, body) {
  return new Promise((resolve, reject) => {
    const text = method === "POST" ? JSON.stringify(body ?? {}) : "";
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const sent = request(`${base}${path}`, { method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { value } = JSON.parse(Buffer.concat(chunks).toString());
        if (response.statusCode === 200) resolve(value);
        else reject(new Error(`${path}: ${value.error}: ${value.message}`));
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

export class WebDriverPage {
  #base;

  /** A new session of the driver at `base`. */
  static async start(base, capabilities) {
    const { sessionId } = await command(base, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    return new WebDriverPage(`${base}/session/${sessionId}`);
  }

  constructor(base) {
    this.#base = base;
  }

  async #element(selector) {
    const found = await command(this.#base, "POST", "/element", { using: "css selector", value: selector });
    return `/element/${found[ELEMENT]}`;
  }

  /** Goes to an address, and waits for the page's load event. */
  async open(url) {
    await command(this.#base, "POST", "/url", { url });
  }

  /** What an expression gives in the page, its promise awaited, as JSON. `args` are `arguments[0]`, ... */
  async evaluate(expression, ...args) {
    const done = `arguments[arguments.length - 1]`;
    const script = `const done = ${done}; Promise.resolve().then(() => (${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await command(this.#base, "POST", "/execute/async", { script, args });
    if (error !== undefined) throw new Error(`${expression.slice(0, 200)}: ${error}`);
    return value;
  }

  /** Waits until an expression is true in the page; gives its value. */
  async waitFor(expression, { limit = 20_000 } = {}) {
    for (let waited = 0; waited < limit; waited += 50) {
      const value = await this.evaluate(expression).catch(() => undefined);
      if (value) return value;
      await sleep(50);
    }
    throw new Error(`not within ${limit / 1000} s: ${expression}`);
  }

  /** Scrolls to the element and clicks its middle with the mouse. */
  async click(selector) {
    await command(this.#base, "POST", `${await this.#element(selector)}/click`);
  }

  /** Types into an element, after what is there. For a file input: the paths of files, one a line. */
  async type(selector, text) {
    await command(this.#base, "POST", `${await this.#element(selector)}/value`, { text });
  }

  /** Empties a text field. */
  async clear(selector) {
    await command(this.#base, "POST", `${await this.#element(selector)}/clear`);
  }

  /** Presses one key where the focus is: a character or a name of `KEYS`; the others are held down meanwhile. */
  async press(key, ...held) {
    const code = (name) => KEYS[name] ?? name;
    const down = [...held, key].map((name) => ({ type: "keyDown", value: code(name) }));
    const up = [key, ...held].map((name) => ({ type: "keyUp", value: code(name) }));
    await command(this.#base, "POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
  }

  /** Makes the window so wide and high. */
  async resize(width, height) {
    await command(this.#base, "POST", "/window/rect", { width, height });
  }

  /** The text of an element, as it is rendered. */
  async text(selector) {
    return command(this.#base, "GET", `${await this.#element(selector)}/text`);
  }

  /** A PNG of what the window shows. */
  async screenshot() {
    return Buffer.from(await command(this.#base, "GET", "/screenshot"), "base64");
  }

  async close() {
    await command(this.#base, "DELETE", "");
  }
}
