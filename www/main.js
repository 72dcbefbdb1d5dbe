// Wires the page: the form on the left, what follows from it on the right. One straight line, run after every change:
// form -> plain object -> problems -> FormData -> parts.
import { check, parameters, toFormDataAsync } from "./package.js";
import { byId } from "./dom.js";
import { drawForm } from "./fields.js";
import { drawProblems } from "./problems.js";
import { drawMeters } from "./meters.js";
import { drawViews } from "./views.js";
import { drawSelfTest } from "./self-test.js";
import { drawSend } from "./send.js";
import { drawExamples } from "./examples.js";
import { drawShare } from "./share.js";
import { drawTheme } from "./theme.js";
import { guardDrops } from "./files.js";

// Long enough not to check a half-typed word, short enough to feel immediate.
const PAUSE = 150;

/** What follows from the form, run after every change: its problems, its parts and their views. */
function drawOutcome(form, account) {
  const problems = drawProblems({ list: byId("problems"), summary: byId("summary"), bar: byId("bar-summary") }, form);
  const meters = drawMeters(byId("meters"), parameters);
  const views = drawViews(account, update);
  let latest = 0;

  async function update() {
    const turn = ++latest;
    const init = form.read();
    meters.show(init);
    const found = check(init);
    problems.show(found);
    form.mark(found);
    const errors = found.filter((problem) => problem.severity === "error").length;
    const formData = errors === 0 ? await toFormDataAsync(init) : undefined;
    if (turn === latest) views.show({ init, formData, errors });
  }
  return update;
}

/** What fills the form: an example, or the link that the page was opened with. */
function drawStarts(form, use) {
  const examples = drawExamples(byId("examples"), use);
  const share = drawShare({ button: byId("share"), notice: byId("notice") }, {
    read: form.read,
    load(init) {
      examples.none();
      return use(init);
    },
  });
  share.open().then((opened) => opened || examples.first());
}

/** Draws the page. `load` is the time the package took to load, in milliseconds. */
export function start({ load }) {
  drawTheme(byId("theme"));
  drawSelfTest(byId("self-test"));
  guardDrops();
  const form = drawForm(byId("form"), parameters);
  const { domain, region } = byId("send").elements;
  const update = drawOutcome(form, () => ({ domain: domain.value.trim(), region: region.value }));
  const send = drawSend({ form: byId("send"), answer: byId("answer"), history: byId("history") }, {
    load,
    read: form.read,
    reveal() {
      form.revealAll();
      return update();
    },
  });
  let timer;
  for (const id of ["form", "send"]) {
    byId(id).addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(update, PAUSE);
    });
  }
  drawStarts(form, (init) => {
    form.write(init);
    send.forget();
    return update();
  });
  byId("loading").remove();
  byId("page").hidden = false;
}
