// The choices of a test request, as its form has them. The key is read for one call, and kept nowhere.
import { ANSWERS, RETRIES, TIMES } from "./answers.js";
import { byId, h } from "./dom.js";

const LABELS = { dry: "Dry run", sandbox: "Send to sandbox", real: "Send" };

/** Seconds of a number field, as milliseconds; nothing where nothing is typed. What is out of range, the client refuses. */
const span = (input) => (input.value === "" ? undefined : Math.round(Number(input.value) * 1000));

/** Fills the choices into the form; `read` gives what is chosen. */
export function drawSettings(form) {
  const fields = form.elements;
  for (const [name, choices] of Object.entries({ answer: ANSWERS, times: TIMES, retry: RETRIES })) {
    fields[name].append(...Object.entries(choices).map(([value, { label }]) => h("option", { value }, label)));
  }

  /** Shows what the mode has a use for. */
  function follow() {
    const mode = fields.mode.value;
    const { fault } = ANSWERS[fields.answer.value];
    // Not anew while it is pressed: WebKit would not count that as a click.
    for (const button of [fields.go, byId("bar-go")]) if (button.textContent !== LABELS[mode]) button.textContent = LABELS[mode];
    byId("sandbox").hidden = mode !== "sandbox";
    byId("real").hidden = mode !== "real";
    byId("course-options").hidden = mode === "dry";
    fields.times.closest("label").hidden = fault === undefined;
    fields.wait.closest("label").hidden = fields.answer.value !== "rate_limited";
  }

  form.addEventListener("change", follow);
  follow();
  return {
    read() {
      const mode = fields.mode.value;
      const settings = { mode, domain: fields.domain.value.trim(), region: fields.region.value };
      if (mode === "dry") return settings;
      Object.assign(settings, { retry: RETRIES[fields.retry.value].retry, timeout: span(fields.timeout), deadline: span(fields.deadline) });
      if (mode === "real") return { ...settings, key: fields.key.value, testMode: fields.testmode.checked };
      const fault = ANSWERS[fields.answer.value].fault?.(Number(fields.wait.value) || 0);
      return { ...settings, fault, times: TIMES[fields.times.value].times };
    },
  };
}
