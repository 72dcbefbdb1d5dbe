// Tables as rows: pasted from a spreadsheet, which puts tabs between its cells; as CSV (RFC 4180); or as a JSON object.

/** CSV as lines of cells: quotes keep commas and line ends, and stand twice where one is meant. */
function csvOf(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text.trim().matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n?|\n|$)/gy)) {
    lines.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === "") break;
    if (end !== ",") lines.push([]);
  }
  return lines.filter((cells) => cells.some((cell) => cell !== ""));
}

const tabbed = (text) => text.split(/\r?\n/).filter((line) => line.trim() !== "").map((line) => line.split("\t").map((cell) => cell.trim()));

/** A table of addresses: its head names the variables, each line below gives those of one address. A cell beyond the head has no name. */
function addressed([[, ...names], ...lines]) {
  return lines.flatMap(([key, ...values]) => {
    const cells = Array.from({ length: Math.max(names.length, values.length) }, (_, at) => ({ key, name: names[at] ?? "", value: values[at] ?? "" }));
    const rows = cells.filter(({ name, value }) => name !== "" || value !== "");
    return rows.length > 0 ? rows : [{ key }];
  });
}

/** The rows of a table, or undefined where it is none. */
function tableOf(lines, nested) {
  if (lines.length === 0 || lines.some((cells) => cells.length < 2)) return undefined;
  if (!nested) return lines.map(([name, ...values]) => ({ name, value: values.join("\t") }));
  if (!lines[0][0].includes("@")) return addressed(lines);
  return lines.every((cells) => cells.length === 3) ? lines.map(([key, name, value]) => ({ key, name, value })) : undefined;
}

/** A table in CSV has several lines, all as long as the first: a sentence with a comma is none. */
function fromCsv(text, nested) {
  const lines = csvOf(text);
  const even = lines.length > 1 && lines.every(({ length }) => length === lines[0].length);
  return even && (nested || lines[0].length === 2) ? tableOf(lines, nested) : undefined;
}

/** A JSON object as it is, for the rows to be made of; undefined where the text is none. */
export function objectOf(text, nested) {
  try {
    const map = JSON.parse(text);
    const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap(map) && (!nested || Object.values(map).every(isMap)) ? map : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The rows in a pasted text: `{ name, value }`, or `{ key, name, value }` where the map is `nested`. Undefined where the text is no
 * table, and is to be pasted as any text is.
 */
export const rowsOf = (text, nested) => (text.includes("\t") ? tableOf(tabbed(text), nested) : fromCsv(text, nested));
