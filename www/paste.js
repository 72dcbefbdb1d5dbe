// Rows pasted from a spreadsheet, which puts tabs between its cells.

const cellsOf = (line) => line.split("\t").map((cell) => cell.trim());

/** A table of addresses: its head names the variables, each line below gives those of one address. */
function addressed([head, ...lines]) {
  const names = head.slice(1);
  return lines.flatMap(([key, ...values]) => names.map((name, at) => ({ key, name, value: values[at] ?? "" })).filter(({ name }) => name !== ""));
}

/**
 * The rows in a pasted text: `{ name, value }`, or `{ key, name, value }` where the map is `nested`. Undefined where the text is no
 * table, and is to be pasted as any text is.
 */
export function rowsOf(text, nested) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "").map(cellsOf);
  if (lines.length === 0 || lines.some((cells) => cells.length < 2)) return undefined;
  if (!nested) return lines.map(([name, value]) => ({ name, value }));
  if (!lines[0][0].includes("@")) return addressed(lines);
  return lines.every((cells) => cells.length === 3) ? lines.map(([key, name, value]) => ({ key, name, value })) : undefined;
}
