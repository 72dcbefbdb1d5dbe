// How full the message is, of what Mailgun takes: as a whole, its files, its options. Told from the form, so that it is told
// while there are errors too. The check itself is the package's, which counts more closely.
import { bytes, h } from "./dom.js";

// A file grows by 78/57 as base64 with line ends (RFC 2045, 6.8).
const GROWTH = 78 / 57;

// Manual, "Sending messages": 25 MB as built, so 18 MB of files; RST, "Sending": 16 kB of o:, h: and v:.
const LIMITS = {
  message: { label: "Message", max: 25e6, of: "25 MB", title: "The message as Mailgun builds it, files as base64" },
  files: { label: "Files", max: 18e6, of: "18 MB", title: "Attachments and inline files" },
  options: { label: "Options", max: 16_384, of: "16 kB", title: "The values of options, headers and variables" },
};

const encoder = new TextEncoder();

/** The bytes of a value as its parts hold them, near enough. */
function sizeOf(value) {
  if (typeof value === "string") return encoder.encode(value).length;
  if (value instanceof Blob) return value.size;
  if (value?.data instanceof Blob) return value.data.size;
  if (value instanceof Date) return value.toUTCString().length;
  if (Array.isArray(value)) return value.reduce((sum, each) => sum + sizeOf(each), 0);
  return sizeOf(JSON.stringify(value) ?? "");
}

const sum = (values) => values.reduce((total, value) => total + sizeOf(value), 0);

/** What one field adds to the options. */
function optionSize(row, value) {
  if (!/^[ohv]:/.test(row.name)) return 0;
  return row.prefix ? sum(Array.isArray(value) ? value.map(([, each]) => each) : Object.values(value)) : sizeOf(value);
}

/** { message, files, options } in bytes. */
export function sizes(init, parameters) {
  const size = { message: 0, files: 0, options: 0 };
  for (const row of parameters.filter(({ field }) => init[field] !== undefined)) {
    const value = init[row.field];
    size.options += optionSize(row, value);
    if (row.kind === "files") size.files += sizeOf(value);
    else if (row.kind === "body") size.message += sizeOf(value);
  }
  return { ...size, message: size.message + size.files * GROWTH };
}

function drawMeter({ label, max, of, title }) {
  const figure = h("b", {});
  const meter = h("meter", { min: "0", max: String(max), low: String(max * 0.8), high: String(max * 0.999), optimum: "0", "aria-label": `${label}, of ${of}` });
  const element = h("div", { class: "meter", title }, h("span", {}, `${label} `), h("span", { class: "figure" }, figure, ` of ${of}`), meter);
  return {
    element,
    show(size) {
      figure.textContent = bytes(size);
      meter.value = Math.min(size, max);
      element.classList.toggle("full", size > max);
    },
  };
}

/** Makes the meters in `root`. */
export function drawMeters(root, parameters) {
  const meters = Object.entries(LIMITS).map(([name, limit]) => [name, drawMeter(limit)]);
  root.append(...meters.map(([, { element }]) => element));
  return {
    show(init) {
      const size = sizes(init, parameters);
      for (const [name, meter] of meters) meter.show(size[name]);
    },
  };
}
