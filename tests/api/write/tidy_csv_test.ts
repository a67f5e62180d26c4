import assert from "node:assert/strict";
import { nameSettingColumns } from "../../../lib/api/write/tidy_csv.ts";
import { importLog } from "../../../lib/runs/import.ts";
import type { Store } from "../../../lib/store/store.ts";
import { assertProblem, inApi } from "../ground.ts";

/** Imports a log as a run of this name. Returns its id. */
async function importAs(store: Store, { experiment, name, text }: { experiment: string; name: string; text: string }) {
  const { id: experimentId } = await store.experiments.getOrCreate(experiment);
  const pieces = ReadableStream.from([new TextEncoder().encode(text)]);
  return (await importLog(store, pieces, { experimentId, name, instance: crypto.randomUUID() })).id;
}

/** Cells by name of each line of a table without quotes. */
function readRows(csv: string): Record<string, string>[] {
  const [head, ...lines] = csv.trimEnd().split("\n").map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head!.map((name, at) => [name, cells[at]!])));
}

const settings = (lr: string, other = "") => `Namespace(lr=${lr}, optimizer='adam'${other})\n`;

Deno.test("export.csv writes a line a point of runs of several experiments, with the settings of all", () =>
  inApi(async ({ store, get }) => {
    const text = settings("0.1", ", width=8") +
      "Epoch 1 Step 10: loss=0.5, acc=0.9\nEpoch 1 Step 20: loss=nan, acc=1\n";
    const first = await importAs(store, { experiment: "a", name: "one", text });
    const second = await importAs(store, {
      experiment: "b",
      name: "two",
      text: settings("0.2") + "Step 1: loss=3\nStep 2: loss=2\n",
    });
    const response = await get(`/api/export.csv?runs=${second},${first}`), csv = await response.text();
    assert.equal(response.headers.get("content-type"), "text/csv; charset=utf-8");
    assert.match(response.headers.get("content-disposition")!, /^attachment; filename="runs\.csv"$/);
    assert.equal(
      csv.split("\n")[0],
      "experiment,run,run_id,learning_rate,optimizer,width,metric,step,global_step,epoch,timestamp,value",
    );
    const rows = readRows(csv).map(({ timestamp, ...row }) => {
      assert.match(timestamp!, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      return row;
    });
    const two = { experiment: "b", run: "two", run_id: second, learning_rate: "0.2", optimizer: "adam", width: "" };
    const one = { experiment: "a", run: "one", run_id: first, learning_rate: "0.1", optimizer: "adam", width: "8" };
    assert.deepEqual(rows, [
      { ...two, metric: "loss", step: "1", global_step: "1", epoch: "", value: "3" },
      { ...two, metric: "loss", step: "2", global_step: "2", epoch: "", value: "2" },
      { ...one, metric: "loss", step: "10", global_step: "10", epoch: "1", value: "0.5" },
      { ...one, metric: "loss", step: "20", global_step: "20", epoch: "1", value: "NaN" },
      { ...one, metric: "acc", step: "10", global_step: "10", epoch: "1", value: "0.9" },
      { ...one, metric: "acc", step: "20", global_step: "20", epoch: "1", value: "1" },
    ]);
  }));

Deno.test("export.csv writes all runs of an experiment, the oldest first, and only the metrics that are asked for", () =>
  inApi(async ({ store, get }) => {
    for (const name of ["x", "y", "z"]) {
      await importAs(store, { experiment: "e", name, text: "Step 1: loss=1, lr=0.1\n" });
    }
    const { id } = (await store.experiments.getByName("e"))!;
    const rows = readRows(await (await get(`/api/export.csv?experiment=${id}&metric_type=lr`)).text());
    assert.deepEqual(rows.map(({ run, metric }) => [run, metric]), [
      ["x", "learning_rate"],
      ["y", "learning_rate"],
      ["z", "learning_rate"],
    ]);
  }));

Deno.test("export.csv has every point, also of a series that a chart thins", () =>
  inApi(async ({ store, get }) => {
    const text = Array.from({ length: 5_000 }, (_, at) => `step ${at} loss ${at % 7}.5`).join("\n");
    const id = await importAs(store, { experiment: "e", name: "long", text });
    const values = readRows(await (await get(`/api/export.csv?runs=${id}`)).text()).map(({ value }) => Number(value));
    assert.deepEqual(values, Array.from({ length: 5_000 }, (_, at) => at % 7 + 0.5));
  }));

Deno.test("export.csv quotes names, and puts ' before what a spreadsheet would run, but not before a number", () =>
  inApi(async ({ store, get }) => {
    const text = "Namespace(delta=-0.5, cmd='=1+1')\nStep 1: loss=1\n";
    const id = await importAs(store, { experiment: "@e", name: 'a,"b"', text });
    const [head, line] = (await (await get(`/api/export.csv?runs=${id}`)).text()).split("\n");
    assert.equal(head, "experiment,run,run_id,cmd,delta,metric,step,global_step,epoch,timestamp,value");
    assert.ok(line!.startsWith(`'@e,"a,""b""",${id},'=1+1,-0.5,loss,1,1,,`), line);
  }));

Deno.test("nameSettingColumns() gives no two columns one name", () => {
  assert.deepEqual(nameSettingColumns(["lr", "epoch", "run", "setting_epoch"]), [
    "lr",
    "setting_setting_epoch",
    "setting_run",
    "setting_epoch",
  ]);
});

Deno.test("export.csv refuses a run that isn't there before it sends anything, and a query without runs", () =>
  inApi(async ({ store, get }) => {
    const id = await importAs(store, { experiment: "e", name: "n", text: "Step 1: loss=1\n" });
    await assertProblem(await get(`/api/export.csv?runs=${id},${crypto.randomUUID()}`), 404);
    await assertProblem(await get(`/api/export.csv?experiment=${crypto.randomUUID()}`), 404);
    await assertProblem(await get("/api/export.csv"), 400, "runs");
    await assertProblem(await get(`/api/export.csv?runs=${id}&experiment=${id}`), 400, "runs");
    await assertProblem(await get("/api/export.csv?runs=7"), 400, "runs");
  }));

Deno.test("export.csv reads on only as fast as it is read, and stops when the reader leaves", () =>
  inApi(async ({ store, get }) => {
    const text = Array.from({ length: 20_000 }, (_, at) => `step ${at} loss ${at}.5`).join("\n");
    const id = await importAs(store, { experiment: "e", name: "long", text });
    let taken = 0;
    const { open } = store.points;
    const ended = Promise.withResolvers<void>();
    store.points.open = async (runId, options) => {
      const opened = await open(runId, options);
      const parts = async function* () {
        try {
          for await (const part of opened.parts) yield (taken++, part);
        } finally {
          ended.resolve();
        }
      };
      return { ...opened, parts: parts() };
    };
    const reader = (await get(`/api/export.csv?runs=${id}`)).body!.getReader();
    await reader.read();
    await reader.read();
    assert.ok(taken < 10, `${taken} parts were read for two`);
    await reader.cancel();
    await ended.promise;
  }));
