// Small helpers over the DOM. Nothing here writes markup from text: every value becomes a text node, an attribute or a
// property, so that a message with hostile content shows as it is.

/** Makes an element: properties, `on<event>` listeners, then children (null and false are left out). */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Finds the one element of the page with this id. */
export const byId = (id) => document.getElementById(id);

/** Says that a control changed its value without the user typing into an input of its own. */
export const changed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

let serial = 0;
/** An id that no other element has. */
export const newId = (stem) => `${stem}-${++serial}`;

/** A size as a person reads it: `999 B`, `1.2 kB`, `18.0 MB` (decimal units, as Mailgun's limits are). */
export function bytes(count) {
  if (count < 1000) return `${Math.round(count)} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return `${(count / 1e6).toFixed(1)} MB`;
}

/** A span of time: `0.4 ms`, `31 ms`, `2.1 s`. Some browsers count whole milliseconds only. */
export function milliseconds(span) {
  if (span < 0.05) return "< 0.1 ms";
  if (span >= 1000) return `${(span / 1000).toFixed(1)} s`;
  return `${span < 10 ? span.toFixed(1) : Math.round(span)} ms`;
}

/** Prose with its `names` as code elements. */
export const prose = (text) => text.split("`").map((piece, at) => (at % 2 === 1 ? h("code", {}, piece) : piece));

/** `1 part`, `2 parts`. */
export const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
