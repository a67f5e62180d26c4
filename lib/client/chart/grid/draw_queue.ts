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
export function createDrawQueue({ requestFrame, now }: FrameSurroundings = browserFrames): DrawQueue {
  const waiting = new Map<object, () => void>(), first = new Set<object>();
  let isRequested = false;
  const request = () => {
    if (isRequested || waiting.size === 0) return;
    isRequested = true;
    requestFrame(drawSome);
  };
  const take = (key: object) => {
    waiting.delete(key);
    first.delete(key);
  };
  function drawSome(): void {
    isRequested = false;
    const end = now() + (first.size > 0 ? FIRST_BUDGET_MS : FRAME_BUDGET_MS);
    try {
      for (const [key, task] of waiting) {
        take(key);
        task();
        if (now() >= end) break;
      }
    } finally {
      request(); // one chart that can't be drawn doesn't hold up the others
    }
  }
  const add = (key: object, task: () => void) => {
    waiting.set(key, task);
    request();
  };
  return {
    add,
    addFirst(key, task) {
      first.add(key);
      add(key, task);
    },
    drawAll() {
      for (const [key, task] of waiting) {
        take(key);
        task();
      }
    },
    remove: take,
  };
}
