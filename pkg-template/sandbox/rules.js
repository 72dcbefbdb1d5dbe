// What Mailgun refuses with status 400, in its own words.
// Sources: the error table of Mailgun's documentation (source/api-sending.rst, 2024-07-23, kept by modalsupport.com as
// "Error Codes Library - Mailgun", read 2026-11-22), the OpenAPI of 2026-07-09, recorded answers of 2023 and 2025.
// An empty or blank body counts as none: mailgun-php issue 290, mnailgun issue 14.
// Not public, and chosen here: the order of the checks; 16 kB taken as 16 384 bytes of names and values; duplicates
// counted among the 1000 recipients; "invalid delivery time format" for the two periods; nested or empty JSON accepted.
// Not checked, since no answer is public: the 25 MB of the built message, flags of other values, more than 10 tags, a
// date in the past, whether a template, sending address or DKIM key exists.
import { mailboxes } from "./address.js";
import { deliveryTime } from "./date.js";
import { first, texts } from "./message.js";

export const MAX_REQUEST = 52_428_800;
const MAX_RECIPIENTS = 1000;
const MAX_OPTIONS = 16_384;
const DAY = 86_400_000;
const encoder = new TextEncoder();

/** The first thing Mailgun would refuse in these parts, or null. `days` is how far ahead a message may be scheduled. */
export function refusal(parts, { mime, now, days }) {
  return addresses(parts, mime) ?? (mime ? file(parts) : body(parts)) ?? options(parts) ?? json(parts) ?? times(parts, now, days);
}

function addresses(parts, mime) {
  if (!mime && blank(parts, "from") && blank(parts, "template")) return "from parameter is missing";
  if (blank(parts, "to")) return "to parameter is missing";
  let recipients = 0;
  for (const field of ["to", "from", "cc", "bcc"]) {
    for (const value of texts(parts, field)) {
      if (value.trim() === "") continue;
      const found = mailboxes(value);
      if (found === null) return `${field} parameter is not a valid address. please check documentation`;
      if (field !== "from") recipients += found.length;
    }
  }
  return recipients > MAX_RECIPIENTS ? `Too many recipients, max is ${MAX_RECIPIENTS}` : null;
}

function file(parts) {
  const part = parts.find(({ name }) => name === "message");
  if (part === undefined) return "message parameter is missing";
  return part.blob === undefined ? "'message' parameter is not a file" : null;
}

function body(parts) {
  if (["text", "html", "amp-html", "template"].every((field) => blank(parts, field))) {
    return "Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified";
  }
  const both = !blank(parts, "html") && !blank(parts, "template");
  return both ? "Only one parameters 'html' or 'template' is allowed" : null;
}

function options(parts) {
  let size = 0;
  for (const { name, value = "" } of parts) {
    if (/^[ohvt]:/.test(name)) size += encoder.encode(name).length + encoder.encode(value).length;
    if (/^h:.*[^\0-\x7f]/s.test(name)) return `Header name must be pure ASCII: ${name.slice(2)}`;
  }
  if (size > MAX_OPTIONS) return "Send options (parameters starting with o:, h:, or v:) are limited to 16 kB total";
  for (const field of ["o:secondary-dkim", "o:secondary-dkim-public"]) {
    const value = first(parts, field);
    if (value && !/^[^\s/]+\/[^\s/]+$/.test(value)) return `${value} is not a valid secondary dkim domain name`;
  }
  return null;
}

function json(parts) {
  const recipients = first(parts, "recipient-variables");
  if (recipients && !isObject(recipients)) return "'recipient-variables' parameter is not a valid JSON";
  const template = first(parts, "t:variables");
  if (!template || isObject(template)) return null;
  return `Invalid template variables. Template variables must be valid json. got: '${template}'`;
}

function times(parts, now, days) {
  const date = first(parts, "o:deliverytime");
  if (date) {
    const time = deliveryTime(date);
    if (Number.isNaN(time)) return `${date} is not an RFC-2822 compliant date`;
    if (time > now + days * DAY) return `Specific delivery time must not be farther than ${days} days from now`;
  }
  const within = first(parts, "o:deliver-within");
  if (within && !/^(?=\d)(?:\d+h)?(?:\d+m)?$/.test(within)) return "invalid delivery time format";
  const period = first(parts, "o:deliverytime-optimize-period");
  if (period && !/^\d+h$/.test(period)) return "invalid delivery time format";
  return localTime(first(parts, "o:time-zone-localize"));
}

function localTime(text) {
  if (!text || /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(text) || /^(?:0?[1-9]|1[0-2]):[0-5]\d[AP]M$/i.test(text)) return null;
  if (/^\d+:\d+$/.test(text)) return `${text} invalid 24 hour time(value of 'o:time-zone-localize')`;
  return `${text} is not a valid time to send (value of 'o:time-zone-localize')`;
}

const blank = (parts, field) => texts(parts, field).every((value) => value.trim() === "");

function isObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
