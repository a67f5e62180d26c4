/**
 * What stands before and behind what a line says: times, loggers, hosts; marks of a best value, speeds, times left, paths.
 *
 * @module
 */
import type { Draw } from "../draw.ts";

/** Writes what stands at a line, given its first value as printed. */
export type WriteRemark = (value: string, place: string) => string;

/** Remarks on every line. `{s}` a time in seconds, `{c}` a clock, `{n}` a whole number, `{e}` the place, `{v}` the value. */
const ALWAYS: Record<string, string> = {
  "time in seconds": " | time: {s}s",
  "(12.3s)": " ({s}s)",
  "[12.3s]": " [{s}s]",
  "took": " (took {s} s)",
  "eta": ", eta: {c}",
  "ETA in brackets": " [ETA {c}]",
  "elapsed": " | elapsed {c}",
  "it/s": " | {s} it/s",
  "tokens a second": " | {n}.4k tok/s",
  "samples a second": " ({s} samples/sec)",
  "milliseconds": " {n}ms/step",
  "minutes and seconds": " - 1m {n}s",
  "memory": " | GPU mem: {s}GB",
  "MB": " mem {n}MB",
  "time behind a comma": ", time: {s} sec",
  "time=": " time={s}s",
  "full stop": ".",
  "comma": ",",
  "bar": " |",
  "exclamation": "!",
  "closing stars": " ***",
  "blank": " ",
};

/** Remarks on some lines. */
const SOMETIMES: Record<string, string> = {
  "star": " *",
  "black star": " ★",
  "(best)": " (best)",
  "<-- best": " <-- best",
  "best so far": "  [best so far]",
  "check": " ✓",
  "saved": " -> saved",
  "saved to a path": " | saved model to ckpt/model_{e}_{v}.pt",
  "saving": ", saving model to ./out/best_{v}.pth ...",
  "arrow saved": " ← saved best",
};

/** What stands before a line. `{t}` a time of day, `{p}` a number of a process, `{l}` a line of source. */
const PREFIXES: Record<string, string> = {
  "logging": "2026-03-02 {t},123 - INFO - ",
  "logging with a name": "2026-03-02 {t},123 - trainer - INFO - ",
  "logging with colons": "2026-03-02 {t},123:INFO:",
  "INFO:root:": "INFO:root:",
  "INFO:name:": "INFO:train.loop:",
  "[INFO]": "[INFO] ",
  "INFO": "INFO ",
  "[time]": "[2026-03-02 {t}] ",
  "[clock]": "[{t}] ",
  "clock": "{t} ",
  "date and clock": "2026-03-02 {t} ",
  "slashes": "2026/03/02 {t} ",
  "ISO": "2026-03-02T{t}.123456Z ",
  "hydra": "[2026-03-02 {t},123][__main__][INFO] - ",
  "glog": "I0302 {t}.123456 {p} train.py:{l}] ",
  "loguru": "2026-03-02 {t}.123 | INFO     | __main__:train:{l} - ",
  "[month/day]": "[03/02 {t}] ",
  "[month/day logger]": "[03/02 {t} trainer]: ",
  "clock, level": "{t} | INFO | ",
  "clock [level]": "{t} [INFO] ",
  "bracketed level behind a date": "[2026-03-02 {t}] [INFO] ",
  "file and line": "[train.py:{l}] ",
  "file and line with a level": "2026-03-02 {t} train.py[line:{l}] INFO ",
  "rank": "[rank0]: ",
  "[Rank 0]": "[Rank 0] ",
  "srun": "0: ",
  "mpi": "[1,0]<stdout>:",
  "syslog": "Mar 02 {t} node01 python[{p}]: ",
  "weekday": "Mon, 02 Mar 2026 {t} ",
  "compact": "20260302-{t} ",
  "compact with colons": "20260302_{t}: ",
  "docker compose": "trainer-1  | ",
  "host": "node01: ",
  "ray": "(train pid={p}) ",
  "ray with an address": "(train pid={p}, ip=10.0.0.7) ",
  "R comment": "## ",
  "prompt": ">>> ",
  "green level": "\x1b[32mINFO\x1b[0m ",
  "green time": "\x1b[32m[2026-03-02 {t}]\x1b[0m ",
  "tabs": "2026-03-02 {t},123\tINFO\t",
  "seconds": "[  {s}s] ",
  "hash": "# ",
  "indented": "    ",
  "tab": "\t",
  "dashes": "--> ",
  "arrow": "=> ",
  "double arrow": "==> ",
  "star": "* ",
  "plus": "[+] ",
  "greek": "» ",
  "emoji": "🚀 ",
};

/** The times of a log go up with each filled text. */
function makeFill(draw: Draw): (template: string, value: string, place: string) => string {
  const pid = draw.int(1_000, 30_000);
  let second = draw.int(3_000, 40_000), at = 0;
  const clock = (seconds: number) =>
    [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
  return (template, value, place) =>
    template.replace(/\{(\w)\}/g, (_, sign) => {
      if (sign === "t") return clock(second += draw.int(1, 40));
      if (sign === "c") return clock(draw.int(10, 5_000));
      if (sign === "s") {
        return sign === "s" && template.startsWith("[  ")
          ? (at += draw.real(1, 9)).toFixed(1)
          : draw.real(2, 90).toFixed(1);
      }
      if (sign === "n") return String(draw.int(11, 58));
      if (sign === "p") return String(pid);
      if (sign === "l") return "123";
      return sign === "v" ? /[\d.]+/.exec(value)?.[0] ?? "0" : place;
    });
}

/** Draws a program's prefix: the same for all of its lines. */
export function drawPrefix(draw: Draw): { write: () => string; isEmpty: boolean } {
  if (!draw.maybe("a prefix", 0.3)) return { write: () => "", isEmpty: true };
  const template = draw.one("prefix", PREFIXES), fill = makeFill(draw);
  return { write: () => fill(template, "", ""), isEmpty: false };
}

/** Draws what stands behind the lines of a kind. */
export function drawRemark(draw: Draw, comma: boolean): WriteRemark {
  const fill = makeFill(draw);
  if (draw.maybe("a remark", 0.2)) {
    const template = draw.one("remark", ALWAYS);
    return (value, place) => {
      const text = fill(template, value, place);
      return comma ? text.replace(/(\d)\.(\d)/g, "$1,$2") : text;
    };
  }
  if (!draw.maybe("remarks", 0.12)) return () => "";
  const template = draw.one("at times", SOMETIMES);
  return (value, place) => draw.real(0, 1) < 0.4 ? fill(template, value, place) : "";
}
