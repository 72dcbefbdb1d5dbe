// Strings, names and keywords of shell, JavaScript and JSON in colours: enough to find one's way, not a parser. The text stays
// the same, character for character.
import { h } from "./dom.js";

const STRING = /\$'(?:\\.|[^'\\])*'|'[^']*'|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*"/s;
const KEYWORD = /(?<![.\w])(?:import|from|const|await|new|export|default|async|return|curl)\b(?![:(])|--?[A-Za-z][\w-]*(?= )/;
const TOKENS = new RegExp(`(${STRING.source})|${KEYWORD.source}`, "gs");

// Longer text is shown plainly: colours are no help there, and cost.
const LONGEST = 200_000;

/** The text as nodes. */
export function highlight(text) {
  if (text.length > LONGEST) return [text];
  const nodes = [];
  let done = 0;
  for (const { 0: token, 1: string, index } of text.matchAll(TOKENS)) {
    nodes.push(text.slice(done, index));
    done = index + token.length;
    const kind = string === undefined ? "keyword" : text[done] === ":" ? "name" : "string";
    nodes.push(h("span", { class: `code-${kind}` }, token));
  }
  return [...nodes, text.slice(done)];
}
