/**
 * Says that a command has ended and that `run` still waits for the store, and what Ctrl-C does then. Stores nothing, ends nothing.
 *
 * @module
 */
import { printError } from "../host/stderr.ts";
import type { Launched } from "../runs/launch.ts";

/** How long storing the last output may take without a word. Notifications may take almost as long. */
const SILENT_WAIT_MS = 6_000;
const LOOK_MS = 500;

/** Watches for a wait. */
export interface StoreWait extends Disposable {
  /** Begins to watch a command that was launched, until the wait is disposed of. */
  watch(launched: Pick<Launched, "ended" | "outputWatch">): void;
  /** True once it was said. */
  readonly isSaid: boolean;
}

/** Creates one that watches nothing yet. `onWait` is called before the wait is said. */
export function createStoreWait(onWait: () => void): StoreWait {
  let timer: ReturnType<typeof setInterval> | undefined, isSaid = false, isDisposed = false;
  const begin = (code: number, { outputWatch }: Pick<Launched, "outputWatch">) => {
    let since = performance.now();
    timer = setInterval(() => {
      if (outputWatch.late) since = performance.now(); // it waits for the output, and that is said
      if (performance.now() - since < SILENT_WAIT_MS) return;
      clearInterval(timer);
      onWait();
      isSaid = true;
      printError(
        `stdcurve: the command has ended with exit code ${code}; waiting until the rest of its output is stored; Ctrl-C leaves that ` +
          "to stdcurve serve or the next stdcurve run",
      );
    }, LOOK_MS);
  };
  return {
    watch: (launched) => void launched.ended.then((code) => isDisposed || begin(code, launched), () => {}), // `run` reports it
    get isSaid() {
      return isSaid;
    },
    [Symbol.dispose]() {
      isDisposed = true;
      clearInterval(timer);
    },
  };
}
