// Maps as rows: a name and a value, or, for recipient variables, an address, a name and a value. There is always one empty
// row at the end to type into; rows without a name are left out.
import { changed, h } from "./dom.js";
import { rowsOf } from "./paste.js";

const PLAIN = "Rows can be pasted from a spreadsheet: names and values.";
const HEADED = "Rows can be pasted from a spreadsheet: addresses in its first column, the names of the variables in its first row.";

/** A control over a map. `columns` are `name` and `value`, with `key` before them where the map holds maps. */
export function drawRows(ids, columns) {
  const nested = columns[0].name === "key";
  const rows = [];
  const body = h("div", { class: `rows ${nested ? "three" : "two"}` });
  const element = h("div", { role: "group", title: nested ? HEADED : PLAIN, "aria-labelledby": `${ids.control}-label`, "aria-describedby": `${ids.problems} ${ids.doc}` }, body);

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
  }

  function put(target, name, value) {
    // A plain assignment to "__proto__" would set the prototype instead of a property.
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  }

  function read() {
    const map = {};
    for (const { key, name, value } of rows) {
      if (!nested && name.value !== "") put(map, name.value, value.value);
      if (!nested || key.value === "") continue;
      if (!Object.hasOwn(map, key.value)) put(map, key.value, {});
      if (name.value !== "") put(map[key.value], name.value, value.value);
    }
    return Object.keys(map).length > 0 ? map : undefined;
  }

  const text = (value) => (typeof value === "string" ? value : JSON.stringify(value));

  function texts(map) {
    const entries = Object.entries(map);
    if (!nested) return entries.map(([name, value]) => ({ name, value: text(value) }));
    return entries.flatMap(([key, variables]) => {
      const inner = Object.entries(variables).map(([name, value]) => ({ key, name, value: text(value) }));
      return inner.length > 0 ? inner : [{ key }];
    });
  }

  const keyOf = (row) => (nested ? row.key : row.name).value;
  const find = (place) => rows.find((row) => keyOf(row) === place.key);

  body.addEventListener("input", tidy);
  body.addEventListener("paste", (event) => {
    const pasted = rowsOf(event.clipboardData.getData("text/plain"), nested);
    if (pasted === undefined) return;
    event.preventDefault();
    for (const row of rows.filter(empty)) rows.splice(rows.indexOf(row), 1)[0].element.remove();
    for (const row of pasted) add(row);
    tidy();
    columnsOf(rows.at(-1))[0].focus({ preventScroll: true });
    changed(element);
  });
  tidy();
  return {
    element,
    wide: true,
    group: true,
    read,
    write(value = {}) {
      for (const row of rows.splice(0)) row.element.remove();
      for (const row of texts(value)) add(row);
      tidy();
    },
    mark(problems) {
      const wrong = new Set(problems.filter((problem) => problem.severity === "error").map((problem) => problem.place.key));
      for (const row of rows) {
        const mine = wrong.delete(keyOf(row)); // the first row of that key
        for (const input of columnsOf(row)) input.setAttribute("aria-invalid", String(mine));
      }
    },
    focus: (place = {}) => columnsOf(find(place) ?? rows[0])[0].focus({ preventScroll: true }),
  };
}
