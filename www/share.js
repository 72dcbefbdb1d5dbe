// The message in the address of the page, after the #, which browsers do not send to any server.
import { parameters } from "./package.js";
import { count, h } from "./dom.js";
import { decode, encode, LONGEST } from "./link.js";

const MARK = "#message=";
// Some programs cut links that are longer than this.
const CUT = 2000;

/** Draws the button; `read` gives the message, `load(make)` shows what `make` gives. `notice` is where all is said. */
export function drawShare({ button, notice }, { read, load }) {
  function say(text, state = "good") {
    const close = h("button", { type: "button", class: "chip-remove", "aria-label": "Close", onclick: dismiss }, "×");
    notice.replaceChildren(h("span", { dir: "auto" }, text), close);
    notice.dataset.state = state;
    notice.hidden = false;
  }

  /** With the notice goes its button, which had the focus. */
  function dismiss() {
    notice.hidden = true;
    button.focus();
  }

  /** What to know about the link, in sentences. */
  function remarks(init, length) {
    const files = parameters.filter((row) => row.kind === "files").reduce((sum, row) => sum + (init[row.field]?.length ?? 0), 0);
    return [
      `It has ${count(length, "character")}.`,
      "Domain and region do not go with it.",
      length > CUT && "Some programs cut links that long.",
      files > 0 && `It carries no files: ${count(files, "file")} ${files === 1 ? "stays" : "stay"} behind.`,
    ].filter(Boolean).join(" ");
  }

  async function offer() {
    const init = read();
    const text = MARK + (await encode(init, parameters));
    const { length } = location.href.split("#")[0] + text;
    if (length > LONGEST) return say(`This message is too long for a link: it would have ${count(length, "character")}, of ${LONGEST.toLocaleString("en")} at most.`, "error");
    history.replaceState(null, "", text);
    try {
      await navigator.clipboard.writeText(location.href);
      say(`The link is copied. ${remarks(init, length)}`);
    } catch {
      say(`The link is in the address bar. ${remarks(init, length)}`);
    }
  }

  /** Shows the message that the address holds; false where it holds none. */
  async function open() {
    if (!location.hash.startsWith(MARK)) return false;
    try {
      await load(() => decode(location.hash.slice(MARK.length), parameters));
      notice.hidden = true;
      return true;
    } catch (error) {
      say(error.message, "error");
      return false;
    }
  }

  button.addEventListener("click", offer);
  addEventListener("hashchange", open);
  return { open };
}
