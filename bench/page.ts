/**
 * The built app's page of an experiment with a run of 140,000 lines: how long the server takes, and how heavy the scripts are.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import { TEST_TOKEN, WITH_TOKEN } from "../tests/support/token.ts";
import { writeDesignLog } from "./logs.ts";
import { type Row, time } from "./measure.ts";

const LINES = 140_000, PASSES = 15;

type Fetch = (path: string, init?: RequestInit) => Promise<string>;

/** Creates an experiment with one imported log; the path of its page. */
async function fillExperiment(fetchText: Fetch): Promise<string> {
  const json = { "content-type": "application/json" }, bytes = { "content-type": "application/octet-stream" };
  const made = await fetchText("/api/experiments", { method: "POST", headers: json, body: '{"name":"page"}' });
  const { id } = JSON.parse(made) as { id: string };
  const body = writeDesignLog(LINES).bytes;
  await fetchText(`/api/experiments/${id}/imports`, { method: "POST", headers: bytes, body });
  return `/experiments/${id}`;
}

/** Bytes of a page's scripts and of all that they import at once, each compressed. */
async function weighScripts(fetchText: Fetch, html: string): Promise<number> {
  const known = new Set<string>(), waiting = [...html.matchAll(/"(\/_fresh\/js\/[^"]+)"/g)].map((match) => match[1]!);
  let size = 0;
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (known.has(url)) continue;
    known.add(url);
    const code = await fetchText(url);
    size += gzipSync(code).length;
    for (const [, file] of code.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) {
      waiting.push(new URL(file!, `http://x${url}`).pathname);
    }
  }
  return size;
}

/** Milliseconds of the page, and kilobytes of its scripts. */
export async function measurePage(directory: string): Promise<Row[]> {
  Deno.env.set("STDCURVE_KV", `${directory}/page.db`);
  Deno.env.set("STDCURVE_TOKEN", TEST_TOKEN);
  const { default: app } = await import(new URL("../_fresh/server.js", import.meta.url).href);
  const fetchText: Fetch = async (path, init) => {
    const headers = { ...WITH_TOKEN, ...init?.headers };
    return await (await app.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }))).text();
  };
  const path = await fillExperiment(fetchText), html = await fetchText(path);
  const ms = await time(PASSES, () => fetchText(path)), size = await weighScripts(fetchText, html);
  return [
    { what: "experiment page, server time", measured: `${ms.toFixed(1)} ms`, target: "≤ 15 ms" },
    { what: "scripts of that page, gzip", measured: `${(size / 1000).toFixed(1)} KB`, target: "≤ 80 KB" },
  ];
}
