// Problems, as the package's `check` lists them: where each belongs on the page, and the one list of all of them.
import { count, h, prose } from "./dom.js";

/**
 * Reads a problem's path: `to[2]` is entry 2 of `to`, `headers["X-A"]` the entry X-A of `headers`, `html` the field itself.
 * A key that was cut short for display is found no more; the field itself is then the place.
 */
export function locate(path) {
  const [, name, rest] = /^([^[.]*)(.*)$/s.exec(path);
  const index = /^\[(\d+)\]/.exec(rest);
  if (index) return { name, index: Number(index[1]) };
  const key = /^\["(.*?)"\](?=$|[.[])/s.exec(rest);
  return key ? { name, key: key[1] } : { name };
}

// More problems than this are counted, not listed.
const SHOWN = 50;
const MARKS = { error: "✕", warning: "!" };

/** `2 errors, 1 warning`; or that there is nothing. */
function sum(problems) {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const parts = [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning")].filter(Boolean);
  return { errors, warnings, text: parts.join(", ") || "No problems" };
}

/** Draws the list and its sums; a press on a problem goes to its field in `form`. */
export function drawProblems({ list, summary, bar }, form) {
  let last = "";
  let drawn = new Map();

  function draw(problem) {
    const { severity, field, code, message, hint } = problem;
    const go = () => form.go(problem);
    return h(
      "li",
      { class: severity },
      h("button", { type: "button", onclick: go },
        h("span", { class: "mark", "aria-hidden": "true" }, MARKS[severity]),
        h("span", { class: "what" },
          h("span", { class: "hidden" }, `${severity}: `),
          h("code", { dir: "auto" }, field), " ", h("bdi", {}, prose(message)), hint && h("span", { class: "hint" }, prose(hint))),
        h("code", { class: "code" }, code)),
    );
  }

  const keep = ([key, problem]) => [key, drawn.get(key) ?? draw(problem)];

  /** Keeps the elements of problems that stay: one may be under the pointer, or have the focus. */
  function update(ordered) {
    const before = [...drawn.keys()].join("\n");
    drawn = new Map(ordered.map((problem) => [JSON.stringify(problem), problem]).map(keep));
    if ([...drawn.keys()].join("\n") === before) return;
    const elements = [...drawn.values()];
    list.replaceChildren(...elements.slice(0, SHOWN));
    if (elements.length > SHOWN) list.append(h("li", { class: "more" }, `and ${count(elements.length - SHOWN, "more problem")}`));
  }

  return {
    show(problems) {
      const { errors, warnings, text } = sum(problems);
      const state = errors > 0 ? "error" : warnings > 0 ? "warning" : "good";
      const ordered = [...problems].sort((a, b) => a.severity.localeCompare(b.severity));
      update(ordered);
      list.hidden = problems.length === 0;
      for (const element of [summary, bar]) element.dataset.state = state;
      bar.textContent = text;
      if (text !== last) summary.textContent = text; // read out only when it changes
      last = text;
    },
  };
}
