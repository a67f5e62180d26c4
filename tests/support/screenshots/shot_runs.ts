/**
 * The experiments and runs that the screenshots show: each kind of log and each state of a run.
 *
 * @module
 */
import type { TestApp } from "../app.ts";
import { createControlledProgram } from "../controlled_program.ts";
import { makeRareRuns } from "./rare_runs.ts";
import { WITH_TOKEN } from "../token.ts";

/** The address of each run and list by name. Disposing it ends the live run. */
export interface ShotRuns extends AsyncDisposable {
  paths: Readonly<Record<string, string>>;
}

interface Made {
  id: string;
}

const NESTED_BARS = new URL("../../fixtures/screens.json", import.meta.url);

/** A training with validation, speed, a learning rate, checkpoints, a NaN, an unread name and settings. */
function trainingLog(seed: number): string {
  const lines = ["Namespace(lr=0.0003, batch_size=64, model='resnet18')"];
  for (let step = 1; step <= 400; step++) {
    const loss = (2.5 * Math.exp(-step / (120 + 9 * seed)) + 0.1 * Math.sin(step * (seed + 1)) ** 2).toFixed(4);
    const norm = step === 250 ? "nan" : (1 + Math.cos(step / 9) / 3).toFixed(3);
    lines.push(
      `step ${step} | train/loss ${loss} | lr ${(3e-4 * (1 - step / 400)).toExponential(2)} | ` +
        `grad_norm ${norm} | ${(5100 + (step % 17) * 3)} tok/s | seed=${step % 5}`,
    );
    if (step % 50 === 0) {
      lines.push(
        `step ${step} | val/loss ${(Number(loss) * 1.1).toFixed(4)} | val/acc ${(1 - Number(loss) / 4).toFixed(4)}`,
      );
    }
    if (step % 200 === 0) lines.push(`Saving model checkpoint to out/checkpoint-${step}`);
    if (step === 120) {
      lines.push(`\u001b[33mWARNING\u001b[0m ${"a line that is longer than the terminal is wide ".repeat(6)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const TRACEBACK = [
  "Traceback (most recent call last):",
  '  File "train.py", line 88, in <module>',
  "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB",
].join("\n");

const stepLines = (count: number) =>
  Array.from({ length: count }, (_, at) => `step ${at + 1} loss: ${2 / (at + 1)}\n`).join("");

/** Makes them in an app. */
export async function makeShotRuns(app: TestApp): Promise<ShotRuns> {
  const training = createControlledProgram();
  const { id } = await app.call<Made>("POST", "/api/experiments", { name: "resnet, cosine schedule" });
  const none = await app.call<Made>("POST", "/api/experiments", {
    name: "nothing yet",
    description: "An experiment without runs.",
  });
  const runs = `/api/experiments/${id}/runs`, page = `/experiments/${id}`;
  async function add(name: string, log: string): Promise<string> {
    const address = `${app.origin}/api/experiments/${id}/imports?name=${encodeURIComponent(name)}`;
    const response = await fetch(address, {
      method: "POST",
      body: log,
      headers: { ...WITH_TOKEN, "content-type": "application/octet-stream" },
    });
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    return (await response.json() as Made).id;
  }
  const bars: string = JSON.parse(await Deno.readTextFile(NESTED_BARS)).tqdm_nested.log;
  const empty = await add("no output", "\n"), words = await add("no metrics", "hello\nworld\n");
  const one = await add("one point", stepLines(1)), two = await add("two points", stepLines(2));
  const drawn = await add("nested bars", stepLines(30) + bars);
  const gone = await add("deleted", stepLines(9));
  const failed = await add("out of memory", `${trainingLog(3)}${TRACEBACK}\n`);
  const second = await add(
    "a name that is so long that nobody wants to read it whole, lr 3e-4, batch 64",
    trainingLog(2),
  );
  const first = await add("baseline", trainingLog(1));
  await app.call("POST", `${runs}/${first}/marks`, { step: 120, text: "new learning rate" });
  await app.call("PATCH", `${runs}/${first}`, { notes: "The **best** one so far.", tags: ["best", "resnet"] });
  const live = await app.call<Made>("POST", runs, { command: training.command, name: "live" });
  await training.print(...stepLines(60).trimEnd().split("\n"));
  await app.call("DELETE", `${runs}/${gone}`);
  const at = (run: string) => `${page}?run=${run}`;
  return {
    paths: {
      first: at(first),
      second: at(second),
      failed: at(failed),
      live: at(live.id),
      drawn: at(drawn),
      empty: at(empty),
      words: at(words),
      one: at(one),
      two: at(two),
      gone: at(gone),
      deleted: `${page}?deleted=${gone}`,
      none: `/experiments/${none.id}`,
      compare: `${page}/compare?runs=${first},${second},${failed}`,
      table: `${page}/compare`,
      ...await makeRareRuns(app),
    },
    async [Symbol.asyncDispose]() {
      await training.end();
      await training[Symbol.asyncDispose]();
    },
  };
}
