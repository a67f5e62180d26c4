/**
 * One watch of the counters of changes for all streams of events of a server, while one is open. Tells each stream its part.
 *
 * @module
 */
import { CHANGE_LOOK_MS, CHANGE_PAUSE_MS } from "../../limits.ts";
import type { Store } from "../../store/store.ts";
import { sleep } from "../../time.ts";
import type { WireChanges } from "../../wire.ts";
import { ChangeFinder, joinWanted } from "./change_finder.ts";
import { selectChanges, type WantedChanges } from "./changes.ts";

/** Who listens to changes. */
export interface ChangeListener {
  wanted: WantedChanges;
  /** `position` is that of the listener after the changes. */
  onChanges(changes: WireChanges, position: string): void;
  /** What is wrong with the store, in words; null when it works again. */
  onTrouble(trouble: string | null): void;
}

/** A listener that has begun. */
export interface JoinedListener extends Disposable {
  /** Its position when it began. */
  position: string;
}

/** Sleeps so long, or until it is woken. */
class Alarm {
  #ring = () => {};
  #isDue = false;

  /** Ends the sleep, or the next one at once. */
  wake(): void {
    this.#isDue = true;
    this.#ring();
  }
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const ring = new AbortController();
    this.#ring = () => ring.abort();
    if (!this.#isDue) await sleep(ms, AbortSignal.any([signal, ring.signal]));
    this.#isDue = false;
  }
}

/** Watches a store for those who listen. */
export class ChangeWatch {
  readonly #store: Store;
  readonly #lookMs: number;
  readonly #finder: ChangeFinder;
  readonly #listeners = new Set<ChangeListener>();
  readonly #alarm = new Alarm();
  #looking: Promise<unknown> = Promise.resolve();
  #trouble: string | null = null;
  #watched = "";
  #unwatch = () => {};
  #ending: AbortController | null = null;

  /** `lookMs` is the pause between two looks; a change that the KV itself reports ends it. */
  constructor(store: Store, { lookMs = CHANGE_LOOK_MS }: { lookMs?: number | undefined } = {}) {
    this.#store = store;
    this.#lookMs = lookMs;
    this.#finder = new ChangeFinder(store);
  }

  /** How many listen. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Begins to report changes to a listener, from now on. */
  async listen(listener: ChangeListener): Promise<JoinedListener> {
    const { wanted } = listener;
    await this.#look(listener);
    this.#listeners.add(listener);
    this.#watchKv();
    if (!this.#ending) void this.#run(this.#ending = new AbortController());
    return { position: this.#finder.positionOf(wanted), [Symbol.dispose]: () => this.#leave(listener) };
  }

  #leave(listener: ChangeListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#ending?.abort();
    this.#ending = null;
    this.#unwatch();
    this.#watched = "";
  }

  /** Looks again and again. */
  async #run({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      await sleep(CHANGE_PAUSE_MS, signal);
      await this.#alarm.sleep(this.#lookMs, signal);
      if (signal.aborted) return;
      await this.#store.runs.noteLook();
      await this.#look().catch(() => {}); // the store has said what is wrong, and the next look finds the same changes
      this.#reportTrouble();
    }
  }

  /** Looks once, after the look that is under way. What `joining` wants is read, too. */
  #look(joining?: ChangeListener): Promise<void> {
    const look = async () => {
      const all = [...this.#listeners, ...(joining ? [joining] : [])];
      const changes = await this.#finder.find(joinWanted(all.map(({ wanted }) => wanted)));
      if (changes) this.#report(changes);
    };
    const looked = this.#looking.then(look, look);
    this.#looking = looked.catch(() => {});
    return looked;
  }

  #report(changes: WireChanges): void {
    for (const listener of this.#listeners) {
      const selected = selectChanges(changes, listener.wanted);
      if (selected) listener.onChanges(selected, this.#finder.positionOf(listener.wanted));
    }
  }

  #reportTrouble(): void {
    const { trouble } = this.#store;
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    for (const listener of this.#listeners) listener.onTrouble(trouble);
  }

  /** Watches what the KV itself reports. */
  #watchKv(): void {
    const ids = [...joinWanted([...this.#listeners].map(({ wanted }) => wanted)).experiments], watched = ids.join();
    if (watched === this.#watched && this.#listeners.size > 1) return;
    this.#unwatch();
    this.#watched = watched;
    const onChange = () => this.#alarm.wake();
    const watching = this.#store.versions.watch(ids, { onChange, onEnd: () => {} }); // looks go on without it
    this.#unwatch = () => void watching.then((stop) => stop(), () => {});
  }
}
