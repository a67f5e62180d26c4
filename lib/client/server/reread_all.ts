/**
 * The request to read all logs of an experiment again, which a page seldom makes: it is loaded only then.
 *
 * @module
 */
import type { WireReread } from "../../wire.ts";
import { showReread } from "./reread.ts";
import { sendChange, type Sent } from "./send.ts";

/** Asks the server to read all logs of an experiment again, then updates the page. */
export async function requestRereadOfAll(experimentId: string): Promise<Sent<WireReread>> {
  const path = `/api/experiments/${encodeURIComponent(experimentId)}/reread`;
  const sent = await sendChange<WireReread>({ method: "POST", path });
  if (sent.ok) await showReread();
  return sent;
}
