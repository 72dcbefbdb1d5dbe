// The package in a Cloudflare Worker. A Worker has no disk: its files are static assets, read through their binding
// (https://developers.cloudflare.com/workers/static-assets/binding/). The Response is attached as it is.
import { lines } from "./literal.js";
import { client, withFiles } from "./program.js";

const asset = (path) => `await env.ASSETS.fetch(${JSON.stringify(`https://assets.local/${encodeURIComponent(JSON.parse(path))}`)})`;

export const worker = {
  label: "Cloudflare Worker",
  note: "With mailgun-edge installed and the key as the secret `MAILGUN_KEY`: `wrangler secret put MAILGUN_KEY`.",
  files: "It reads the files from the static assets of the Worker, through the binding `ASSETS`.",
  write: ({ message, account }) => `import { Mailgun } from "mailgun-edge";

export default {
  async fetch(request, env) {
    const mailgun = ${client("env.MAILGUN_KEY", account)};
    const { id } = await mailgun.send(${lines(withFiles(message, asset), "    ")});
    return Response.json({ id });
  },
};
`,
};
