/**
 * What is remembered of a progress bar. Holds no rule.
 *
 * @module
 */

/** A progress bar that was seen. */
export interface BarState {
  name: string;
  n: number;
  /** NaN for a bar without an end. */
  total: number;
  /** Epoch when the bar began; NaN when none was named. */
  epoch: number;
  /** How many epochs had begun when it began, and when it moved last; true once it moved on more often than they begin. */
  began: number;
  moved: number;
  isFine: boolean;
  /** True when the bar counts on while the epoch changes. */
  spans: boolean;
  /** Line that drew it last. */
  line: number;
  /** Steps of its earlier rounds: it was drawn from its start again. */
  offset: number;
  /** By how much its newest drawing moved it, and the one before. */
  stride: number;
  lastStride: number;
  /** How often it began. */
  rounds: number;
  /** True once it has placed a point. */
  places: boolean;
  /** True once a drawing of it named the epoch. */
  isNamed: boolean;
  /** The epoch that its newest drawing named, NaN without one; true once it went on with the next one. */
  named: number;
  passesEpochs: boolean;
  /** True once it was drawn before it was over, or moved on where it has no end. */
  isPartly: boolean;
  /** Number of its newest drawing. */
  drawn: number;
  /** The counter that its description named first and last, NaN without one; whether that counts its steps or its rounds. */
  firstRound: number;
  round: number;
  counts: "open" | "steps" | "rounds";
}

/** The drawings of all bars. */
export interface Drawings {
  /** How many there were. */
  count: number;
  /** Line of the newest one; 0 before the first. */
  line: number;
  /** Line where the bar that was drawn at its start last was drawn there first, and its total; NaN once it moved on. */
  startLine: number;
  startTotal: number;
}

/** The first and the newest line of a print that began on a bar; NaN for none. */
export interface GluedPrint {
  first: number;
  last: number;
}
