import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ThemeChoice } from "../../lib/ui/ThemeChoice.tsx";

Deno.test("ThemeChoice offers the system's theme first, then light and dark", () => {
  const html = renderToString(<ThemeChoice />);
  assert.deepEqual([...html.matchAll(/value="(\w+)"/g)].map(([, value]) => value), ["system", "light", "dark"]);
});
