// Maps as rows: a name and a value, or, for recipient variables, an address, a name and a value. There is always one empty
// row at the end to type into, which alone is left out.
import { changed, h } from "./dom.js";
import { objectOf, rowsOf } from "./paste.js";

const PLAIN = "Rows can be pasted from a spreadsheet, as CSV or as JSON: names and values.";
const HEADED = "Rows can be pasted from a spreadsheet, as CSV or as JSON: addresses in its first column, the names of the variables in its first row.";

// More rows than this, written or pasted at once, are folded away, as chips are.
const SHOWN = 16;

/** A control over a map. `columns` are `name` and `value`, with `key` before them where the map holds maps. */
export function drawRows(ids, columns) {
  const nested = columns[0].name === "key";
  const rows = [];
  // An empty map says something for recipient variables alone: that each recipient gets a message of their own.
  const own = h("input", { type: "checkbox" });
  const ownLabel = h("label", { class: "own" }, own, " Send each recipient a message of their own, with no variables");
  const body = h("div", { class: `rows ${nested ? "three" : "two"}` });
  const more = h("button", { type: "button", class: "link", hidden: true, onclick: () => fold(Infinity) });
  const element = h("div", { role: "group", title: nested ? HEADED : PLAIN, "aria-labelledby": `${ids.control}-label`, "aria-describedby": `${ids.problems} ${ids.doc}` }, body, more, nested && ownLabel);

  function add(texts = {}) {
    const inputs = columns.map(({ name, label }) => {
      const input = h("input", { type: "text", dir: "auto", autocomplete: "off", spellcheck: "false", placeholder: label, "aria-label": label });
      input.value = texts[name] ?? "";
      return [name, input];
    });
    const row = { ...Object.fromEntries(inputs) };
    row.remove = h("button", { type: "button", class: "chip-remove", "aria-label": "Remove this row", onclick: () => drop(row) }, "×");
    row.element = h("div", { class: "row" }, inputs.map(([, input]) => input), row.remove);
    rows.push(row);
    body.append(row.element);
  }

  function drop(row) {
    rows.splice(rows.indexOf(row), 1);
    row.element.remove();
    tidy();
    columnsOf(rows.at(-1))[0].focus();
    changed(element);
  }

  const columnsOf = (row) => columns.map(({ name }) => row[name]);
  const empty = (row) => columnsOf(row).every((input) => input.value === "");

  /** Keeps one empty row at the end; that row cannot be removed. */
  function tidy() {
    if (rows.length === 0 || !empty(rows.at(-1))) add();
    rows.forEach((row, at) => (row.remove.hidden = at === rows.length - 1));
    ownLabel.hidden = rows.length > 1;
  }

  /** Shows `shown` rows and the empty one. */
  function fold(shown = SHOWN) {
    const rest = rows.length - 1 - shown;
    rows.forEach((row, at) => (row.element.hidden = at >= shown && at < rows.length - 1));
    more.hidden = rest <= 0;
    more.textContent = `and ${rest} more`;
  }

  /** The entries as an object; as pairs where a name is missing or stands twice, so that the package judges what no object can hold. */
  function mapOf(pairs) {
    const names = new Set(pairs.map(([name]) => name));
    return names.has("") || names.size < pairs.length ? pairs : Object.fromEntries(pairs);
  }

  /** The variables of each address. A row with an address alone gives that address none. */
  function nestedOf(filled) {
    const keys = new Map(filled.map((row) => [row.key.value, []]));
    for (const row of filled) keys.get(row.key.value).push(row);
    const named = (row) => row.name.value !== "" || row.value.value !== "";
    return Object.fromEntries([...keys].map(([key, mine]) => [key, mapOf(mine.filter(named).map((row) => [row.name.value, row.value.value]))]));
  }

  function read() {
    const filled = rows.filter((row) => !empty(row));
    if (filled.length === 0) return own.checked ? {} : undefined;
    return nested ? nestedOf(filled) : mapOf(filled.map((row) => [row.name.value, row.value.value]));
  }

  const entriesOf = (map) => (Array.isArray(map) ? map : Object.entries(map));
  const text = (value) => (typeof value === "string" ? value : JSON.stringify(value));

  function texts(map) {
    const entries = entriesOf(map);
    if (!nested) return entries.map(([name, value]) => ({ name, value: text(value) }));
    return entries.flatMap(([key, variables]) => {
      const inner = entriesOf(variables).map(([name, value]) => ({ key, name, value: text(value) }));
      return inner.length > 0 ? inner : [{ key }];
    });
  }

  const keyOf = (row) => (nested ? row.key : row.name).value;
  const find = (place) => rows.find((row) => !empty(row) && keyOf(row) === place.key);

  body.addEventListener("input", tidy);
  body.addEventListener("paste", (event) => {
    const plain = event.clipboardData.getData("text/plain");
    const map = objectOf(plain, nested);
    const pasted = map ? texts(map) : rowsOf(plain, nested);
    if (pasted === undefined) return;
    event.preventDefault();
    for (const row of rows.filter(empty)) rows.splice(rows.indexOf(row), 1)[0].element.remove();
    for (const row of pasted) add(row);
    tidy();
    fold();
    columnsOf(rows.at(-1))[0].focus({ preventScroll: true });
    changed(element);
  });
  tidy();
  return {
    element,
    wide: true,
    group: true,
    read,
    write(value) {
      for (const row of rows.splice(0)) row.element.remove();
      for (const row of texts(value ?? {})) add(row);
      own.checked = nested && value !== undefined && rows.length === 0;
      tidy();
      fold();
    },
    mark(problems) {
      const wrong = new Set(problems.filter((problem) => problem.severity === "error").map((problem) => problem.place.key));
      for (const row of rows) {
        const mine = !empty(row) && wrong.has(keyOf(row));
        for (const input of columnsOf(row)) input.setAttribute("aria-invalid", String(mine));
      }
    },
    focus(place = {}) {
      if (find(place)?.element.hidden) fold(Infinity);
      const first = nested && rows.length === 1 ? own : columnsOf(find(place) ?? rows[0])[0];
      first.focus({ preventScroll: true });
    },
  };
}
