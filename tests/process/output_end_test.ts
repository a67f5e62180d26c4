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
