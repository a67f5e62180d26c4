/**
 * `stdcurve ls`: lists experiments and their runs, as a table or as JSON, once or again and again.
 *
 * @module
 */
import { Command, Option } from "commander";
import { writeExperiment, writeRun } from "../api/write/write_runs.ts";
import { printError } from "../host/stderr.ts";
import type { Filter } from "../series/filter/filter_model.ts";
import { parseFilter } from "../series/filter/parse_filter.ts";
import type { Store } from "../store/store.ts";
import { isReadByOlder } from "../text/older_reader.ts";
import { escapeHidden } from "../text/visible.ts";
import { type ChoiceValues, chooseRuns, SORT_KEYS } from "./choose_runs.ts";
import { findExperiment, type Listed, listRunsOf, listWithRuns, openKept } from "./find.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { describeExamples, kvOption, type KvValue } from "./options.ts";
import { openOutput } from "./output.ts";
import { describeExperiment } from "./run_table.ts";
import { openScreen } from "./screen.ts";
import { terminalColumns } from "./table.ts";
import { describeError, UsageError } from "./usage.ts";
import { sleep } from "../time.ts";

interface LsValues extends KvValue, ChoiceValues {
  json?: true;
  watch?: true;
}

/** Pause between two drawings of `--watch`. */
const WATCH_EVERY_MS = 2_000;
const NO_RUNS = "There are no runs yet. Start one with: stdcurve run -- python train.py\n";
const NONE_CHOSEN = "No run matches.\n";

/** Declares the command. */
export const declareLs = (): Command =>
  new Command("ls")
    .summary("list experiments and runs")
    .description(
      "Lists experiments and their runs, the newest first: status, step, last value of the first metric, duration, and how each run ended.",
    )
    .argument("[EXPERIMENT]", "name or id of one experiment")
    .option("--json", "print everything that is known about them as one JSON document")
    .addOption(
      new Option("--status <STATUS>", "only runs with this status")
        .choices(["queued", "running", "completed", "failed", "cancelled"]),
    )
    .addOption(
      new Option("--filter <WORDS>", "only runs that match: 'status:failed lr<0.01 tag:baseline started<2d'")
        .argParser(readFilter),
    )
    .addOption(
      new Option("--sort <KEY>", "the order; - before the key reverses it: --sort=-last")
        .choices(SORT_KEYS).argParser(readSortKey),
    )
    .addOption(new Option("--limit <N>", "at most so many runs in all").argParser(readLimit))
    .option("--watch", "redraw the table every two seconds, until Ctrl-C")
    .addOption(kvOption())
    .addHelpText(
      "after",
      describeExamples(
        "stdcurve ls",
        "stdcurve ls tiny-gpt --sort last --limit 5",
        "stdcurve ls --status running --watch",
        "stdcurve ls --filter 'lr<0.01 best(val_loss)<0.5 -tag:old'",
        "stdcurve ls tiny-gpt --json",
      ),
    )
    .action(list);

/** Reads `--filter`. docs/filter.md says what it may say. */
function readFilter(text: string): Filter {
  const parsed = parseFilter(text);
  if ("filter" in parsed) return parsed.filter;
  throw new UsageError(`--filter ${text} is wrong at character ${parsed.at + 1}: ${parsed.error}`);
}

function readSortKey(text: string): string {
  if (!SORT_KEYS.includes(text)) {
    throw new UsageError(
      `--sort ${text} is no key; the keys are ${SORT_KEYS.filter((key) => !key.startsWith("-")).join(", ")}`,
    );
  }
  return text;
}

function readLimit(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--limit ${text} is no count; write a whole number from 1 on`);
  return Number(text);
}

async function collect(store: Store, name: string | undefined): Promise<Listed[]> {
  if (name === undefined) return await Array.fromAsync(listWithRuns(store));
  const experiment = await findExperiment(store, name);
  return [{ experiment, runs: await listRunsOf(store, experiment.id) }];
}

async function list(name: string | undefined, values: LsValues): Promise<void> {
  if (values.watch) return await watch(name, values);
  using store = await openKept(values.kv, { mayBeMissing: true });
  const all = await collect(store, name), now = Date.now(), listed = chooseRuns(all, values, now);
  const output = openOutput();
  if (values.json) {
    const experiments = listed.map(({ experiment, runs }) => ({
      ...writeExperiment(experiment),
      runs: runs.map(writeRun),
    }));
    return await output.print(escapeHidden(JSON.stringify({ experiments })) + "\n");
  }
  const older = listed.flatMap(({ runs }) => runs).filter(isReadByOlder);
  if (older.length > 0) {
    printError(`stdcurve: an older reader read ${older.length} of these runs; read them again: stdcurve reread --all`);
  }
  await output.print(describeListed(listed, { all, now }));
}

function describeListed(listed: readonly Listed[], { all, now }: { all: readonly Listed[]; now: number }): string {
  if (listed.length === 0) return all.length === 0 ? NO_RUNS : NONE_CHOSEN;
  return listed.map((each) => describeExperiment(each, now, terminalColumns())).join("\n");
}

/** Redraws the table until a signal ends it; the exit code is that of the signal. What can't be read now is said in its place. */
async function watch(name: string | undefined, { json, kv, ...choice }: LsValues): Promise<void> {
  if (json) throw new UsageError("--watch redraws a table; for a program, call stdcurve ls --json again and again");
  if (!Deno.stdout.isTerminal()) throw new UsageError("--watch redraws the table on a terminal, and stdout is none");
  const describe = async () => {
    using store = await openKept(kv);
    await store.runs.noteLook();
    const all = await collect(store, name), now = Date.now();
    return describeListed(chooseRuns(all, choice, now), { all, now });
  };
  const first = await describe(); // what is wrong from the start ends the command
  using interrupt = listenForInterrupt(), screen = openScreen();
  screen.draw(first);
  for (;;) {
    await sleep(WATCH_EVERY_MS, interrupt.signal);
    if (interrupt.signal.aborted) break;
    screen.draw(await describe().catch((error) => `${describeError(error).line}\n`));
  }
  Deno.exitCode = interrupt.code ?? 0;
}
