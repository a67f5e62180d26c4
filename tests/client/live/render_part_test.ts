import assert from "node:assert/strict";
import { build, stop } from "esbuild";
import { startBrowser } from "../../support/browser.ts";

/** Bundles the module, and Preact, into a script that sets `parts`. */
async function bundleParts(): Promise<string> {
  const path = new URL("../../../lib/client/live/render_part.ts", import.meta.url).pathname;
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from ${JSON.stringify(path)}; export { h } from "preact";`,
      resolveDir: new URL("../../../", import.meta.url).pathname,
    },
    bundle: true,
    format: "iife",
    globalName: "parts",
    write: false,
  });
  await stop();
  return outputFiles[0]!.text.replace("var parts", "globalThis.parts");
}

/** The exports of the bundle. */
interface Bundled {
  h(name: string, props: Record<string, unknown> | null, ...children: unknown[]): unknown;
  renderInto(element: Element, content: unknown): void;
  renderPart(name: string, content: unknown): void;
}

Deno.test("renderInto() takes over the server's nodes, and keeps what the reader has opened, ticked and focused", async () => {
  const script = await bundleParts();
  await using chromium = await startBrowser();
  const page = await chromium.browser.newPage();
  await page.setContent(
    '<main data-part="one"><input type="checkbox" id="tick" checked><details><summary>s</summary><a href="/old">old</a></details></main>',
  );
  await page.evaluate(script);
  await page.locator("#tick").uncheck();
  await page.locator("summary").click();
  await page.locator("a").focus();
  const seen = await page.evaluate(() => {
    const { h, renderInto } = (globalThis as unknown as { parts: Bundled }).parts;
    const main = document.querySelector("main")!, link = document.querySelector("a");
    const content = (words: string) => [
      h("input", { type: "checkbox", id: "tick", defaultChecked: true }),
      h("details", null, h("summary", null, "s"), h("a", { href: "/new", class: "b" }, words)),
    ];
    const states: unknown[] = [];
    for (const words of ["new", "newer"]) {
      renderInto(main, content(words));
      const tick = document.querySelector<HTMLInputElement>("#tick")!;
      states.push([main.textContent, tick.checked, document.querySelector("details")!.open]);
    }
    return { states, isSame: document.querySelector("a") === link, isFocused: document.activeElement === link };
  });
  assert.deepEqual(seen.states, [["snew", false, true], ["snewer", false, true]]);
  assert.deepEqual([seen.isSame, seen.isFocused], [true, true]);
  assert.equal(await page.locator("a").getAttribute("href"), "/new");
});

Deno.test("renderInto() removes what the server wrote and the content no longer has, at the beginning, too", async () => {
  const script = await bundleParts();
  await using chromium = await startBrowser();
  const page = await chromium.browser.newPage();
  await page.setContent("<main><p>notice</p><h2>name</h2><i>running</i></main><aside><b>older</b></aside>");
  await page.evaluate(script);
  await page.evaluate(() => {
    const { h, renderInto } = (globalThis as unknown as { parts: Bundled }).parts;
    renderInto(document.querySelector("main")!, [h("h2", null, "new name")]);
    renderInto(document.querySelector("aside")!, null);
  });
  assert.equal(await page.locator("main").innerHTML(), "<h2>new name</h2>");
  assert.equal(await page.locator("aside").innerHTML(), "");
});

Deno.test("renderPart() leaves a page alone that lacks the part", async () => {
  const script = await bundleParts();
  await using chromium = await startBrowser();
  const page = await chromium.browser.newPage();
  await page.setContent("<main><p>text</p></main>");
  await page.evaluate(script);
  await page.evaluate(() => {
    const { h, renderPart } = (globalThis as unknown as { parts: Bundled }).parts;
    renderPart("facts", h("b", null, "facts"));
  });
  assert.equal(await page.locator("main").innerHTML(), "<p>text</p>");
});
