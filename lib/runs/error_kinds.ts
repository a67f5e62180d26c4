/**
 * The kinds of errors that programs print before they fail, one record each: lines that show one, what is found in them, and how. Knows
 * nothing of runs. Each record's lines are a test.
 *
 * @module
 */

/** An error in a list of lines. */
export interface FoundError {
  /** Index of the line that says what is wrong. */
  index: number;
  /** What is wrong, in one line. */
  message: string;
}

/**
 * How much an error says about the failure, from the most: a `limit` of the batch system ended the program, a `cause` lies outside the program, an `error` ended it, a `signal` only says how
 * it ended, a `relay` only says that another process failed, and a `hint` is a line that looks like an error.
 */
export type ErrorWeight = "limit" | "cause" | "error" | "signal" | "relay" | "hint";

/** A kind of errors. */
export interface ErrorKind {
  name: string;
  /** Lines of a log with such an error. */
  lines: readonly string[];
  /** What is found in `lines`: the message, and the index of its line. */
  finds: readonly [message: string, index: number];
  weight: ErrorWeight;
  /** The error that begins at a line; null when none does. */
  find: (lines: readonly string[], at: number) => FoundError | null;
}

/** True when one of the lines after `at` begins like this. */
const follows = (lines: readonly string[], at: number, pattern: RegExp, within = 6) =>
  lines.slice(at + 1, at + 1 + within).some((line) => pattern.test(line));

/** Finds the first group of a pattern in one line. */
const inLine = (pattern: RegExp): ErrorKind["find"] => (lines, at) => {
  const message = pattern.exec(lines[at]!)?.[1]?.trim();
  return message ? { index: at, message } : null;
};

/** The same, where a line like `sign` follows. */
const inLineBefore = (pattern: RegExp, sign: RegExp): ErrorKind["find"] => (lines, at) =>
  follows(lines, at, sign) ? inLine(pattern)(lines, at) : null;

const TRACEBACK = "Traceback (most recent call last):";
/** Exceptions that say that another process failed, or that somebody ended this one. */
const RELAYED =
  /(?:^|\.)(?:ChildFailedError|CalledProcessError|Process\w*Exception|KeyboardInterrupt|SystemExit|BrokenProcessPool)\b/;

/** Escapes a text for a pattern; its digits may be others. */
const likePrefix = (text: string) => new RegExp("^" + text.replace(/[^\w\s]/g, "\\$&").replace(/\d+/g, "\\d+"));

/**
 * The lines after a traceback's first, without what stands before them. A logger or a launcher that puts a prefix before the first line puts
 * one like it before all, and lines without it are another process's, or before the first only.
 */
function* listBelow(lines: readonly string[], at: number, prefix: string): Generator<readonly [string, number]> {
  const pattern = likePrefix(prefix), isOnAll = prefix !== "" && pattern.test(lines[at + 1] ?? "");
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (!isOnAll) yield [line, index];
    else if (pattern.test(line)) yield [line.replace(pattern, ""), index];
  }
}

/** An exception's line, with the next one when it ends in a colon. */
function withDetail(line: string, next: string | undefined): string {
  return line.endsWith(":") && next && /\w/.test(next) ? `${line} ${next.trim()}` : line;
}

/** The exception that ends a traceback of Python, or the place of a syntax error. `isRelay` chooses what kind of exception. */
function findPython(lines: readonly string[], at: number, isRelay: boolean): FoundError | null {
  const first = lines[at]!, start = first.indexOf(TRACEBACK), isSyntax = /^ {2}File ".*", line \d+$/.test(first);
  if (start < 0 && !isSyntax) return null;
  let frames = isSyntax ? 1 : 0, found: FoundError | null = null;
  for (const [line, index] of listBelow(lines, at, first.slice(0, Math.max(start, 0)))) {
    if (found) return { ...found, message: withDetail(found.message, line) };
    if (/^\s+File "/.test(line)) frames++;
    if (/^\s/.test(line) && frames > 0) continue;
    if (frames === 0 || !/^[A-Za-z_][\w.]*(?:\([\w.]*\))?(?::|$)/.test(line)) return null;
    if (RELAYED.test(line.split(":")[0]!) !== isRelay) return null;
    found = { index, message: line.trim() };
  }
  return found;
}

function findTerminate(lines: readonly string[], at: number): FoundError | null {
  const type = /terminate called after throwing an instance of '([^']+)'/.exec(lines[at]!)?.[1];
  if (!type) return null;
  for (let index = at + 1; index < Math.min(at + 4, lines.length); index++) {
    const what = /what\(\):\s*(.*)/.exec(lines[index]!)?.[1];
    if (what) return { index, message: `${type}: ${what}` };
  }
  return { index: at, message: type };
}

