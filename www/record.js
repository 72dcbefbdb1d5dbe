// What is known of a run once it is over, as plain data: to be drawn now, to be kept, and to be drawn again. No key is in it.
import { isMailgunError } from "./package.js";
import { count, milliseconds } from "./dom.js";

// What each family says about sending again.
const FAMILIES = {
  ConfigError: "Nothing was sent: an option of the client is wrong.",
  InvalidMessageError: "Nothing was sent: correct the message.",
  RefusedError: "Nothing was queued.",
  UnclearError: "It was perhaps queued. Do not send it again blindly.",
  InternalError: "A bug of this package. Please report it.",
};
const HIDDEN = "••••••";

const isError = ({ severity }) => severity === "error";

/** Whether the message may have been queued, when the caller's abort ended the call. */
function abortedRun({ error, course }) {
  const last = course.steps.at(-1);
  const said = last === undefined || last.kind === "attempt"
    ? "The call ended with the caller's own reason. Mailgun may have queued the message before."
    : `The call ended during the wait. ${FAMILIES[course.lastAttempt().family]}`;
  return { state: "warning", title: "Aborted", said, facts: [["reason", error.message]] };
}

function failedRun(run) {
  const { error } = run;
  if (run.aborted) return abortedRun(run);
  if (!isMailgunError(error)) return { state: "error", title: "Failed", said: error.message, facts: [["name", error.name]] };
  const { name, code, status, details, hint, retryAfter, problems = [] } = error;
  const wrong = problems.filter(isError);
  return {
    state: name === "UnclearError" ? "warning" : "error",
    title: `${status ?? run.answers.at(-1)?.status ?? ""} ${code}`.trim(),
    // The problems stand in a list of their own; the message would say the first of them once more.
    said: wrong.length > 0 ? `${count(wrong.length, "error")} to correct.` : error.message,
    hint,
    facts: [
      ["family", `${name}. ${FAMILIES[name] ?? ""}`],
      ["code", code],
      ["details", details],
      ["retry after", retryAfter === undefined ? undefined : milliseconds(retryAfter)],
    ],
    json: error,
  };
}

function goodRun({ settings, request, answers, result, sandbox }) {
  const warnings = result.warnings.length > 0 ? `Sent with ${count(result.warnings.length, "warning")}.` : undefined;
  const parts = count(request.parts.length, "part");
  if (settings.mode === "dry") {
    return { state: "good", title: "Ready", said: `Dry run: nothing was sent. ${parts} would go out.`, facts: [["warnings", warnings]] };
  }
  const kept = sandbox?.messages.at(-1);
  return {
    state: "good",
    title: `${answers.at(-1).status} accepted`,
    said: result.message,
    facts: [
      ["id", result.id],
      ["attempts", result.attempts > 1 ? result.attempts : undefined],
      ["sandbox kept", kept && `${count(kept.parts.length, "part")} for ${count(kept.recipients.length, "recipient")}`],
      ["warnings", warnings],
    ],
    json: result,
  };
}

/** No key shows, not even the sandbox's; and should an answer repeat a real one, it does not show there either. */
const conceal = (headers) => headers.map(([name, value]) => [name, name === "authorization" ? `${value.split(" ")[0]} ${HIDDEN}` : value]);

function hide(value, secrets) {
  if (typeof value === "string") return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hide(item, secrets));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hide(item, secrets)]));
}

/** The record of a run, as `perform` gives it. */
export function recordOf(run) {
  const { at, settings: { mode, key }, times, request, answers, course } = run;
  const outcome = run.error ? failedRun(run) : goodRun(run);
  const record = JSON.parse(JSON.stringify({
    at, mode, ...outcome, times,
    facts: outcome.facts.filter(([, value]) => value !== undefined && value !== ""),
    failed: run.error !== undefined,
    request: request && { ...request, headers: conceal(request.headers) },
    answers: mode === "dry" ? [] : answers,
    course,
  }));
  return hide(record, key ? [key, btoa(String.fromCharCode(...new TextEncoder().encode(`api:${key}`)))] : []);
}

// An answer's body beyond this is not kept.
const KEPT = 2000;

/** Of a problem what names it; its words may quote the message. */
const named = ({ severity, field, code }) => ({ severity, field, code });

/** A record as it is kept: names, sizes, times and what was answered; nothing that the message says. */
export function keepable({ json, ...record }) {
  const lists = ["problems", "warnings"].filter((name) => Array.isArray(json?.[name]));
  const kept = json && { ...json, ...Object.fromEntries(lists.map((name) => [name, json[name].map(named)])) };
  if (json?.code === "invalid_message") delete kept.message;
  return {
    ...record,
    json: kept,
    request: record.request && { ...record.request, parts: record.request.parts.map(({ name, size }) => ({ name, size })) },
    answers: record.answers.map(({ body, ...answer }) => ({ ...answer, body: body.slice(0, KEPT) })),
  };
}
