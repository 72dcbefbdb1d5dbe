// What single fields take and how it goes out: unknown names, flags, dates, text, addresses, headers, variables.

import { BASE, BASE_PARTS, equal, field, same } from "./kit.mjs";
import { ahead, rfc2822 } from "./samples.mjs";

const FLAGS = { yes: [true, "yes", "YES", "true", "True", "TRUE"], no: [false, "no", "No", "false", "FALSE"] };

const plus = (...parts) => [...BASE_PARTS, ...parts];
const withValue = (name, value) => BASE_PARTS.map((part) => (part.name === name ? field(name, value) : part));

const local = (date, minutes) => new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);

const dates = (soon) => ({
  "a Date": soon,
  seconds: soon.getTime() / 1000,
  milliseconds: soon.getTime(),
  "ISO 8601 in UTC": soon.toISOString(),
  "ISO 8601 without milliseconds": `${local(soon, 0)}Z`,
  "ISO 8601 with an offset": `${local(soon, 150)}+02:30`,
  "RFC 2822 with an offset": rfc2822(new Date(soon.getTime() - 300 * 60_000)).replace("+0000", "-0500"),
  "RFC 2822 in UTC": rfc2822(soon),
  "toUTCString()": soon.toUTCString(),
});

const ADDRESSES = {
  "bob@host.com": "bob@host.com",
  "  Bob   <bob@host.com> ": "Bob <bob@host.com>",
  "<bob@host.com>": "bob@host.com",
  '"Smith, Bob" <bob@host.com>': '"Smith, Bob" <bob@host.com>',
  "Dr. Bob <bob@host.com>": '"Dr. Bob" <bob@host.com>',
  "O'Brien <o@host.com>": "O'Brien <o@host.com>",
  "Жанна <j@host.com>": "Жанна <j@host.com>",
  "山田太郎 <yamada@host.com>": "山田太郎 <yamada@host.com>",
  '"a \\"b\\" \\\\ c" <q@host.com>': '"a \\"b\\" \\\\ c" <q@host.com>',
  "a@b.c, Eve <eve@host.com>": "a@b.c, Eve <eve@host.com>",
  "b@пример.рф": "b@xn--e1afmkfd.xn--p1ai",
  "b@bücher.example": "b@xn--bcher-kva.example",
};

