// The message as JSON, for a queue, a file or another program. `mailgun.send(JSON.parse(text))` sends it.
import { names } from "./program.js";
import { json as written } from "./quote.js";

export const json = {
  label: "JSON",
  note: "Send it with `mailgun.send(JSON.parse(text))`.",
  files: "The files are named, not included: give each its `data` before sending.",
  write: ({ message }) =>
    written(Object.fromEntries(Object.entries(message).map(([field, value]) => [field, value?.files ? names(value.files) : value]))),
};
