import assert from "node:assert/strict";
import { colourOf, DARK, dashOf, LIGHT, writeTheme } from "../../../lib/ui/sheet/palette.ts";

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
  for (let style = 1; style <= 8; style++) {
    const found = valuesOf(`run-${style}`);
    assert.deepEqual([found[0], found[1]], [colourOf(LIGHT, style), colourOf(DARK, style)], `run-${style}`);
  }
});

Deno.test("dashOf() and colourOf() give what series.css gives each style", () => {
  for (let style = 1; style <= 12; style++) {
    const [, rules] = new RegExp(`\\.run-${style} \\{([^}]*)\\}`).exec(css[1]!)!;
    assert.equal(/stroke-dasharray: ([^;]*);/.exec(rules!)?.[1] ?? "", dashOf(style), `dash ${style}`);
  }
  assert.equal(colourOf(LIGHT, 9), colourOf(LIGHT, 1));
  assert.equal(colourOf(LIGHT, 13), colourOf(LIGHT, 1));
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
