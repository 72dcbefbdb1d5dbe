// "Test request": the panel over a run. What a run is, run.js knows; what is shown of it, answer.js.
import { drawAnswer } from "./answer.js";
import { byId } from "./dom.js";
import { drawHistory } from "./history.js";
import { recordOf } from "./record.js";
import { perform } from "./run.js";
import { drawSettings } from "./settings.js";

/** Draws the panel. `read` gives the message; `reveal` shows every problem beside its field; `load` is a time to show. */
export function drawSend({ form, answer, history }, { load, read, reveal }) {
  const fields = form.elements;
  const settings = drawSettings(form);
  const view = drawAnswer(answer, byId("voice"));
  let last; // of this visit
  let abort;

  const back = () => (last ? view.show(last) : view.clear());
  const runs = drawHistory(history, {
    recall(record) {
      if (abort !== undefined) return;
      view.recall(record, () => {
        back();
        history.querySelector("summary").focus(); // it came from there
      });
    },
    cleared: () => abort === undefined && back(),
  });

  function busy(controller) {
    abort = controller;
    const running = controller !== undefined;
    const [go, barGo, stopper, barStopper] = [fields.go, byId("bar-go"), fields.abort, byId("bar-abort")];
    const held = document.activeElement;
    stopper.hidden = barStopper.hidden = !running;
    // The focus goes to what can be pressed now: on a button that is gone it would be lost.
    for (const [from, to] of running ? [[go, stopper], [barGo, barStopper]] : [[stopper, go], [barStopper, barGo]]) {
      to.hidden = to.disabled = false;
      if (held === from) to.focus({ preventScroll: true });
    }
    go.disabled = barGo.disabled = barGo.hidden = running;
    form.setAttribute("aria-busy", String(running));
  }

  /** Does not wait for a repaint before it sends: the client reads the message at once. */
  async function send() {
    const controller = new AbortController();
    busy(controller);
    await reveal();
    const run = await perform(read(), settings.read(), { load, signal: controller.signal, onStep: (course) => course.current() && view.follow(course) });
    last = recordOf(run);
    view.show(last);
    runs.add(last);
    busy(undefined);
  }

  const stop = () => abort?.abort(new Error("Stopped by hand on this page."));
  fields.abort.addEventListener("click", stop);
  byId("bar-abort").addEventListener("click", stop);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (abort === undefined) send();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape" && abort !== undefined) stop();
  });
  busy(undefined);
  return {
    /** The message has changed: what came of it before is no longer about it. */
    outdate() {
      if (!answer.hidden) view.age();
    },
    forget() {
      last = undefined;
      if (abort === undefined) view.clear();
    },
  };
}
