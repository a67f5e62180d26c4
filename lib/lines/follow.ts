/**
 * Reads a file that grows, as `tail -f` does, until its writer has ended. It checks the file in short intervals and uses no file
 * events, because those do not work on network file systems. Refuses a link and another user's file: the file of a run could be swapped
 * for one that its reader must not see.
 *
 * @module
 */
import { openPrivateFile } from "../host/private_files.ts";
import { FOLLOW_INTERVAL_MS } from "../limits.ts";

/** How long a hurried reader looks often. */
const HURRY_MS = 300, HURRY_INTERVAL_MS = 5;

/** How often a reader looks: it may be made to look often for a while, because something is expected. */
export class Haste {
  #until = 0;
  #wake: (() => void) | null = null;

  /** `usualMs` gives the time between two looks without a hurry. */
  constructor(readonly usualMs: () => number = () => FOLLOW_INTERVAL_MS) {}

  /** Makes the reader look now, and often for a while. */
  hurry(): void {
    this.#until = performance.now() + HURRY_MS;
    this.#wake?.();
  }

  /** Time to the next look, in milliseconds. */
  get intervalMs(): number {
    return performance.now() < this.#until ? HURRY_INTERVAL_MS : this.usualMs();
  }

  /** Sets what ends a pause of the reader. */
  set wake(wake: () => void) {
    this.#wake = wake;
  }
}

/** Where to begin, and when to stop. */
export interface FollowOptions {
  /** Offset of the first byte to read. */
  from: number;
  /** True when nothing more will be written. The rest of the file is read after that. */
  isOver: () => boolean | Promise<boolean>;
  /** When it resolves, `isOver` is called at once and not after the interval. */
  ended?: Promise<unknown> | undefined;
  /** Says how often it looks; by default every `FOLLOW_INTERVAL_MS`. */
  haste?: Haste | undefined;
  /** Stops reading early. */
  signal?: AbortSignal | undefined;
}

const PIECE_BYTES = 128 * 1024;

/**
 * Yields the bytes of a file of ours as they are written. A piece is valid until the next one is requested.
 *
 * @throws {NotPrivate} for a link, a directory, or another user's file
 */
export async function* followFile(
  path: string,
  { from, isOver, ended, haste = new Haste(), signal }: FollowOptions,
): AsyncGenerator<Uint8Array> {
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, haste.intervalMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wakeNow = () => wake();
  haste.wake = wakeNow;
  ended?.then(wakeNow, wakeNow);
  signal?.addEventListener("abort", wakeNow);
  try {
    using file = openPrivateFile(path);
    const piece = new Uint8Array(PIECE_BYTES);
    let offset = from;
    for (let over = false; !signal?.aborted;) {
      const count = file.read(piece, offset);
      if (count) {
        offset += count;
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
