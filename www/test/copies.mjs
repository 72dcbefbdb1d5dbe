// Every format of "Copy as", run, and what arrives held against the parts that the page shows. No browser is needed: the formats
// are pure functions.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { copied } from "../copy/copied.js";
import { FORMATS } from "../copy/formats.js";
import { AUTHORIZATION } from "./runners.mjs";

const HOSTILE = [
  `'single' "double" \\back\\slash $HOME $(id) \`id\` \${1 + 1} %s !! #`,
  "@/etc/passwd", "</etc/passwd", "-F x=y", ";type=text/html;filename=x", "a=b&c=d+e%20f",
  "</script><!-- ]]> */ //", "😀 مرحبا שלום \u202egnp.exe\u2066x\u2069 zero\u200bwidth\u2028line", "\ufeffmark", "tab\tand \\n and \\u0041 and \\x41",
];
const LONG = `${HOSTILE.join("\n")}\r\n\r\n\n.\n-- \n  end  `;

const bytes = (size) => Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);
const file = (name, type, size = 300) => new File([bytes(size)], name, { type });

/** Messages by what is hard about them. */
const MESSAGES = {
  "hostile text": () => ({
    from: '"O\'Brien, \\"Pat\\" $(id) `x`" <pat@mg.example.com>',
    to: ["Jürgen 😀 <j@host.com>", '"a, b; c" <c@host.com>'],
    subject: HOSTILE.slice(0, 8).join(" ").replace(/[\u2028]/g, ""),
    text: `@${LONG}`,
    html: `<${LONG}`,
    ampHtml: "`${1 + 1}` \\`\\${x}\n\\\\`$\\{y} $${z}\n\n</script>", // nothing in it is hidden, so it becomes a template
    headers: Object.fromEntries(HOSTILE.slice(0, 7).map((text, at) => [`X-${at}`, text])),
    variables: { ...Object.fromEntries(HOSTILE.map((text, at) => [`v${at}`, text])), ["__proto__"]: "own", "with space;x": LONG, empty: "" },
    recipientVariables: JSON.parse('{"j@host.com":{"__proto__":"own","n":"\'$\\n`"},"c@host.com":{}}'),
    params: { "o:native-send": "@yes", "x-'quoted'": "'" },
    tags: ["it's", "a b", "$x `y`"],
  }),
  "hostile files": () => ({
    from: "a@mg.example.com", to: ["b@host.com"], subject: "-", html: '<img src="cid:dot-1.png"><img src="cid:ü.gif">',
    attachment: [
      file("Rechnung für Bob; $(id) `x` 'y' 😀.csv", "text/csv"), file("@at,comma;type=x.txt", "text/plain;charset=utf-8"), file("-", ""),
      { data: file("plain.bin", "application/octet-stream", 70_000), filename: "مرحبا بالعالم.pdf" }, file("100%41 #?&.txt", "text/plain", 0),
    ],
    inline: [file("dot-1.png", "image/png"), { data: file("other.gif", "image/gif"), filename: "ü.gif" }],
  }),
  "long text": () => ({
    from: "a@mg.example.com", to: ["b@host.com"], subject: "-", text: "short", html: `@${"1234567 '\\$x` é\n".repeat(15_000)}`,
  }),
  "every parameter": () => ({
    from: "Ada <ada@mg.example.com>", to: ["b@host.com"], cc: ["c@host.com"], bcc: ["d@host.com", "e@host.com"], replyTo: ["r@host.com"],
    template: "welcome", templateVersion: "v2", templateText: "yes", templateVariables: { name: "Bob", list: [1, true, null, { deep: "'" }] },
    text: "t", ampHtml: "<html ⚡4email></html>", tags: ["a", "b"], dkim: "yes", secondaryDkim: "example.com/s1", secondaryDkimPublic: "example.org/s1",
    deliveryTime: new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000), deliverWithin: "1h30m", deliveryTimeOptimizePeriod: "48h", timeZoneLocalize: "09:00",
    testMode: "yes", tracking: "htmlonly", trackingClicks: "htmlonly", trackingOpens: "no", trackingPixelLocationTop: "yes",
    requireTls: "yes", skipVerification: "no", sendingIp: "192.0.2.10", sendingIpPool: "pool", archiveTo: "https://example.com/a?b=c&d='e'",
    suppressHeaders: ["X-Mailgun-Variables", "X-Mailgun-Tag"], headers: { "X-A": "1" }, variables: { a: "1" }, params: { "o:new": "x" },
  }),
};

