/**
 * Reading a file that grows, as `tail -f` does, until whoever writes it is done. Looks at the file in short intervals: that works on
 * every file system, network ones too.
 *
 * @module
 */
import { FOLLOW_INTERVAL_MS } from "../limits.ts";

/** How to follow. */
export interface FollowOptions {
  /** Byte to begin with. */
  from: number;
  /** True once nothing more is written; the file is then read to its end once more. */
  isOver: () => boolean | Promise<boolean>;
  /** Resolves when it is worth asking `isOver` at once. */
  ended?: Promise<unknown> | undefined;
  /** Ends the following early. */
  signal?: AbortSignal | undefined;
}

const PIECE_BYTES = 128 * 1024;

/** Gives the file's bytes as they come. The piece is valid until the next is asked for. */
export async function* followFile(
  path: string,
  { from, isOver, ended, signal }: FollowOptions,
): AsyncGenerator<Uint8Array> {
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FOLLOW_INTERVAL_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wakeNow = () => wake();
  ended?.then(wakeNow, wakeNow);
  signal?.addEventListener("abort", wakeNow);
  try {
    using file = await Deno.open(path);
    await file.seek(from, Deno.SeekMode.Start);
    const piece = new Uint8Array(PIECE_BYTES);
    for (let over = false; !signal?.aborted;) {
      const count = await file.read(piece);
      if (count) {
        yield piece.subarray(0, count);
      } else if (over) {
        return;
      } else {
        over = await isOver();
        if (!over) await pause();
      }
    }
  } finally {
    signal?.removeEventListener("abort", wakeNow);
  }
}
