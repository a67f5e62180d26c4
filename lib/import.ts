/**
 * An existing log becomes a run: a file, or a stream that goes on for days. Gzip and UTF-16 are recognised and read; what is no text is
 * refused before anything is stored.
 *
 * @module
 */
import { InvalidInput } from "./errors.ts";
import { ingest } from "./ingest.ts";
import { describeOwner } from "./launch.ts";
import type { Run } from "./model.ts";
import type { Store } from "./store/store.ts";

/** Which run the log becomes. */
export interface ImportOptions {
  experimentId: string;
  name: string;
  /** UUID of this process. */
  instance: string;
  /** Hears of the run before its first byte is stored. */
  onStart?: (run: Run) => void;
  onTrouble?: (error: unknown) => void;
}

/** Bytes looked at to tell text from what is none. */
const SNIFF_BYTES = 8192;

function startsWith(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** True for bytes that no text has: many control characters, or NULs in numbers. A log may hold a few. */
function isBinary(head: Uint8Array): boolean {
  let control = 0;
  for (const byte of head) if (byte < 8 || (byte > 13 && byte < 32 && byte !== 27)) control++;
  return control > head.length * 0.1;
}

async function* prepend(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/**
 * A log's bytes as UTF-8, whatever they came as.
 *
 * @throws {InvalidInput} field `file` for what is no text
 */
export async function decodeLog(
  source: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const pieces = source[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  for (let first = await pieces.next(); !first.done;) {
    head = new Uint8Array([...head, ...first.value.subarray(0, SNIFF_BYTES)]);
    const rest = first.value.subarray(SNIFF_BYTES);
    const all = prepend(head, prepend(rest, pieces));
    if (head.length < 4 && rest.length === 0) {
      first = await pieces.next();
      if (!first.done) continue;
    }
    if (startsWith(head, 0x1f, 0x8b)) {
      const stream = ReadableStream.from(all as AsyncIterable<Uint8Array<ArrayBuffer>>);
      return await decodeLog(stream.pipeThrough(new DecompressionStream("gzip")));
    }
    const utf16 = startsWith(head, 0xff, 0xfe) ? "utf-16le" : startsWith(head, 0xfe, 0xff) ? "utf-16be" : null;
    if (utf16) {
      const stream = ReadableStream.from(all as AsyncIterable<Uint8Array<ArrayBuffer>>);
      return stream.pipeThrough(new TextDecoderStream(utf16)).pipeThrough(new TextEncoderStream());
    }
    if (isBinary(head)) {
      throw new InvalidInput(
        "file",
        "this is no text; give the output that a training program printed",
      );
    }
    return all;
  }
  return prepend(head, pieces);
}

/** Imports a log to its end. Throws InvalidInput, field `file`, for what is no text; nothing is stored then. */
export async function importLog(
  store: Store,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<Run> {
  const { experimentId, name, instance, onTrouble } = options;
  const pieces = await decodeLog(source);
  const owner = await describeOwner(instance);
  const run = await store.runs.create({
    experimentId,
    name,
    command: [],
    cwd: "",
    host: owner.host,
    status: "running",
  });
  await store.runs.setOwner(run.id, owner);
  options.onStart?.(run);
  try {
    await ingest({
      store,
      runId: run.id,
      instance,
      source: () => pieces,
      patterns: async () => (await store.experiments.get(experimentId)).patterns,
      ...(onTrouble ? { onTrouble } : {}),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return await store.runs.update(run.id, {
      status: "failed",
      reason: `the log broke off: ${why}`,
      endedAt: Date.now(),
    });
  }
  return await store.runs.update(run.id, { status: "completed", endedAt: Date.now() });
}
