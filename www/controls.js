// One control for each kind of value in the table. A control has `element`, `read()` (undefined when empty), `write(value)`,
// `mark(problems)` and `focus(place)`; `wide` puts its label above it, `group` says that it is several inputs.
import { changed, h } from "./dom.js";
import { chips } from "./chips.js";
import { drawFiles } from "./files.js";
import { drawRows } from "./rows.js";
import { splitList, splitMailboxes } from "./lists.js";

const PLACEHOLDERS = {
  from: "Ada <ada@mg.example.com>",
  to: "Bob <bob@host.com>, eve@host.com",
  deliverWithin: "1h30m",
  deliveryTimeOptimizePeriod: "48h",
  timeZoneLocalize: "09:00",
  sendingIp: "192.0.2.10",
  secondaryDkim: "example.com/s1",
  secondaryDkimPublic: "example.org/s1",
  archiveTo: "https://example.com/archive",
  templateVariables: '{ "name": "Ada" }',
  suppressHeaders: "X-Mailgun-Variables",
};

const described = (ids) => ({ id: ids.control, "aria-describedby": `${ids.problems} ${ids.doc}` });
const invalid = (problems) => String(problems.some((problem) => problem.severity === "error"));

/** What is common to controls that are one native input. */
function single(element, { read, write }) {
  return {
    element,
    read,
    write,
    mark: (problems) => element.setAttribute("aria-invalid", invalid(problems)),
    focus: () => element.focus({ preventScroll: true }),
  };
}

function line(row, ids) {
  const types = { ip: "text", url: "url" };
  const input = h("input", {
    ...described(ids),
    type: types[row.kind] ?? "text",
    // An address stays before its bracket, whatever the script of the name is.
    dir: row.kind === "line" ? "auto" : "ltr",
    autocomplete: "off",
    spellcheck: row.kind === "line" ? undefined : "false",
    placeholder: PLACEHOLDERS[row.field],
  });
  return single(input, {
    read: () => (input.value === "" ? undefined : input.value),
    write: (value) => (input.value = value ?? ""),
  });
}

function body(row, ids) {
  const code = row.field !== "text";
  const area = h("textarea", {
    ...described(ids),
    rows: row.kind === "json" ? 3 : 6,
    dir: code ? undefined : "auto",
    class: code ? "code" : undefined,
    spellcheck: code ? "false" : undefined,
    placeholder: PLACEHOLDERS[row.field],
  });
  const control = single(area, {
    read: () => (area.value === "" ? undefined : area.value),
    write: (value) => (area.value = value === undefined || typeof value === "string" ? value ?? "" : JSON.stringify(value, null, 2)),
  });
  const insert = (text) => {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    changed(area);
  };
  return { ...control, wide: true, insert };
}

/** JSON goes as the value it stands for; text that is not JSON goes as it is, and the package says what is wrong with it. */
function json(row, ids) {
  const area = body(row, ids);
  const read = () => {
    const text = area.read();
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      return text;
    }
  };
  return { ...area, read };
}

function choice(row, ids) {
  const inputs = ["", ...row.values].map((value) =>
    h("input", { type: "radio", name: ids.control, value, ...(value === "" ? { checked: true } : {}) }),
  );
  const options = inputs.map((input) => h("label", {}, input, h("span", {}, input.value || "not set")));
  const element = h(
    "div",
    { class: "choice", role: "radiogroup", "aria-labelledby": `${ids.control}-label`, "aria-describedby": `${ids.problems} ${ids.doc}` },
    options,
  );
  const word = (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : value ?? "");
  return {
    element,
    group: true,
    read: () => inputs.find((input) => input.checked).value || undefined,
    write: (value) => inputs.forEach((input) => (input.checked = input.value === word(value))),
    mark: (problems) => element.setAttribute("aria-invalid", invalid(problems)),
    focus: () => inputs.find((input) => input.checked).focus({ preventScroll: true }),
  };
}

function date(row, ids) {
  const input = h("input", { ...described(ids), type: "datetime-local" });
  const local = (value) => {
    const time = new Date(value);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  // A date that is half filled in has no value, and not every browser says that it was typed at. Read as a date that is none, it
  // is not left out: the package refuses it.
  let half = false;
  const follow = () => {
    if (half === input.validity.badInput) return;
    half = input.validity.badInput;
    changed(input);
  };
  for (const event of ["keyup", "focusout"]) input.addEventListener(event, follow);
  return single(input, {
    read: () => (input.validity.badInput ? new Date(NaN) : input.value === "" ? undefined : new Date(input.value)),
    write: (value) => (input.value = value === undefined ? "" : local(value)),
  });
}

const several = (split) => (row, ids) => chips({ ...described(ids), placeholder: PLACEHOLDERS[row.field] }, split);
const mailboxes = (row, ids) => (row.repeatable ? several(splitMailboxes)(row, ids) : line(row, ids));
const rows = (columns) => (row, ids) => drawRows(ids, columns);
const pair = (name, value) => [
  { name: "name", label: name },
  { name: "value", label: value },
];

const CONTROLS = {
  mailboxes,
  body,
  json,
  tags: several(splitList),
  "header-names": several(splitList),
  flag: choice,
  "html-flag": choice,
  "only-yes": choice,
  date,
  headers: rows(pair("Header", "Value")),
  variables: rows(pair("Name", "Value")),
  params: rows(pair("Parameter", "Value")),
  "recipient-variables": rows([{ name: "key", label: "Address" }, ...pair("Variable", "Value")]),
  files: drawFiles,
};

/** The control of a row; a kind this page does not know yet is a line of text. */
export const controlFor = (row, ids) => (CONTROLS[row.kind] ?? line)(row, ids);
