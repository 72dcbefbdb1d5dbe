// Wires the page: the form on the left, what follows from it on the right. One straight line, run after every change:
// form -> plain object -> problems -> FormData -> parts.
import { check, parameters, toFormDataAsync } from "./package.js";
import { byId } from "./dom.js";
import { drawForm } from "./fields.js";
import { drawProblems } from "./problems.js";
import { drawMeters } from "./meters.js";
import { drawViews } from "./views.js";
import { drawAccount } from "./account.js";
import { drawSelfTest } from "./self-test.js";
import { drawSend } from "./send.js";
import { drawExamples } from "./examples.js";
import { drawPace } from "./pace.js";
import { drawShare } from "./share.js";
import { drawTheme } from "./theme.js";
import { guardDrops } from "./files.js";

/** What follows from the form, run after every change: its problems, its parts and their views. Gives its pace. */
function drawOutcome(form, { account, asSent }) {
  const problems = drawProblems({ list: byId("problems"), summary: byId("summary"), bar: byId("bar-summary") }, form);
  const meters = drawMeters(byId("meters"), parameters);
  const views = drawViews(account, () => pace.now());

  const pace = drawPace(byId("views"), async (isLatest) => {
    const init = form.read();
    meters.show(init);
    const found = check(init);
    problems.show(found);
    form.mark(found);
    const errors = found.filter((problem) => problem.severity === "error").length;
    const sent = asSent(init);
    const formData = errors === 0 ? await toFormDataAsync(sent) : undefined;
    if (isLatest()) await views.show({ init: sent, formData, errors });
  });
  return pace;
}

/** What fills the form: an example, or the link that the page was opened with. `use(make)` fills it with what `make` gives. */
function drawStarts(form, use) {
  const examples = drawExamples(byId("examples"), use);
  const share = drawShare({ button: byId("share"), notice: byId("notice") }, {
    read: form.read,
    async load(make) {
      if (await use(make)) examples.none();
    },
  });
  return share.open().then((opened) => opened || examples.first());
}

/** Draws the page, and shows it with its first message. `load` is the time the package took to load, in milliseconds. */
export async function start({ load }) {
  drawTheme(byId("theme"));
  drawSelfTest(byId("self-test"));
  guardDrops();
  const form = drawForm(byId("form"), parameters);
  const pace = drawOutcome(form, drawAccount(byId("send")));
  const send = drawSend({ form: byId("send"), answer: byId("answer"), history: byId("history") }, {
    load,
    read: form.read,
    reveal() {
      form.revealAll();
      return pace.now();
    },
  });
  for (const id of ["form", "send"]) byId(id).addEventListener("input", pace.soon);
  byId("form").addEventListener("input", send.outdate);
  let latest = 0;

  /** Fills the form with what `make` gives, in the end; gives whether it did: another start may have been chosen meanwhile. */
  async function use(make) {
    const turn = ++latest;
    pace.begin();
    try {
      const init = await make();
      if (turn !== latest) return false;
      form.write(init);
      send.forget();
      return true;
    } finally {
      if (turn === latest) await pace.now();
    }
  }

  await drawStarts(form, use);
  byId("loading").remove();
  byId("page").hidden = false;
}
