// Address lists as Mailgun reads them: which mailboxes a value holds, or that it holds something else.
// Knows: RFC 5322 mailboxes (quoted names, comments, quoted local parts, domain literals), non-ASCII text anywhere,
// "," and ";" as separators, empty items skipped, one bad item spoiling the whole list, at most 1024 characters an
// address, no groups. Source: the verdicts of Mailgun's published parser, flanker 0.9.11 (PyPI, run 2026-11-22).
// Does not know: whether a domain or mailbox exists, RFC 5321's lengths, the source routes of RFC 822.

/**
 * The mailboxes of one value, as `{ text, address }`, or null where any of it is not an address.
 * Passes: `"Smith, Eve" <eve@host.com>, bob@host.com`. Refused: `Smith, Eve <eve@host.com>`.
 */
export function mailboxes(list) {
  const items = split(list);
  if (items === null || items.length === 0) return null;
  const found = [];
  for (const { text, name, spec } of items) {
    const address = (spec ?? name).trim();
    if ((spec !== null && !isPhrase(name)) || !isAddress(address)) return null;
    found.push({ text: text.trim(), address });
  }
  return found;
}

/** One pass: separates the items, puts a space for each comment, and parts the display name from what stands in angle brackets. */
function split(list) {
  const items = [];
  let item = blank();
  let quoted = false, comment = 0, angle = false, literal = false, closed = false;
  const end = () => {
    if (item.text.trim() !== "") items.push(item);
    item = blank();
    closed = false;
  };
  for (let at = 0; at < list.length; at++) {
    const char = list[at];
    if ((char < " " && char !== "\t") || char === "\x7f") return null;
    const open = !quoted && comment === 0 && !literal && !angle;
    if (open && (char === "," || char === ";")) { end(); continue; }
    item.text += char;
    if (comment > 0) {
      if (char === "\\") item.text += list[++at] ?? "";
      else if (char === "(") comment++;
      else if (char === ")") comment--;
      continue;
    }
    if (!quoted && !literal && char === "(") {
      comment = 1;
      if (angle) item.spec += " ";
      else item.name += " ";
      continue;
    }
    if (open && char === "<") {
      if (closed) return null;
      angle = true;
      item.spec = "";
      continue;
    }
    if (angle && !quoted && !literal && char === ">") { angle = false; closed = true; continue; }
    if (closed && char.trim() !== "") return null;
    let taken = char;
    if (quoted && char === "\\") {
      taken += list[++at] ?? "";
      item.text += taken.slice(1);
    } else if (char === '"' && !literal) quoted = !quoted;
    else if (!quoted && char === "[") literal = true;
    else if (!quoted && char === "]") literal = false;
    if (angle) item.spec += taken;
    else item.name += taken;
  }
  if (quoted || comment > 0 || angle || literal) return null;
  end();
  return items;
}

const blank = () => ({ text: "", name: "", spec: null });

/** A display name: quoted strings and words; the specials of RFC 5322 except "." only inside quotes. */
const isPhrase = (name) => !/[()<>[\]:;@\\,"]/.test(name.replace(/"(?:[^"\\]|\\.)*"/gs, ""));

const LOCAL = /^(?:[^\s()<>[\]:;@\\,".]+(?:\.[^\s()<>[\]:;@\\,".]+)*|"(?:[^"\\]|\\.)*")$/s;
const DOMAIN = /^(?:[\w\-\u0080-\uffff]+(?:\.[\w\-\u0080-\uffff]+)*|\[[^\s[\]\\]+\])$/;

function isAddress(address) {
  const at = address.lastIndexOf("@");
  return address.length <= 1024 && at > 0 && LOCAL.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1));
}
