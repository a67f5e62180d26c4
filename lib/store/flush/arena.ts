/**
 * Memory for the values of one commit. The next commit uses it again, so that frequent flushes create no garbage.
 *
 * @module
 */

/** Memory that is handed out in pieces. Each piece is aligned to 8 bytes, so that it can hold float64 numbers. */
export interface Arena {
  /** A piece of `bytesMax` bytes. It is valid until the next `reserve` unless `keep` is called. */
  reserve(bytesMax: number): Uint8Array<ArrayBuffer>;
  /** Keeps the first bytes of the last reserved piece and returns them. */
  keep(bytes: number): Uint8Array<ArrayBuffer>;
  /** Allows all kept pieces to be overwritten. */
  reset(): void;
}

const BLOCK_BYTES = 256 * 1024;
/** Blocks that are kept for the next commit: more than a usual one needs. */
const BLOCKS_KEPT = 4;

/** Creates an arena. It allocates nothing before its first use. */
export function createArena(): Arena {
  let blocks: Uint8Array<ArrayBuffer>[] = [], block = 0, used = 0;
  return {
    reserve(bytesMax) {
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
