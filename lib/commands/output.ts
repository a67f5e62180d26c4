/**
 * Writes to stdout completely, and stops quietly when the reader of stdout is gone.
 *
 * @module
 */
import { describeFileError } from "./files.ts";

/** Stdout as commands use it. */
export interface Output {
  write(bytes: Uint8Array): Promise<void>;
  print(text: string): Promise<void>;
  /** True when nothing more can be written, as after `| head`. Further writes do nothing. */
  readonly closed: boolean;
}

/** Pause before another write to a non-blocking stdout that is full. */
const FULL_PAUSE_MS = 5;

/**
 * Opens stdout. When a write fails (a full disk, a closed terminal), calls `onError` with the reason and closes the output; without
 * `onError` it throws. A reader that is gone (`| head`) is no failure.
 */
export function openOutput({ onError }: { onError?: (why: string) => void } = {}): Output {
  const encoder = new TextEncoder();
  let closed = false;
  const handle = async (error: unknown) => {
    if (error instanceof Deno.errors.WouldBlock) {
      return await new Promise<void>((resolve) => setTimeout(resolve, FULL_PAUSE_MS));
    }
    if (error instanceof Deno.errors.BrokenPipe) return void (closed = true);
    if (!onError) throw new Error(`cannot write to stdout: ${describeFileError(error)}`, { cause: error });
    closed = true;
    onError(describeFileError(error));
  };
  const write = async (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length && !closed;) {
      try {
        at += await Deno.stdout.write(bytes.subarray(at));
      } catch (error) {
        await handle(error);
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
