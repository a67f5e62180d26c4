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
  /** Ends the following early. */
  signal?: AbortSignal;
}

const PIECE_BYTES = 256 * 1024;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Gives the file's bytes as they come. The piece is valid until the next is asked for. */
export async function* followFile(
  path: string,
  { from, isOver, signal }: FollowOptions,
): AsyncGenerator<Uint8Array> {
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
      if (!over) await pause(FOLLOW_INTERVAL_MS);
    }
  }
}
