/**
 * Limits how many answers are made at the same time: each may hold a long series or a part of a log in memory. A request waits for its
 * turn for a short time, and then gets 503. Does not count what only changes something, nor downloads and events, which are sent as they are
 * read: events have a limit of their own.
 *
 * @module
 */
import { problemResponse } from "../api/frame/problem.ts";
import { ANSWERS_AT_ONCE, REREADS_AT_ONCE, TURN_WAIT_MAX_MS, TURNS_WAITING_MAX } from "../limits.ts";
import { refusalPage } from "./refusal_page.ts";

/** Lets some work happen at the same time, and other work wait. */
export interface WorkQueue {
  /** Does some work when its turn comes. Gives null when it does not come in time, or when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<{ result: T } | null>;
}

/** How much work at a time, how much may wait, and how long. */
export interface WorkLimits {
  atOnce: number;
  waiting: number;
  waitMs: number;
}

/** Creates a queue. Turns come in the order of the calls. */
export function createWorkQueue({ atOnce, waiting, waitMs }: WorkLimits): WorkQueue {
  let underWay = 0;
  const queue = new Set<() => void>();
  const enter = (): Promise<boolean> => {
    if (underWay < atOnce) return Promise.resolve(++underWay > 0);
    if (queue.size >= waiting) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (hasTurn: boolean) => {
      clearTimeout(timer);
      queue.delete(begin);
      resolve(hasTurn);
    };
    const begin = () => end(true), timer = setTimeout(end, waitMs, false);
    queue.add(begin);
    return promise;
  };
  const leave = () => {
    const [next] = queue;
    if (next) next(); // it has the turn now
    else underWay--;
  };
  return {
    async run(work) {
      if (!await enter()) return null;
      try {
        return { result: await work() };
      } finally {
        leave();
      }
    },
  };
}

const NOT_LIMITED: ReadonlySet<string> = new Set(["/healthz", "/api/openapi.json", "/api/events", "/api/events/"]);

type Work = "answer" | "reread";

/** What a request asks for; null for what is not limited. */
function workOf({ method }: Request, { pathname, searchParams }: URL): Work | null {
  if (/\/(?:reread|pattern-preview)\/?$/.test(pathname)) return method === "POST" ? "reread" : null;
  if (method !== "GET" && method !== "HEAD") return null;
  if (searchParams.get("format") === "text" || NOT_LIMITED.has(pathname)) return null;
  return "answer";
}

const BUSY = "the server is busy with other requests; try again in a few seconds";
const RETRY_AFTER_SECONDS = "3";

/** Answers 503: for a browser with a page that loads itself again. */
function answerBusy(request: Request): Response {
  const isPage = request.headers.get("accept")?.includes("text/html") ?? false;
  const response = isPage ? refusalPage(503, BUSY, { title: "The server is busy" }) : problemResponse(503, BUSY);
  response.headers.set("retry-after", RETRY_AFTER_SECONDS);
  if (isPage) response.headers.set("refresh", RETRY_AFTER_SECONDS);
  return response;
}

/** A middleware that limits the work of one server. */
export function limitWork(
  limits: Partial<WorkLimits> = {},
): (ctx: { req: Request; url: URL; next: () => Promise<Response> }) => Promise<Response> {
  const shared = { waiting: TURNS_WAITING_MAX, waitMs: TURN_WAIT_MAX_MS };
  const queues: Record<Work, WorkQueue> = {
    answer: createWorkQueue({ ...shared, atOnce: ANSWERS_AT_ONCE, ...limits }),
    reread: createWorkQueue({ ...shared, atOnce: REREADS_AT_ONCE, ...limits }),
  };
  return async ({ req, url, next }) => {
    const work = workOf(req, url);
    if (work === null) return await next();
    // Nobody reads the answer for a client that left while it waited.
    const done = await queues[work].run(() => req.signal.aborted ? Promise.resolve(answerBusy(req)) : next());
    return done?.result ?? answerBusy(req);
  };
}
