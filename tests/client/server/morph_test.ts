import assert from "node:assert/strict";
import { build, stop } from "esbuild";
import type { Page } from "playwright-core";
import { startBrowser } from "../../support/browser.ts";

/** The exports of the bundled module. */
interface Bundled {
  morphInto(element: Element, next: Element): void;
}

/** Bundles the module into a script that sets `parts`. */
async function bundleParts(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("../../../lib/client/server/morph.ts", import.meta.url).pathname],
    bundle: true,
    format: "iife",
    globalName: "parts",
    write: false,
  });
  await stop();
  return outputFiles[0]!.text;
}

/** Changes the page's `main` into this markup. */
async function changeTo(page: Page, html: string): Promise<void> {
  await page.evaluate((html) => {
    const { parts } = globalThis as unknown as { parts: Bundled };
    const next = new DOMParser().parseFromString(`<main>${html}</main>`, "text/html");
    parts.morphInto(document.querySelector("main")!, next.querySelector("main")!);
  }, html);
}

const row = (key: string, words: string) =>
  `<li id="row-${key}"><input type="checkbox" id="${key}"><a href="/${key}">${words}</a></li>`;

Deno.test("morphInto()", async (t) => {
  const script = await bundleParts();
  await using chromium = await startBrowser();
  const page = await chromium.browser.newPage();
  /** A test on a page with this markup. */
  const step = (title: string, html: string, test: () => Promise<void>) =>
    t.step(title, async () => {
      await page.setContent(`<main>${html}</main>`);
      await page.evaluate(script.replace("var parts", "globalThis.parts"));
      await test();
    });
  const markup = () => page.locator("main").innerHTML();

  await step(
    "replaces text, attributes and children",
    '<p class="old" title="x">a</p><b>b</b><i>c</i>',
    async () => {
      await changeTo(page, '<p class="new" lang="en">A</p>text<i>C</i><u>d</u>');
      assert.equal(await markup(), '<p class="new" lang="en">A</p>text<i>C</i><u>d</u>');
    },
  );
  await step(
    "keeps a row's node, tick and focus when a row is added above it",
    `<ul>${row("a", "1")}</ul>`,
    async () => {
      await page.locator("#a").check();
      await page.locator("a").focus();
      await page.evaluate(() => Object.assign(document.querySelector("#row-a")!, { isSame: true }));
      await changeTo(page, `<ul>${row("b", "1")}${row("a", "2")}</ul>`);
      assert.deepEqual(await page.locator("a").allTextContents(), ["1", "2"]);
      assert.equal(await page.locator("#a").isChecked(), true);
      assert.equal(await page.locator("#b").isChecked(), false);
      assert.equal(await page.evaluate(() => document.activeElement!.getAttribute("href")), "/a");
      assert.equal(await page.evaluate(() => "isSame" in document.querySelector("#row-a")!), true);
    },
  );
  await step("ignores a change of the default tick", `<ul>${row("a", "1")}</ul>`, async () => {
    await changeTo(page, `<ul>${row("a", "1").replace("<input", "<input checked")}</ul>`);
    assert.equal(await page.locator("#a").isChecked(), false);
  });
  await step(
    "removes and reorders rows by their ids",
    `<ul>${row("a", "1")}${row("b", "2")}${row("c", "3")}</ul>`,
    async () => {
      await page.locator("#c").check();
      await changeTo(page, `<ul>${row("c", "3")}${row("a", "1")}</ul>`);
      assert.deepEqual(await page.locator("a").allTextContents(), ["3", "1"]);
      assert.equal(await page.locator("#c").isChecked(), true);
      assert.equal(await page.locator("#a").isChecked(), false);
    },
  );
  await step("keeps details open", "<details><summary>s</summary>old</details>", async () => {
    await page.locator("summary").click();
    await changeTo(page, "<details><summary>s</summary>new</details>");
    assert.equal(await markup(), '<details open=""><summary>s</summary>new</details>');
  });
  await step(
    "keeps a list's scroll position when a row is added at its end",
    `<ul style="height: 50px; overflow: auto">${row("a", "1")}${"<li style='height: 500px'>tall</li>"}</ul>`,
    async () => {
      await page.evaluate(() => document.querySelector("ul")!.scrollTop = 120);
      await changeTo(
        page,
        `<ul style="height: 50px; overflow: auto">${row("a", "2")}<li style="height: 500px">tall</li><li>z</li></ul>`,
      );
      assert.equal(await page.evaluate(() => document.querySelector("ul")!.scrollTop), 120);
    },
  );
});
