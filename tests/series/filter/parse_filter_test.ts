import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Filter, FilterCompare } from "../../../lib/series/filter/filter_model.ts";
import { FILTER_MAX_CHARS, parseFilter } from "../../../lib/series/filter/parse_filter.ts";
import { printFilter } from "../../../lib/series/filter/print_filter.ts";

/** The filter of a text that is right. */
function read(text: string): Filter {
  const parsed = parseFilter(text);
  assert.ok("filter" in parsed, `${text}: ${JSON.stringify(parsed)}`);
  return parsed.filter;
}

const compare = (name: string, op: FilterCompare["op"], value: string): FilterCompare => ({
  kind: "compare",
  name,
  stat: null,
  op,
  value,
});
const words = (text: string): Filter => ({ kind: "words", text });

Deno.test("parseFilter() reads words and comparisons beside one another as all of them", () => {
  assert.deepEqual(read('status:failed lr<0.01 val_loss<0.5 tag:baseline started>2d "warmup"'), {
    kind: "all",
    parts: [
      compare("status", ":", "failed"),
      compare("lr", "<", "0.01"),
      compare("val_loss", "<", "0.5"),
      compare("tag", ":", "baseline"),
      compare("started", ">", "2d"),
      words("warmup"),
    ],
  });
});

Deno.test("parseFilter() binds OR less than words beside one another, and brackets most", () => {
  const [a, b, c] = ["a", "b", "c"].map(words) as [Filter, Filter, Filter];
  assert.deepEqual(read("a b OR c"), { kind: "any", parts: [{ kind: "all", parts: [a, b] }, c] });
  assert.deepEqual(read("a AND (b OR c)"), { kind: "all", parts: [a, { kind: "any", parts: [b, c] }] });
  assert.deepEqual(read("((a)) b"), { kind: "all", parts: [a, b] });
});

Deno.test("parseFilter() excludes with -, ! and NOT", () => {
  const expected: Filter = { kind: "not", part: compare("tag", ":", "old") };
  assert.deepEqual(["-tag:old", "!tag:old", "NOT tag:old", "- tag:old"].map(read), Array(4).fill(expected));
});

Deno.test("parseFilter() reads every way of writing a sign, with spaces or without", () => {
  const written = ["lr<=1", "lr <= 1", "lr=<1", "lr≤1", "lr==1", "lr<>1", "lr≠1", "lr>-1", "lr =1e-3"];
  assert.deepEqual(written.map((text) => (read(text) as FilterCompare).op + (read(text) as FilterCompare).value), [
    "<=1",
    "<=1",
    "<=1",
    "<=1",
    "=1",
    "!=1",
    "!=1",
    ">-1",
    "=1e-3",
  ]);
});

Deno.test("parseFilter() reads which value of a metric is meant, and names in quotes", () => {
  assert.deepEqual(read("best(val_loss)<0.5"), { ...compare("val_loss", "<", "0.5"), stat: "best" });
  assert.deepEqual(read('min("my loss") < 5%'), { ...compare("my loss", "<", "5%"), stat: "min" });
  assert.deepEqual(read('"my loss"<1'), compare("my loss", "<", "1"));
});

Deno.test("parseFilter() shows every run when nothing is written", () => {
  assert.deepEqual(["", "  "].map(read), [{ kind: "all", parts: [] }, { kind: "all", parts: [] }]);
});

Deno.test("parseFilter() says what is wrong, and at which character", () => {
  const faults: [string, string, number][] = [
    ["status:faild", 'no status "faild": write queued, running, completed, failed, cancelled, live or complete', 7],
    ["a started>abc", 'no time "abc": write an age (started<2d) or a date (started>2026-01-28)', 10],
    ["duration>x", 'no duration "x": write 90s, 30m, 2h or 1d', 9],
    ["duration:1h", "write <, <=, > or >= after duration, not :", 8],
    ["lr<abc", 'no number "abc": write 0.01, 1e-3, 10k or 5%', 3],
    ["best(loss):low", 'no number "low": write 0.01, 1e-3, 10k or 5%', 11],
    ["lr<", 'write a value after "<"', 3],
    ["lr<<3", 'write a value after "<"', 3],
    ["tag<3", "write : or = after tag, not <", 3],
    ["<5", 'write a name before "<", as in lr<0.01', 0],
    ["(a", "this bracket is not closed", 0],
    ["a)", "no bracket is open here", 1],
    ['a "b', 'this " is not closed', 2],
    ['a:"b', 'this " is not closed', 2],
    ["foo(bar)", 'no "foo(": write last(…), best(…), min(…), max(…), setting(…), or quote the text', 0],
    ["best()<1", "write a name between the brackets of best()", 5],
    ["best(a b)<1", "write ) after a", 7],
    ["best(a)", "write a comparison after best(a), as in <0.5", 7],
    ["OR a", "write a word or a comparison first", 0],
    ["a OR", 'write a word or a comparison after "OR"', 4],
    ["a OR AND b", 'write a word or a comparison after "OR"', 5],
    ["-", 'write a word or a comparison after "-"', 1],
    ["(".repeat(60), "too many brackets in one another", 51],
    ["x".repeat(FILTER_MAX_CHARS + 1), "a filter may have 2000 characters, not 2001", 2000],
  ];
  for (const [text, error, at] of faults) assert.deepEqual(parseFilter(text), { error, at }, text);
});

