// What came of a run: accepted, refused, unclear or invalid, in one line; then what to do about it, then the evidence.
import { bytes, count, h, milliseconds, prose } from "./dom.js";
import { countDown, drawTimeline, spoken } from "./timeline.js";

const headerText = (headers) => headers.map((header) => header.join(": ")).join("\n");

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body === "" ? "(empty)" : body;
  }
}

const evidence = (title, text, open = false) =>
  h("details", { class: "evidence", open }, h("summary", {}, title), h("pre", { dir: "auto", tabindex: "0", role: "group", "aria-label": title }, text));

const MODES = { dry: "dry run", sandbox: "sandbox", real: "real" };
const SHOWN = { dry: ["load", "check", "assemble"], sandbox: ["load", "check", "assemble", "network", "wait"] };
SHOWN.real = SHOWN.sandbox;

/** The split of the time: a bar of what this call took, and the figures. Loading came before, once for all calls. */
function drawTimes({ mode, times }) {
  const names = SHOWN[mode].filter((name) => times[name] !== undefined);
  const own = names.filter((name) => name !== "load");
  const sum = own.reduce((total, name) => total + times[name], 0);
  const bar = h("div", { class: "split", "aria-hidden": "true" }, own.map((name) => {
    const share = h("span", { class: name });
    share.style.flexGrow = String(sum > 0 ? Math.max(times[name] / sum, 0.01) : 1);
    return share;
  }));
  const figures = names.map((name) => h("span", { class: name }, `${name} `, h("b", {}, milliseconds(times[name]))));
  return h("div", { class: "times" }, own.length > 0 && bar, h("p", {}, figures));
}

function drawRequest({ mode, request }) {
  const parts = request.parts.map(({ name, size, file }) => `${name}  ${file === undefined ? "" : `${file}  `}${bytes(size)}`);
  const text = `${request.method} ${request.url}\n${headerText(request.headers)}\n\nmultipart/form-data, ${count(parts.length, "part")}:\n${parts.join("\n")}`;
  return evidence("Request", text, mode === "dry");
}

const drawReply = ({ status, headers, body }, index, all) =>
  evidence(`Answer ${all.length > 1 ? `${index + 1}: ` : ""}${status}, headers and body`, `HTTP status ${status}\n${headerText(headers)}\n\n${pretty(body)}`);

function draw(record, top) {
  const { title, said, hint, facts, json, failed, request, answers, course } = record;
  return [
    top,
    h("p", { class: "headline" }, h("strong", {}, title), " ", h("bdi", {}, said), " ", h("span", { class: "mode" }, MODES[record.mode])),
    hint && h("p", { class: "advice" }, h("b", {}, "Hint: "), prose(hint)),
    course.length > 0 && record.mode !== "dry" && drawTimeline(course),
    h("dl", {}, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, h("bdi", {}, String(value)))])),
    json && evidence(failed ? "Error as JSON" : "Result as JSON", JSON.stringify(json, null, 2)),
    ...answers.map(drawReply),
    request && drawRequest(record),
    drawTimes(record),
  ].filter(Boolean);
}

/** Draws records into `root`, the last one only; sentences to be read aloud go to `voice`. */
export function drawAnswer(root, voice) {
  let counting;

  /** On a phone the answer stands below the form: without this it would come unseen. */
  function reveal() {
    root.hidden = false;
    const { top, bottom } = root.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) root.scrollIntoView({ block: "nearest" });
  }

  function put(state, ...children) {
    counting?.stop();
    root.dataset.state = state;
    delete root.dataset.aged;
    root.replaceChildren(...children);
    reveal();
  }

  return {
    /** Shows how a call is going. */
    follow(course) {
      put("running", h("p", { class: "headline" }, h("strong", {}, "Under way")), drawTimeline(course.steps));
      counting = countDown(root, course);
      voice.textContent = spoken(course);
    },
    /** Shows what came of it. */
    show(record) {
      put(record.state, ...draw(record));
      voice.textContent = `${record.title}. ${record.said}`;
    },
    /** Shows an earlier one again; `close` is called when the user has seen it. */
    recall(record, close) {
      const when = new Date(record.at).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });
      const back = h("button", { type: "button", class: "small", onclick: close }, "Close");
      put(record.state, ...draw(record, h("p", { class: "recalled" }, h("span", {}, "An earlier run, ", h("time", { datetime: record.at }, when)), back)));
      back.focus({ preventScroll: true });
    },
    /** Tells that the message is another one since. */
    age() {
      if (root.dataset.state === "running" || root.dataset.aged !== undefined) return;
      root.dataset.aged = "";
      root.prepend(h("p", { class: "recalled" }, "Before your changes"));
    },
    clear() {
      counting?.stop();
      root.hidden = true;
      root.replaceChildren();
    },
  };
}
