// Address lists, against the verdicts of flanker 0.9.11, Mailgun's published parser.
import assert from "node:assert/strict";
import test from "node:test";
import { mailboxes } from "../../pkg-template/sandbox/address.js";

const PASSES = {
  "b@h.com": ["b@h.com"],
  "Bob <b@h.com>": ["b@h.com"],
  "Bob<b@h.com>": ["b@h.com"],
  "<b@h.com>": ["b@h.com"],
  "b@h.com (comment, with <all> (of) \\) it)": ["b@h.com"],
  "Dr. Bob <b@h.com>": ["b@h.com"],
  "O'Brien <b@h.com>": ["b@h.com"],
  "Müller <b@h.com>, 😀 <c@h.com>": ["b@h.com", "c@h.com"],
  '"Smith, Bob" <b@h.com>': ["b@h.com"],
  '"a \\" <x@y>; b" <b@h.com>,c@h.com': ["b@h.com", "c@h.com"],
  '"a b"@h.com': ['"a b"@h.com'],
  '"a@b, c"@h.com': ['"a@b, c"@h.com'],
  "b@localhost": ["b@localhost"],
  "b@[127.0.0.1]": ["b@[127.0.0.1]"],
  "ж@h.com, b@пример.рф": ["ж@h.com", "b@пример.рф"],
  "a@h.com;b@h.com": ["a@h.com", "b@h.com"],
  "a@h.com,": ["a@h.com"],
  " a@h.com ,, b@h.com ": ["a@h.com", "b@h.com"],
};
const REFUSED = [
  "", ",", "b", "b@", "@h.com", "a@b@c", "b@h..com", "b@h.com.", ".b@h.com", "b.@h.com", "a..b@h.com", "b @h.com", "b@h com", "b(comment)c@h.com",
  "Smith, Bob <b@h.com>", "b@h.com <b@h.com>", "Bob: x <b@h.com>", "[Bob] <b@h.com>", "Bob @ Home <b@h.com>",
  "Bob; Home <b@h.com>", "Müller, A. (x) <b@h.com>", "Group: a@b.com;", "undisclosed-recipients:;", "b@h.com\nBcc: x@y.com",
  "b@h.com\0", '"b@h.com', "b@h.com (open", "b@h.com)", "<b@h.com", "b@h.com>", "<b@h.com> x", "<a@h.com> <b@h.com>", "<>", "Bob <>",
  "<a@h.com,b@h.com>", "b@[1", "a@h.com, nobody", `${"a".repeat(1020)}@h.com`,
];

for (const [list, expected] of Object.entries(PASSES)) {
  test(`passes: ${list}`, () => assert.deepEqual(mailboxes(list)?.map(({ address }) => address), expected));
}
for (const list of REFUSED) {
  test(`refused: ${JSON.stringify(list).slice(0, 60)}`, () => assert.equal(mailboxes(list), null));
}

test("mailboxes keep their text", () => {
  assert.deepEqual(mailboxes('"Smith, Eve" <eve@host.com> (home), b@h.com')?.map(({ text }) => text), ['"Smith, Eve" <eve@host.com> (home)', "b@h.com"]);
});

test("long lists and hostile ones take linear time", () => {
  const started = performance.now();
  assert.equal(mailboxes(Array(50_000).fill("a@h.com").join(", "))?.length, 50_000);
  for (const bad of ["(", '"', "<", "\\", "a.", "a ", '""', "[", "()"]) assert.equal(mailboxes(bad.repeat(100_000)), null, bad);
  assert.ok(performance.now() - started < 2_000);
});
