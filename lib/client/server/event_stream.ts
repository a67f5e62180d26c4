/**
 * One stream of events from the server for all tabs of a browser, while one of them is in sight. It only says that something changed: whoever
 * shows it asks as usual, only sooner. Where the stream is held up or missing, nothing is lost but that. Imports nothing, so that the build
 * makes one script of it, which is loaded when it is needed.
 *
 * @module
 */
import type { WireChanges } from "../../wire.ts";

/** Name of the lock that the tab with the stream holds, and of the channel to the other tabs. */
const NAME = "stdcurve-events";
/** Where the stream is, and how patient to be with it. */
export interface EventSettings {
  /** Address of the stream. */
  address: string;
  /** A stream that says nothing for so long is held up by something between. */
  silenceMs: number;
  /** Pause before a stream is opened again, after so many in a row that said nothing. */
  pauseMs(failures: number): number;
}

const EXPERIMENT = /\/experiments\/([0-9a-f-]{36})/;

/** Who is told what the stream says. */
export interface PageListener {
  /** Something on this page may have changed. */
  onNews(): void;
  /** The stream said anything, in this tab or in another one. */
  onHeard(): void;
  /** What is wrong with the store; null when it works. */
  onTrouble(trouble: string | null): void;
}

/** What the stream says, as one tab passes it on to the others. */
interface Said {
  changes?: WireChanges;
  trouble?: string | null;
}

/** What may have changed while no stream was open: anything. */
const ANYTHING: WireChanges = { list: true, experiments: {}, metrics: {} };

/**
 * True when changes concern a page: those of its experiment, or on a page of several experiments any. Changes that name no experiment may
 * be of any.
 *
 * @example
 * ```ts
 * import { isAbout } from "./event_stream.ts";
 * isAbout({ list: false, experiments: { e: null }, metrics: {} }, "/"); // true
 * ```
 */
export function isAbout({ list, experiments }: WireChanges, pathname: string): boolean {
  const id = EXPERIMENT.exec(pathname)?.[1], isOfAny = Object.keys(experiments).length === 0;
  return id === undefined || isOfAny ? list || !isOfAny : Object.hasOwn(experiments, id);
}

/** Reads one stream until the signal is aborted, or until it fails or falls silent. True when it has said anything. */
function readStream(
  say: (said: Said) => void,
  { address, silenceMs, signal }: EventSettings & { signal: AbortSignal },
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const source = new EventSource(address);
  let hasSpoken = false, silence = setTimeout(end, silenceMs);
  function end(): void {
    clearTimeout(silence);
    source.close();
    signal.removeEventListener("abort", end);
    resolve(hasSpoken);
  }
  const hear = (said: Said) => {
    hasSpoken = true;
    clearTimeout(silence);
    silence = setTimeout(end, silenceMs);
    say(said);
  };
  const listen = (name: string, read: (data: string) => Said) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => hear(read(data)));
  const troubleOf = (data: string) => ({ trouble: (JSON.parse(data) as { trouble: string | null }).trouble });
  listen("beat", () => ({}));
  listen("trouble", troubleOf);
  listen("hello", (data) => ({ changes: ANYTHING, ...troubleOf(data) }));
  listen("change", (data) => ({ changes: JSON.parse(data) as WireChanges }));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) end(); // else the browser connects again by itself
  });
  signal.addEventListener("abort", end);
  return promise;
}

const sleepUntil = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });

/** Keeps a stream open until the signal is aborted. */
async function keepStream(
  say: (said: Said) => void,
  settings: EventSettings & { signal: AbortSignal },
): Promise<void> {
  const { signal, pauseMs } = settings;
  for (let failures = 0; !signal.aborted;) {
    failures = await readStream(say, settings) ? 0 : failures + 1;
    await sleepUntil(pauseMs(failures), signal);
  }
}

/** Keeps the stream while no other tab does. Without locks, which a page over plain http from another machine lacks, each tab has its own. */
async function takeTurn(
  say: (said: Said) => void,
  settings: EventSettings & { signal: AbortSignal },
): Promise<void> {
  const { signal, address } = settings;
  if (navigator.locks === undefined) return await keepStream(say, settings);
  try {
    await navigator.locks.request(NAME + address, { signal }, () => keepStream(say, settings));
  } catch (error) {
    if (!signal.aborted) throw error; // else the tab went out of sight while it waited
  }
}

/** Passes on what the stream says that is about this page. Call the result to stop. */
export function followEvents(listener: PageListener, settings: EventSettings): () => void {
  const channel = new BroadcastChannel(NAME + settings.address);
  let turn: AbortController | null = null;
  const hear = ({ changes, trouble }: Said) => {
    listener.onHeard();
    if (trouble !== undefined) listener.onTrouble(trouble);
    if (changes && isAbout(changes, location.pathname)) listener.onNews();
  };
  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data);
  const share = (said: Said) => {
    hear(said);
    channel.postMessage(said);
  };
  const follow = () => {
    turn?.abort();
    turn = document.hidden ? null : new AbortController();
    if (turn) void takeTurn(share, { ...settings, signal: turn.signal });
  };
  document.addEventListener("visibilitychange", follow);
  addEventListener("online", follow); // instead of after a pause that has grown
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    removeEventListener("online", follow);
    turn?.abort();
    channel.close();
  };
}
