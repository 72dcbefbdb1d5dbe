// The package, with the message built step by step, in Node or Bun. The setters are those of the parameter table.
import { literal } from "./literal.js";
import { client, importFiles, names } from "./program.js";
import { quoted } from "./quote.js";

const call = (setter, ...values) => `  .${setter}(${values.map((value) => (typeof value === "function" ? value() : literal(value, "  "))).join(", ")})`;

/** The calls that set one field. */
function calls([field, value], rows) {
  const row = rows.get(field);
  if (value?.files) {
    const described = names(value.files);
    return value.files.map(({ path }, at) => call(field, () => `await readFile(${quoted(path)})`, described[at]));
  }
  if (row?.setter && Array.isArray(value)) return value.map((each) => call(row.setter, each));
  if (row?.setter && typeof value === "object") return Object.entries(value).map(([name, each]) => call(row.setter, name, each));
  return [call(field, Array.isArray(value) && value.length === 1 ? value[0] : value)];
}

export const builder = {
  label: "Builder",
  note: "For Node or Bun, with mailgun-edge installed and the key in the environment variable `MAILGUN_KEY`.",
  files: "It reads the files from the current folder.",
  write({ message, account, parameters }) {
    const rows = new Map(parameters.map((row) => [row.field, row]));
    return `${importFiles(message)}import { Mailgun, Message } from "mailgun-edge";

const mailgun = ${client("process.env.MAILGUN_KEY", account)};
const message = new Message()
${Object.entries(message).flatMap((entry) => calls(entry, rows)).join("\n")};
const { id } = await mailgun.send(message);
console.log(id);
message.free();
`;
  },
};
