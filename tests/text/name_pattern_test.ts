import assert from "node:assert/strict";
import fc from "fast-check";
import { compileNamePattern, type PatternFault } from "../../lib/text/name_pattern.ts";

const finds = (text: string, name: string): boolean => {
  const compiled = compileNamePattern(text);
  if (typeof compiled !== "function") throw new Error(`${text}: ${compiled.error} at ${compiled.at}`);
  return compiled(name);
};

/** True for an expression of more steps than a search may have. */
const isTooLong = (text: string) => {
  const compiled = compileNamePattern(text);
  return typeof compiled !== "function" && compiled.error === "this expression is too long";
};

/** Expressions of which JavaScript's own engine knows the answer too. */
const expressions = fc.letrec<{ one: string; many: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a", "b", "1", ".", "\\d", "\\D", "[ab]", "[^a]", "[a-b1]", "^", "$", "\\."),
    fc.tuple(tie("many"), fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "{2,}")).map(([part, times]) =>
      `(${part})${times}`
    ),
  ),
  many: fc.tuple(fc.array(tie("one"), { maxLength: 3 }), fc.array(tie("one"), { maxLength: 3 })).map(([one, other]) =>
    other.length === 0 ? one.join("") : `${one.join("")}|${other.join("")}`
  ),
}));

Deno.test("compileNamePattern() finds what JavaScript's regular expressions find", () => {
  fc.assert(fc.property(
    expressions.many,
    fc.array(fc.constantFrom("a", "b", "A", "1", ".", "/"), { maxLength: 8 }).map((chars) => chars.join("")),
    (text, name) => {
      fc.pre(!isTooLong(text));
      assert.equal(finds(text, name), new RegExp(text, "i").test(name), `${text} in ${name}`);
    },
  ));
});

Deno.test("compileNamePattern() takes linear time where JavaScript's would never end", () => {
  assert.equal(finds("^(a+)+$", `${"a".repeat(199)}!`), false);
});

Deno.test("compileNamePattern() says what is wrong and where", () => {
  const faults: Record<string, PatternFault> = {
    "loss(": { error: "this bracket isn’t closed", at: 4 },
    "loss)": { error: "no bracket is open here", at: 4 },
    "*loss": { error: "nothing stands before this *", at: 0 },
    "a[b": { error: "this bracket isn’t closed", at: 1 },
    "a[]": { error: "nothing stands in this bracket", at: 1 },
    "a[z-b]": { error: "b comes before z", at: 2 },
    "a{3,2}": { error: "the second number is smaller than the first", at: 1 },
    "a\\": { error: "a sign must follow this backslash", at: 1 },
    "\\q": { error: "\\q isn’t known here", at: 0 },
    "(?=a)": { error: "only (?: can stand here", at: 1 },
    "((a{100}){100}){100}": { error: "this expression is too long", at: 0 },
  };
  for (const [text, fault] of Object.entries(faults)) assert.deepEqual(compileNamePattern(text), fault, text);
});

Deno.test("compileNamePattern() never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => void compileNamePattern(text)));
});
