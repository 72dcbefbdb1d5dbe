// One sample of every parameter: what goes in, and which parts must come out. Written from Mailgun's OpenAPI and the
// package's documentation, in the order in which the parts go out.
//
//   wire, field   the two names of the plain object's field
//   value         what both names take
//   calls         the builder's calls, where it is not `field(value)`
//   parts         the parts expected; files are made by `files(kit)` instead
//   also          what the parameter needs beside it

import { field, file } from "./kit.mjs";

/** A moment ahead, to the second. Called within a case: in workerd there is no clock while a module is evaluated. */
export const ahead = (ms) => new Date(Math.floor(Date.now() / 1000) * 1000 + ms);

/** An RFC 2822 date in UTC with a numeric zone. */
export const rfc2822 = (date) => date.toUTCString().replace("GMT", "+0000");

const one = (wire, name, value, text = value, more = {}) => ({ wire, field: name, value, parts: [field(wire, text)], ...more });
const template = { template: "welcome" };

const TO = ["Bob <bob@host.com>", { name: "Smith, Eve", address: "eve@host.com" }, "a@b.c"];
const TO_TEXT = 'Bob <bob@host.com>, "Smith, Eve" <eve@host.com>, a@b.c';
const each = (name, values) => values.map((value) => [name, value]);
const list = (name) => one(name, name, TO, TO_TEXT, { calls: each(name, TO) });

const BODY = "Grüße ☃\nsecond\r\nthird\rfourth\n";
const BODY_SENT = "Grüße ☃\r\nsecond\r\nthird\r\nfourth\r\n";
const VARIABLES = { name: "Zoë", list: [1, null, { deep: true }], "%": '"' };
const RECIPIENTS = { "bob@host.com": { name: "Bob", n: 1 } };

const PNG = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 255]);

