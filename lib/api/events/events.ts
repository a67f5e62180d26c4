/**
 * The route of events: a stream that says which experiments, runs and metrics changed, not how. The client then asks for what it shows. A
 * stream ends when the server stops, when the client leaves, and after some minutes, so that the client shows again that it may read.
 *
 * @module
 */
import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import { EVENT_BEAT_MS, EVENT_STREAM_MAX_MS, EVENT_STREAMS_MAX } from "../../limits.ts";
import type { Store } from "../../store/store.ts";
import type { WireChanges } from "../../wire.ts";
import { ChangeWatch } from "./change_watch.ts";
import type { WantedChanges } from "./changes.ts";
import { type ApiOptions, createRoutes, problemAnswer } from "../frame/context.ts";
import { EventBox } from "./event_box.ts";
import { problemResponse } from "../frame/problem.ts";
import { eventsQuery } from "../schemas/schemas.ts";

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform", // compressed, events would wait for one another
  "x-accel-buffering": "no",
};
const RETRY_AFTER_SECONDS = "10";

/** One event of the stream. */
const writeEvent = (event: string, value: unknown, id?: string): string =>
  `event: ${event}\n${id ? `id: ${id}\n` : ""}data: ${JSON.stringify(value)}\n\n`;

/** What a request is about. Throws NotFound for an unknown run. */
async function findWanted(store: Store, { experiments, runs }: z.output<typeof eventsQuery>): Promise<WantedChanges> {
  const ofRuns = new Map<string, string>();
  for (const id of runs) ofRuns.set(id, (await store.runs.get(id)).experimentId);
  if (experiments.length === 0 && runs.length === 0) return { experiments: null, runs: ofRuns };
  return { experiments: new Set([...experiments, ...ofRuns.values()]), runs: ofRuns };
}

/** What a client that knows another position is told: anything may have changed. */
const anything = ({ experiments }: WantedChanges): WireChanges => ({
  list: true,
  experiments: Object.fromEntries([...experiments ?? []].map((id) => [id, null])),
  metrics: {},
});

/** What one stream is written from. */
interface EventSource {
  box: EventBox;
  first: readonly string[];
  signal: AbortSignal;
}

/** The events of one stream. */
async function* writeEvents({ box, first, signal }: EventSource): AsyncGenerator<string> {
  const until = performance.now() + EVENT_STREAM_MAX_MS;
  yield* first;
  while (!signal.aborted && performance.now() < until) {
    const mail = await box.take(EVENT_BEAT_MS, signal);
    if (signal.aborted) return;
    if (mail === null) yield writeEvent("beat", {});
    if (mail?.changes) yield writeEvent("change", mail.changes, mail.position);
    if (mail?.trouble !== undefined) yield writeEvent("trouble", { trouble: mail.trouble });
  }
}

/** A body that is written while it is read. `onEnd` is called once, when the reader has left or everything is written. */
function streamText(texts: AsyncGenerator<string>, onEnd: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (!done) return controller.enqueue(encoder.encode(value));
      onEnd();
      controller.close();
    },
    async cancel() {
      onEnd();
      await texts.return(undefined);
    },
  }, { highWaterMark: 0 });
}

/** What opens streams of one server. */
interface Streams {
  store: Store;
  watch: ChangeWatch;
  /** Ends all streams. */
  signal: AbortSignal | undefined;
}

/** Opens a stream. `onEnd` is called once, after its end. */
async function openStream(
  { store, watch, signal }: Streams,
  { wanted, after, left }: { wanted: WantedChanges; after: string | null; left: AbortSignal },
  onEnd: () => void,
): Promise<Response> {
  const box = new EventBox(), ending = new AbortController();
  const listening = await watch.listen({
    wanted,
    onChanges: (changes, position) => box.addChanges(changes, position),
    onTrouble: (trouble) => box.addTrouble(trouble),
  });
  const { position } = listening, hello = { beat_ms: EVENT_BEAT_MS, trouble: store.trouble };
  const isMissed = after !== null && after !== position;
  const first = [
    writeEvent("hello", hello, position),
    ...(isMissed ? [writeEvent("change", anything(wanted))] : []),
  ];
  const ends = AbortSignal.any([ending.signal, left, ...(signal ? [signal] : [])]);
  const end = () => {
    if (ending.signal.aborted) return;
    ending.abort();
    listening[Symbol.dispose]();
    onEnd();
  };
  return new Response(streamText(writeEvents({ box, first, signal: ends }), end), { headers: HEADERS });
}

function refuseStream(open: number): Response {
  const busy = problemResponse(503, `this server has ${open} open streams of events, and no more; ask again later`);
  busy.headers.set("retry-after", RETRY_AFTER_SECONDS);
  return busy;
}

/** Creates the route. */
export function createEventRoutes(options: ApiOptions): OpenAPIHono {
  const { store, signal, changeLookMs, maxEventStreams = EVENT_STREAMS_MAX } = options;
  const routes = createRoutes(), watch = new ChangeWatch(store, { lookMs: changeLookMs });
  let open = 0;
  routes.openapi(EVENTS, async (c) => {
    const query = c.req.valid("query"), { raw } = c.req;
    if (raw.method === "HEAD") return new Response(null, { headers: HEADERS });
    if (open >= maxEventStreams) return refuseStream(open);
    const after = query.after ?? raw.headers.get("last-event-id");
    open++;
    try {
      const wanted = await findWanted(store, query);
      return await openStream({ store, watch, signal }, { wanted, after, left: raw.signal }, () => open--);
    } catch (error) {
      open--;
      throw error;
    }
  });
  return routes;
}

const EVENTS = createRoute({
  method: "get",
  path: "/events",
  request: { query: eventsQuery },
  responses: {
    200: {
      description:
        "Server-sent events. `hello` comes first, `change` says what changed (`list`, and by experiment its " +
        "runs, null for any; by named run its `metrics`), `trouble` what is wrong with the store, `beat` that nothing " +
        "is new. After a break, send the last id in Last-Event-ID or `after`: what was missed comes as a change",
      content: { "text/event-stream": { schema: { type: "string" as const } } },
    },
    400: problemAnswer("A malformed parameter; `parameter` names it"),
    401: problemAnswer("The token is missing or wrong; send it as Authorization: Bearer"),
    403: problemAnswer("The token allows less, or another site asks"),
    404: problemAnswer("No such run"),
    429: problemAnswer("Too many requests with a wrong token; Retry-After says when to retry"),
    503: problemAnswer(
      "As many streams are open as may be, or the store does not answer; Retry-After says when to retry",
    ),
  },
});
