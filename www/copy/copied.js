// What the formats are written from: the message as its author gave it, and the parts it became.

// The bytes of a file are the author's, so it goes by its name on their disk; `filename` is what the recipient sees.
const fileOf = (given) => {
  const data = given.data ?? given;
  return { path: data.name, filename: given.filename ?? data.name, type: given.contentType ?? data.type };
};

const isFiles = (value) => value.some((each) => each instanceof Blob || each?.data instanceof Blob);

/** The message with each list of files as `{ files: [{ path, filename, type }] }`. */
function messageOf(init) {
  const entries = Object.entries(init).map(([field, value]) =>
    [field, Array.isArray(value) && isFiles(value) ? { files: value.map(fileOf) } : value]);
  return Object.fromEntries(entries);
}

// As a browser writes line ends into a request (HTML, "multipart/form-data encoding algorithm").
const sent = (text) => text.replace(/\r\n|\r|\n/g, "\r\n");

/** The parts in their order: `{ name, value }`, or `{ name, path, filename, type }`. */
function partsOf(formData, message) {
  const nth = {};
  return [...formData].map(([name, value]) => {
    if (typeof value === "string") return { name: sent(name), value: sent(value) };
    nth[name] = (nth[name] ?? -1) + 1;
    return { name, path: message[name]?.files[nth[name]]?.path ?? value.name, filename: value.name, type: value.type };
  });
}

/** `account` is `{ domain, region }`; `url` where the package would post to. */
export function copied({ init, formData, url, account, parameters }) {
  const message = messageOf(init);
  return { message, parts: partsOf(formData, message), url, account, parameters };
}
