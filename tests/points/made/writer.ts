/**
 * Writes a log and its truth side by side. Knows where lines end, and what stands before each printed line; what they mean is the loop's.
 *
 * @module
 */
import type { TruthPoint } from "../../support/truth.ts";
import type { ShownPoint } from "./model.ts";

/** Where points stand: as printed, or null where the log doesn't say it. */
export interface Place {
  step: number | null;
  epoch: number | null;
}

export const NOWHERE: Place = { step: null, epoch: null };

/** A log that grows. */
export class LogWriter {
  readonly truth: TruthPoint[] = [];
  /** What each printed line begins with: one entry a process that prints it. */
  prefixes: (() => string)[] = [() => ""];
  /** What is written before a line that is printed while another one is open. */
  interrupt: (open: string) => string = () => "";
  #text = "";
  #line = 1;

  get text(): string {
    return this.#text;
  }

  /** The line that is written next, from 1. */
  get lineNumber(): number {
    return this.#line;
  }

  /** Prints a whole line, once for each process. Other processes repeat its points. */
  print(text: string, points: readonly ShownPoint[] = [], place: Place = NOWHERE): void {
    const open = this.#text.slice(this.#text.lastIndexOf("\n") + 1);
    if (open !== "") this.write(this.interrupt(open));
    this.prefixes.forEach((prefix, rank) => {
      const own = rank === 0 ? points : points.map((point) => ({ ...point, optional: true }));
      this.write(text.split("\n").map((line) => prefix() + line).join("\n"), own, place);
      this.write("\n");
    });
  }

  /** Writes a piece of a line, as bars do. Its points are on its last line. */
  write(text: string, points: readonly ShownPoint[] = [], { step, epoch }: Place = NOWHERE): void {
    this.#text += text;
    this.#line += text.split("\n").length - 1;
    for (const { isState: _, ...point } of points) this.truth.push({ ...point, step, epoch, line: this.#line });
  }
}
