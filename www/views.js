// The views of the request, each behind its tab. All are shown the same: the message as it was typed (`init`), what it became
// (`formData`, undefined while there are errors), and the number of errors. Only the view that is to be seen does its work.
import { byId } from "./dom.js";
import { drawCode } from "./code.js";
import { drawMail } from "./mail.js";
import { drawParts } from "./parts.js";
import { drawPreview } from "./preview.js";
import { drawRaw } from "./raw.js";
import { drawTabs } from "./tabs.js";

/** Draws them; `account` gives `{ domain, region }` as they stand, `turned` is called when another one is chosen. */
export function drawViews(account, turned) {
  const views = {
    parts: drawParts(byId("parts")),
    raw: drawRaw(byId("raw")),
    preview: drawPreview(byId("preview")),
    mail: drawMail(byId("mail")),
    code: drawCode(byId("code"), account),
  };
  const tabs = drawTabs(byId("tabs"));
  tabs.onselect(turned);
  return {
    /** Ends when all stand. */
    async show(message) {
      await Promise.all(Object.entries(views).map(([name, view]) => view.show(message, tabs.selected() === name)));
    },
  };
}
