import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { previewPattern } from "../../lib/intake/preview.ts";
import { importLog } from "../../lib/runs/import.ts";
import { inWorkspace, type Workspace } from "../support/workspace.ts";

const RATING = { id: "1", metric: "rating", pattern: String.raw`rated <<(?P<value>[\d.]+)>>` };

/** A run with this log. Gives its id. */
async function importLines({ store, experimentId }: Workspace, log: string): Promise<string> {
  const pieces = ReadableStream.from([new TextEncoder().encode(log)]);
  return (await importLog(store, pieces, { experimentId, name: "log", instance: "me" })).id;
}

Deno.test("previewPattern() gives the points of the pattern with step and line, and stores nothing", () =>
  inWorkspace(async (workspace) => {
    const { store } = workspace;
    const id = await importLines(workspace, "Step 10: loss=2.5\nrated <<7.25>>\nStep 20: loss=2\nrated <<8>>\n");
    assert.deepEqual(await previewPattern(store, id, RATING), {
      total: 2,
      matches: [
        { line: 2, text: "rated <<7.25>>", metric: "rating", value: 7.25, step: 10, epoch: null },
        { line: 4, text: "rated <<8>>", metric: "rating", value: 8, step: 20, epoch: null },
      ],
    });
    assert.deepEqual([...(await store.points.read(id)).columns.keys()], ["loss"]);
  }));

Deno.test("previewPattern() gives the first 50 matches and counts all", () =>
  inWorkspace(async (workspace) => {
    const log = Array.from({ length: 60 }, (_, i) => `rated <<${i}>>\n`).join("");
    const { total, matches } = await previewPattern(workspace.store, await importLines(workspace, log), RATING);
    assert.deepEqual([total, matches.length, matches.at(-1)?.text], [60, 50, "rated <<49>>"]);
  }));

Deno.test("previewPattern() refuses a pattern without a value", () =>
  inWorkspace(async (workspace) => {
    const id = await importLines(workspace, "rated <<1>>\n");
    await assert.rejects(
      previewPattern(workspace.store, id, { ...RATING, pattern: "rated" }),
      (error: InvalidInput) => error instanceof InvalidInput && error.field === "pattern",
    );
  }));
