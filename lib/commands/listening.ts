/**
 * Listens for requests, and goes on listening. `Deno.serve` stops for good when the system refuses a connection, for example because too
 * many files are open; this listens again at the same port. It does not limit connections: a proxy in front can.
 *
 * @module
 */
import { backOffMs, sleep } from "../time.ts";

/** Where to listen when no port is named and this one is free. */
export const DEFAULT_PORT = 8000;
const PORTS_TRIED = 20;
const FIRST_PAUSE_MS = 50, LONGEST_PAUSE_MS = 2000;

/** Where to listen, and what to do with errors. */
export interface ListenOptions {
  hostname: string;
  /** Null for the first free port from 8000 on. */
  port: number | null;
  /** Called when listening has ended with this error. It begins again after a pause. */
  onError: (error: unknown) => void;
}

/** A server that listens. */
export interface Listening {
  /** Where it listens. */
  addr: Deno.NetAddr;
  /** Stops listening, and waits for the requests under way. */
  stop(): Promise<void>;
}

type Server = Deno.HttpServer<Deno.NetAddr>;

const serveAt = (hostname: string, port: number, handler: Deno.ServeHandler): Server =>
  Deno.serve({ hostname, port, automaticCompression: true, onListen: () => {} }, handler);

/** Listens at a port, or, for null, at the first free port from 8000 on. */
function findPort({ hostname, port: asked }: ListenOptions, handler: Deno.ServeHandler): Server {
  const first = asked ?? DEFAULT_PORT;
  for (let port = first;; port++) {
    try {
      return serveAt(hostname, port, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) {
        const why = error instanceof Error ? error.message : error;
        throw new Error(`cannot listen at ${hostname}, port ${port}: ${why}`, { cause: error });
      }
      if (asked !== null) throw new Error(`port ${port} is in use; name another with --port`, { cause: error });
      if (port - first >= PORTS_TRIED) {
        throw new Error(`no port from ${first} to ${port} is free; name one with --port`, { cause: error });
      }
    }
  }
}

/**
 * Listens until it is stopped.
 *
 * @throws {Error} when the port can't be used; the message says what to do
 */
export function keepListening(options: ListenOptions, handler: Deno.ServeHandler): Listening {
  const stopping = new AbortController(), { signal } = stopping;
  let server = findPort(options, handler);
  const { addr } = server;
  const watch = async () => {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        if (failures > 0) server = serveAt(options.hostname, addr.port, handler);
        return await server.finished;
      } catch (error) {
        options.onError(error);
      }
      await sleep(backOffMs(failures, { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS }), signal);
    }
  };
  const watched = watch();
  return {
    addr,
    async stop() {
      stopping.abort();
      await server.shutdown().catch(() => {}); // it has failed already
      await watched;
    },
  };
}
