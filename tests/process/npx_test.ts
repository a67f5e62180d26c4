import assert from "node:assert/strict";
import { findNpx } from "../../lib/process/npx.ts";
import { inDirectory } from "../support/directory.ts";
import { fromFileUrl } from "../support/paths.ts";
import { TextLineStream } from "../support/text_line_stream.ts";

const DEAD_PID = 4_194_303; // above the highest id that Linux gives

/** Runs a script under a file name. Gives the process and an iterator over the lines of its output. */
async function startAs(path: string, script: string) {
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const child = new Deno.Command(path, { stdout: "piped", env: { npm_command: "exec" } }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  return { child, lines: lines[Symbol.asyncIterator]() };
}

for (const name of ["npx", "npm"]) {
  Deno.test(`findNpx() finds a script called ${name} above a process`, () =>
    inDirectory(async (directory) => {
      const { child, lines } = await startAs(`${directory}/${name}`, "sh -c 'echo $$; exec sleep 60' & wait");
      const { value } = await lines.next();
      assert.equal(await findNpx(Number(value)), child.pid);
      child.kill("SIGKILL");
      Deno.kill(Number(value), "SIGKILL");
      await child.status;
      await lines.return?.();
    }));
}

Deno.test("findNpx() does not take a program for npx whose name only begins like it", () =>
  inDirectory(async (directory) => {
    const { child, lines } = await startAs(`${directory}/npx-like`, "echo ready; exec sleep 60");
    await lines.next();
    assert.notEqual(await findNpx(child.pid), child.pid);
    child.kill("SIGKILL");
    await child.status;
    await lines.return?.();
  }));

Deno.test("findNpx() gives null for a process that does not exist, also without ps", async () => {
  assert.equal(await findNpx(DEAD_PID), null);
  const path = Deno.env.get("PATH")!;
  Deno.env.set("PATH", "/no/such/directory");
  try {
    assert.equal(await findNpx(DEAD_PID), null);
  } finally {
    Deno.env.set("PATH", path);
  }
});

Deno.test("watchNpx() calls back when the npx that has started the process is killed", () =>
  inDirectory(async (directory) => {
    const program = fromFileUrl(new URL("../support/npx_program.ts", import.meta.url));
    const { child, lines } = await startAs(
      `${directory}/npx`,
      `"${Deno.execPath()}" run -A --no-check "${program}"; :`,
    );
    assert.equal((await lines.next()).value, "watching");
    child.kill("SIGKILL");
    assert.equal((await lines.next()).value, "npx has ended");
    assert.equal((await lines.next()).done, true);
    await child.status;
  }));
