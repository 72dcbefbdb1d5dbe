// The parts of the request, in their order, read back from the FormData that would go out: not from the form.
import { bytes, count, h } from "./dom.js";

// A value longer than this is folded away.
const LONG = 240;

const encoder = new TextEncoder();
const sizeOf = (value) => (typeof value === "string" ? encoder.encode(value).length : value.size);

// What people write, in the direction of its script; all else is written for programs, from left to right.
const PROSE = ["subject", "text"];

function drawValue(name, value) {
  if (typeof value !== "string") {
    return [h("bdi", { class: "file-part" }, value.name), h("span", { class: "type" }, value.type || "no type")];
  }
  if (value === "") return [h("span", { class: "type" }, "empty")];
  const dir = PROSE.includes(name) ? "auto" : "ltr";
  if (value.length <= LONG) return [h("pre", { dir }, value)];
  const start = [...value.slice(0, LONG)].join("");
  return [h("details", {}, h("summary", {}, h("pre", { dir }, `${start}…`)), h("pre", { dir }, value))];
}

function drawPart([name, value], index, entries) {
  const same = entries.filter(([other]) => other === name).length;
  const nth = entries.slice(0, index + 1).filter(([other]) => other === name).length;
  const repeat = same > 1 && h("span", { class: "repeat", title: `${nth} of ${same} parts of this name` }, `${nth}/${same}`);
  return h(
    "tr",
    { role: "row" },
    h("td", { role: "cell", class: "number" }, String(index + 1)),
    h("th", { role: "rowheader", scope: "row" }, h("bdi", {}, name), repeat),
    h("td", { role: "cell", class: "value" }, drawValue(name, value)),
    h("td", { role: "cell", class: "size" }, bytes(sizeOf(value))),
  );
}

/** Makes the table in `root`. */
export function drawParts(root) {
  const note = h("p", { class: "note" });
  const total = h("p", { class: "total" });
  const body = h("tbody", { role: "rowgroup" });
  const columns = ["#", "Name", "Value or file", "Size"].map((title) => h("th", { role: "columnheader", scope: "col" }, title));
  const table = h("table", { role: "table", class: "parts" }, h("caption", { class: "hidden" }, "Parts of the request, in order"), h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns)), body);
  root.append(note, total, table);

  return {
    /** Shows the parts of `formData`; without one, that `errors` stand in the way. */
    show({ formData, errors }) {
      note.hidden = formData !== undefined;
      total.hidden = table.hidden = formData === undefined;
      if (formData === undefined) {
        note.textContent = `Nothing would be sent yet: ${count(errors, "error")} to correct. A message with an error never leaves.`;
        body.replaceChildren();
        return;
      }
      const entries = [...formData];
      const size = entries.reduce((sum, [, value]) => sum + sizeOf(value), 0);
      body.replaceChildren(...entries.map(drawPart));
      total.textContent = `${count(entries.length, "part")}, ${bytes(size)}`;
    },
  };
}
