/**
 * The demo: builds the pages, serves them on a KV file of its own, and starts `char_lm.ts` as a run through the API. Ctrl-C stops the
 * training and the server.
 *
 *     deno task demo [--seconds 120 | --steps N] [--seed 1]
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPages, serveApp } from "../lib/commands/served_app.ts";
import { parsePort, waitForStop } from "../lib/commands/serve.ts";
import { describeError, UsageError } from "../lib/commands/usage.ts";
import { addToken } from "../lib/host/own_address.ts";
import { dataDirectory, kvLocation } from "../lib/host/paths.ts";
import { ensureTokens } from "../lib/host/token.ts";
import { readOptions, readText } from "./char_lm.ts";
import { printError } from "../lib/host/stderr.ts";

const EXPERIMENT = "character model";
const CANCEL_TRIES = 40, CANCEL_PAUSE_MS = 100;
const project = fileURLToPath(new URL("../", import.meta.url));

/** Sends a request to the demo's own API: POST when there is a body. Returns the parsed answer. */
async function call<T>(address: string, body?: unknown): Promise<T> {
  const response = await fetch(address, {
    ...(body === undefined ? {} : {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${ensureTokens().full}` },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${text}`);
  return JSON.parse(text || "null");
}

/** Id of the demo's experiment. Creates the experiment at the first start. */
async function findExperiment(api: string): Promise<string> {
  const { experiments } = await call<{ experiments: { id: string; name: string }[] }>(
    `${api}/experiments?q=${encodeURIComponent(EXPERIMENT)}`,
  );
  const known = experiments.find(({ name }) => name === EXPERIMENT);
  const description = "A small network learns to write, one character after another (examples/char_lm.ts).";
  return (known ?? await call<{ id: string }>(`${api}/experiments`, { name: EXPERIMENT, description })).id;
}

/** Cancels the run and waits until it has ended, for 4 seconds at most. */
async function cancelRun(run: string): Promise<void> {
  const isLive = async () => {
    const { status } = await call<{ status: string }>(run);
    return status === "running" || status === "queued";
  };
  if (!await isLive()) return;
  await call(`${run}/cancel`, {});
  for (let tries = 0; tries < CANCEL_TRIES && await isLive(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, CANCEL_PAUSE_MS));
  }
}

/** Throws UsageError for options that the training would refuse, before the pages are built. */
function checkArgs(): void {
  try {
    readText(readOptions(Deno.args));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split("\n")[0] : String(error), { cause: error });
  }
}

/** The port that STDCURVE_PORT names; null when it is unset or empty. Throws UsageError. */
function readPort(): number | null {
  try {
    const port = parsePort(Deno.env.get("STDCURVE_PORT") ?? "");
    return port === "" ? null : port;
  } catch (error) {
    throw new UsageError(`STDCURVE_PORT is wrong. ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Name of the run: the program, its options and the time, such as `char_lm --steps 50, 14:05`. */
function nameRun(): string {
  const time = new Date().toTimeString().slice(0, 5);
  return ["char_lm", ...Deno.args].join(" ") + `, ${time}`;
}

async function demo(): Promise<void> {
  checkArgs();
  const port = readPort(), stopped = waitForStop();
  console.log("Building the pages …");
  await buildPages();
  const location = Deno.env.get("STDCURVE_KV") ? kvLocation() : join(dataDirectory(), "demo.db");
  const served = await serveApp({ location, host: "127.0.0.1", port });
  try {
    const api = `${served.local}/api`, experiment = await findExperiment(api);
    const runs = `${api}/experiments/${experiment}/runs`;
    const { id } = await call<{ id: string }>(runs, {
      name: nameRun(),
      command: [Deno.execPath(), "run", "--allow-read", "examples/char_lm.ts", ...Deno.args],
      cwd: project,
    });
    console.log(`
  A small network learns to write. Watch it here:

      ${addToken(`${served.shown}/experiments/${experiment}?run=${id}`, served.token)}

  deno task sweep, in another terminal, adds 200 small runs to compare: learning rate × width × seed.
  Ctrl-C stops the training and the server. The run stays in ${location}
`);
    await stopped;
    printError("Stopping …");
    await cancelRun(`${runs}/${id}`);
  } finally {
    await served.stop();
  }
}

try {
  await demo();
  Deno.exit(0);
} catch (error) {
  const { line, code } = describeError(error);
  printError(line);
  Deno.exit(code);
}
