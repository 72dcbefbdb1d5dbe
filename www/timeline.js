// The course of a call as a list that grows: each attempt with its outcome, each wait with a countdown.
import { h, milliseconds } from "./dom.js";

// How often a countdown is drawn, in milliseconds.
const TICK = 100;

const seconds = (span) => `${(span / 1000).toFixed(1)} s`;

function drawAttempt({ number, span, state, text }) {
  const done = span !== undefined;
  return h("li", { "data-state": done ? state : "running" },
    h("span", {}, `Attempt ${number}`),
    h("strong", {}, done ? text : "under way …"),
    done && h("span", { class: "span" }, milliseconds(span)));
}

function drawWait({ wait, named, span, state, text }) {
  const why = named ? "as long as the answer asks for" : "the answer asks for no time";
  const row = h("li", { class: "wait", "data-state": span === undefined ? "running" : state }, h("span", {}, "Wait"));
  if (span !== undefined) row.append(h("strong", {}, state === "good" ? `${seconds(span)} of ${seconds(wait)}` : text), h("span", { class: "span" }, why));
  else row.append(
    h("strong", {}, h("span", { role: "timer", class: "countdown", "aria-label": "Until the next attempt" }, seconds(wait))),
    h("span", { class: "span" }, why),
    h("progress", { max: String(wait), value: "0", "aria-hidden": "true" }));
  return row;
}

/** Draws steps: a `Course`, or what one became as JSON. */
export function drawTimeline(steps) {
  return h("ol", { class: "timeline", "aria-label": "Attempts and waits" }, steps.map((step) => (step.kind === "wait" ? drawWait(step) : drawAttempt(step))));
}

/** Keeps the countdown in `root` going until `stop()`. */
export function countDown(root, course) {
  const timer = setInterval(() => {
    const step = course.current();
    const counter = root.querySelector(".countdown");
    if (step?.kind !== "wait" || counter === null) return;
    const over = performance.now() - step.began;
    counter.textContent = seconds(Math.max(0, step.wait - over));
    root.querySelector("progress").value = Math.min(over, step.wait);
  }, TICK);
  return { stop: () => clearInterval(timer) };
}

/** What to say aloud of the course: a sentence for each step, not for each tick. */
export function spoken(course) {
  const step = course.current();
  if (step?.kind === "wait") return `Attempt ${course.lastAttempt().number} came to ${course.lastAttempt().text}. The next one follows in ${seconds(step.wait)}.`;
  return step ? `Attempt ${step.number} is under way.` : "";
}
