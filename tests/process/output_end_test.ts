import assert from "node:assert/strict";
import { type LateOutput, watchOutput } from "../../lib/process/output_end.ts";
import { startProcess } from "../../lib/process/start.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";

const isOver = (watch: { isOver: () => Promise<boolean> }) => () => watch.isOver();

Deno.test("watchOutput() is over when the command has ended and nothing is left", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`;
    let hasEnded = false;
    const { ended, ...leader } = await startProcess({ command: ["true"], cwd: directory, spool });
    const watch = watchOutput({ leader, spool, hasEnded: () => hasEnded });
    await ended;
    assert.equal(await watch.isOver(), false);
    hasEnded = true;
    assert.equal(await watch.isOver(), true);
    assert.deepEqual([watch.late, watch.wasLate], [null, false]);
  }));

Deno.test("watchOutput() waits for a child of the command that still writes, and reports it once", () =>
  inDirectory(async (directory) => {
    const spool = `${directory}/s.log`, gate = `${directory}/gate`, reports: LateOutput[] = [];
    const script = `(while [ ! -e ${gate} ]; do sleep 0.02; done; echo late) & echo first`;
    const { ended, ...leader } = await startProcess({ command: sh(script), cwd: directory, spool });
    const watch = watchOutput({ leader, spool, hasEnded: () => true, onLate: (late) => void reports.push(late) });
    await ended;
    assert.equal(await watch.isOver(), false);
    assert.equal(watch.late!.left[0]!.isWriter, true);
    await waitFor(async () => !await watch.isOver() && reports.length > 0, { what: "a report" });
    await Deno.writeTextFile(gate, "");
    await waitFor(isOver(watch), { what: "the end of the output" });
    assert.equal(await Deno.readTextFile(spool), "first\nlate\n");
    assert.deepEqual([watch.late, watch.wasLate], [null, true]);
  }));

Deno.test(
  "watchOutput() reports once that the holder of the command's terminal was killed, and goes on to the end of the command",
  {
    ignore: Deno.build.os !== "linux",
  },
  () =>
    inDirectory(async (directory) => {
      const spool = `${directory}/s.log`, gate = `${directory}/gate`, script = 'until [ -e "$0" ]; do sleep 0.02; done';
      let hasEnded = false, reports = 0;
      const { ended, ...leader } = await startProcess({
        command: [...sh(script), gate],
        cwd: directory,
        spool,
        terminal: { rows: 24, columns: 80 },
      });
      ended.then(() => hasEnded = true);
      const watch = watchOutput({ leader, spool, hasEnded: () => hasEnded, onHungUp: () => void reports++ });
      assert.deepEqual([await watch.isOver(), reports], [false, 0]);
      Deno.kill(leader.terminal!.holder.pid, "SIGKILL");
      await waitFor(async () => await watch.isOver() || reports > 0, { what: "the report" });
      await Deno.writeTextFile(gate, "");
      await waitFor(isOver(watch), { what: "the end of the output" });
      assert.deepEqual([reports, hasEnded], [1, true]);
    }),
);
