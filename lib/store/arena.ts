/**
 * Room for the values of one commit, used again by the next: flushes many times a second, over days, leave the collector nothing.
 *
 * @module
 */

/** Room that is handed out piece by piece, each at a place that a float64 may begin at. */
export interface Arena {
  /** Room for at most so many bytes, until `keep` or the next `take`. */
  take(bytesMax: number): Uint8Array<ArrayBuffer>;
  /** Keeps the first bytes of what was taken last; gives them. */
  keep(bytes: number): Uint8Array<ArrayBuffer>;
  /** Everything that was kept may be overwritten from now on. */
  reset(): void;
}

const BLOCK_BYTES = 256 * 1024;
/** Blocks that stay for the next commit: more than a usual one needs. */
const BLOCKS_KEPT = 4;

/** Makes an arena; it takes no memory before its first use. */
export function createArena(): Arena {
  let blocks: Uint8Array<ArrayBuffer>[] = [], block = 0, used = 0;
  return {
    take(bytesMax) {
      while (blocks[block] && used + bytesMax > blocks[block]!.length) block++, used = 0;
      blocks[block] ??= new Uint8Array(Math.max(BLOCK_BYTES, bytesMax));
      return blocks[block]!.subarray(used, used + bytesMax);
    },
    keep(bytes) {
      const kept = blocks[block]!.subarray(used, used + bytes);
      used = Math.ceil((used + bytes) / 8) * 8;
      return kept;
    },
    reset() {
      blocks = blocks.slice(0, BLOCKS_KEPT);
      block = used = 0;
    },
  };
}
