import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { startBrowser } from "../browser.ts";
import { inDirectory } from "../directory.ts";
import { startCoverage } from "./page_coverage.ts";
import type { ScriptCoverage } from "./script_coverage.ts";

/** A script with one function, and the ways to leave the page. */
const SCRIPT = "function greet() { document.title = 'greeted'; }\ngreet();\n";
const PAGE = '<!doctype html><a href="/plain">next</a><form action="/plain"><button>send</button></form>' +
  "<button onclick=\"location.assign('/plain')\">assign</button>" + '<script src="/own.js"></script>';

/** How often the function of the script ran, in all that was written to a directory. */
async function countGreetings(directory: string): Promise<number> {
  const files = await Array.fromAsync(Deno.readDir(directory));
  const taken = await Promise.all(
    files.map(async ({ name }) => JSON.parse(await Deno.readTextFile(`${directory}/${name}`)) as ScriptCoverage[]),
  );
  return taken.flat().filter(({ url }) => url.endsWith("/own.js"))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.slice(0, 1)))
    .filter(({ startOffset, endOffset }) => startOffset === 0 && endOffset === SCRIPT.indexOf("\n"))
    .reduce((sum, { count }) => sum + count, 0);
}

Deno.test("startCoverage() counts what a page ran before it went elsewhere", async (t) => {
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/own.js") return new Response(SCRIPT, { headers: { "content-type": "text/javascript" } });
    return new Response(pathname === "/" ? PAGE : "<!doctype html><h1>plain</h1>", {
      headers: { "content-type": "text/html" },
    });
  });
  const origin = `http://127.0.0.1:${server.addr.port}`;
  await using chromium = await startBrowser();
  const leave: Record<string, (page: Page) => Promise<unknown>> = {
    "an address": (page) => page.goto(`${origin}/plain`),
    "a link": (page) => page.getByRole("link", { name: "next" }).click(),
    "a form": (page) => page.getByRole("button", { name: "send" }).click(),
    "a script": (page) => page.getByRole("button", { name: "assign" }).click(),
  };
  for (const [way, go] of Object.entries(leave)) {
    await t.step(`by ${way}`, () =>
      inDirectory(async (directory) => {
        await using context = await chromium.browser.newContext();
        const page = await context.newPage();
        const write = await startCoverage(page, directory);
        await page.goto(origin);
        await page.reload();
        await go(page);
        await page.getByRole("heading", { name: "plain" }).waitFor({ timeout: 15_000 });
        await write();
        assert.equal(await countGreetings(directory), 2);
      }));
  }
});
