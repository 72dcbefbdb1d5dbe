// The multipart body as this very browser writes it. Only text is shown whole: each file is replaced by a note of the same
// name and type, so that 18 MB cost nothing; the heads of the parts and the boundary are the browser's own, but for an engine that
// does not read files back (see the sandbox's body.js).
import { bodyOf } from "./package.js";
import { bytes, count, h } from "./dom.js";

const note = (file) => new File([`[${bytes(file.size)} of ${file.type || "no type"}]`], file.name, { type: file.type });

/** The Content-Type and the body of a request with this FormData. */
async function write(formData) {
  const shown = new FormData();
  for (const [name, value] of formData) shown.append(name, typeof value === "string" ? value : note(value));
  const request = new Request("http://localhost/", { method: "POST", body: shown });
  const copy = request.clone();
  const own = await request.text().catch(() => undefined);
  const body = own ?? new TextDecoder().decode(await bodyOf(copy, shown));
  return { type: copy.headers.get("Content-Type"), body, own: own !== undefined };
}

const NOT_OWN = "This browser does not read files back: their heads stand here as HTML's standard writes them.";

/** Makes the view in `root`. */
export function drawRaw(root) {
  const head = h("p", { class: "note" });
  const body = h("pre", { class: "raw", tabindex: "0", role: "group", "aria-label": "Multipart body" });
  root.append(head, body);
  let latest = 0;

  return {
    /** Writes the body where the view is to be seen. */
    async show({ formData, errors }, visible) {
      const turn = ++latest;
      if (!visible) return;
      const written = formData && (await write(formData));
      if (turn !== latest) return;
      head.textContent = written ? `Content-Type: ${written.type}${written.own ? "" : `\n${NOT_OWN}`}` : `Nothing would be sent yet: ${count(errors, "error")} to correct.`;
      head.classList.toggle("mono", written !== undefined);
      body.hidden = written === undefined;
      body.textContent = written?.body ?? "";
    },
  };
}
