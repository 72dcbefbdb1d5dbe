// Wires the page: the form on the left, what follows from it on the right. One straight line, run after every change:
// form -> plain object -> problems -> FormData -> parts.
import { check, parameters, toFormDataAsync } from "./package.js";
import { byId } from "./dom.js";
import { drawForm } from "./fields.js";
import { drawProblems } from "./problems.js";
import { drawMeters } from "./meters.js";
import { drawParts } from "./parts.js";
import { drawRaw } from "./raw.js";
import { drawPreview } from "./preview.js";
import { drawMail } from "./mail.js";
import { drawCode } from "./code.js";
import { drawSelfTest } from "./self-test.js";
import { drawSend } from "./send.js";
import { drawExamples } from "./examples.js";
import { drawShare } from "./share.js";
import { drawTabs } from "./tabs.js";
import { drawTheme } from "./theme.js";
import { guardDrops } from "./files.js";

// Long enough not to check a half-typed word, short enough to feel immediate.
const PAUSE = 150;

/** Draws the page. `load` is the time the package took to load, in milliseconds. */
export function start({ load }) {
  drawTheme(byId("theme"));
  drawSelfTest(byId("self-test"));
  guardDrops();
  const form = drawForm(byId("form"), parameters);
  const problems = drawProblems({ list: byId("problems"), summary: byId("summary"), bar: byId("bar-summary") }, form);
  const meters = drawMeters(byId("meters"), parameters);
  const account = () => ({ domain: byId("send").elements.domain.value.trim(), region: byId("send").elements.region.value });
  const views = {
    parts: drawParts(byId("parts")),
    raw: drawRaw(byId("raw")),
    mail: drawMail(byId("mail")),
    preview: drawPreview(byId("preview")),
    code: drawCode(byId("code"), account),
  };
  const tabs = drawTabs(byId("tabs"));
  let latest = 0;
  let timer;

  async function update() {
    clearTimeout(timer);
    const turn = ++latest;
    const init = form.read();
    meters.show(init);
    const found = check(init);
    problems.show(found);
    form.mark(found);
    const errors = found.filter((problem) => problem.severity === "error").length;
    const formData = errors === 0 ? await toFormDataAsync(init) : undefined;
    if (turn !== latest) return;
    views.parts.show(formData, errors);
    views.raw.show(formData, errors, tabs.selected() === "raw");
    views.mail.show(formData, errors, tabs.selected() === "mail");
    views.preview.show(init, tabs.selected() === "preview");
    views.code.show(init, formData, errors, tabs.selected() === "code");
  }

  const send = drawSend({ form: byId("send"), answer: byId("answer"), history: byId("history") }, {
    load,
    read: form.read,
    reveal() {
      form.revealAll();
      return update();
    },
  });
  for (const id of ["form", "send"]) {
    byId(id).addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(update, PAUSE);
    });
  }
  tabs.onselect(update);
  function use(init) {
    form.write(init);
    send.forget();
    return update();
  }
  const examples = drawExamples(byId("examples"), use);
  const share = drawShare({ button: byId("share"), notice: byId("notice") }, {
    read: form.read,
    load(init) {
      examples.none();
      return use(init);
    },
  });
  share.open().then((opened) => opened || examples.first());
  byId("loading").remove();
  byId("page").hidden = false;
}
