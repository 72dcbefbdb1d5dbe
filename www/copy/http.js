// The bare HTTP request as JSON, for tools that send requests by themselves (n8n, Make, Pipedream and the like).
import { json } from "./quote.js";

export const http = {
  label: "HTTP as JSON",
  note: "The body is multipart/form-data of these parts, in this order. Put your key in the place of `YOUR_MAILGUN_KEY`, and the base64 in the place of the brackets.",
  files: "A part with a `file` has the bytes of that file as its value.",
  write: ({ url, parts }) =>
    json({
      method: "POST",
      url,
      headers: { Authorization: "Basic <base64 of api:YOUR_MAILGUN_KEY>" },
      parts: parts.map(({ name, value, filename, type, path }) =>
        value === undefined ? { name, file: path, filename, contentType: type || "application/octet-stream" } : { name, value }),
    }),
};
