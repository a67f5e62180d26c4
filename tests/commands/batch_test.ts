/** A job of a batch system: a session of its own, no terminal, another home, and at its time limit SIGTERM and then SIGKILL to all of it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { listProcessIds } from "../../lib/process/process_list.ts";
import { openStore } from "../../lib/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { readLogText } from "../support/workspace.ts";
import { CLI, createSandbox, type Sandbox } from "./program.ts";

const LIMIT = "slurmstepd: error: *** STEP 12.0 ON n1 CANCELLED AT 2026-11-28T21:00:00 DUE TO TIME LIMIT ***";

/** Prints lines, and each of them into a file, too. At SIGTERM it prints the word of the batch system, and ends or goes on. */
const train = (atLimit: string) =>
  `print() { echo "$1"; echo "$1" >>printed; }
trap 'print "${LIMIT}"; echo >termed; ${atLimit}' TERM
n=0; while [ $n -lt 3000 ]; do n=$((n+1)); print "Step $n: loss=0.$n"; sleep 0.02; done`;

/** The processes of a job, as the control group of a batch system knows them; here by a variable of their environment. */
function listJob({ directory }: Sandbox): number[] {
  return (listProcessIds() ?? []).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`SLURM_JOB=${directory}`);
    } catch {
      return false; // it has ended, or is another user's
    }
  });
}

function signalJob(sandbox: Sandbox, signal: Deno.Signal): void {
  for (const pid of listJob(sandbox)) {
    try {
      Deno.kill(pid, signal);
    } catch {
      // it has ended meanwhile
    }
  }
}

/** The environment of a batch job: nothing of a desktop, and a home of its own. */
function jobEnv({ directory, path }: Sandbox): Record<string, string> {
  const { PATH = "", HOME = "", DENO_DIR = `${HOME}/.cache/deno`, TMPDIR = "/tmp" } = Deno.env.toObject();
  return { PATH, DENO_DIR, TMPDIR, HOME: path("home"), SLURM_JOB_ID: "12", SLURM_JOB: directory };
}

const PROGRAM = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", CLI];

/** Starts a job that runs `train.sh`. Its output goes to a file. */
function submit(sandbox: Sandbox): Deno.ChildProcess {
  return new Deno.Command("sh", {
    args: ["-c", 'exec >"$0" 2>&1; "$@"', sandbox.path("slurm-12.out"), ...PROGRAM, "run", "--", "sh", "train.sh"],
    cwd: sandbox.directory,
    env: jobEnv(sandbox),
    clearEnv: true,
    stdin: "null",
    detached: true,
  }).spawn();
}

/** A server that takes up what the job has left, until `check` is over. */
async function afterwards(sandbox: Sandbox, check: (kv: string) => Promise<void>): Promise<void> {
  const [program, ...args] = [...PROGRAM, "serve", "--port", "0"];
  const server = new Deno.Command(program!, {
    args,
    env: { ...jobEnv(sandbox), SLURM_JOB: "" },
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await check(sandbox.path("home/.local/share/stdcurve/stdcurve.db"));
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
}

/** Plays a job up to the end of its time: SIGTERM to all of it, and SIGKILL to what is left then. */
async function playJob(sandbox: Sandbox, atLimit: string): Promise<void> {
  await Deno.mkdir(sandbox.path("home"));
  await sandbox.write("train.sh", train(atLimit));
  const job = submit(sandbox), output = () => Deno.readTextFileSync(sandbox.path("slurm-12.out"));
  try {
    const hasPrinted = () =>
      existsSync(sandbox.path("slurm-12.out")) && /Step 9:[^]*run \S+ at|run \S+ at[^]*Step 9:/.test(output());
    await waitFor(hasPrinted, { what: "output of the job" });
    signalJob(sandbox, "SIGTERM");
    await waitFor(() => existsSync(sandbox.path("termed")), { what: "SIGTERM in the training" });
    signalJob(sandbox, "SIGKILL");
    await waitFor(() => listJob(sandbox).length === 0, { what: "the end of the job" });
  } finally {
    signalJob(sandbox, "SIGKILL");
    await job.status;
  }
}

for (
  const [does, atLimit, reason] of [
    [
      "goes on until it is killed",
      ":",
      `lost: the command ended without a capture and left no exit code: Slurm: TIME LIMIT`,
    ],
    ["ends at SIGTERM", "exit 143", null],
  ] as const
) {
  Deno.test({
    name: `a batch job whose training ${does} at its time limit is stored whole, with that as the reason`,
    ignore: Deno.build.os !== "linux",
    async fn() {
      await using sandbox = await createSandbox();
      await playJob(sandbox, atLimit);
      await afterwards(sandbox, async (kv) => {
        await waitFor(() => existsSync(kv), { what: "the KV in the job's home" });
        using store = await openStore(kv);
        await waitFor(async () => (await store.runs.listLive()).length === 0, { what: "the end of the run" });
        const [experiment] = (await store.experiments.list()).items;
        const [run] = (await store.runs.list(experiment!.id)).items;
        const log = (await readLogText(store, run!.id)).replaceAll(/^Terminated\n/gm, ""); // the shell says so of its sleep
        const printed = await Deno.readTextFile(sandbox.path("printed"));
        assert.ok(log.startsWith(printed), `${log.slice(-200)} after ${printed.slice(-200)}`);
        assert.ok(log.slice(printed.length).split("\n").length <= 2, "at most one line was printed and not noted");
        assert.match(run!.reason, /Slurm: TIME LIMIT$/);
        if (reason) assert.deepEqual([run!.status, run!.reason], ["failed", reason]);
      });
    },
  });
}
