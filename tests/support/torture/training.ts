/**
 * A small training as a script of `sh`: it prints numbered pieces with points, and adds a mark to a file after each. So it is known to the
 * byte what it prints, and after which piece it was hit. Starts nothing.
 *
 * @module
 */
import type { Random } from "../fuzz/random.ts";
import { waitFor } from "../wait.ts";

/** How a training's processes live: one shell; a half in the background of a shell that ends; that half in a session of its own. */
export type Form = "plain" | "fork" | "session";

/** A training. */
export interface Training {
  form: Form;
  /** True when it runs in a terminal of its own: what it prints then gets there with `\r\n`. */
  isTerminal: boolean;
  command: string[];
  /** What it prints, in order. */
  pieces: readonly Uint8Array[];
  /** Everything that it prints. */
  whole: Uint8Array;
  /** Its exit code when nothing disturbs it. */
  code: number;
  /** How many pieces were printed for sure. */
  printed(): number;
  /** Lets one that is held exit. */
  release(): Promise<void>;
  /** Waits until so many pieces were printed. */
  reach(pieces: number): Promise<void>;
  /** The shortest and the longest output when it was ended after the pieces that were printed for sure. */
  bounds(): { least: number; most: number };
}

/** How a training is made. */
export interface TrainingOptions {
  random: Random;
  directory: string;
  form?: Form;
  isTerminal?: boolean;
  /** True when it waits for `release` after its last piece, so that an attack surely hits it. */
  isHeld?: boolean;
  /** A command of the shell before the first piece, for instance a trap. */
  before?: string;
}

const encoder = new TextEncoder();
/** Other systems have no `setsid`, and no terminal of our own. */
const isLinux = Deno.build.os === "linux";
const BURST_LINES = 400, LONG_CHARS = 5_000;

const line = (step: number, random: Random) =>
  `Step ${step}: loss=0.${1000 + random.whole(9000)}, lr=1e-${1 + random.whole(6)}\n`;

/** Kinds of pieces: lines, a bar that is drawn over itself, half a character, many lines at once, a long line. */
const KINDS: Record<string, (step: number, random: Random) => Uint8Array[]> = {
  line: (step, random) => [encoder.encode(line(step, random))],
  bar: (step, random) => [encoder.encode(`\rtrain: ${step % 100}%|##   | ${step}/100, loss=0.${random.whole(1000)}`)],
  half(step) {
    const bytes = encoder.encode(`épreuve ${step} val_loss=0.${step}\n`);
    return [bytes.subarray(0, 1), bytes.subarray(1)];
  },
  burst: (step, random) => [
    encoder.encode(Array.from({ length: BURST_LINES }, (_, i) => line(step * BURST_LINES + i, random)).join("")),
  ],
  long: (step) => [encoder.encode(`${"word ".repeat(LONG_CHARS / 5)} accuracy=0.${step}\n`)],
};
const FREQUENT = ["line", "line", "line", "line", "bar", "bar", "half", "burst", "long"];

function makePieces(random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = [], count = 25 + random.whole(40);
  for (let step = 1; pieces.length < count; step++) pieces.push(...KINDS[random.pick(FREQUENT)]!(step, random));
  pieces.push(encoder.encode("\ndone: final_loss=0.125\n"));
  return pieces;
}

/** Bytes as a terminal passes them on. */
export const throughTerminal = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes].flatMap((byte) => byte === 0x0a ? [0x0d, byte] : [byte]));

/** A word of the shell in which `printf %b` finds these bytes. */
function quote(bytes: Uint8Array): string {
  const isPlain = (byte: number) => byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
  const text = Array.from(
    bytes,
    (byte) => isPlain(byte) ? String.fromCharCode(byte) : `\\0${byte.toString(8).padStart(3, "0")}`,
  );
  return `'${text.join("")}'`;
}

const PAUSES = ["0.01", "0.03", "0.06", "0.12"];

/** Joins pieces. */
export function join(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

interface ScriptOptions {
  random: Random;
  form: Form;
  before: string;
  isHeld: boolean;
  code: number;
}

const HOLD = 'until [ -e "$(dirname "$0")/go" ]; do sleep 0.05; done';

function writeScript(
  pieces: readonly Uint8Array[],
  { random, form, before, isHeld, code }: ScriptOptions,
): string {
  const print = (part: readonly Uint8Array[]) =>
    part.map((piece) => `p ${quote(piece)}; sleep ${random.pick(PAUSES)}`).join("\n");
  const cut = form === "plain" ? pieces.length : 1 + random.whole(pieces.length - 2);
  const rest = cut < pieces.length ? `rest() {\n${print(pieces.slice(cut))}\n}` : "";
  const leave = { plain: "", fork: "rest &", session: 'setsid sh "$0" rest &' }[form];
  const marks = 'exec 3>>"$(dirname "$0")/printed"\np() { printf %b "$1"; printf . >&3; }';
  const isRest = rest === "" ? "" : 'if [ "$1" = rest ]; then rest; exit; fi';
  const parts = [marks, before, rest, isRest, print(pieces.slice(0, cut)), leave, isHeld ? HOLD : "", `exit ${code}`];
  return parts.filter(Boolean).join("\n");
}

/** Writes a training into a directory. */
export async function makeTraining(
  { random, directory, before = "", isHeld = false, ...wanted }: TrainingOptions,
): Promise<Training> {
  const form = wanted.form ?? random.pick(["plain", "plain", "fork", isLinux ? "session" : "fork"] as const);
  const isTerminal = wanted.isTerminal ?? (isLinux && random.pick([true, false]));
  const written = makePieces(random), code = random.pick([0, 0, 3, 7]);
  const path = `${directory}/train.sh`, marks = `${directory}/printed`;
  await Deno.writeTextFile(path, writeScript(written, { random, form, before, isHeld, code }));
  await Deno.writeTextFile(marks, "");
  const pieces = isTerminal ? written.map(throughTerminal) : written;
  const printed = () => Deno.statSync(marks).size;
  return {
    form,
    isTerminal,
    command: ["sh", path],
    pieces,
    whole: join(pieces),
    code,
    printed,
    release: () => Deno.writeTextFile(`${directory}/go`, ""),
    reach: async (count) => void await waitFor(() => printed() >= count, { what: `piece ${count} of the training` }),
    bounds() {
      const least = join(pieces.slice(0, printed())).length;
      return { least, most: least + (pieces[printed()]?.length ?? 0) };
    },
  };
}
