/**
 * Writing to stdout whole, and going on when nobody reads it any more.
 *
 * @module
 */
import { describeFileError } from "./files.ts";

/** Where bytes go until the reader of stdout is gone. */
export interface Output {
  write(bytes: Uint8Array): Promise<void>;
  print(text: string): Promise<void>;
  /** True when the reader is gone, as after `| head`. */
  readonly closed: boolean;
}

const FULL_PAUSE_MS = 5;

/**
 * Stdout. With `onError`, whatever is wrong with it (a terminal that was closed, a full disk) ends the writing and nothing else, and
 * `onError` hears why; otherwise such a thing throws. That the reader is gone does neither.
 */
export function openOutput({ onError }: { onError?: (why: string) => void } = {}): Output {
  const encoder = new TextEncoder();
  let closed = false;
  const write = async (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length && !closed;) {
      try {
        at += await Deno.stdout.write(bytes.subarray(at));
      } catch (error) {
        if (error instanceof Deno.errors.WouldBlock) {
          await new Promise((resolve) => setTimeout(resolve, FULL_PAUSE_MS));
        } else if (error instanceof Deno.errors.BrokenPipe) {
          closed = true;
        } else if (onError) {
          closed = true;
          onError(describeFileError(error));
        } else {
          throw new Error(`cannot write to stdout: ${describeFileError(error)}`, { cause: error });
        }
      }
    }
  };
  return {
    write,
    print: (text) => write(encoder.encode(text)),
    get closed() {
      return closed;
    },
  };
}
