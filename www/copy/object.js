// The package, with the message as a plain object, in Node or Bun.
import { lines } from "./literal.js";
import { client, importFiles, withFiles } from "./program.js";

export const object = {
  label: "Plain object",
  note: "For Node or Bun, with mailgun-edge installed and the key in the environment variable `MAILGUN_KEY`.",
  files: "It reads the files from the current folder.",
  write: ({ message, account }) => `${importFiles(message)}import { Mailgun } from "mailgun-edge";

const mailgun = ${client("process.env.MAILGUN_KEY", account)};
const { id } = await mailgun.send(${lines(withFiles(message, (path) => `await readFile(${path})`))});
console.log(id);
`,
};
