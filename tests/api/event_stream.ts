/**
 * Reads a stream of events, for tests. Skips what says that nothing is new.
 *
 * @module
 */
import assert from "node:assert/strict";

/** One event. */
export interface ReadEvent {
  event: string;
  id: string | null;
  // deno-lint-ignore no-explicit-any
  data: any;
}

/** A stream that is being read. */
export interface EventReader {
  /** The next event; null at the end of the stream. */
  next(): Promise<ReadEvent | null>;
  /** The next event of this name, whatever comes before it. */
  nextOf(event: string): Promise<ReadEvent>;
  leave(): Promise<void>;
}

const fieldOf = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;

/** Reads the events of an answer. */
export function readEvents(response: Response): EventReader {
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<ReadEvent | null> => {
    for (let end = text.indexOf("\n\n"); end < 0; end = text.indexOf("\n\n")) {
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
    const block = text.slice(0, text.indexOf("\n\n"));
    text = text.slice(block.length + 2);
    return { event: fieldOf(block, "event")!, id: fieldOf(block, "id"), data: JSON.parse(fieldOf(block, "data")!) };
  };
  return {
    next,
    async nextOf(event) {
      for (let read = await next(); read; read = await next()) if (read.event === event) return read;
      throw new Error(`the stream ended without "${event}"`);
    },
    leave: () => reader.cancel(),
  };
}