function findPanic(lines: readonly string[], at: number): FoundError | null {
  const rest = /^thread '[^']*'(?: \(\d+\))? panicked at (.*)$/.exec(lines[at]!)?.[1];
  if (rest === undefined) return null;
  const old = /^'(.*)', \S+$/.exec(rest)?.[1];
  if (old) return { index: at, message: `panicked: ${old}` };
  const next = lines[at + 1]?.trim();
  return next ? { index: at + 1, message: `panicked: ${next}` } : { index: at, message: `panicked at ${rest}` };
}

function findR(lines: readonly string[], at: number): FoundError | null {
  const rest = /^Error(?: in .+?)? ?:(.*)$/.exec(lines[at]!)?.[1]?.trim();
  if (rest === undefined || !follows(lines, at, /^(?:Execution halted|Calls: )/)) return null;
  const next = lines[at + 1]?.trim();
  return rest ? { index: at, message: rest } : next ? { index: at + 1, message: next } : null;
}

/** Every kind. */
export const ERROR_KINDS: readonly ErrorKind[] = [
  {
    name: "a Slurm job that was ended from outside",
    lines: ["slurmstepd: error: *** JOB 4711 ON gpu03 CANCELLED AT 2026-01-28T12:00:00 DUE TO TIME LIMIT ***"],
    finds: ["Slurm: TIME LIMIT", 0],
    weight: "limit",
    find: (lines, at) => {
      const why = /CANCELLED AT \S+ DUE TO ([A-Z ]+?)(?: \*|$)/.exec(lines[at]!)?.[1];
      return why ? { index: at, message: `Slurm: ${why}` } : null;
    },
  },
  {
    name: "a Slurm job out of memory",
    lines: [
      "slurmstepd: error: Detected 1 oom_kill event in StepId=4711.batch. Some of the step tasks have been OOM Killed.",
    ],
    finds: ["Detected 1 oom_kill event in StepId=4711.batch.", 0],
    weight: "cause",
    find: inLine(/(Detected \d+ oom[-_]kill event\S* in \S+)/),
  },
  {
    name: "the time limit of PBS or LSF",
    lines: ["=>> PBS: job killed: walltime 3605 exceeded limit 3600"],
    finds: ["PBS: job killed: walltime 3605 exceeded limit 3600", 0],
    weight: "limit",
    find: inLine(/(PBS: job killed: .*|TERM_RUNLIMIT: .*)/),
  },
  {
    name: "a full disk",
    lines: ["OSError: [Errno 28] No space left on device: 'model.pt'", "wandb: ERROR internal"],
    finds: ["OSError: [Errno 28] No space left on device: 'model.pt'", 0],
    weight: "cause",
    find: inLine(/(.*(?:No space left on device|Disk quota exceeded).*)/),
  },
  {
    name: "a Python traceback",
    lines: [
      "Traceback (most recent call last):",
      '  File "train.py", line 3, in <module>',
      "    train()",
      "    ^^^^^^^",
      "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB",
    ],
    finds: ["RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB", 4],
    weight: "error",
    find: (lines, at) => findPython(lines, at, false),
  },
  {
    name: "a Python traceback of a launcher or after Ctrl-C",
    lines: [
      "Traceback (most recent call last):",
      '  File "launch.py", line 3, in <module>',
      "torch.distributed.elastic.multiprocessing.errors.ChildFailedError:",
      "train.py FAILED",
    ],
    finds: ["torch.distributed.elastic.multiprocessing.errors.ChildFailedError: train.py FAILED", 2],
    weight: "relay",
    find: (lines, at) => findPython(lines, at, true),
  },
  {
    name: "a C++ exception",
    lines: [
      "terminate called after throwing an instance of 'c10::Error'",
      "  what():  CUDA error: device-side assert triggered",
    ],
    finds: ["c10::Error: CUDA error: device-side assert triggered", 1],
    weight: "error",
    find: findTerminate,
  },
  {
    name: "a C++ exception, as Clang's library says it",
    lines: ["libc++abi: terminating due to uncaught exception of type std::runtime_error: no such layer"],
    finds: ["std::runtime_error: no such layer", 0],
    weight: "error",
    find: inLine(/^libc\+\+abi(?:\.dylib)?: terminating (?:due to|with) uncaught exception of type (.+)/),
  },
  {
    name: "a Rust panic",
    lines: ["thread 'main' panicked at src/main.rs:5:10:", "index out of bounds: the len is 3 but the index is 7"],
    finds: ["panicked: index out of bounds: the len is 3 but the index is 7", 1],
    weight: "error",
    find: findPanic,
  },
  {
    name: "a Java exception",
    lines: [
      'Exception in thread "main" java.lang.RuntimeException: training failed',
      "\tat Main.main(Main.java:3)",
      "Caused by: java.lang.OutOfMemoryError: Java heap space",
      "\t... 1 more",
    ],
    finds: ["java.lang.OutOfMemoryError: Java heap space", 2],
    weight: "error",
    find: inLineBefore(
      /^(?:Exception in thread "[^"]*" |Caused by: )((?:[\w$]+\.)+[\w$]+(?::.*)?)$/,
      /^\s+(?:at |\.\.\. )/,
    ),
  },
  {
    name: "a Julia error",
    lines: ["ERROR: LoadError: DimensionMismatch: A has dimensions (3,4)", "Stacktrace:", " [1] top-level scope"],
    finds: ["DimensionMismatch: A has dimensions (3,4)", 0],
    weight: "error",
    find: inLineBefore(/^ERROR: (?:LoadError: )*(.+)$/, /^Stacktrace:/),
  },
  {
    name: "an R error",
    lines: ["Error in fit(x) : ", "  object 'y' not found", "Calls: main -> fit", "Execution halted"],
    finds: ["object 'y' not found", 1],
    weight: "error",
    find: findR,
  },
  {
    name: "a JavaScript error",
    lines: ["error: Uncaught (in promise) TypeError: loss is not a function", "    at train (file:///train.ts:3:7)"],
    finds: ["TypeError: loss is not a function", 0],
    weight: "error",
    find: inLineBefore(/^(?:error: )?(?:Uncaught )?(?:\(in promise\) )?(\w*Error(?: \[\w+\])?: .+)$/, /^\s+at /),
  },
  {
    name: "a Go panic",
    lines: ["panic: runtime error: index out of range [7] with length 3", "", "goroutine 1 [running]:"],
    finds: ["panic: runtime error: index out of range [7] with length 3", 0],
    weight: "error",
    find: inLineBefore(/^((?:panic|fatal error): .+)$/, /^goroutine \d+/),
  },
  {
    name: "a failed check of Google's logger",
    lines: [
      "F0128 12:00:00.123456  1234 net.cpp:88] Check failed: top.size() == 1 (2 vs. 1)",
      "*** Check failure stack trace: ***",
    ],
    finds: ["Check failed: top.size() == 1 (2 vs. 1)", 0],
    weight: "error",
    find: inLine(/^F\d{4} [\d:.]+\s+\d+ [\w./-]+:\d+\] (.+)$/),
  },
  {
    name: "a failed assertion of C",
    lines: ["train: loss.c:7: step: Assertion `n > 0' failed."],
    finds: ["loss.c:7: step: Assertion `n > 0' failed.", 0],
    weight: "error",
    find: inLine(/^\S+: (\S+:\d+: .*Assertion [`'].* failed\.)$/),
  },
  {
    name: "a signal, as a shell or Python says it",
    lines: ["train.sh: line 3:  1234 Segmentation fault      (core dumped) ./train"],
    finds: ["Segmentation fault", 0],
    weight: "signal",
    find: inLine(
      /^(?:\S+: line \d+:\s+\d+ |Fatal Python error: )?(Segmentation fault|Bus error|Aborted|Illegal instruction|Killed)\b/,
    ),
  },
  {
    name: "a message of a program about its usage",
    lines: ["usage: train.py [-h] --lr LR", "train.py: error: the following arguments are required: --lr"],
    finds: ["train.py: error: the following arguments are required: --lr", 1],
    weight: "hint",
    find: inLine(/^(\S+: (?:fatal )?error: .+)$/i),
  },
  {
    name: "a program that a shell does not find",
    lines: ["train.sh: line 2: torchrun: command not found"],
    finds: ["torchrun: command not found", 0],
    weight: "hint",
    find: inLine(/^\S+: (?:line )?\d+: (?:exec: )?(\S+: (?:command )?not found)$/),
  },
  {
    name: "an exception without its traceback",
    lines: ["Traceback (most recent call last):", "torch.cuda.OutOfMemoryError: Tried to allocate 2.00 GiB"],
    finds: ["torch.cuda.OutOfMemoryError: Tried to allocate 2.00 GiB", 1],
    weight: "hint",
    find: inLine(/^((?:\w+\.)*[A-Z]\w*(?:Error|Exception): .+)$/),
  },
  {
    name: "a line that begins like an error",
    lines: ["fatal: no checkpoint in runs/7"],
    finds: ["fatal: no checkpoint in runs/7", 0],
    weight: "hint",
    find: inLine(/^((?:error|fatal|fatal error|critical|abort(?:ed)?): .+)$/i),
  },
];