export function fieldCases({ check, toFormData }) {
  const soon = ahead(86_400_000);
  const cases = {
    "field: an unknown option is an error with a suggestion": (kit) =>
      kit.refuses({ ...BASE, "o:tracking-click": "yes" }, { severity: "error", code: "unknown_field", field: "o:tracking-click", text: /o:tracking-clicks/ }),
    "field: an unknown camelCase name is an error with a suggestion": (kit) =>
      kit.refuses({ ...BASE, attachments: [] }, { severity: "error", code: "unknown_field", field: "attachments", text: /attachment/ }),
    "field: param() with a known name names the setter": (kit) => {
      kit.finds(check({ ...BASE, params: { "o:tag": "x" } }), { severity: "error", code: "known_param", text: /tag/ });
      kit.finds(kit.builder().param("h:X-A", "x").problems(), { severity: "error", code: "known_param", text: /header/ });
    },
    "field: false leaves o:testmode and t:text out": (kit) =>
      kit.arrives({ ...BASE, testMode: false, template: "welcome", templateText: "no" }, plus(field("template", "welcome"))),
    "field: a flag that is neither yes nor no is an error": (kit) =>
      kit.refuses({ ...BASE, "o:dkim": "maybe" }, { severity: "error", field: "o:dkim" }),
    "field: htmlonly only where it is known": (kit) =>
      kit.refuses({ ...BASE, trackingOpens: "htmlonly" }, { severity: "error", field: "trackingOpens" }),
    "field: headers and variables keep the caller's order, replyTo goes first": (kit) =>
      kit.arrives(
        { ...BASE, "v:z": "1", headers: { "X-Z": "1", "X-A": "2", "X-M": "3" }, replyTo: "r@example.com", variables: { y: "2", a: "3" } },
        plus(field("h:Reply-To", "r@example.com"), field("h:X-Z", "1"), field("h:X-A", "2"), field("h:X-M", "3"), field("v:z", "1"), field("v:y", "2"), field("v:a", "3")),
      ),
    "field: recipientVariables keep the address as it is in to": (kit) => {
      const variables = { "bob@host.com": { name: "Боб" }, "Eve.S@Host.com": { list: [1, "ü"] } };
      return kit.arrives({ ...BASE, to: ["bob@host.com", "Eve.S@Host.com"], recipientVariables: variables }, [
        ...withValue("to", "bob@host.com, Eve.S@Host.com"),
        field("recipient-variables", JSON.stringify(variables)),
      ]);
    },
    "field: values that are no text go as their JSON, what JSON cannot say is an error": (kit) => {
      const form = toFormData({ ...BASE, variables: { when: new Date(0), own: { toJSON: () => [1] }, list: [], odd: { a: undefined, b: "\u2028</script>" } } });
      equal(form.get("v:when"), '"1970-01-01T00:00:00.000Z"', "a Date");
      equal(form.get("v:own"), "[1]", "toJSON()");
      equal(form.get("v:list"), "[]", "a list");
      equal(form.get("v:odd"), JSON.stringify({ b: "\u2028</script>" }), "an object");
      const cycle = {};
      cycle.self = cycle;
      for (const value of [cycle, 7n, () => {}, Symbol("x")]) kit.finds(check({ ...BASE, "v:bad": value }), { severity: "error", field: "v:bad" }, String(typeof value));
    },
    "field: JSON given as text is checked, and goes as it is": (kit) => {
      equal(toFormData({ ...BASE, template: "x", templateVariables: ' {"a": 1}' }).get("t:variables"), ' {"a": 1}', "t:variables");
      kit.finds(check({ ...BASE, template: "x", templateVariables: "{a: 1}" }), { severity: "error", code: "invalid_json", field: "templateVariables" });
      kit.finds(check({ ...BASE, recipientVariables: "[]" }), { severity: "error", field: "recipientVariables" });
    },
    "field: an object without a prototype, a frozen one": (kit) =>
      kit.arrives(Object.assign(Object.create(null), BASE), BASE_PARTS).then(() => kit.arrives(Object.freeze({ ...BASE, to: Object.freeze([BASE.to]) }), BASE_PARTS)),
    "field: empty recipientVariables are sent": (kit) => kit.arrives({ ...BASE, recipientVariables: {} }, plus(field("recipient-variables", "{}"))),
    "field: a header's value may be any script": (kit) => kit.arrives({ ...BASE, "h:X-Note": "Ünï — 報告 😀" }, plus(field("h:X-Note", "Ünï — 報告 😀"))),
    "field: a subject in any script": (kit) => kit.arrives({ ...BASE, subject: "مرحبا שלום 👩‍👩‍👧 e\u0301" }, withValue("subject", "مرحبا שלום 👩‍👩‍👧 e\u0301")),
    "field: a long text arrives as a short one does": async (kit) => {
      for (const [given, sent] of [
        ["ab", "ab"],
        ["é☃", "é☃"],
        ["😀", "😀"],
        ["a\ud800", "a\ufffd"],
        ["\ufffd☃", "\ufffd☃"],
        ["a\r\n", "a\r\n"],
        ["a\n", "a\r\n"],
      ]) {
        await kit.arrives({ ...BASE, text: given.repeat(1000) }, withValue("text", sent.repeat(1000)));
      }
    },
    "field: a lone surrogate becomes U+FFFD": (kit) =>
      kit.arrives({ ...BASE, subject: "a\ud800b", text: "\udc00", "v:x": "c\ud800" }, [
        ...BASE_PARTS.slice(0, 2),
        field("subject", "a\ufffdb"),
        field("text", "\ufffd"),
        field("v:x", "c\ufffd"),
      ]),
    "field: line ends of text become CRLF": (kit) => kit.arrives({ ...BASE, text: "a\nb\rc\r\nd\n\ne" }, withValue("text", "a\r\nb\r\nc\r\nd\r\n\r\ne")),
    "field: a text of a megabyte arrives whole": (kit) => {
      const text = "0123456789abcdé\r\n".repeat(65536);
      return kit.arrives({ ...BASE, text }, withValue("text", text));
    },
    "field: a thousand recipients arrive": (kit) => {
      const to = Array.from({ length: 1000 }, (_, i) => `user${i}@host.com`);
      return kit.arrives({ ...BASE, to, recipientVariables: {} }, [...withValue("to", to.join(", ")), field("recipient-variables", "{}")]);
    },
    "field: a long list is what a short one is, whatever it holds": (kit) => {
      const texts = ["a\ud800@host.com", "\udc00 <b@host.com>", '"Smith, \\"E\\"" <c@host.com>', "Zoë 報告 <d@host.com>", "e@host.com, f@host.com", "", "g@", "h\u2028@host.com", "\n"];
      const odd = [{ name: "Ann", address: "i@host.com" }, null, undefined, 5, , ["j@host.com"], { toJSON: () => "k@host.com" }, 7n, new Map()];
      const short = (list) => list.map((one) => check({ ...BASE, to: [one] }).filter(({ code }) => code !== "recipients_exposed").map(({ code, message }) => [code, message]));
      const long = (list) => {
        const found = check({ ...BASE, to: list, recipientVariables: {} });
        return Array.from(list, (_, at) => found.filter(({ field }) => field.startsWith(`to[${at}]`)).map(({ code, message }) => [code, message]));
      };
      for (const list of [texts, [...texts, ...odd], [...odd, ...texts], [...texts, ...texts]]) {
        const expected = short(Array.from(list));
        same(long(list).map((found) => found.filter(([code]) => code !== "duplicate_recipient")), expected, `${list.length} entries`);
      }
      const tricky = Object.assign(Array.from({ length: 20 }, (_, at) => `a${at}@host.com`), { toJSON: () => ["evil@host.com"] });
      equal(toFormData({ ...BASE, to: tricky, recipientVariables: {} }).get("to"), [...tricky].join(", "), "a list with a toJSON of its own");
      const parts = ["é", "\ud800", '"', "\\", "\u0001"].flatMap((text) => [text, `${text}${text}`]);
      same(check({ ...BASE, tags: parts }).map(({ field, code }) => `${field} ${code}`), ["tags[0] invalid_tag", "tags[1] invalid_tag", "tags[2] invalid_tag", "tags[3] invalid_tag", "tags[8] control_character", "tags[9] control_character", "tags many_tags"], "tags");
    },
    "field: a thousand and one are an error": (kit) =>
      kit.refuses({ ...BASE, to: Array.from({ length: 1001 }, (_, i) => `user${i}@host.com`) }, { severity: "error", code: "too_many_recipients" }),
    "field: the wire's names win no privilege: problems are spelt as the caller spelt them": (kit) => {
      kit.finds(check({ ...BASE, "o:tag": ["ok", ""] }), { severity: "error", field: "o:tag[1]" });
      kit.finds(check({ ...BASE, tags: ["ok", ""] }), { severity: "error", field: "tags[1]" });
      kit.finds(check({ ...BASE, headers: { "X-A": "a\nb" } }), { severity: "error", field: 'headers["X-A"]' });
      kit.finds(check({ ...BASE, "h:X-A": "a\nb" }), { severity: "error", field: "h:X-A" });
    },
    "field: what could inject a header is an error": (kit) => {
      for (const bad of ["a\r\nBcc: x@y.z", "a\nb", "a\rb", "a\0b"]) {
        for (const name of ["from", "to", "cc", "subject", "replyTo", "o:sending-ip-pool"]) {
          kit.finds(check({ ...BASE, [name]: bad }), { severity: "error", field: new RegExp(`^${name}`) }, `${name} with ${JSON.stringify(bad)}`);
        }
      }
      kit.finds(check({ ...BASE, headers: { "X-A\r\nBcc": "x" } }), { severity: "error", code: "invalid_header_name" });
      kit.finds(check({ ...BASE, headers: { "X-Ä": "x" } }), { severity: "error", code: "invalid_header_name" });
    },
    "field: html with template is an error": (kit) => kit.refuses({ ...BASE, html: "x", template: "y" }, { severity: "error", code: "html_with_template" }),
    "field: values in objects of other kinds are errors that name the place": (kit) => {
      for (const value of [5, true, {}, [[]], Symbol("x"), () => {}]) kit.finds(check({ ...BASE, to: value }), { severity: "error", field: /^to/ }, `to: ${String(value)}`);
      kit.finds(check({ ...BASE, subject: 5 }), { severity: "error", field: "subject" });
      kit.finds(check({ ...BASE, to: ["a@b.c", 5] }), { severity: "error", field: "to[1]" });
    },
    "field: a date that is none is an error": (kit) => {
      for (const value of ["soon", `${local(soon, 0)}`, soon.toUTCString().replace("GMT", "EST"), new Date(NaN), Infinity, ""]) {
        kit.finds(check({ ...BASE, "o:deliverytime": value }), { severity: "error", field: "o:deliverytime" }, String(value));
      }
    },
  };
  for (const [text, values] of Object.entries(FLAGS)) {
    cases[`field: flags written as ${text}`] = (kit) => {
      for (const value of values) equal(toFormData({ ...BASE, dkim: value }).get("o:dkim"), text, String(value));
      for (const value of values) equal(kit.builder().requireTls(value).toFormData().get("o:require-tls"), text, String(value));
    };
  }
  for (const [title, value] of Object.entries(dates(soon))) {
    cases[`field: deliveryTime as ${title}`] = (kit) => kit.arrives({ ...BASE, deliveryTime: value }, plus(field("o:deliverytime", rfc2822(soon))));
  }
  for (const [given, sent] of Object.entries(ADDRESSES)) {
    cases[`field: address ${given}`] = () => same(toFormData({ ...BASE, to: given }).getAll("to"), [sent], "to");
  }
  return cases;
}
