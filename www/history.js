// The last runs, kept in this browser, each to be looked at again. What is kept of one, and what is not: `keepable` of record.js.
import { count, h, milliseconds } from "./dom.js";
import { keepable } from "./record.js";

const KEY = "mailgun-edge-runs";
const KEPT = 20;
const MODES = { dry: "dry run", sandbox: "sandbox", real: "real" };

/** Whether it is a record that can be drawn: storage may hold something older, or something else. */
const isRecord = (run) => typeof run?.at === "string" && ["facts", "answers", "course"].every((name) => Array.isArray(run[name])) && run.mode in MODES && typeof run.times === "object";

function load() {
  try {
    const runs = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(runs) ? runs.filter(isRecord) : [];
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

const took = ({ times }) => Object.entries(times).reduce((sum, [name, span]) => sum + (name === "load" ? 0 : span), 0);

function facts({ request, course, ...run }) {
  const attempts = course.filter(({ kind }) => kind === "attempt").length;
  return [request && count(request.parts.length, "part"), attempts > 1 && count(attempts, "attempt"), milliseconds(took(run))].filter(Boolean).join(", ");
}

/** Draws the runs into `root`; a press on one calls `recall(record)`, `cleared` is called when all are forgotten. */
export function drawHistory(root, { recall, cleared }) {
  let runs = load();
  const list = h("ol", { class: "runs" });
  const summary = h("summary", {});
  const note = h("p", {}, "Kept in this browser: times, what was answered, names and sizes of the parts. Neither the key nor what a message says.");
  const forget = h("button", { type: "button", class: "small", onclick: clear }, "Forget them");
  root.append(h("details", { class: "history" }, summary, list, h("div", { class: "history-end" }, note, forget)));

  const drawRun = (run) =>
    h("li", {}, h("button", { type: "button", "data-state": run.state, onclick: () => recall(run) },
      h("time", { datetime: run.at }, new Date(run.at).toLocaleTimeString([], { timeStyle: "medium" })),
      h("span", {}, MODES[run.mode]),
      h("strong", {}, run.title),
      h("span", { class: "facts" }, facts(run))));

  function show(next) {
    runs = next;
    store(runs);
    summary.textContent = count(runs.length, "run");
    list.replaceChildren(...runs.map(drawRun));
    root.hidden = runs.length === 0;
  }

  function clear() {
    show([]);
    cleared();
  }

  show(runs);
  return { add: (record) => show([keepable(record), ...runs].slice(0, KEPT)) };
}
