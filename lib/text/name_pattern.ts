/**
 * Regular expressions over names, for a search that a link can bring with it: matching takes linear time whatever the expression, and a
 * mistake is reported with its position. Reads the usual part of the language: `. [a-z] ( ) | * + ? {2,3} ^ $ \d \w \s`.
 * Upper and lower case are the same. Captures nothing.
 *
 * @module
 */
import {
  edge,
  either,
  findSteps,
  joinParts,
  type MachinePart,
  type MachineStep,
  PatternTooLong,
  reading,
  repeatOften,
} from "./name_machine.ts";

/** A mistake in an expression. */
export interface PatternFault {
  error: string;
  /** Index of the character where it is. */
  at: number;
}

/** Highest number in `{2,3}`. */
const REPEATS_MAX = 100;
/** Depth of brackets. */
const DEPTH_MAX = 50;

const CLASSES: Readonly<Record<string, (char: string) => boolean>> = {
  d: (char) => /\d/.test(char),
  D: (char) => /\D/.test(char),
  w: (char) => /[\p{L}\p{N}_]/u.test(char),
  W: (char) => /[^\p{L}\p{N}_]/u.test(char),
  s: (char) => /\s/.test(char),
  S: (char) => /\S/.test(char),
};

class Fault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/**
 * Compiles an expression: a function that says whether a name contains it, or what is wrong with it.
 *
 * @example
 * ```ts
 * import { compileNamePattern } from "./name_pattern.ts";
 * compileNamePattern("a("); // { error: "this bracket isn’t closed", at: 1 }
 * ```
 */
export function compileNamePattern(text: string): ((name: string) => boolean) | PatternFault {
  const parser = new Parser([...text]);
  try {
    const steps: MachineStep[] = [];
    parser.readAll()(steps);
    return (name) => findSteps(steps, [...name.toLowerCase()]);
  } catch (fault) {
    if (fault instanceof Fault) return { error: fault.message, at: fault.at };
    if (fault instanceof PatternTooLong) return { error: fault.message, at: 0 };
    throw fault;
  }
}

/** Names are read in lower case. */
const isChar = (char: string) => (each: string) => each === char.toLowerCase();

/** Reads an expression from left to right. */
class Parser {
  readonly #chars: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(chars: readonly string[]) {
    this.#chars = chars;
  }

  readAll(): MachinePart {
    const part = this.#readEither();
    if (this.#at < this.#chars.length) throw new Fault("no bracket is open here", this.#at);
    return part;
  }

  #next = () => this.#chars[this.#at];

  #skip(sign: string): boolean {
    if ([...sign].some((char, index) => this.#chars[this.#at + index] !== char)) return false;
    this.#at += sign.length;
    return true;
  }

  #readEither(): MachinePart {
    const parts = [this.#readOrder()];
    while (this.#skip("|")) parts.push(this.#readOrder());
    return either(parts);
  }

  #readOrder(): MachinePart {
    const parts: MachinePart[] = [];
    while (this.#at < this.#chars.length && !"|)".includes(this.#next()!)) parts.push(this.#readRepeated());
    return joinParts(parts);
  }

  #readRepeated(): MachinePart {
    let part = this.#readOne();
    for (let times = this.#readTimes(); times !== null; times = this.#readTimes()) part = repeatOften(part, times);
    return part;
  }

  #readTimes(): { least: number; most: number } | null {
    if (this.#skip("*")) return { least: 0, most: Infinity };
    if (this.#skip("+")) return { least: 1, most: Infinity };
    if (this.#skip("?")) return { least: 0, most: 1 };
    const counts = /^\{(\d+)(,(\d*))?\}/.exec(this.#chars.slice(this.#at).join(""));
    if (!counts) return null;
    const least = Number(counts[1]), most = counts[2] === undefined ? least : Number(counts[3] || Infinity);
    if (least > REPEATS_MAX || (most > REPEATS_MAX && most !== Infinity)) {
      throw new Fault(`at most ${REPEATS_MAX} times`, this.#at);
    }
    if (most < least) throw new Fault("the second number is smaller than the first", this.#at);
    this.#at += counts[0].length;
    return { least, most };
  }

  #readOne(): MachinePart {
    const from = this.#at, char = this.#chars[this.#at++]!;
    if (char === "(") return this.#readGroup(from);
    if (char === "[") return reading(this.#readSet(from));
    if (char === ".") return reading(() => true);
    if (char === "^" || char === "$") return edge(char);
    if ("*+?".includes(char)) throw new Fault(`nothing stands before this ${char}`, from);
    return reading(char === "\\" ? this.#readEscape(from) : isChar(char));
  }

  #readGroup(from: number): MachinePart {
    if (++this.#depth > DEPTH_MAX) throw new Fault("too many brackets", from);
    if (!this.#skip("?:") && this.#next() === "?") throw new Fault("only (?: can stand here", this.#at);
    const part = this.#readEither();
    if (!this.#skip(")")) throw new Fault("this bracket isn’t closed", from);
    this.#depth--;
    return part;
  }

  #readEscape(from: number): (char: string) => boolean {
    const char = this.#chars[this.#at++];
    if (char === undefined) throw new Fault("a sign must follow this backslash", from);
    const known = Object.hasOwn(CLASSES, char) ? CLASSES[char] : undefined;
    if (!known && /[A-Za-z0-9]/.test(char)) throw new Fault(`\\${char} isn’t known here`, from);
    return known ?? isChar(char);
  }

  #readSet(from: number): (char: string) => boolean {
    const isNot = this.#skip("^"), takes: ((char: string) => boolean)[] = [];
    if (this.#next() === "]") throw new Fault("nothing stands in this bracket", from);
    while (this.#next() !== "]") {
      const at = this.#at, low = this.#chars[this.#at++];
      if (low === undefined) throw new Fault("this bracket isn’t closed", from);
      if (low === "\\") {
        takes.push(this.#readEscape(at));
        continue;
      }
      const high = this.#next() === "-" && !"]".includes(this.#chars[this.#at + 1] ?? "]")
        ? this.#chars[this.#at + 1]!
        : low;
      if (high !== low) this.#at += 2;
      if (high < low) throw new Fault(`${high} comes before ${low}`, at);
      const isWithin = (char: string) => char >= low && char <= high;
      takes.push((char) => isWithin(char) || isWithin(char.toUpperCase()));
    }
    this.#at++;
    return (char) => takes.some((each) => each(char)) !== isNot;
  }
}
