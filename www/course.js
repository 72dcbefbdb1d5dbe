// The course of a call: its attempts and the waits between them, as the client's events tell them.
import { isMailgunError } from "./package.js";

/** What an attempt came to: `429 rate_limited`, `timeout`, `aborted`. */
function outcomeOf({ error, status }) {
  if (!isMailgunError(error)) return { state: "warning", text: "aborted" };
  const text = `${status ?? error.status ?? ""} ${error.code}`.trim();
  return { state: error.name === "UnclearError" ? "warning" : "error", text, family: error.name };
}

export class Course {
  /** `{ kind: "attempt", number, ... }` and `{ kind: "wait", wait, ... }`; what has ended has `span`, `state` and `text`. */
  steps = [];

  #begin(step) {
    this.steps.push({ ...step, began: performance.now() });
  }

  #end(outcome) {
    const step = this.steps.at(-1);
    if (step === undefined || step.span !== undefined) return;
    Object.assign(step, outcome, { span: performance.now() - step.began });
  }

  /** Takes one event of `Mailgun`'s `onEvent`. */
  take(event) {
    if (event.type === "attempt") {
      this.#end({ state: "good", text: "over" });
      this.#begin({ kind: "attempt", number: event.attempt });
    } else if (event.type === "wait") {
      this.#end(outcomeOf(event));
      this.#begin({ kind: "wait", wait: event.wait, named: event.error.retryAfter !== undefined });
    } else if (event.type === "done") {
      this.#end({ state: "good", text: `${event.status} accepted` });
    } else {
      this.#end(outcomeOf(event));
    }
  }

  /** The step under way, or undefined. */
  current() {
    const step = this.steps.at(-1);
    return step?.span === undefined ? step : undefined;
  }

  /** The last attempt that ended. */
  lastAttempt() {
    return this.steps.findLast((step) => step.kind === "attempt" && step.span !== undefined);
  }

  /** Milliseconds of waiting, or undefined where there was none. */
  waited() {
    const waits = this.steps.filter((step) => step.kind === "wait");
    return waits.length > 0 ? waits.reduce((sum, { span }) => sum + span, 0) : undefined;
  }

  /** Without what only a running course needs. */
  toJSON() {
    return this.steps.map(({ began, ...step }) => step);
  }
}