/** Every sample. The delivery time is an hour ahead. */
export const samples = (inAnHour = ahead(3_600_000)) => [
  one("from", "from", "Ada Lovelace <ada@mg.example.com>"),
  list("to"),
  list("cc"),
  list("bcc"),
  one("subject", "subject", "Отчёт — 報告 ☃ 😀"),
  one("text", "text", BODY, BODY_SENT),
  one("html", "html", `<p>${BODY}</p>`, `<p>${BODY_SENT}</p>`),
  one("amp-html", "ampHtml", "<!doctype html><html ⚡4email></html>"),
  one("template", "template", "welcome"),
  one("t:version", "templateVersion", "v2", "v2", { also: template }),
  one("t:text", "templateText", true, "yes", { also: template }),
  one("t:variables", "templateVariables", VARIABLES, JSON.stringify(VARIABLES), { also: template }),
  one("recipient-variables", "recipientVariables", RECIPIENTS, JSON.stringify(RECIPIENTS)),
  {
    wire: "o:tag",
    field: "tags",
    value: ["weekly", "report 2"],
    calls: each("tag", ["weekly", "report 2"]),
    parts: [field("o:tag", "weekly"), field("o:tag", "report 2")],
  },
  one("o:dkim", "dkim", false, "no"),
  one("o:secondary-dkim", "secondaryDkim", "example.com/s1"),
  one("o:secondary-dkim-public", "secondaryDkimPublic", "brand.example/s1", "brand.example/s1", { also: { secondaryDkim: "example.com/s1" } }),
  one("o:deliverytime", "deliveryTime", inAnHour, rfc2822(inAnHour)),
  one("o:deliver-within", "deliverWithin", "1h30m"),
  one("o:deliverytime-optimize-period", "deliveryTimeOptimizePeriod", "48h"),
  one("o:time-zone-localize", "timeZoneLocalize", "09:00PM"),
  one("o:testmode", "testMode", true, "yes"),
  one("o:tracking", "tracking", true, "yes"),
  one("o:tracking-clicks", "trackingClicks", "htmlonly"),
  one("o:tracking-opens", "trackingOpens", false, "no"),
  one("o:tracking-pixel-location-top", "trackingPixelLocationTop", "yes"),
  one("o:require-tls", "requireTls", "True", "yes"),
  one("o:skip-verification", "skipVerification", "no"),
  one("o:sending-ip", "sendingIp", "192.0.2.7"),
  one("o:sending-ip-pool", "sendingIpPool", "60140bc1fee3e84dec5abeeb"),
  one("o:archive-to", "archiveTo", "https://archive.example.com/mail?box=7"),
  one("o:suppress-headers", "suppressHeaders", ["X-Mailgun-Variables", "X-Mailgun-Tag"], "X-Mailgun-Variables,X-Mailgun-Tag", {
    calls: each("suppressHeaders", ["X-Mailgun-Variables", "X-Mailgun-Tag"]),
  }),
  one("h:Reply-To", "replyTo", ["Team <team@example.com>", "b@example.com"], "Team <team@example.com>, b@example.com", {
    calls: each("replyTo", ["Team <team@example.com>", "b@example.com"]),
  }),
  {
    wire: "h:",
    field: "headers",
    value: { "X-Zulu": "zuletzt ü", "X-Alpha": { id: 7 }, "X-Flag": false, "X-Zero": 0 },
    parts: [field("h:X-Zulu", "zuletzt ü"), field("h:X-Alpha", '{"id":7}'), field("h:X-Flag", "false"), field("h:X-Zero", "0")],
  },
  {
    wire: "v:",
    field: "variables",
    value: { report: { id: 7, gone: null }, flag: false, zero: 0, text: "as it is", empty: "", list: [1, "ü"] },
    parts: [
      field("v:report", '{"id":7,"gone":null}'),
      field("v:flag", "false"),
      field("v:zero", "0"),
      field("v:text", "as it is"),
      field("v:empty", ""),
      field("v:list", '[1,"ü"]'),
    ],
  },
  {
    wire: "",
    field: "params",
    value: { "o:native-send": "yes", "x-new": ["1", "2"] },
    calls: [["param", "o:native-send", "yes"], ["param", "x-new", ["1", "2"]]],
    parts: [field("o:native-send", "yes"), field("x-new", "1"), field("x-new", "2")],
  },
  {
    wire: "attachment",
    field: "attachment",
    value: [{ data: PNG, filename: "ключ.png", contentType: "image/png" }, { data: "a;b\n", filename: "b.csv" }],
    calls: [["attachment", PNG, { filename: "ключ.png", contentType: "image/png" }], ["attachment", "a;b\n", "b.csv"]],
    parts: [file("attachment", "ключ.png", PNG, "image/png"), file("attachment", "b.csv", "a;b\n")],
  },
  {
    wire: "inline",
    field: "inline",
    value: { data: PNG, filename: "chart.png" },
    calls: [["inline", PNG, "chart.png"]],
    parts: [file("inline", "chart.png", PNG)],
  },
];

/** The wire names in the order of the parts. */
export const ORDER = samples(new Date(0)).map((sample) => sample.wire);

const place = (name) => {
  const exact = ORDER.indexOf(name);
  if (exact >= 0 && name) return exact;
  if (name.startsWith("h:")) return ORDER.indexOf("h:");
  if (name.startsWith("v:")) return ORDER.indexOf("v:");
  return ORDER.indexOf("");
};

/** The parts in the order in which they must go out. Values of one field keep the order given. */
export const inOrder = (parts) =>
  parts.map((part, index) => ({ part, index })).sort((a, b) => place(a.part.name) - place(b.part.name) || a.index - b.index).map(({ part }) => part);

/** The fields of the plain object by wire names: a map's entries are fields of their own. */
export const byWire = ({ wire, field: name, value }) =>
  wire === "h:" || wire === "v:" ? Object.fromEntries(Object.entries(value).map(([key, item]) => [wire + key, item])) : { [wire || name]: value };

/** The builder's calls. */
export const callsOf = (sample) => {
  if (sample.calls) return sample.calls;
  if (sample.wire === "h:") return Object.entries(sample.value).map(([name, value]) => ["header", name, value]);
  if (sample.wire === "v:") return Object.entries(sample.value).map(([name, value]) => ["variable", name, value]);
  return [[sample.field, sample.value]];
};
