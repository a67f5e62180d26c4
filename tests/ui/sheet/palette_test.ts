import assert from "node:assert/strict";
import { dashOf, LINE_STYLES } from "../../../lib/series/run_styles.ts";
import { MARK_KINDS } from "../../../lib/text/mark_words.ts";
import { colourOf, DARK, LIGHT, lookOfMark, writeTheme } from "../../../lib/ui/sheet/palette.ts";

const css = await Promise.all(["base", "series"].map((name) => Deno.readTextFile(`lib/ui/styles/${name}.css`)));
/** Values of a variable in the style sheets, in their order: light, then dark. */
const valuesOf = (name: string) =>
  [...css.join("\n").matchAll(new RegExp(`--${name}: (#[\\da-f]{6});`, "g"))].map(([, value]) => value);

Deno.test("LIGHT and DARK have the colours of the pages", () => {
  for (
    const [name, key] of [["surface", "surface"], ["text", "text"], ["muted", "muted"], ["line", "line"], [
      "line-strong",
      "axis",
    ]] as const
  ) {
    const found = valuesOf(name);
    assert.deepEqual([found[0], found[1]], [LIGHT[key], DARK[key]], name);
  }
  for (
    const [name, look] of [["bad", "bad"], ["warn", "warn"], ["accent", "note"], ["line-strong", "plain"]] as const
  ) {
    const found = valuesOf(name);
    assert.deepEqual([found[0], found[1]], [LIGHT.marks[look], DARK.marks[look]], name);
  }
  for (let style = 1; style <= 8; style++) {
    const found = valuesOf(`run-${style}`);
    assert.deepEqual([found[0], found[1]], [colourOf(LIGHT, style), colourOf(DARK, style)], `run-${style}`);
  }
});

/** What the style sheet gives a class, in all of its rules. */
const ruleOf = (style: number, property: string) =>
  [...css[1]!.matchAll(/([^{}]*)\{([^}]*)\}/g)]
    .filter(([, selectors]) => selectors!.split(/[\s,]+/).includes(`.run-${style}`))
    .map(([, , rules]) => new RegExp(`${property}: ([^;]*);`).exec(rules!)?.[1]).find((value) => value !== undefined);

Deno.test("dashOf() and colourOf() give what series.css gives each style", () => {
  for (let style = 1; style <= LINE_STYLES; style++) {
    assert.equal(ruleOf(style, "stroke-dasharray") ?? "", dashOf(style), `dash ${style}`);
    const number = /^var\(--run-(\d)\)$/.exec(ruleOf(style, "color")!)![1]!;
    assert.equal(valuesOf(`run-${number}`)[0], colourOf(LIGHT, style), `colour ${style}`);
  }
});

Deno.test("writeTheme() writes one palette for a fixed theme, and both for auto", () => {
  const rules = ({ surface }: typeof LIGHT) => `.a{fill:${surface}}`;
  assert.equal(writeTheme("light", rules), ".a{fill:#ffffff}");
  assert.equal(writeTheme("dark", rules), ".a{fill:#131519}");
  assert.equal(
    writeTheme("auto", rules),
    ".a{fill:#ffffff}@media screen and (prefers-color-scheme:dark){.a{fill:#131519}}",
  );
});

Deno.test("lookOfMark() gives each kind of marks the look that run_mark.css gives it", async () => {
  const rules = await Deno.readTextFile("lib/ui/styles/run_mark.css");
  const variables = { bad: "--bad", warn: "--warn", note: "--accent" } as const;
  for (const kind of MARK_KINDS) {
    const rule = new RegExp(`\\.chart-mark[^{}]*data-kind="${kind}"[^{}]*\\{\\s*fill: var\\((--[a-z]+)\\)`).exec(rules)
      ?.[1];
    const look = lookOfMark(kind);
    assert.equal(rule, look === "plain" ? undefined : variables[look], kind);
  }
});
