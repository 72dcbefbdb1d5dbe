// What is sent, and what is only checked. Each is made once, at first use.

const from = "Ada Lovelace <ada@mg.example.com>";
const small = { from, to: ["Bob <bob@host.com>"], subject: "Report", text: "Hello Bob,\r\nthe report is ready.\r\n" };

const many = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const named = (count, prefix, make) => Object.fromEntries(many(count, (index) => [`${prefix}${index}`, make(index)]));
const address = (index) => `person${index}@host${index % 50}.example.com`;
const people = () => many(1000, (index) => `Person ${index} <${address(index)}>`);
const html = (bytes) => "<p>Hello, the report is ready &mdash; see the table.</p>\r\n".repeat(Math.ceil(bytes / 58));

function noise(length) {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 7919) >> 3;
  return bytes;
}

const thousand = () => ({
  ...small, to: people(), html: html(5000), tags: ["weekly", "report", "bench"],
  headers: named(10, "X-Header-", (index) => `value ${index}`), variables: named(20, "variable", (index) => `value ${index}`),
});
const batch = () => ({ ...thousand(), recipientVariables: Object.fromEntries(many(1000, (index) => [address(index), { name: `Person ${index}`, id: index }])) });
const attached = (bytes) => ({ ...small, attachment: { data: noise(bytes), filename: "report.bin", contentType: "application/octet-stream" } });

const MESSAGES = { small: () => small, "1000 recipients": thousand, "1000 with recipient variables": batch };

/** The messages of the tables. */
export const NAMES = [...Object.keys(MESSAGES), "1 MB attachment", "18 MB attachment"];

/** The steps of growth: `3 to`, `0.3 MB`. */
export const RECIPIENTS = [1, 3, 10, 30, 100, 300, 1000];
export const MEGABYTES = [0.1, 0.3, 1, 3, 9, 18];

/** A message by its name. */
export function messageOf(name) {
  if (name in MESSAGES) return MESSAGES[name]();
  const [count, unit] = name.split(" ");
  return unit === "MB" ? attached(Number(count) * 1e6) : { ...small, to: people().slice(0, Number(count)) };
}

/** The messages that `check()` reads. */
export const CHECKED = {
  "1 recipient": () => small,
  "1000 recipients with recipient variables": batch,
  "1 MB of html": () => ({ ...small, html: html(1e6) }),
  "1 MB of addresses in one text": () => ({ ...small, to: many(24_500, (index) => `Person ${index} <${address(index)}>`).join(", ").slice(0, 1e6) }),
};
