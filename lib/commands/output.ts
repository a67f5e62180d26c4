/**
 * Writing to stdout whole, and going on when nobody reads it any more.
 *
 * @module
 */

/** Where bytes go until the reader of stdout is gone. */
export interface Output {
  write(bytes: Uint8Array): Promise<void>;
  print(text: string): Promise<void>;
  /** True when the reader is gone, as after `| head`. */
  readonly closed: boolean;
}

/** Stdout. */
export function openOutput(): Output {
  const encoder = new TextEncoder();
  let closed = false;
  const write = async (bytes: Uint8Array) => {
    try {
      for (let at = 0; at < bytes.length && !closed;) at += await Deno.stdout.write(bytes.subarray(at));
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
      closed = true;
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
