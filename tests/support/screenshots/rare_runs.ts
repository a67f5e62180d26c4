/**
 * Runs in states that are rare: failed with a reason, silent, read by an older reader, with very many metrics, without a finite value, with names
 * of several scripts.
 *
 * @module
 */
import { describeOwner } from "../../../lib/runs/owner.ts";
import { openStore } from "../../../lib/store/store.ts";
import type { TestApp } from "../app.ts";
import { makeOlder } from "../older_reader.ts";
import { finishRun, printing } from "../page.ts";
import { WITH_TOKEN } from "../token.ts";
import { waitFor } from "../wait.ts";

const MANY_METRICS = 400, MANY_STEPS = 12;

const FAILING = `
for (let step = 1; step <= 90; step++) console.log(\`step \${step} loss=\${(3 / step).toFixed(4)} lr=\${1e-3 / step}\`);
console.error("Traceback (most recent call last):\\n  File \\"train.py\\", line 88, in <module>");
console.error("RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 23.69 GiB total capacity)");
Deno.exit(1);`;

const stepLines = (count: number, write: (step: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at + 1));

const lossOf = (step: number) => (3 * Math.exp(-step / 40) + Math.sin(step) / 20).toFixed(4);

/** Logs that a program prints, by the name of their run. */
const LOGS: Readonly<Record<string, readonly string[]>> = {
  "many metrics": stepLines(MANY_STEPS, (step) => {
    const layers = Array.from({ length: MANY_METRICS - 2 }, (_, at) => [`layer_${at}/norm`, at / 400 + 1 / step]);
    return JSON.stringify({ step, loss: Number(lossOf(step)), acc: step / MANY_STEPS, ...Object.fromEntries(layers) });
  }),
  "only NaN": stepLines(40, (step) => `step ${step} loss=nan acc=${step % 2 ? "inf" : "-inf"}`),
  "diverged": stepLines(200, (step) => `step ${step} loss=${step < 120 ? lossOf(step) : Math.exp(step - 118)}`),
  "学習率ウォームアップ・コサイン減衰・大きなバッチ": stepLines(
    80,
    (step) => `step ${step} 損失=${lossOf(step)} 正解率=${step / 80}`,
  ),
  "обучение с косинусным расписанием и длинным именем": stepLines(80, (step) => `step ${step} loss=${lossOf(step)}`),
  "تدريب بمعدل تعلم متناقص ٣": stepLines(80, (step) => `step ${step} loss=${lossOf(step)} دقة=${step / 80}`),
  [`quotes "', slashes /\\, 🚀 and </script>`]: stepLines(80, (step) => `step ${step} loss=${lossOf(step)}`),
  "no bytes": [],
};

/** Makes them in an experiment of their own; their addresses by name. */
export async function makeRareRuns(app: TestApp): Promise<Record<string, string>> {
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "rare states" });
  const page = `/experiments/${id}`, paths: Record<string, string> = { scripts: `${page}/compare` };
  for (const [name, lines] of Object.entries(LOGS)) {
    const log = lines.map((line) => `${line}\n`).join("");
    paths[name] = `${page}?run=${
      log === "" ? await finishRun(app, id, printing([]), name) : await importLog(app, { id, name, log })
    }`;
  }
  paths["failed by itself"] = `${page}?run=${await failRun(app, id)}`;
  paths.silent = await makeSilentRun(app);
  paths.older = await makeOlderRuns(app);
  return paths;
}

async function importLog(app: TestApp, { id, name, log }: { id: string; name: string; log: string }): Promise<string> {
  const address = `${app.origin}/api/experiments/${id}/imports?name=${encodeURIComponent(name)}`;
  const headers = { ...WITH_TOKEN, "content-type": "application/octet-stream" };
  const response = await fetch(address, { method: "POST", body: log, headers });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return (await response.json() as { id: string }).id;
}

async function makeOlderRuns(app: TestApp): Promise<string> {
  const { id } = await app.call<{ id: string }>("POST", "/api/experiments", { name: "read long ago" });
  const log = stepLines(60, (step) => `step ${step} loss=${lossOf(step)} acc=${step / 60}\n`).join("");
  const runs = [await importLog(app, { id, name: "one", log }), await importLog(app, { id, name: "two", log })];
  await makeOlder(app, id, ...runs);
  return `/experiments/${id}?run=${runs[0]}`;
}

async function failRun(app: TestApp, experimentId: string): Promise<string> {
  const runs = `/api/experiments/${experimentId}/runs`, command = [Deno.execPath(), "eval", FAILING];
  const { id } = await app.call<{ id: string }>("POST", runs, { command, name: "failed by itself" });
  const isFailed = async () => (await app.call<{ status: string }>("GET", `${runs}/${id}`)).status === "failed";
  await waitFor(isFailed, { what: "the run to fail" });
  return id;
}

/** A live run whose owner was never heard of again. */
async function makeSilentRun(app: TestApp): Promise<string> {
  using store = await openStore(app.kv);
  const { id: experimentId } = await store.experiments.create({ name: "lost" });
  const command = ["python", "train.py"], made = { experimentId, command, cwd: "/home/ada", host: "box" };
  const { id } = await store.runs.create({ ...made, status: "running" });
  await store.runs.setOwner(id, { ...describeOwner("x"), host: "box", boot: "other", nonce: "n", at: 0 });
  const path = `/api/experiments/${experimentId}/runs/${id}`;
  const isSilent = async () =>
    (await app.call<{ owner: { silent_since: string | null } }>("GET", path)).owner.silent_since !== null;
  await waitFor(isSilent, { what: "the server to find the owner silent" });
  return `/experiments/${experimentId}?run=${id}`;
}
