/**
 * Brings a page up to date at once, after a change that it has sent. Knows nothing of what is shown.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** True once the selected run is known to be over. */
export const isRunOver: Signal<boolean> = signal(false);

const asks = new Set<() => Promise<void>>();

/** Calls `ask` whenever the page is to be brought up to date. Call the result to stop. */
export function onRefresh(ask: () => Promise<void>): () => void {
  asks.add(ask);
  return () => void asks.delete(ask);
}

/** Asks for what the page shows, and shows it. Rejects when the server does not answer. */
export async function refreshPage(): Promise<void> {
  await Promise.all([...asks].map((ask) => ask()));
}
