/**
 * Ingests logs in pieces, for tests of what a capture stores of them.
 *
 * @module
 */
import { ingest, type IngestOptions } from "../../lib/intake/ingest.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { createLiveRun } from "../support/workspace.ts";

/** Makes bytes of texts. */
export const encoder = new TextEncoder();

/** Yields the pieces of a log, each in a turn of its own. */
export async function* piecesOf(...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) {
    await new Promise((resolve) => setTimeout(resolve)); // one turn of the event loop, as for reading a file
    yield typeof piece === "string" ? encoder.encode(piece) : piece;
  }
}

/** Ingests a log from its pieces, without pauses between retries. */
export const ingestPieces = (
  store: Store,
  runId: string,
  pieces: (string | Uint8Array)[],
  options: Partial<IngestOptions> = {},
) =>
  ingest({
    store,
    runId,
    instance: "me",
    source: () => piecesOf(...pieces),
    pause: () => Promise.resolve(),
    ...options,
  });

/** Calls a test with a store in memory and a live run. */
export async function inMemory(test: (workspace: { store: Store; runId: string }) => Promise<void>): Promise<void> {
  using store = await openStore(":memory:");
  const { id: experimentId } = await store.experiments.create({ name: "e" });
  await test({ store, runId: await createLiveRun({ store, experimentId }) });
}

/** Calls the test before and after each flush. */
export function interpose(store: Store, { before, after }: { before?: () => unknown; after?: () => unknown }): void {
  const { flush } = store.ingest;
  store.ingest.flush = async (...args) => {
    await before?.();
    await flush(...args);
    await after?.();
  };
}
