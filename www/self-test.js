// "Self-test": the package's own contract, run in this very browser by self-test-worker.js, and what came of each case.
import { byId, count, h } from "./dom.js";

const GROUPS = { failed: "failed", "not-run": "not run here", passed: "passed" };

/** What stands before the colon names what a case is about. */
const topic = (name) => name.split(/[:,]/, 1)[0].replace(/^(parameter|all parameters).*/, "parameters");

function byKey(cases, keyOf) {
  const groups = new Map();
  for (const each of cases) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups];
}

const fold = (title, names) => h("details", {}, h("summary", {}, title), h("ul", {}, names.map((name) => h("li", {}, h("bdi", {}, name)))));

/** Failures one by one, with what was found; what was not run, by its reason; passes, by their topic. */
const DRAW = {
  failed: (cases) => cases.map(({ name, text }) => h("li", {}, h("strong", {}, h("bdi", {}, name)), h("pre", { dir: "auto" }, text))),
  "not-run": (cases) => byKey(cases, ({ text }) => text).map(([text, same]) => h("li", {}, fold(`${count(same.length, "case")}: ${text}`, same.map(({ name }) => name)))),
  passed: (cases) => byKey(cases, ({ name }) => topic(name)).map(([name, same]) => h("li", {}, fold(`${name}: ${same.length}`, same.map((each) => each.name)))),
};

function drawResults(cases) {
  return Object.entries(GROUPS).flatMap(([state, words]) => {
    const found = cases.filter((each) => each.state === state);
    if (found.length === 0) return [];
    const title = h("summary", {}, h("strong", {}, String(found.length)), ` ${words}`);
    return [h("details", { class: "results", "data-result": state, open: state === "failed" }, title, h("ul", {}, DRAW[state](found)))];
  });
}

const sum = (cases) => Object.entries(GROUPS).map(([state, words]) => `${cases.filter((each) => each.state === state).length} ${words}`).join(", ");

/** Draws the panel into `root`. */
export function drawSelfTest(root) {
  const button = byId("self-test-run");
  const said = h("p", { role: "status", class: "self-test-said" });
  const bar = h("progress", { "aria-label": "Progress of the self-test", hidden: true });
  const results = h("div", {});
  root.append(bar, said, results);
  let worker;

  function end(cases, words) {
    worker.terminate();
    worker = undefined;
    button.textContent = "Run again";
    bar.hidden = true;
    const failed = cases.some(({ state }) => state === "failed");
    said.dataset.state = failed ? "error" : "good";
    said.textContent = words;
    results.replaceChildren(...drawResults(cases));
  }

  function start() {
    const cases = [];
    const began = performance.now();
    worker = new Worker("./self-test-worker.js", { type: "module" });
    button.textContent = "Stop";
    delete said.dataset.state;
    said.textContent = "Running …";
    results.replaceChildren();
    bar.hidden = false;
    bar.removeAttribute("value");
    worker.addEventListener("message", ({ data }) => {
      if (data.done) return end(cases, `${sum(cases)}, in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      cases.push(data);
      bar.max = data.of;
      bar.value = cases.length;
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      cases.push({ name: "start", state: "failed", text: event.message ?? "the worker could not be loaded" });
      end(cases, sum(cases));
    });
    stop = () => end(cases, `Stopped: ${sum(cases)}.`);
  }

  let stop;
  button.addEventListener("click", () => (worker === undefined ? start() : stop()));
}
