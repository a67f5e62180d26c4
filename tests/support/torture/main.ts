/**
 * `deno task torture [--seed N] [--rounds N | --minutes M] [--attack NAME] [--jobs N]`: attacks real runs at random moments and compares
 * what is stored with what was printed. The seed of each round is printed; `--seed N --rounds 1` repeats one, as far as the machine's
 * load allows. Ends with 1 when something was lost, doubled or said wrong.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { describeFault, type Played, playRound } from "./play.ts";
import { abandonRounds } from "./round.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    rounds: { type: "string" },
    minutes: { type: "string", default: "5" },
    attack: { type: "string" },
    jobs: { type: "string", default: "3" },
  },
});
const first = Number(values.seed), rounds = Number(values.rounds ?? Infinity);
const end = values.rounds === undefined ? performance.now() + Number(values.minutes) * 60_000 : Infinity;

/** Prints a fault: the round's steps, and where both versions are. */
async function report(seed: number, played: Played): Promise<void> {
  console.error(`FAULT ${describeFault(seed, played)}`);
  for (const [name, text] of Object.entries(played.fault?.versions ?? {})) {
    const path = await Deno.makeTempFile({ prefix: `stdcurve-torture-${seed}-${name}-` });
    await Deno.writeTextFile(path, text);
    console.error(`    # ${name}: ${path}`);
  }
}

const counts = { rounds: 0, kills: 0, faults: 0, skipped: 0 };
let next = first, isStopped = false;

async function work(): Promise<void> {
  while (!isStopped && next < first + rounds && performance.now() < end) {
    const seed = next++, played = await playRound(seed, values.attack);
    if (isStopped) return;
    counts.rounds++;
    counts.kills += played.kills;
    counts.faults += Number(played.fault !== null);
    counts.skipped += Number(played.lack !== null);
    if (played.fault) await report(seed, played);
    else console.log(`seed ${seed} ${played.attack}: ${played.lack === null ? "ok" : `skipped: ${played.lack}`}`);
  }
}

/** At Ctrl-C no process of a round stays. */
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.addSignalListener(signal, () => {
    isStopped = true;
    abandonRounds().finally(() => Deno.exit(code));
  });
}

console.log(`first seed ${first}`);
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
console.log(`${counts.rounds} rounds, ${counts.kills} kills, ${counts.skipped} skipped, ${counts.faults} faults`);
if (counts.faults > 0) Deno.exit(1);
