// The last runs, kept in this browser: when, which mode, what came of it. No key, no address, no content.
import { count, h, milliseconds } from "./dom.js";

const KEY = "mailgun-edge-runs";
const KEPT = 20;
const MODES = { dry: "dry run", sandbox: "sandbox", real: "real" };

function load() {
  try {
    const runs = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(runs) ? runs : [];
  } catch {
    return []; // storage is refused, or holds something else
  }
}

function store(runs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(runs));
  } catch {
    // kept for this visit only
  }
}

const drawRun = ({ at, mode, state, title, parts, time }) =>
  h("li", { "data-state": state },
    h("time", { datetime: at }, new Date(at).toLocaleTimeString([], { timeStyle: "medium" })),
    h("span", {}, MODES[mode] ?? mode),
    h("strong", {}, title),
    h("span", { class: "facts" }, [parts !== undefined && count(parts, "part"), milliseconds(time)].filter(Boolean).join(", ")));

/** Draws the runs into `root`; `add` puts one more at the top. */
export function drawHistory(root) {
  let runs = load();
  const list = h("ol", { class: "runs" });
  const summary = h("summary", {});
  const forget = h("button", { type: "button", class: "small", onclick: () => show([]) }, "Forget them");
  const details = h("details", { class: "history" }, summary, list, forget);
  root.append(details);

  function show(next) {
    runs = next;
    store(runs);
    summary.textContent = count(runs.length, "run");
    list.replaceChildren(...runs.map(drawRun));
    root.hidden = runs.length === 0;
  }

  show(runs);
  return {
    add({ mode, times, request }, { state, title }) {
      const time = Object.entries(times).reduce((sum, [name, span]) => sum + (name === "load" ? 0 : span), 0);
      show([{ at: new Date().toISOString(), mode, state, title, parts: request?.parts, time }, ...runs].slice(0, KEPT));
    },
  };
}
