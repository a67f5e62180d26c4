/**
 * Draws charts one after the other, as many a frame as there is time for, so that the page reacts while twenty are drawn.
 *
 * @module
 */

/** Time for charts in a frame: what the browser then does with them takes as long again. The first one that waits is always drawn. */
const FRAME_BUDGET_MS = 5;
/** The same while charts wait that show nothing yet: an empty chart is worse than a frame that takes a little longer. */
const FIRST_BUDGET_MS = 24;

/** Charts that wait to be drawn. */
export interface DrawQueue {
  /** Draws with `task` in one of the next frames. A task of the same key that still waits is replaced. */
  add(key: object, task: () => void): void;
  /** The same for a chart that shows nothing yet. */
  addFirst(key: object, task: () => void): void;
  /** Draws all that wait now: a page that is printed has no next frame. */
  drawAll(): void;
  remove(key: object): void;
}

/** What the queue needs of a browser. */
export interface FrameSurroundings {
  requestFrame(task: () => void): void;
  now(): number;
}

const browserFrames: FrameSurroundings = {
  requestFrame: (task) => requestAnimationFrame(task),
  now: () => performance.now(),
};

/** Creates an empty queue. */
export const createDrawQueue = (surroundings: FrameSurroundings = browserFrames): DrawQueue =>
  new OwnQueue(surroundings);

class OwnQueue implements DrawQueue {
  readonly #waiting = new Map<object, () => void>();
  /** Those that show nothing yet. */
  readonly #first = new Set<object>();
  #isRequested = false;
  constructor(readonly surroundings: FrameSurroundings) {}

  readonly add = (key: object, task: () => void): void => {
    this.#waiting.set(key, task);
    this.#request();
  };

  readonly addFirst = (key: object, task: () => void): void => {
    this.#first.add(key);
    this.add(key, task);
  };

  drawAll(): void {
    for (const [key, task] of this.#waiting) {
      this.remove(key);
      task();
    }
  }

  remove(key: object): void {
    this.#waiting.delete(key);
    this.#first.delete(key);
  }

  #request(): void {
    if (this.#isRequested || this.#waiting.size === 0) return;
    this.#isRequested = true;
    this.surroundings.requestFrame(() => this.#drawSome());
  }

  #drawSome(): void {
    this.#isRequested = false;
    const { now } = this.surroundings, end = now() + (this.#first.size > 0 ? FIRST_BUDGET_MS : FRAME_BUDGET_MS);
    try {
      for (const [key, task] of this.#waiting) {
        this.remove(key);
        task();
        if (now() >= end) break;
      }
    } finally {
      this.#request(); // one chart that can't be drawn doesn't hold up the others
    }
  }
}
