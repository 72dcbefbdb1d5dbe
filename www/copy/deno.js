// The package in Deno.
import { lines } from "./literal.js";
import { client, withFiles } from "./program.js";

export const deno = {
  label: "Deno",
  note: "After `deno add npm:mailgun-edge`, with the key in the environment variable `MAILGUN_KEY`: `deno run --allow-env --allow-net --allow-read mail.js`.",
  files: "It reads the files from the current folder.",
  write: ({ message, account }) => `import { Mailgun } from "mailgun-edge";

const mailgun = ${client('Deno.env.get("MAILGUN_KEY")', account)};
const { id } = await mailgun.send(${lines(withFiles(message, (path) => `await Deno.readFile(${path})`))});
console.log(id);
`,
};
