/**
 * The shell that keeps a command's terminal. `script` of util-linux opens the terminal and starts this shell as the leader of its session.
 * It runs the command as a job in the foreground, as the user's own shell would: the terminal's Ctrl-C, Ctrl-\ and Ctrl-Z reach the job
 * and not the shell. It notes the process ids and the exit code, and ends when nobody is left on the terminal. Only text, starts nothing.
 *
 * @module
 */
import { quoteCommand } from "../text/command_line.ts";

/** What the shell is told. */
export interface KeeperOptions {
  /** Program and arguments. */
  command: readonly string[];
  /** Path of the note. */
  note: string;
  /** Settings of the terminal, as words of `stty`. */
  settings: string;
  rows: number;
  columns: number;
  /** Variables that the command gets as they are here; undefined for one that it must not have. */
  restored: Readonly<Record<string, string | undefined>>;
  /** Names of signals that the command shall ignore, separated by spaces: "HUP INT". */
  ignored: string;
  /** What the command reads: its terminal, or the stdin that was passed on as descriptor 8. */
  stdin: "terminal" | "inherit";
}

/**
 * The shell's own messages are not the program's: they go nowhere. Those about the command go to the note: they alone show that a signal has
 * ended it. The shell catches signals, so that the note gets the exit code in any case. When
 * its terminal is gone, which the trap notes, some shells end with an error at the end of the command, and its exit code stays unknown. The
 * note is this user's alone, and is begun before the command starts, so that there is room for the exit code when the command has filled the disk.
 */
const PREPARE = `note=$1 settings=$2 rows=$3 columns=$4 restore=$5 ignored=$6 input=$7; shift 7
exec 9>&2 >/dev/null 2>&1
mask=$(umask); umask 077
trap : INT QUIT TERM HUP USR1 USR2
woken=
trap woken=1 CONT
trap '[ -t 0 ] || echo hangup >>"$note"' EXIT
holder=$PPID
stty $settings rows "$rows" cols "$columns"
tty=$(tty)
read -r stat </proc/$$/stat
echo "terminal $tty
pid $$
stat $stat" >>"$note"`;

/** The inner shell becomes the command. Descriptor 9 is the terminal, and 8 the stdin that is passed on. */
const START = `exec 2>>"$note"
begin='echo "command $$" >>"$1"; shift; exec "$@" >&9 2>&9 9>&-'
([ "$input" = terminal ] || exec <&8 8<&-
[ -z "$ignored" ] || trap "" $ignored; umask $mask; eval "$restore"; exec /bin/sh -c "$begin" stdcurve "$note" "$@") 2>/dev/null
code=$?`;

/**
 * When the job is stopped (codes 147 to 150: by SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU), waits for a SIGCONT to this shell, and then continues
 * the job in the foreground, unless it has died meanwhile. The function keeps bash from leaving the loop when the job is stopped again.
 * An interactive bash does not say that a signal has ended a job, so the note says that nobody knows.
 */
const WAIT_FOR_COMMAND = `is_stopped() { case $code in 147|148|149|150) jobs %1 >/dev/null 2>&1;; *) false;; esac; }
continue_job() { fg %1 >/dev/null; }
while is_stopped; do
  echo stopped >>"$note"
  until [ "$woken" ]; do sleep 1 & wait $!; kill $!; done 2>/dev/null
  woken=
  wait %1
  code=$?
  if is_stopped; then continue_job; code=$?; fi
done
exec 2>/dev/null
[ -z "$BASH_VERSION" ] || echo unsaid >>"$note"
case $code in 126|127) path=$(command -v "$1") && [ -x "$path" ] && [ ! -d "$path" ] || echo unstarted >>"$note";; esac
echo "exit $code" >>"$note"
set +m`;

/**
 * Others are processes of this session, and processes of any session that have the terminal open. `ls` reads links without following
 * them, because a file of a network that hangs must not hang us. The last pause is for `script`, which may not have read everything yet.
 */
const WAIT_FOR_OTHERS = String.raw`look() {
  read -r line <"$1" || return 1
  id=${"$"}{line%% *}; set -- ${"$"}{line##*) }; state=$1 session=$4
}
opened="/^\/proc/h; \| -> $tty\$|{s|.* \([0-9]*\) -> .*|\1|;G;s|\(.*\)\n\(.*\):|\2/\1|p;}"
has_others() {
  for file in /proc/[0-9]*/stat; do
    look "$file" && [ "$session" = $$ ] && [ "$id" != $$ ] && [ "$state" != Z ] && return 0
  done
  for file in $(ls -l /proc/[0-9]*/fd | sed -n "$opened"); do
    [ "$file" -ef "$tty" ] && look "${"$"}{file%/fd/*}/stat" && [ "$session" != $$ ] && [ "$id" != "$holder" ] && return 0
  done
  return 1
}
is_needed() { [ -t 0 ] && has_others; }
for pause in 0.1 0.2 0.4 0.8 1.5; do is_needed || break; sleep $pause; done
while is_needed; do sleep 2; done
sleep 0.05
exit "$code"`;

const KEEPER = [PREPARE, START, WAIT_FOR_COMMAND, WAIT_FOR_OTHERS].join("\n");

/** Commands of a shell that set and unset variables. */
function writeVariables(variables: KeeperOptions["restored"]): string {
  return Object.entries(variables).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}=${quoteCommand([value])}`
  ).join("; ");
}

/**
 * The line that `script` runs. The shell is an interactive one (`-i`), because only such a shell gives its jobs the terminal, whichever
 * shell `sh` is.
 */
export function writeKeeper(
  { command, note, settings, rows, columns, restored, ignored, stdin }: KeeperOptions,
): string {
  const words = [note, settings, String(rows), String(columns), writeVariables(restored), ignored, stdin, ...command];
  return `exec /bin/sh -i -c ${quoteCommand([KEEPER, "stdcurve", ...words])}`;
}
