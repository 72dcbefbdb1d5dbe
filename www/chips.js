// Lists typed as one line: a comma or Enter makes a chip of what stands before it, Backspace in the empty input takes the
// last one back to be corrected. What is still being typed counts as the last entry.
import { steerChips } from "./chip-keys.js";
import { changed, h } from "./dom.js";
import { ends } from "./lists.js";
import { steadily } from "./press.js";

// More chips than this are folded away: a list of a thousand recipients must not push the form off the page.
const SHOWN = 16;

/** A control over a list of texts. `attributes` go to its input; `split` cuts what is typed or pasted into entries. */
export function chips(attributes, split) {
  let values = [];
  let place = 0; // where the input's text belongs among the values: at the end, or where the chip being edited was
  let problems = [];
  let all = false;
  const described = `${attributes["aria-describedby"] ?? ""} chips-help`.trim();
  const input = h("input", { ...attributes, "aria-describedby": described, type: "text", dir: "ltr", autocomplete: "off", spellcheck: "false" });
  const list = h("ul", { class: "chip-list" });
  const element = h("div", { class: "chips" }, list, input);

  function draw() {
    const active = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    const shown = all ? values : values.slice(0, SHOWN);
    const rest = values.length - shown.length;
    const more = rest > 0 && h("li", {}, h("button", { type: "button", class: "link", onclick: showAll }, `and ${rest} more`));
    list.replaceChildren(...shown.map(chip), ...(more ? [more] : []));
    list.hidden = values.length === 0;
    input.placeholder = values.length > 0 ? "" : (attributes.placeholder ?? "");
    if (active >= 0) (list.querySelectorAll("button")[active] ?? input).focus();
  }

  function showAll() {
    all = true;
    draw();
  }

  function chip(value, at) {
    const index = at < place ? at : at + split(input.value).length;
    const mine = problems.filter((problem) => problem.place.index === index);
    const severity = mine.some((problem) => problem.severity === "error") ? "error" : mine.length > 0 ? "warning" : "";
    const title = mine.map((problem) => problem.message).join("\n");
    return h(
      "li",
      { class: `chip ${severity}`, title: title || undefined },
      h("button", { type: "button", class: "chip-text", tabindex: "-1", dir: "ltr", "aria-label": `Edit ${value}`, onclick: () => edit(at) }, value),
      h("button", { type: "button", class: "chip-remove", tabindex: "-1", "aria-label": `Remove ${value}`, onclick: () => remove(at) }, "×"),
    );
  }

  function keep(text = input.value) {
    values.splice(place, 0, ...split(text));
    place = values.length;
    input.value = "";
  }

  function commit(text = input.value) {
    if (text === "") return;
    keep(text);
    draw();
    changed(input);
  }

  /** Takes the chip out; the focus goes to `next`. */
  function remove(at, next = () => input) {
    const [value] = values.splice(at, 1);
    if (value !== undefined && at < place) place--;
    draw();
    next().focus();
    changed(input);
  }

  function edit(at) {
    const value = values[at];
    const before = at < place ? 0 : split(input.value).length;
    keep();
    values.splice(at + before, 1);
    place = at + before;
    input.value = value;
    draw();
    input.focus({ preventScroll: true });
    changed(input);
  }

  input.addEventListener("input", () => ends(input.value, split) && commit());
  // Not at once: a new chip may wrap the line and move what is being clicked away from under the pointer.
  input.addEventListener("blur", () => setTimeout(() => steadily(() => document.activeElement !== input && commit())));
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[,\r\n]/.test(text)) return; // one entry is pasted as into any input
    event.preventDefault();
    // Not through the input: one line of text loses its line ends.
    commit(input.value.slice(0, input.selectionStart) + text + input.value.slice(input.selectionEnd));
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      commit();
    } else if (event.key === "Backspace" && input.value === "" && values.length > 0) {
      event.preventDefault();
      edit(values.length - 1);
    }
  });
  steerChips(list, input, remove);
  // A press on a chip must not first take the focus off the input: its blur would redraw the chip under the pointer.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", (event) => (event.target === element || event.target === list) && input.focus());
  draw();

  return {
    element,
    read() {
      const entries = values.toSpliced(place, 0, ...split(input.value));
      return entries.length > 0 ? entries : undefined;
    },
    write(value = []) {
      values = [].concat(value);
      place = values.length;
      input.value = "";
      all = false;
      draw();
    },
    mark(found) {
      if (JSON.stringify(found) === JSON.stringify(problems)) return; // a chip that stays may be under the pointer
      problems = found;
      input.setAttribute("aria-invalid", String(found.some((problem) => problem.severity === "error")));
      draw();
    },
    focus({ index } = {}) {
      const pending = split(input.value).length;
      const at = index < place ? index : index - pending;
      const typed = index >= place && index < place + pending;
      if (index === undefined || typed || at >= values.length) input.focus({ preventScroll: true });
      else edit(at);
    },
  };
}
