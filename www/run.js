// One test request: a dry run, which stops at the door; the sandbox, a Mailgun inside this page; or Mailgun itself. Only the last
// uses the network. All go through the package's own `Mailgun.send` with a `fetch` of ours, so what is shown is what `fetch` was called with.
import { Mailgun, check, createSandbox } from "./package.js";
import { Course } from "./course.js";

// The sandbox's own default key, no secret.
const KEY = "key-sandbox";

/** Adds to `times[name]` the milliseconds since `since`. */
const add = (times, name, since) => (times[name] = (times[name] ?? 0) + performance.now() - since);

/** A dry run's other end: the request stops here, and this answer is not shown. */
const stop = async () => Response.json({ id: "<dry-run@localhost>", message: "Queued. Thank you." });

/** The other end of the connection to `url`, and the sandbox where it is one: for the domain that is posted to, which is ASCII. */
function otherEnd(url, { mode, fault, times }) {
  if (mode === "dry") return { fetch: stop };
  if (mode === "real") return { fetch: globalThis.fetch };
  const sandbox = createSandbox({ key: KEY, domains: [new URL(url).pathname.split("/").at(-2)] });
  if (fault !== undefined) sandbox.failNext(fault, times);
  return { fetch: sandbox.fetch, sandbox };
}

const encoder = new TextEncoder();
const partOf = ([name, value]) =>
  typeof value === "string" ? { name, size: encoder.encode(value).length } : { name, size: value.size, file: value.name };

/** A `fetch` that keeps what it was called with and what came back. */
function watched(run, begun) {
  return async (url, init) => {
    if (run.request === undefined) {
      run.times.assemble = Math.max(0, performance.now() - begun - run.times.check);
      run.request = { url: String(url), method: init.method, headers: [...new Headers(init.headers)], parts: [...init.body].map(partOf) };
    }
    const { fetch, sandbox } = run.end ??= otherEnd(url, run.settings);
    run.sandbox = sandbox;
    const sent = performance.now();
    try {
      const response = await fetch.call(globalThis, url, init);
      run.answers.push({ status: response.status, headers: [...response.headers], body: await response.clone().text() });
      return response;
    } finally {
      add(run.times, "network", sent);
    }
  };
}

function client({ mode, key = KEY, domain, region, testMode = false, retry, timeout, deadline }, fetch, onEvent) {
  const real = mode === "real";
  return new Mailgun({ key, domain, region, testMode: real && testMode, retry, timeout, deadline, fetch, onEvent, dangerouslyAllowBrowser: true });
}

/** Sends `init` as `settings` say. `load` is a time to show; `onStep` is told whenever the course has gone on. Never rejects. */
export async function perform(init, settings, { load, signal, onStep }) {
  const course = new Course();
  const run = { at: new Date(), settings, times: { load }, answers: [], course };
  const begun = performance.now();
  try {
    run.problems = check(init);
    add(run.times, "check", begun);
    const onEvent = (event) => {
      course.take(event);
      onStep(course);
    };
    const checked = performance.now();
    const mailgun = client(settings, watched(run, checked), onEvent);
    run.result = await mailgun.send(init, { signal });
  } catch (error) {
    run.error = error;
    run.aborted = signal.aborted;
  }
  run.times.wait = course.waited();
  return run;
}
