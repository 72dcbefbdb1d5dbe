// "Test request": a dry run, which stops at the door; the sandbox, a Mailgun inside this page; or Mailgun itself. Only the last
// uses the network. All go through the package's own `Mailgun.send` with a `fetch` of ours, so what is shown is what `fetch` was called with.
import { Mailgun, check, createSandbox, toFormDataAsync } from "./package.js";
import { ANSWERS } from "./answers.js";
import { drawAnswer } from "./answer.js";
import { byId, h } from "./dom.js";
import { drawHistory } from "./history.js";

// The sandbox's own default key, no secret. A real key is read from its field for one call, and kept nowhere.
const KEY = "key-sandbox";
const LABELS = { dry: "Run dry", sandbox: "Send to sandbox", real: "Send" };

/** Does `work` and adds its time, in milliseconds, to `times[name]`. */
async function timed(times, name, work) {
  const started = performance.now();
  try {
    return await work();
  } finally {
    times[name] = (times[name] ?? 0) + performance.now() - started;
  }
}

/** A dry run's other end: the request stops here, and this answer is not shown. */
const stop = async () => Response.json({ id: "<dry-run@localhost>", message: "Queued. Thank you." });

/** Draws the panel. `read` gives the message; `reveal` shows every problem beside its field; `load` is a time to show. */
export function drawSend({ form, answer, history }, { load, read, reveal }) {
  const fields = form.elements;
  const view = drawAnswer(answer);
  const runs = drawHistory(history);
  let abort;

  fields.answer.append(...Object.entries(ANSWERS).map(([value, { label }]) => h("option", { value }, label)));

  /** The other end of the connection. */
  function otherEnd(run) {
    if (run.mode === "dry") return stop;
    if (run.mode === "real") return globalThis.fetch;
    run.sandbox = createSandbox({ key: KEY, domains: [run.domain] });
    const { fault } = ANSWERS[fields.answer.value];
    if (fault !== undefined) run.sandbox.failNext(fault);
    return run.sandbox.fetch;
  }

  /** A `fetch` that keeps what it was called with and what came back. */
  const watched = (run) => async (url, init) => {
    const headers = [...new Headers(init.headers)];
    run.request = { url: String(url), method: init.method, headers, parts: [...init.body].length };
    const response = await timed(run.times, "network", () => otherEnd(run).call(globalThis, url, init));
    run.response = { status: response.status, headers: [...response.headers], body: await response.clone().text() };
    return response;
  };

  async function send() {
    const run = { mode: fields.mode.value, domain: fields.domain.value.trim(), times: { load } };
    const init = read();
    abort = new AbortController();
    try {
      const real = run.mode === "real";
      const mailgun = new Mailgun({
        key: real ? fields.key.value : KEY,
        domain: run.domain,
        region: fields.region.value,
        testMode: real && fields.testmode.checked,
        fetch: watched(run),
        // One attempt: the page shows each answer as it comes.
        retry: false,
        dangerouslyAllowBrowser: true,
      });
      const problems = await timed(run.times, "check", () => check(init));
      if (problems.every(({ severity }) => severity !== "error")) await timed(run.times, "assemble", () => toFormDataAsync(init));
      run.result = await mailgun.send(init, { signal: abort.signal });
    } catch (error) {
      run.error = error;
      run.aborted = abort.signal.aborted;
    }
    return run;
  }

  function busy(running) {
    fields.go.disabled = running;
    fields.abort.hidden = !running;
    form.setAttribute("aria-busy", String(running));
  }

  function follow() {
    const mode = fields.mode.value;
    fields.go.textContent = byId("bar-go").textContent = LABELS[mode];
    fields.answer.closest("label").hidden = mode !== "sandbox";
    byId("real").hidden = mode !== "real";
  }

  form.addEventListener("change", follow);
  fields.abort.addEventListener("click", () => abort.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (fields.go.disabled) return;
    busy(true);
    await reveal();
    const run = await send();
    runs.add(run, view.show(run));
    busy(false);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  follow();
  return { forget: view.clear };
}
