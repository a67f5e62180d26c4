/**
 * A webhook for tests: it keeps what is sent to it, and answers with the status that the test wants.
 *
 * @module
 */
import { waitFor } from "./wait.ts";

/** What a webhook got. */
export interface Received {
  path: string;
  // deno-lint-ignore no-explicit-any -- a document as a script reads it
  document: any;
}

/** A webhook, closed when its scope ends. */
export interface Webhook extends AsyncDisposable {
  /** Its address, with a secret in it. */
  address: string;
  received: Received[];
  /** What it answers from now on. */
  status: number;
  /** Lets its answers wait until the function that this gives is called. */
  hold(): () => void;
  /** Waits until it got so many. */
  hasReceived(count: number): Promise<Received[]>;
}

/** Opens a webhook. */
export function openWebhook(): Webhook {
  const received: Received[] = [];
  let held = Promise.resolve();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const document = await request.json();
    received.push({ path: new URL(request.url).pathname, document });
    await held;
    return new Response("", { status: webhook.status });
  });
  const webhook: Webhook = {
    address: `http://127.0.0.1:${server.addr.port}/services/hook-secret`,
    received,
    status: 200,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    hasReceived: (count) => waitFor(() => received.length >= count ? received : null, { what: `${count} messages` }),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return webhook;
}
