/**
 * The demo: builds the pages, serves them on an embedded KV, and trains a small real model as a run, by the same way a user's run goes.
 * Ctrl-C stops all of it.
 *
 *     deno task demo [--seconds 110] [--steps 3000] [--port 8000] [--kv FILE]
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirectory } from "../lib/place.ts";

const { values: flags } = parseArgs({
  options: {
    seconds: { type: "string", default: "110" },
    steps: { type: "string", default: "3000" },
    port: { type: "string" },
    kv: { type: "string", default: join(dataDirectory(), "demo.db") },
  },
});
const path = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const deno = Deno.execPath();

async function send<T>(address: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

interface Named {
  id: string;
  name: string;
}

async function findExperiment(site: string, name: string): Promise<Named> {
  const { experiments } = await (await fetch(`${site}api/experiments?q=${name}`)).json();
  return experiments.find((each: Named) => each.name === name) ?? await send<Named>(`${site}api/experiments`, { name });
}

console.log("Building the pages …");
const built = await new Deno.Command(deno, { args: ["run", "-A", path("dev.ts"), "build"], cwd: path("") }).output();
if (!built.success) throw new Error(new TextDecoder().decode(built.stderr));

const args = ["run", "-A", path("cli.ts"), "serve", "--kv", flags.kv, ...(flags.port ? ["--port", flags.port] : [])];
// A group of its own: Ctrl-C reaches this program alone, which first stops the training and then the server.
const server = new Deno.Command(deno, { args, stdout: "piped", stderr: "null", detached: true }).spawn();
let run = "", stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log("\nStopping the training and the server …");
  if (run !== "") {
    await send(`${run}/cancel`, {}).catch(() => null); // complete already: nothing to stop
    for (let live = true; live;) {
      const { status } = await (await fetch(run)).json().catch(() => ({ status: "gone" }));
      live = status === "running" || status === "queued";
      if (live) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  server.kill("SIGTERM");
  await server.status;
  Deno.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) Deno.addSignalListener(signal, () => void stop());

let told = "";
for await (const text of server.stdout.pipeThrough(new TextDecoderStream())) {
  told += text;
  if (told.includes("\n")) break;
}
const site = /http:\S+/.exec(told)?.[0];
if (!site) throw new Error("the server did not start; try: deno task start");
const { id } = await findExperiment(site, "demo");
const training = ["run", path("examples/char_lm.ts"), "--steps", flags.steps, "--seconds", flags.seconds];
const { id: runId } = await send<Named>(`${site}api/experiments/${id}/runs`, {
  name: "char-lm",
  command: [deno, ...training],
});
run = `${site}api/experiments/${id}/runs/${runId}`;
console.log(
  `A small language model is being trained. Watch it: ${site}experiments/${id}?run=${runId}\nCtrl-C stops everything.`,
);
const { code } = await server.status;
if (!stopping) Deno.exit(code);
