// A message as the sandbox keeps it: the parts as they came, and the same by field.
// Knows: Mailgun loses an `attachment` or `inline` part without a filename and queues the mail all the same
// (django-anymail issue 128); it takes the non-ASCII characters out of a tag and ignores a tag of nothing else
// (documentation.mailgun.com, track-tagging, read 2026-11-22); `name[]` counts as `name` (recorded 2021-05-10).
// Does not know: templates, %recipient% substitution, suppression lists; nothing is rendered or delivered.
import { mailboxes } from "./address.js";

const ADDRESSES = ["to", "cc", "bcc"];
const SINGLE = { subject: "subject", text: "text", html: "html", "amp-html": "ampHtml", template: "template" };
const FILES = { attachments: "attachment", inline: "inline" };
const KNOWN = new Set(["from", ...ADDRESSES, ...Object.keys(SINGLE), "recipient-variables", ...Object.values(FILES), "message"]);

/** The values of a text field, in order. */
export const texts = (parts, name) =>
  parts.filter((part) => part.name === name && part.blob === undefined).map(({ value }) => value);

/** The first value of a text field, or undefined. */
export const first = (parts, name) => texts(parts, name)[0];

/** Parts as Mailgun counts them: names without `[]`, and apart from them the file parts it loses. */
export function sort(form) {
  const parts = form.map((part) => ({ ...part, name: part.name.replace(/\[\]$/, "") }));
  const lost = ({ name, blob }) => blob === undefined && Object.values(FILES).includes(name);
  return { parts: parts.filter((part) => !lost(part)), dropped: parts.filter(lost) };
}

/** Every mailbox of an address field, as written. A value that is no address list gives none. */
export const list = (parts, name) => texts(parts, name).flatMap((value) => mailboxes(value) ?? []);

/** The bare addresses of to, cc and bcc, each once. */
export function recipients(parts) {
  const all = ADDRESSES.flatMap((name) => list(parts, name));
  return [...new Map(all.map(({ address }) => [address.toLowerCase(), address])).values()];
}

export function message({ id, domain, at, mime, parts, dropped }) {
  const kept = { id, domain, at, parts, dropped, from: texts(parts, "from").join(", ") || undefined };
  for (const name of ADDRESSES) kept[name] = list(parts, name).map(({ text }) => text);
  kept.recipients = recipients(parts);
  for (const [wire, field] of Object.entries(SINGLE)) kept[field] = first(parts, wire);
  kept.tags = texts(parts, "o:tag").map((tag) => tag.replace(/[^\0-\x7f]/g, "")).filter((tag) => tag !== "");
  kept.options = collect(parts, ({ name }) => /^[ot]:/.test(name) && name !== "o:tag" && name !== "t:variables", 0);
  kept.headers = collect(parts, ({ name }) => name.startsWith("h:"), 2);
  kept.variables = collect(parts, ({ name }) => name.startsWith("v:"), 2);
  kept.params = collect(parts, ({ name }) => !KNOWN.has(name) && !/^[othv]:/.test(name), 0);
  kept.templateVariables = parsed(first(parts, "t:variables"));
  kept.recipientVariables = parsed(first(parts, "recipient-variables"));
  kept.testMode = /^(?:yes|true)$/i.test(first(parts, "o:testmode") ?? "");
  for (const [field, name] of Object.entries(FILES)) {
    kept[field] = parts.filter((part) => part.name === name && part.blob !== undefined).map(({ name: _, ...file }) => file);
  }
  kept.mime = mime ? parts.find((part) => part.name === "message")?.blob : undefined;
  return kept;
}

/** An object of text fields; a name that came more than once holds an array. */
function collect(parts, wanted, prefix) {
  const found = new Map();
  for (const part of parts) {
    if (part.blob !== undefined || !wanted(part)) continue;
    const name = part.name.slice(prefix);
    found.set(name, found.has(name) ? [found.get(name), part.value].flat() : part.value);
  }
  return Object.fromEntries(found);
}

const parsed = (text) => (text ? JSON.parse(text) : undefined);