Deno.test("parseFilter() refuses a name that no run has when it knows the columns, and says which is near", () => {
  const columns = { metrics: ["val_loss", "learning_rate"], settings: ["optimizer"] };
  const say = (text: string) => {
    const parsed = parseFilter(text, columns);
    return "error" in parsed ? parsed.error : "";
  };
  assert.deepEqual(
    ["val_los<1", "statsu:failed", "xyzzy:1", "max(optimizer)<1", "setting(val_loss)<1"].map(say),
    [
      'no run has "val_los"; did you mean val_loss?',
      'no run has "statsu"; did you mean status?',
      'no run has "xyzzy"',
      'no run has "optimizer"',
      'no run has "val_loss"',
    ],
  );
  assert.deepEqual(["val_loss<1", "lr<1", "Optimizer:adam", "started<1d", "last(LR)<1"].map(say), ["", "", "", "", ""]);
});

const text = fc.oneof(
  fc.constantFrom(
    "a",
    "lr",
    "val loss",
    "OR",
    "AND",
    "-x",
    "!",
    "x!",
    "a!=b",
    "a:b",
    'q"',
    "\\",
    "(",
    "",
    "ü≤",
    "<",
    "*",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const number = fc.oneof(fc.constantFrom("1e-3", "10k", "5%", "nan", "-inf", "1,000"), fc.double().map(String));
const op = fc.constantFrom<FilterCompare["op"]>("<", "<=", ">", ">=", "=", "!=", ":");
const stat = fc.constantFrom<FilterCompare["stat"]>("last", "best", "min", "max", "setting");
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  text.map(words),
  fc.record({ kind: fc.constant("compare" as const), name: text, stat, op, value: number }, { noNullPrototype: true }),
  text.map((value): Filter => ({ ...compare("zz", ":", value) })),
  text.map((value): Filter => ({ ...compare("tag", "!=", value) })),
  fc.constantFrom<Filter>(
    compare("status", ":", "failed"),
    compare("started", ">", "2d"),
    compare("ended", "<", "2026-01-28"),
  ),
);
/** Filters in the form that `parseFilter` gives: no `all` in an `all`, no `any` in an `any`. */
const { filter } = fc.letrec<{ filter: Filter; part: Filter }>((tie) => ({
  part: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("filter")),
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("part").map((part): Filter => ({ kind: "not", part })),
    fc.tuple(fc.constantFrom("all" as const, "any" as const), fc.array(tie("part"), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]): Filter => ({
        kind,
        parts: parts.flatMap((part) => part.kind === kind ? part.parts : [part]),
      })),
  ),
}));

Deno.test("printFilter() writes what parseFilter() reads as the same filter", () => {
  fc.assert(
    fc.property(filter, (each) => {
      const printed = printFilter(each);
      fc.pre(printed.length <= FILTER_MAX_CHARS);
      assert.deepEqual(parseFilter(printed), { filter: each }, printed);
    }),
    { numRuns: 2_000 },
  );
});

const piece = fc.constantFrom(
  "a",
  "lr",
  "<",
  "0.5",
  ":",
  "status",
  "failed",
  "(",
  ")",
  '"',
  "\\",
  "-",
  "!",
  "OR",
  "AND",
  "NOT",
  " ",
  " ",
  "best(",
  "=",
  "tag",
  "≥",
);

Deno.test("printFilter() gives the same filter again for every text that can be read, and parseFilter() never throws", () => {
  let readable = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const written = pieces.join(""), parsed = parseFilter(written);
      if ("error" in parsed) {
        return assert.ok(parsed.at >= 0 && parsed.at <= written.length, `${written}: ${parsed.at}`);
      }
      readable++;
      assert.deepEqual(parseFilter(printFilter(parsed.filter)), parsed, written);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(readable > 300, `only ${readable} texts could be read`);
});