const given = (value) => [].concat(value ?? []).map((each) => ({ data: each.data ?? each, filename: each.filename ?? each.name }));

/** The files a message names: what is on disk, and where the JSON form wants it. */
const filesOf = (init) => ["attachment", "inline"].flatMap((field) => given(init[field]).map(({ data }, at) => ({ field, at, path: data.name, data })));

const digest = (data) => createHash("sha256").update(data).digest("hex");

/** The parts as the page shows them, in the words of the server. */
async function expected(formData) {
  const ends = (text) => text.replace(/\r\n|\r|\n/g, "\r\n");
  const parts = [...formData].map(async ([name, value]) => {
    if (typeof value === "string") return { name: ends(name), value: ends(value) };
    const data = Buffer.from(await value.arrayBuffer());
    return { name, filename: value.name, size: data.length, sha256: digest(data) };
  });
  return Promise.all(parts);
}

const seen = ({ name, value, filename, size, sha256 }) => (value === undefined ? { name, filename, size, sha256 } : { name, value });

/** Whether the type that arrived is the one shown; busboy leaves its parameters out. */
function sameTypes(formData, parts) {
  const files = [...formData.values()].filter((value) => typeof value !== "string");
  const types = files.map(({ type }) => (type || "application/octet-stream").split(";")[0]);
  assert.deepEqual(parts.filter(({ filename }) => filename !== undefined).map(({ mimeType }) => mimeType), types);
}

/** One message in one format: it arrives once, with the key and every part. */
async function holds(tools, { format, init, formData, parameters, domain }) {
  const account = { domain, region: "us" };
  const url = `https://api.mailgun.net/v3/${domain}/messages`;
  const text = FORMATS[format].write(copied({ init, formData, url, account, parameters }));
  assert.doesNotMatch(text, /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/, "what is read is not what runs");
  const paths = filesOf(init).map(({ field, at, path }) => [field, at, path]);
  const arrived = await tools.send(format, text, { domain, paths });
  assert.equal(arrived.length, 1);
  const [{ method, path, headers, parts }] = arrived;
  assert.deepEqual({ method, path, authorization: headers.authorization }, { method: "POST", path: `/v3/${domain}/messages`, authorization: AUTHORIZATION });
  assert.deepEqual(parts.map(seen), await expected(formData));
  sameTypes(formData, parts);
}

/** Every message in every format, at the bench of runners.mjs; `check(name, work)` runs one and counts it. */
export async function runCopies(check, tools) {
  const { toFormDataAsync } = await import(pathToFileURL(join(tools.installed.packageFolder, "default.js")));
  const { parameters } = await import(pathToFileURL(join(tools.installed.packageFolder, "parameters.js")));
  for (const [number, [name, make]] of Object.entries(MESSAGES).entries()) {
    const init = make();
    const formData = await toFormDataAsync(init);
    await tools.lay(await Promise.all(filesOf(init).map(async ({ path, data }) => [path, Buffer.from(await data.arrayBuffer())])));
    for (const format of Object.keys(FORMATS)) {
      const domain = `${format}-${number}.accept.example.com`;
      await check(`copies: ${format}: ${name}`, () => holds(tools, { format, init, formData, parameters, domain }));
    }
  }
  await check("copies: curl says what it cannot send", () => {
    const parts = [{ name: "v:a=b", value: "1" }];
    assert.throws(() => FORMATS.curl.write({ url: "https://api.mailgun.net", parts }), /v:a=b/);
  });
}
