// "Copy as": the message as a command, a program or data. The key is always a placeholder.
import { Mailgun, parameters } from "./package.js";
import { count, h, prose } from "./dom.js";
import { highlight } from "./highlight.js";
import { copied } from "./copy/copied.js";
import { FORMATS } from "./copy/formats.js";

// How long the button says that it was done, in milliseconds.
const SAID = 1600;

/** Where the package would post to: it is asked by a call that stops there. Throws what is wrong with the account. */
async function addressOf(account) {
  let address;
  const fetch = async (url) => {
    address = String(url);
    return Response.json({ id: "<stopped@localhost>", message: "Queued. Thank you." });
  };
  const mailgun = new Mailgun({ key: "key-placeholder", ...account, fetch, retry: false, dangerouslyAllowBrowser: true });
  await mailgun.send({ from: "a@mg.example.com", to: "b@mg.example.com", text: "-" });
  return address;
}

/** Copies; where the clipboard is closed to the page, the text is selected for the person to copy. */
async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied";
  } catch {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
  }
}

/** Makes the view in `root`; `account` gives `{ domain, region }` as they stand. */
export function drawCode(root, account) {
  const format = h("select", { "aria-label": "Copy as" }, Object.entries(FORMATS).map(([value, { label }]) => h("option", { value }, label)));
  const button = h("button", { type: "button", class: "small" }, "Copy");
  const said = h("span", { class: "hidden", role: "status" });
  const bar = h("div", { class: "code-bar" }, format, button, said);
  const note = h("p", { class: "note" });
  const code = h("pre", { class: "raw", dir: "ltr", tabindex: "0", role: "group", "aria-label": "Code to copy" });
  root.append(bar, note, code);
  let latest = 0;
  let shown;

  function draw({ init, formData, url }) {
    const { note: about, files, write } = FORMATS[format.value];
    const text = write(copied({ init, formData, url, account: account(), parameters }));
    const attached = [...formData.values()].some((value) => typeof value !== "string");
    code.replaceChildren(...highlight(text));
    note.replaceChildren(...prose(attached ? `${about} ${files}` : about));
  }

  async function show(message, visible) {
    shown = message;
    const { init, formData, errors } = message;
    const turn = ++latest;
    if (!visible) return;
    let wrong = formData ? "" : `Nothing would be sent yet: ${count(errors, "error")} to correct.`;
    try {
      const url = formData && (await addressOf(account()));
      if (formData && turn === latest) draw({ init, formData, url });
    } catch (error) {
      wrong = error.message;
    }
    if (turn !== latest) return;
    code.hidden = button.hidden = wrong !== "";
    if (wrong) note.replaceChildren(...prose(wrong));
  }

  format.addEventListener("change", () => show(shown, true));
  button.addEventListener("click", async () => {
    said.textContent = button.textContent = await copy(code.textContent, code);
    setTimeout(() => {
      button.textContent = "Copy";
      said.textContent = "";
    }, SAID);
  });
  return { show };
}
