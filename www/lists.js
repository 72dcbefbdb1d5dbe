// A list typed as one line, cut into its entries.

/** Splits at commas and line ends. */
export const splitList = (text) => text.split(/[,\r\n]+/).map((entry) => entry.trim()).filter(Boolean);

/** Splits mailboxes at commas and line ends, but not within quotes, comments or angle brackets (RFC 5322). */
export function splitMailboxes(text) {
  const entries = [];
  let entry = "";
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\" && (quoted || depth > 0)) {
      entry += char + (text[++at] ?? "");
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "(" || char === "<")) depth++;
    else if (!quoted && (char === ")" || char === ">")) depth = Math.max(0, depth - 1);
    if (/[\r\n]/.test(char) || (char === "," && !quoted && depth === 0)) {
      entries.push(entry);
      entry = "";
      quoted = false;
      depth = 0;
    } else entry += char;
  }
  entries.push(entry);
  return entries.map((each) => each.trim()).filter(Boolean);
}

/** Whether the text ends a list entry: its last comma would split it. */
export const ends = (text, split) => text.endsWith(",") && split(`${text}x`).length > split(text.slice(0, -1)).length;
