// What came of a run: accepted, refused, unclear or invalid, in one line; then what to do about it, then the evidence.
import { isMailgunError } from "./package.js";
import { count, h, milliseconds, prose } from "./dom.js";

// What each family says about sending again.
const FAMILIES = {
  ConfigError: "Nothing was sent: an option of the client is wrong.",
  InvalidMessageError: "Nothing was sent: mend the message.",
  RefusedError: "Nothing was queued.",
  UnclearError: "It was perhaps queued. Do not send it again blindly.",
  InternalError: "A bug of this package. Please report it.",
};

/** No key shows, not even the sandbox's. */
const conceal = ([name, value]) => [name, name === "authorization" ? `${value.split(" ")[0]} ••••••` : value];

const headerText = (headers) => headers.map((header) => conceal(header).join(": ")).join("\n");

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body === "" ? "(empty)" : body;
  }
}

const fact = (name, value) => value !== undefined && value !== "" && [h("dt", {}, name), h("dd", {}, h("bdi", {}, String(value)))];

function drawError({ error, aborted, response }) {
  if (aborted) return { state: "warning", title: "Aborted", said: "The call ended with the caller's own reason. Mailgun may have queued the message before.", facts: [fact("reason", error.message)] };
  if (!isMailgunError(error)) return { state: "error", title: "Failed", said: error.message, facts: [fact("name", error.name)] };
  const { name, code, status, details, hint, retryAfter, problems } = error;
  const wrong = problems?.filter((problem) => problem.severity === "error").length;
  return {
    state: name === "UnclearError" ? "warning" : "error",
    title: `${status ?? response?.status ?? ""} ${code}`.trim(),
    // The problems stand in the list below; the message would say the first of them once more.
    said: wrong > 0 ? `${count(wrong, "error")}, listed below.` : error.message,
    hint,
    facts: [
      fact("family", `${name}. ${FAMILIES[name] ?? ""}`),
      fact("code", code),
      fact("details", details),
      fact("retry after", retryAfter === undefined ? undefined : milliseconds(retryAfter)),
    ],
    json: error,
  };
}

function drawSuccess({ mode, request, response, result, sandbox }) {
  const warnings = result.warnings.length > 0 ? `Sent with ${count(result.warnings.length, "warning")}.` : undefined;
  if (mode === "dry") {
    return { state: "good", title: "Ready", said: `Dry run: nothing was sent. ${count(request.parts, "part")} would go out.`, facts: [fact("warnings", warnings)] };
  }
  const kept = sandbox?.messages.at(-1);
  return {
    state: "good",
    title: `${response.status} accepted`,
    said: result.message,
    facts: [
      fact("id", result.id),
      fact("sandbox kept", kept && `${count(kept.parts.length, "part")} for ${count(kept.recipients.length, "recipient")}`),
      fact("warnings", warnings),
    ],
    json: result,
  };
}

const evidence = (title, text, open = false) =>
  h("details", { class: "evidence", open }, h("summary", {}, title), h("pre", { dir: "auto", tabindex: "0" }, text));

const MODES = { dry: "dry run", sandbox: "answered by the sandbox", real: "a real call" };

function drawTimes({ mode, times }) {
  const shown = ["load", "check", "assemble", "network"].filter((name) => times[name] !== undefined);
  return h("p", { class: "times" }, h("span", {}, MODES[mode]), shown.map((name) => h("span", {}, `${name} `, h("b", {}, milliseconds(times[name])))));
}

/** Draws runs into `root`, the last one only; `show` answers what it made of it. */
export function drawAnswer(root) {
  return {
    show(run) {
      const outcome = run.error ? drawError(run) : drawSuccess(run);
      const { state, title, said, hint, facts, json } = outcome;
      const { request, response } = run;
      root.dataset.state = state;
      root.replaceChildren(
        ...[
          h("p", { class: "headline" }, h("strong", {}, title), " ", h("bdi", {}, said)),
          hint && h("p", { class: "advice" }, h("b", {}, "Hint: "), prose(hint)),
          h("dl", {}, facts.filter(Boolean).flat()),
          json && evidence(run.error ? "Error as JSON" : "Result as JSON", JSON.stringify(json, null, 2), !run.error),
          response && run.mode !== "dry" && evidence(`Answer ${response.status}: headers and body`, `${headerText(response.headers)}\n\n${pretty(response.body)}`),
          request && evidence("Request", `${request.method} ${request.url}\n${headerText(request.headers)}\n\n${count(request.parts, "part")} of multipart/form-data`, run.mode === "dry"),
          drawTimes(run),
        ].filter(Boolean),
      );
      root.hidden = false;
      // On a phone the answer stands below the form: without this it would come unseen.
      const { top, bottom } = root.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) root.scrollIntoView({ block: "nearest" });
      return outcome;
    },
    clear() {
      root.hidden = true;
      root.replaceChildren();
    },
  };
}
