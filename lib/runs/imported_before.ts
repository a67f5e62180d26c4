/**
 * Finds the run that a log was imported as before: the one of its name whose log is the same, byte for byte. Reads the log only where there
 * is a run of that name, and changes nothing.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { isComplete } from "../model.ts";
import type { Store } from "../store/store.ts";

/** The log, and where its run would be. */
export interface NewLog {
  experimentId: string;
  /** The name that its run would get. */
  name: string;
  /** Opens the log, decoded. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

async function digest(pieces: AsyncIterable<Uint8Array>): Promise<{ bytes: number; hash: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, hash: hash.digest("hex") };
}

/** The id of the run; null where there is none. Only runs of `among` count: those of a command that imports several logs don't. */
export async function findImported(
  store: Store,
  { experimentId, name, open }: NewLog,
  among: ReadonlySet<string>,
): Promise<string | null> {
  const { rows } = await store.runs.listRows(experimentId);
  // A row has the beginning of a long name.
  const alike = rows.filter(({ row }) =>
    among.has(row.id) && isComplete(row.status) && (row.name === name || row.isCut)
  );
  const runs = (await Promise.all(alike.map(({ row }) => store.runs.get(row.id))))
    .filter((run) => run.name === name && run.command.length === 0 && run.logDeletedAt === undefined);
  if (runs.length === 0) return null;
  const log = await digest(await open());
  for (const { id, logBytes } of runs) {
    if (logBytes === log.bytes && (await digest(store.logs.bytes(id))).hash === log.hash) return id;
  }
  return null;
}
