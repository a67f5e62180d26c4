/**
 * Starts a command in a terminal of its own, which outlives this process. `script` of util-linux holds the terminal: it copies what the
 * command prints to the spool, and types what comes through a pipe with a name (the keys). Inside, a shell keeps the terminal until nobody
 * is left on it, see `keeper.ts`. Never signals the holder: it would write into the log, and the exit code would be lost.
 *
 * @module
 */
import { TERMINAL_LINE_MAX_BYTES, TERMINAL_START_MAX_MS } from "../limits.ts";
import { isAlive } from "./alive.ts";
import type { LeaderEnd } from "./exit.ts";
import { writeKeeper } from "./keeper.ts";
import { keysPath, type Leader, notePath, readNote } from "./spool.ts";

/** A terminal to start a command in. */
export interface TerminalOptions {
  /** Its settings, as words of `stty`; those of a fresh terminal by default. */
  settings?: string;
  rows: number;
  columns: number;
}

/** A command to start in a terminal. Spool and note exist already. */
export interface TerminalStart {
  /** Program and arguments. */
  command: readonly string[];
  cwd: string;
  /** The whole environment of the command. */
  env: Readonly<Record<string, string>>;
  spool: string;
  /** `inherit`: the stdin of this process in place of the terminal. */
  stdin: "inherit" | "terminal";
  /** Names of signals that the command shall ignore, separated by spaces. */
  ignored: string;
  terminal: TerminalOptions;
}

/** A command that was started in a terminal. */
export interface TerminalProcess extends Leader {
  /** Resolves when the command has ended. Something else may be left on its terminal. */
  ended: Promise<LeaderEnd>;
}

const FRESH_SETTINGS = "sane iutf8";

/** The holder becomes `script`. What that says itself goes to the note: it is not the program's. Descriptor 8 is the stdin that is passed on. */
const HOLDER = `note=$1 spool=$2 keys=$3 line=$4 stdin=$5
read -r stat </proc/$$/stat
echo "holder $$
holder_stat $stat" >>"$note"
exec 2>>"$note"
mkfifo -m 600 "$keys" || exit
SHELL=/bin/sh; export SHELL; unset ENV
if [ "$stdin" = inherit ]; then exec 8<&0; fi
exec script -qefc "$line" /dev/null <>"$keys" >>"$spool"`;

/** What `script`, its shell and ours need. Exits with 7 where all of it works. */
const PROBE =
  "for each in mkfifo tty sed ls sleep; do command -v $each || { echo $each is missing; exit 1; }; done; stty sane && exit 7";

const CHECK_MS = 10, END_CHECK_MS = 200;

/** Why a command can't have a terminal of its own here; null when it can. Opens one for a moment. */
export async function findTerminalLack(command: readonly string[]): Promise<string | null> {
  if (Deno.build.os !== "linux") return "it needs the program script of util-linux, on Linux";
  const bytes = new TextEncoder().encode(command.join(" ")).length;
  if (bytes > TERMINAL_LINE_MAX_BYTES) return `its command line has ${bytes} bytes, and ${TERMINAL_LINE_MAX_BYTES} fit`;
  try {
    const { code, stdout, stderr } = await new Deno.Command("script", {
      args: ["-qefc", PROBE, "/dev/null"],
      env: { SHELL: "/bin/sh" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    if (code === 7) return null;
    const said = new TextDecoder().decode(new Uint8Array([...stderr, ...stdout])).trim().split("\n").at(-1)!.trim();
    return `the program script can't give it one: ${said || `exit code ${code}`}; install that of util-linux`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "the program script of util-linux is not installed";
    throw error;
  }
}

/**
 * Starts a command in a terminal.
 *
 * @throws {Error} when no terminal can be opened
 */
export async function startInTerminal(options: TerminalStart): Promise<TerminalProcess> {
  const { command, cwd, env, spool, stdin, ignored, terminal } = options, note = notePath(spool);
  const line = writeKeeper({
    command,
    note,
    ignored,
    stdin,
    restored: { SHELL: env.SHELL, ENV: env.ENV, _: undefined },
    settings: terminal.settings ?? FRESH_SETTINGS,
    rows: terminal.rows,
    columns: terminal.columns,
  });
  const holder = new Deno.Command("/bin/sh", {
    args: ["-c", HOLDER, "stdcurve", note, spool, keysPath(spool), line, stdin],
    cwd,
    env,
    clearEnv: true,
    stdin: stdin === "inherit" ? "inherit" : "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  holder.unref(); // it may stay for days, for what else is on the terminal; once it has ended, this would throw
  const leader = await awaitStart(holder, spool);
  return { ...leader, ended: awaitEnd(holder, { spool, leader }) };
}

/** Waits until the command has begun. Gives the shell that keeps its terminal. */
async function awaitStart(holder: Deno.ChildProcess, spool: string): Promise<Leader> {
  const ended = holder.status.then(() => true as const);
  const deadline = performance.now() + TERMINAL_START_MAX_MS;
  for (let hasEnded = false; performance.now() < deadline;) {
    const note = readNote(spool);
    if (note?.leader?.terminal && note.leader.terminal.commandPid !== null) return note.leader;
    if (hasEnded) throw new Error(`its terminal can't be opened: ${note?.holderMessage ?? "script has ended"}`);
    hasEnded = await within(CHECK_MS, ended);
  }
  holder.kill("SIGKILL"); // the command has not begun
  throw new Error(`its terminal was not opened within ${TERMINAL_START_MAX_MS / 1000} s`);
}

/** Resolves with the promise, or to false after a while. */
async function within(ms: number, promise: Promise<true>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => timer = setTimeout(resolve, ms, false));
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Waits until the command has ended. The note says so, because the holder stays while anybody else is on the terminal. When the holder was
 * killed, the command may run on: then its shell still notes the exit code.
 */
async function awaitEnd(
  holder: Deno.ChildProcess,
  { spool, leader }: { spool: string; leader: Leader },
): Promise<LeaderEnd> {
  let status: Deno.CommandStatus | null = null;
  const ended = holder.status.then((each) => {
      status = each;
      return true as const;
    }),
    never = new Promise<true>(() => {});
  for (;;) {
    await within(END_CHECK_MS, status === null ? ended : never);
    const isLeft = status === null || isAlive(leader.pid, leader.mark);
    const code = readNote(spool)?.exitCode ?? null;
    if (code !== null) return { code, signal: null };
    if (!isLeft) return describeUnnoted(status!);
  }
}

/** The end of a command whose shell noted none: `script` ends with 128 and the number of the signal that has killed that shell. */
const describeUnnoted = ({ code, signal }: Deno.CommandStatus): LeaderEnd =>
  signal ? { code, signal } : code > 128 ? { code, signal: "SIGKILL" } : { code, signal: null };
