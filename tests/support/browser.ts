/**
 * A headless Chromium for the browser tests: the one from npm, or the Chrome that `STDCURVE_CHROME` points at. It gets a
 * temporary directory of its own and leaves nothing behind.
 *
 * @module
 */
import { type Browser, chromium } from "playwright-core";

/** A browser that is closed when its scope ends. */
export interface TestBrowser extends AsyncDisposable {
  browser: Browser;
}

/** Starts it. */
export async function startBrowser(): Promise<TestBrowser> {
  const directory = await Deno.makeTempDir({ prefix: "stdcurve-browser-" });
  const executablePath = Deno.env.get("STDCURVE_CHROME") ?? await unpackChromium(directory);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox"],
    env: { ...Deno.env.toObject(), TMPDIR: directory, HOME: directory },
  });
  return {
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** The package reads these variables when it is imported: the first makes it bring its own libraries. */
async function unpackChromium(directory: string): Promise<string> {
  Deno.env.set("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs22.x");
  const before = Deno.env.get("TMPDIR");
  Deno.env.set("TMPDIR", directory);
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    return await packed.executablePath();
  } finally {
    if (before === undefined) Deno.env.delete("TMPDIR");
    else Deno.env.set("TMPDIR", before);
  }
}
