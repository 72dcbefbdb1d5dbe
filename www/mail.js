// The message as a mail: written by nodemailer, to be read here or kept as a file. An approximation; the real one is Mailgun's.
import { bytes, count, h } from "./dom.js";

const APPROXIMATION =
  "An approximation, by nodemailer: Mailgun writes the real mail, with headers and a signature of its own, its tracking, and the variables filled in.";
const DOWNLOAD = "Download .eml";
const BATCH = " With recipient variables each recipient gets a mail of their own, with their address alone in To; here all stand in one.";
const TEMPLATED = " The text of a stored template is at Mailgun only.";

/** A file as the writer takes it: its bytes, or a line that says what stands there. */
const WHOLE = async (file) => ({ content: await file.arrayBuffer() });
const NAMED = async (file) => ({
  content: new TextEncoder().encode(`[${bytes(file.size)} of ${file.type || "no type"}]`).buffer,
  contentTransferEncoding: "7bit",
});

const described = (file, inline) => ({
  filename: file.name,
  contentType: file.type || "application/octet-stream",
  ...(inline ? { cid: file.name, contentDisposition: "inline" } : {}),
});

/** What a mail is written from: the parts that show in it. */
async function mailOf(formData, attach) {
  const text = (name) => formData.get(name) ?? undefined;
  const headers = [...formData].filter(([name]) => name.startsWith("h:")).map(([name, value]) => ({ key: name.slice(2), value }));
  const files = [...formData].filter(([, value]) => typeof value !== "string");
  return {
    from: text("from"), to: formData.getAll("to"), cc: formData.getAll("cc"), subject: text("subject"),
    text: text("text"), html: text("html"), amp: text("amp-html"), headers,
    attachments: await Promise.all(files.map(async ([name, file]) => ({ ...described(file, name === "inline"), ...(await attach(file)) }))),
  };
}

/** The mail as bytes. The writer is loaded when it is first needed. */
export async function mailBytes(formData, attach = WHOLE) {
  const { writeMail, bytesOf } = await import("./vendor/mail-writer.js");
  const mail = await mailOf(formData, attach);
  for (const attached of mail.attachments) attached.content = bytesOf(attached.content);
  return writeMail(mail);
}

/** `Weekly report` -> `Weekly report.eml`, without what a file name may not hold. */
const fileName = (subject) => `${(subject ?? "").replace(/[\p{C}\\/:*?"<>|]+/gu, " ").trim().slice(0, 60) || "message"}.eml`;

function save(data, name) {
  const url = URL.createObjectURL(new Blob([data], { type: "message/rfc822" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Makes the view in `root`. */
export function drawMail(root) {
  const note = h("p", { class: "note" });
  const button = h("button", { type: "button", class: "small" }, DOWNLOAD);
  const body = h("pre", { class: "raw", tabindex: "0", role: "group", "aria-label": "Mail" });
  root.append(h("div", { class: "code-bar" }, button), note, body);
  let latest = 0;
  let shown;

  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = "Writing …";
    await new Promise((resolve) => setTimeout(resolve)); // so that this is seen: 18 MB take their time
    try {
      save(await mailBytes(shown), fileName(shown.get("subject")));
    } finally {
      button.disabled = false;
      button.textContent = DOWNLOAD;
    }
  });

  return {
    /** Writes the mail where the view is to be seen; of each file only that it is there. */
    async show({ formData, errors }, visible) {
      const turn = ++latest;
      if (!visible) return;
      let mail;
      let said = `Nothing would be sent yet: ${count(errors, "error")} to correct.`;
      try {
        mail = formData && new TextDecoder().decode(await mailBytes(formData, NAMED));
        if (mail !== undefined) said = APPROXIMATION + (formData.has("recipient-variables") ? BATCH : "") + (formData.has("template") ? TEMPLATED : "");
      } catch (error) {
        said = `The mail could not be written: ${error.message}`;
      }
      if (turn !== latest) return;
      shown = formData;
      body.hidden = button.hidden = mail === undefined;
      body.textContent = mail ?? "";
      note.textContent = said;
    },
  };
}
