// How the message may look: the HTML in a frame where nothing can run or load, and the text beside it.
//
// The frame shows `preview.html`, an empty page with a policy of its own (no script, no network, styles within the mail
// allowed). Its sandbox allows neither scripts, forms, popups nor navigation of this page; it keeps this page's origin only so
// that the mail can be put in from outside. Pictures come from the message's own inline files; others stay unloaded.
import { h } from "./dom.js";

// So many addresses are listed.
const SHOWN = 5;
const FILLED = "Mailgun fills in %recipient.…% for each recipient.";
const WIDTHS = { wide: "Desktop", narrow: "Phone" };

/** Keeps links where they are: in the frame they would lead to a page that may not be shown there. Gives where they lead. */
function tieLinks(mail) {
  const links = [...mail.querySelectorAll(":is(a, area)[href]")].filter((link) => !link.getAttribute("href").startsWith("#"));
  return links.map((link) => {
    const address = link.getAttribute("href");
    link.setAttribute("href", "#");
    link.setAttribute("title", address);
    link.removeAttribute("target");
    return address;
  });
}

/** What of the mail's own `<html>` decides how it looks. `innerHTML` leaves these out. */
const WORN = ["dir", "lang", "class", "style"];
const ROOT = /<html(?=\s)((?:"[^"]*"|'[^']*'|[^"'>])*)>/i;

/** Gives `root` what the mail's `<html>` has of that; parsed in `apart`, where nothing runs. */
function dress(root, apart, html) {
  const [, attributes = ""] = ROOT.exec(html.replace(/<!--.*?-->/gs, "")) ?? [];
  apart.body.innerHTML = `<div${attributes}></div>`;
  for (const name of WORN) {
    const value = apart.body.firstElementChild?.getAttribute(name) ?? null;
    if (value === null) root.removeAttribute(name);
    else root.setAttribute(name, value);
  }
}

/** Puts the mail into `page`: parsed first where nothing runs or loads, its `cid:` pictures resolved by `urls`. */
function fill(page, html, urls) {
  // A document of the frame's, since one of this page's would fall under this page's policy and lose the mail's styles.
  const mail = page.implementation.createHTMLDocument("");
  mail.documentElement.innerHTML = html;
  // Not to be safe by this list (the frame's sandbox and policy are what holds), but to keep the console quiet.
  for (const element of mail.querySelectorAll("script, iframe, object, embed, base, meta[http-equiv], link")) element.remove();
  const missing = [];
  for (const attribute of ["srcset", "poster"]) {
    for (const element of mail.querySelectorAll(`[${attribute}]`)) {
      missing.push(element.getAttribute(attribute));
      element.removeAttribute(attribute);
    }
  }
  for (const image of mail.querySelectorAll("[src], [background]")) {
    const attribute = image.hasAttribute("src") ? "src" : "background";
    const source = image.getAttribute(attribute);
    const name = /^cid:(.*)$/is.exec(source)?.[1];
    if (name !== undefined && urls.has(name)) image.setAttribute(attribute, urls.get(name));
    else if (!source.startsWith("data:")) {
      missing.push(source);
      image.setAttribute("data-source", source);
      image.removeAttribute(attribute);
    }
  }
  const links = tieLinks(mail);
  page.documentElement.innerHTML = mail.documentElement.innerHTML;
  dress(page.documentElement, mail, html);
  return { missing, links };
}

/** The first of a list, in words. */
const listed = (title, values) => {
  const [...different] = new Set(values);
  const more = different.length > SHOWN ? ` and ${different.length - SHOWN} more` : "";
  return different.length > 0 && `${title}: ${different.slice(0, SHOWN).join(", ")}${more}.`;
};

const filesByName = (inline = []) => inline.map((file) => [file.filename ?? file.name, file.data ?? file]);

/** Buttons of which one is pressed: `press(name)` shows which; a click calls `chosen(name)`. */
function drawSegments(label, names, chosen) {
  const buttons = Object.entries(names).map(([name, title]) => [name, h("button", { type: "button", onclick: () => chosen(name) }, title)]);
  const element = h("div", { class: "segments", role: "group", "aria-label": label }, buttons.map(([, button]) => button));
  const press = (pressed) => buttons.forEach(([name, button]) => button.setAttribute("aria-pressed", String(name === pressed)));
  return { element, press };
}

/** Makes the view in `root`. */
export function drawPreview(root) {
  const note = h("p", { class: "note" });
  const subject = h("p", { class: "preview-subject", dir: "auto" });
  const frame = h("iframe", { src: "./preview.html", sandbox: "allow-same-origin", title: "HTML of the message", referrerpolicy: "no-referrer" });
  const text = h("pre", { class: "preview-text", dir: "auto", tabindex: "0", role: "group", "aria-label": "Text of the message" });
  let wanted = "html";
  const side = drawSegments("Body", { html: "HTML", text: "Text" }, (name) => turn((wanted = name)));
  const width = drawSegments("Width", WIDTHS, resize);
  root.append(subject, h("div", { class: "preview-bar" }, side.element, width.element), frame, note, text);
  turn(wanted);
  resize("wide");
  let urls = new Map();
  let filled = { mail: [] };
  let ready = loaded();

  function loaded() {
    return new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  }

  /** The document of the frame; a new one, where the mail has managed to leave it. */
  async function page() {
    await ready;
    if (frame.contentDocument === null) {
      ready = loaded();
      frame.src = "./preview.html";
      await ready;
    }
    return frame.contentDocument;
  }

  /** Fills the frame, where it has not got this very mail; gives what is remarked of it. */
  function refill(document, html, files) {
    const mail = [document, html, ...files.flat()];
    const same = mail.length === filled.mail.length && mail.every((each, at) => each === filled.mail[at]);
    if (!same) {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls = new Map(files.map(([name, file]) => [name, URL.createObjectURL(file)]));
      filled = { mail, found: fill(document, html, urls) };
    }
    return filled.found;
  }

  function turn(name) {
    root.dataset.side = name;
    side.press(name);
  }

  function resize(name) {
    frame.classList.toggle("narrow", name === "narrow");
    width.press(name);
  }

  function say(text) {
    note.textContent = text;
    note.hidden = text === "";
  }

  function remark(init, { missing, links }) {
    const about = [listed("Leads to", links), listed("Not loaded here", missing), /%recipient\./.test(`${init.html}${init.text}${init.subject}`) && FILLED].filter(Boolean).join(" ");
    if (init.html || init.text) return say(about);
    return say(init.template ? "The text of a stored template is at Mailgun only." : "Neither text nor HTML yet.");
  }

  return {
    /** Shows the message where the view is to be seen. */
    async show({ init }, visible) {
      if (!visible) return;
      remark(init, refill(await page(), init.html ?? "", filesByName(init.inline)));
      subject.textContent = init.subject ?? "(no subject)";
      text.textContent = init.text ?? "";
      // With one body there is nothing to choose.
      side.element.hidden = init.html === undefined || init.text === undefined;
      turn(init.html === undefined ? "text" : init.text === undefined ? "html" : wanted);
      frame.hidden = init.html === undefined;
      text.hidden = init.text === undefined;
    },
  };
}
