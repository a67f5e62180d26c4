import assert from "node:assert/strict";
import fc from "fast-check";
import { extractPoints } from "../../lib/intake/extract.ts";
import { importLog } from "../../lib/runs/import.ts";
import { rereadRun } from "../../lib/intake/reread.ts";
import { openStore, type Store } from "../../lib/store/store.ts";

const LOGS = new URL("../fixtures/logs/", import.meta.url);
const CUTS_TRIED = 6;

/** Points of each metric as text, in order. */
type Series = Record<string, string[]>;

const write = (step: number, value: number, line: number, epoch: number) => `${line}: ${value} at ${step}, ${epoch}`;

async function extract(pieces: Iterable<Uint8Array>): Promise<Series> {
  const series: Series = {};
  await extractPoints(ReadableStream.from(pieces), ({ metric, step, value, line, epoch, kind }) => {
    (series[`${metric} (${kind})`] ??= []).push(write(step, value, line, epoch ?? NaN));
  });
  return series;
}

async function readStored(store: Store, runId: string): Promise<Series> {
  const { columns, summaries } = await store.points.read(runId);
  const kinds = new Map(summaries.map(({ name, kind }) => [name, kind]));
  return Object.fromEntries([...columns].map(([name, { step, value, line, epoch }]) => {
    const points = Array.from(step, (each, i) => write(each, value[i]!, line[i]!, epoch[i]!));
    return [`${name} (${kinds.get(name)})`, points];
  }));
}

/** Cuts the bytes at these fractions of their length. */
function* cutAt(bytes: Uint8Array, shares: number[]): Generator<Uint8Array> {
  const cuts = shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.slice(from, cut);
    from = cut;
  }
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

const names = [...Deno.readDirSync(LOGS)].map(({ name }) => name).filter((name) => name.endsWith(".log")).sort();
for (const name of names) {
  Deno.test(`extractPoints() gives the same points of ${name} as an import in pieces, and as a reread of it`, async () => {
    const bytes = await Deno.readFile(new URL(name, LOGS));
    const whole = await extract([bytes]);
    using store = await openStore(":memory:");
    const { id: experimentId } = await store.experiments.create({ name });
    await fc.assert(
      fc.asyncProperty(shares, async (where) => {
        assert.deepEqual(await extract(cutAt(bytes, where)), whole);
        const options = { experimentId, name, instance: crypto.randomUUID() };
        const { id } = await importLog(store, ReadableStream.from(cutAt(bytes, where)), options);
        assert.deepEqual(await readStored(store, id), whole);
        await rereadRun(store, id);
        assert.deepEqual(await readStored(store, id), whole);
        const kept = await new Response(ReadableStream.from(store.logs.bytes(id))).bytes();
        assert.deepEqual(kept, bytes);
      }),
      { numRuns: CUTS_TRIED },
    );
  });
}
