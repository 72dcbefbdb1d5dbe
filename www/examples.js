// Messages to start from. Every one is a plain object as `Mailgun.send` takes it.
import { h } from "./dom.js";

/** Draws a small chart as a PNG, so that the example's picture is a real one. */
async function chart() {
  const canvas = h("canvas", { width: "320", height: "120" });
  const context = canvas.getContext("2d");
  context.fillStyle = "#eef2ff";
  context.fillRect(0, 0, 320, 120);
  context.fillStyle = "#3d5bd9";
  [34, 52, 45, 70, 62, 88, 101].forEach((height, at) => context.fillRect(18 + at * 42, 112 - height, 28, height));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return new File([blob], "chart.png", { type: "image/png" });
}

const FROM = "Ada Lovelace <ada@mg.example.com>";

const EXAMPLES = {
  "A plain message": () => ({
    from: FROM,
    to: ["Bob <bob@host.com>", '"Smith, Eve" <eve@host.com>'],
    replyTo: ["team@example.com"],
    recipientVariables: { "bob@host.com": { name: "Bob" }, "eve@host.com": { name: "Eve" } },
    subject: "Minutes of Monday, for %recipient.name%",
    text: "Hello %recipient.name%,\n\nthe minutes are below. Tell me what I missed.\n\nAda",
    tags: ["minutes"],
  }),
  "An invoice with an attachment": () => ({
    from: "Billing <billing@mg.example.com>",
    to: ["Bob <bob@host.com>"],
    bcc: ["archive@example.com"],
    subject: "Invoice 2026-117",
    text: "Dear Bob,\n\nyour invoice is attached. It is due in 14 days.\n",
    html: "<p>Dear Bob,</p>\n<p>your invoice is attached. It is due in <b>14 days</b>.</p>\n",
    attachment: [new File(["number;net;tax\n2026-117;120.00;22.80\n"], "Rechnung für Bob.csv", { type: "text/csv" })],
    tags: ["invoice"],
    requireTls: "yes",
    variables: { invoice: "2026-117" },
  }),
  "HTML with an inline image": async () => ({
    from: FROM,
    to: ["Bob <bob@host.com>"],
    subject: "The week in one picture",
    text: "This week's chart is in the HTML part.",
    html: '<body style="font: 16px/1.5 sans-serif">\n  <h1 style="font-size: 20px">The week</h1>\n  <img src="cid:chart.png" alt="Bars, rising" width="320" height="120">\n  <p>Up by 15 %, says <a href="https://example.com/">the report</a>.</p>\n</body>',
    inline: [await chart()],
    trackingClicks: "htmlonly",
  }),
  "A newsletter to many": () => {
    const people = Array.from({ length: 120 }, (_, at) => `reader${at + 1}@host.com`);
    return {
      from: "Letters <letters@mg.example.com>",
      to: people,
      subject: "Letter no. %recipient.number%",
      text: "Hello,\n\nthis is your letter no. %recipient.number%.\n\nUnsubscribe: %unsubscribe_url%\n",
      recipientVariables: Object.fromEntries(people.map((address, at) => [address, { number: String(at + 1) }])),
      tags: ["letters", "november"],
      headers: { "List-Id": "<letters.mg.example.com>" },
    };
  },
  "A stored template": () => ({
    from: FROM,
    to: ["Bob <bob@host.com>"],
    subject: "Welcome",
    template: "welcome",
    templateVersion: "v2",
    templateText: "yes",
    templateVariables: { name: "Bob", plan: { title: "Basic", seats: 3 } },
  }),
  "Several mistakes": () => ({
    from: "ada@mg.example.com",
    to: ["bob@host.com", "eve(at)host.com"],
    subject: "What the checks say",
    html: '<img src="cid:logo.png">',
    deliverWithin: "90m30s",
    tags: ["spring", "été"],
    headers: { "X-Übung": "1" },
  }),
  "An empty form": () => ({}),
};

/** Fills the choice and calls `use(make)` with what is chosen. `first` chooses the first; `none` shows that none is in use. */
export function drawExamples(select, use) {
  const names = Object.keys(EXAMPLES);
  select.append(...names.map((name) => h("option", {}, name)), h("option", { hidden: true, value: "" }, "A link"));
  const choose = () => use(EXAMPLES[select.value]);
  select.addEventListener("change", choose);
  return {
    first: choose,
    none: () => (select.value = ""),
  };
}
