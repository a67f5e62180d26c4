import assert from "node:assert/strict";
import fc from "fast-check";
import { Conflict, NotFound } from "../../lib/errors.ts";
import { extractPoints } from "../../lib/intake/extract.ts";
import type { Point } from "../../lib/model.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import { createLiveRun, inWorkspace, readColumn, readLogText } from "../support/workspace.ts";
import { encodeText } from "../support/encode_text.ts";
import { waitFor } from "../support/wait.ts";
import { encoder, ingestPieces, inMemory, interpose, piecesOf } from "./ingest_pieces.ts";

const stepLines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => `Step ${from + i}: loss=${from + i}.5\n`).join("");

const counting = (count: number, first = 1) => Array.from({ length: count }, (_, i) => first + i);

Deno.test("ingest() stores log and points, and is complete at the end of the log", () =>
  inMemory(async ({ store, runId }) => {
    assert.equal(await ingestPieces(store, runId, ["Step 1: lo", "ss=1.5\nStep 2: loss=2.5\n", "tail"]), "complete");
    assert.equal(await readLogText(store, runId), "Step 1: loss=1.5\nStep 2: loss=2.5\ntail");
    assert.deepEqual(await readColumn(store, runId, "loss"), [1.5, 2.5]);
  }));

Deno.test("ingest() reads and shows a log in another encoding, says which, and goes on with it after a stop and a reread", () =>
  inMemory(async ({ store, runId }) => {
    const text = "步骤 1: 训练损失=0.5\n步骤 2: 训练损失=0.4\n", bytes = encodeText(text, "gb18030");
    await ingestPieces(store, runId, [bytes.subarray(0, 30), bytes.subarray(30)]);
    const check = async () => {
      assert.deepEqual([...(await store.points.read(runId)).columns].map(([name]) => name), ["训练损失"]);
      assert.deepEqual(await readColumn(store, runId, "训练损失"), [0.5, 0.4]);
      const { lines } = await store.logs.read(runId, {});
      assert.equal(lines.map((line) => line.text + "\n").join(""), text);
      assert.match((await store.runs.get(runId)).warnings.join(), /isn't UTF-8.*gb18030/);
    };
    await check();
    assert.deepEqual(Uint8Array.from((await Array.fromAsync(store.logs.bytes(runId))).flatMap((b) => [...b])), bytes);
    await rereadRun(store, runId);
    await check();
  }));

Deno.test("ingest() throws NotFound for an unknown run", () =>
  inMemory(({ store }) => assert.rejects(ingestPieces(store, "nobody", ["x"]), NotFound)));

Deno.test("ingest() continues to read during a flush, and runs one flush at a time", () =>
  inMemory(async ({ store, runId }) => {
    const answer = Promise.withResolvers<void>();
    let underWay = 0, most = 0, flushes = 0;
    interpose(store, {
      before() {
        most = Math.max(most, ++underWay);
        return flushes++ === 0 ? answer.promise : null;
      },
      after: () => underWay--,
    });
    const source = async function* () {
      yield* piecesOf(stepLines(600), stepLines(600, 601), stepLines(600, 1201));
      answer.resolve(); // everything was requested, although the first flush has no answer yet
    };
    await ingestPieces(store, runId, [], { source });
    assert.equal(most, 1);
    assert.deepEqual(await readColumn(store, runId, "loss", "step"), counting(1800));
  }));

Deno.test("ingest() requests no more than two batches while the store does not answer", () =>
  inMemory(async ({ store, runId }) => {
    let failures = 0, requested = 0, requestedInVain = 0;
    interpose(store, {
      before() {
        if (++failures > 50) return;
        requestedInVain = requested;
        throw new Error("disk full");
      },
    });
    const piece = encoder.encode("x".repeat(65_535) + "\n");
    const source = async function* () {
      for (let i = 0; i < 40; i++, requested += piece.length) yield* piecesOf(piece);
    };
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    assert.equal(await ingestPieces(store, runId, [], { source, pause }), "complete");
    assert.equal((await store.runs.get(runId)).logBytes, 40 * piece.length);
    assert.ok(requestedInVain < 1200 * 1024, `${requestedInVain} bytes requested`);
  }));

Deno.test("ingest() reports each failure and loses nothing", () =>
  inMemory(async ({ store, runId }) => {
    const errors: string[] = [];
    let failures = 0;
    interpose(store, {
      before() {
        if (failures++ < 3) throw new Error(`disk full ${failures}`);
      },
    });
    await ingestPieces(store, runId, [stepLines(3)], { onError: (error) => errors.push((error as Error).message) });
    assert.deepEqual(errors, ["disk full 1", "disk full 2", "disk full 3"]);
    assert.deepEqual(await readColumn(store, runId, "loss"), [1.5, 2.5, 3.5]);
  }));

Deno.test("ingest() begins as soon as the store answers", () =>
  inMemory(async ({ store, runId }) => {
    const { begin } = store.ingest;
    let failures = 0;
    store.ingest.begin = (...args) => failures++ < 4 ? Promise.reject(new Error("no answer")) : begin(...args);
    assert.equal(await ingestPieces(store, runId, [stepLines(2)]), "complete");
    assert.deepEqual(await readColumn(store, runId, "loss"), [1.5, 2.5]);
  }));

Deno.test("ingest() is overtaken when another process takes the run over, and stores nothing more", () =>
  inMemory(async ({ store, runId }) => {
    let flushes = 0;
    interpose(store, { before: () => ++flushes === 2 && store.ingest.begin(runId, "other") });
    assert.equal(await ingestPieces(store, runId, [stepLines(600), stepLines(600, 601)]), "overtaken");
    assert.deepEqual(await readColumn(store, runId, "loss", "step"), counting(600));
    assert.equal((await store.ingest.read(runId))!.instance, "other");
  }));

Deno.test("ingest() ends a silent source when another process has taken the run over", () =>
  inMemory(async ({ store, runId }) => {
    let flushes = 0;
    interpose(store, { before: () => ++flushes === 1 && store.ingest.begin(runId, "other") });
    const source = async function* (_offset: number, signal: AbortSignal) {
      yield encoder.encode("Step 1: loss=1\n");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    };
    assert.equal(await ingestPieces(store, runId, [], { source }), "overtaken");
  }));

Deno.test("ingest() stores what it has read when it is stopped, and the next ingest continues from there", () =>
  inMemory(async ({ store, runId }) => {
    const stop = new AbortController(), log = stepLines(700);
    const source = async function* () {
      yield* piecesOf(log.slice(0, 9_000));
      stop.abort();
    };
    assert.equal(await ingestPieces(store, runId, [], { source, signal: stop.signal }), "stopped");
    assert.equal(await readLogText(store, runId), log.slice(0, 9_000));
    const rest = (offset: number) => piecesOf(log.slice(offset));
    assert.equal(await ingestPieces(store, runId, [], { source: rest, instance: "next" }), "complete");
    assert.equal(await readLogText(store, runId), log);
    assert.deepEqual(await readColumn(store, runId, "loss", "step"), counting(700));
  }));

Deno.test("ingest() does not wait for a store without an answer when it is stopped", () =>
  inMemory(async ({ store, runId }) => {
    const stop = new AbortController();
    interpose(store, {
      before() {
        throw new Error("no answer");
      },
    });
    const onError = () => stop.abort();
    const source = () => piecesOf(stepLines(600));
    assert.equal(await ingestPieces(store, runId, [], { source, signal: stop.signal, onError }), "stopped");
  }));

Deno.test("ingest() throws when the run was deleted, and ends its source", () =>
  inMemory(async ({ store, runId }) => {
    interpose(store, {
      before() {
        throw new NotFound("the run was deleted");
      },
    });
    const source = async function* (_offset: number, signal: AbortSignal) {
      yield encoder.encode("Step 1: loss=1\n");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    };
    await assert.rejects(ingestPieces(store, runId, [], { source }), NotFound);
  }));

Deno.test("ingest() stores what it has read when the source fails, and throws that error", () =>
  inMemory(async ({ store, runId }) => {
    const source = async function* () {
      yield* piecesOf("Step 1: loss=1.5\nStep 2: lo");
      throw new Error("connection reset");
    };
    await assert.rejects(ingestPieces(store, runId, [], { source }), /connection reset/);
    assert.equal(await readLogText(store, runId), "Step 1: loss=1.5\nStep 2: lo");
    assert.deepEqual(await readColumn(store, runId, "loss"), [1.5]);
  }));

Deno.test("ingest() reads with the current patterns after the log was reread", () =>
  inMemory(async ({ store, runId }) => {
    const taught = { id: "1", metric: "zorp", pattern: "zorp<(?P<value>[0-9.]+)>" };
    let patterns = [] as typeof taught[], flushes = 0;
    const source = async function* () {
      yield* piecesOf("zorp<1>\n");
      await waitFor(() => flushes > 0, { what: "a flush" });
      patterns = [taught];
      await rereadRun(store, runId, { patterns });
      yield* piecesOf("zorp<2>\n");
    };
    interpose(store, { after: () => flushes++ });
    await ingestPieces(store, runId, [], { source, patterns: () => Promise.resolve(patterns) });
    assert.deepEqual(await readColumn(store, runId, "zorp"), [1, 2]);
  }));

/** The points of each metric, from reading the whole log at once. */
async function extractAll(log: Uint8Array): Promise<Map<string, Point[]>> {
  const points = new Map<string, Point[]>();
  await extractPoints(piecesOf(log), (point) => {
    if (!points.has(point.metric)) points.set(point.metric, []);
    points.get(point.metric)!.push(point);
  });
  return points;
}

Deno.test("ingest() keeps log and points complete for any faults of its flushes and any cut of the log", async () => {
  const line = fc.constantFrom(
    "Step 7: loss=1.5, lr=1e-4\n",
    "step=8 loss=nan grad_norm=0.5\n",
    "\u001b[32mé 学\u001b[0m\n",
    " 10%|█         | 1/10 [00:01<00:09]\r 20%|██        | 2/10 [00:02<00:08, loss=3.5]\r\n",
    "Epoch 2 average loss: 1.1\n",
    "x".repeat(5_000) + "\n",
    "no end",
  );
  const anyFault = fc.constantFrom("refused", "answer lost", "reread", "forgotten", "fine");
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 8 }),
      fc.array(anyFault, { maxLength: 8 }),
      (lines, times, cuts, faults) =>
        inMemory(async ({ store, runId }) => {
          const log = encoder.encode(lines.join("").repeat(times)), pieces: Uint8Array[] = [];
          const least = Math.ceil(log.length / 200); // one turn of the event loop for each piece
          for (let at = 0, i = 0; at < log.length; i++) {
            pieces.push(log.subarray(at, at += Math.max(cuts[i % cuts.length]!, least)));
          }
          let fault = "fine";
          interpose(store, {
            async before() {
              fault = faults.pop() ?? "fine";
              if (fault === "refused") throw new Error("disk full");
              if (fault === "reread") await rereadRun(store, runId);
              if (fault === "forgotten") store.ingest.end(runId);
            },
            after() {
              if (fault === "answer lost") throw new Error("connection reset");
            },
          });
          assert.equal(await ingestPieces(store, runId, pieces), "complete");
          assert.equal(await readLogText(store, runId), new TextDecoder("utf-8", { ignoreBOM: true }).decode(log));
          const expected = await extractAll(log), { columns } = await store.points.read(runId);
          assert.deepEqual([...columns.keys()].sort(), [...expected.keys()].sort());
          for (const [metric, points] of expected) {
            const { step, value, line } = columns.get(metric)!;
            assert.deepEqual([...value], points.map(({ value }) => value), metric);
            assert.deepEqual([...step], points.map(({ step }) => step), metric);
            assert.deepEqual([...line], points.map(({ line }) => line), metric);
          }
        }),
    ),
    { numRuns: 30 },
  );
});

Deno.test("ingest() throws when the store has another part of the log than before", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace, runId = await createLiveRun(workspace);
    interpose(store, {
      before() {
        throw new Conflict("another store");
      },
    });
    const { read } = store.ingest;
    store.ingest.read = async (id) => ({ ...(await read(id))!, offset: 1_000 });
    await assert.rejects(ingestPieces(store, runId, [stepLines(1)]), /has 1000 bytes of the log, but byte 0 should/);
  }));
