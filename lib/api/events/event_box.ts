/**
 * What one stream of events has to send next. Changes that come while the client is slow become one, so that a stream holds little
 * whoever reads it.
 *
 * @module
 */
import { sleep } from "../../time.ts";
import type { WireChanges } from "../../wire.ts";
import { addChanges } from "./changes.ts";

/** What to send next. */
export interface EventMail {
  changes: WireChanges | null;
  /** The newest words about what is wrong with the store; undefined when they are the same as before. */
  trouble: string | null | undefined;
  /** Position of the stream after the changes. */
  position: string;
}

/** Holds what one stream has to send. */
export class EventBox {
  #mail: EventMail = { changes: null, trouble: undefined, position: "" };
  #arrived = new AbortController();

  /** Adds changes. */
  addChanges(changes: WireChanges, position: string): void {
    const known = this.#mail.changes;
    this.#mail = { ...this.#mail, changes: known ? addChanges(known, changes) : changes, position };
    this.#arrived.abort();
  }

  /** Adds what is wrong with the store. */
  addTrouble(trouble: string | null): void {
    this.#mail = { ...this.#mail, trouble };
    this.#arrived.abort();
  }

  /** Takes everything, when there is something; null when nothing comes for so long, or when the signal is aborted. */
  async take(ms: number, signal: AbortSignal): Promise<EventMail | null> {
    await sleep(ms, AbortSignal.any([signal, this.#arrived.signal]));
    if (!this.#arrived.signal.aborted || signal.aborted) return null;
    const mail = this.#mail;
    this.#mail = { changes: null, trouble: undefined, position: mail.position };
    this.#arrived = new AbortController();
    return mail;
  }
}
