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

/** Starts it, with more flags of Chromium. */
export async function startBrowser(...flags: string[]): Promise<TestBrowser> {
  const directory = await Deno.makeTempDir({ prefix: "stdcurve-browser-" });
  const installed = Deno.env.get("STDCURVE_CHROME");
  const browser = await chromium.launch({
    executablePath: installed ?? await unpackChromium(directory),
    args: ["--no-sandbox", ...flags],
    env: {
      ...Deno.env.toObject(),
      TMPDIR: directory,
      ...(installed ? {} : {
        FONTCONFIG_PATH: await writeFontSettings(directory),
        LD_LIBRARY_PATH: `${directory}/al2023/lib`,
      }),
    },
  });
  return {
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** The package reads the first variable when it is imported, and then brings its own libraries; the second says where to. */
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

/** The package's own settings look for its fonts in /tmp; these look where they are, and at the machine's. */
async function writeFontSettings(directory: string): Promise<string> {
  const places = [`${directory}/fonts`, "/usr/share/fonts"].map((path) => `<dir>${path}</dir>`);
  const settings = `<?xml version="1.0"?><fontconfig>${
    places.join("")
  }<cachedir>${directory}/fonts-cache</cachedir></fontconfig>`;
  await Deno.writeTextFile(`${directory}/fonts/fonts.conf`, settings);
  return `${directory}/fonts`;
}
