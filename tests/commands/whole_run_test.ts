import assert from "node:assert/strict";
import { createSandbox, readUntil } from "./program.ts";

const LINES = 100_000;

interface Printed {
  line: number;
  step: number;
  value: number | string;
}

/** What a training of 100,000 lines prints: metric lines among coloured words, NaN, and a last line without an end. */
function printLog(): { text: string; losses: Printed[]; rates: Printed[] } {
  const losses: Printed[] = [], rates: Printed[] = [], lines: string[] = [];
  for (let line = 1; line <= LINES; line++) {
    if (line % 10 === 0) lines.push(`\u001b[2msaving checkpoint ✓ to out/model.pt\u001b[0m\r`);
    else if (line % 777 === 0) {
      lines.push(`Step ${line}: loss=nan`);
      losses.push({ line, step: line, value: "NaN" });
    } else {
      const value = (1 + ((line * 7919) % 10_007) / 10_007).toFixed(4);
      lines.push(`INFO - Step ${line}: loss=${value}, lr=${(line / 1e9).toExponential(3)}`);
      losses.push({ line, step: line, value: Number(value) });
      rates.push({ line, step: line, value: Number((line / 1e9).toExponential(3)) });
    }
  }
  return { text: lines.join("\n"), losses, rates };
}

Deno.test("run stores 100,000 lines byte for byte, and every point in order with its line", async () => {
  await using sandbox = await createSandbox();
  const { text, losses, rates } = printLog();
  const ran = await sandbox.stdcurve("run", "--", "cat", await sandbox.write("train.log", text));
  assert.equal(ran.code, 0);
  assert.ok(ran.stdout === text, "the terminal shows it unchanged");
  const [, id, experimentId] = /run (\S+) at \S+\/experiments\/([^?]+)/.exec(ran.stderr)!;

  const out = sandbox.path("points.json");
  assert.equal((await sandbox.stdcurve("export", id!, "--format", "json", "-o", out)).code, 0);
  const { metrics, metadata } = JSON.parse(await Deno.readTextFile(out));
  assert.equal(metadata.is_complete, true);
  const found = (name: string) => metrics[name].map(({ line, step, value }: Printed) => ({ line, step, value }));
  assert.deepEqual(found("loss"), losses);
  assert.deepEqual(found("learning_rate"), rates);

  const server = sandbox.start("serve", "--port", "0");
  const [, address] = await readUntil(server.stdout, /^stdcurve: (http\S+\/)\?token=/);
  const logs = `${address}api/experiments/${experimentId}/runs/${id}/logs`;
  assert.ok(await (await fetch(`${logs}?format=text`)).text() === text, "the download is the output");
  const { lines, last_line } = await (await fetch(`${logs}?after_line=${LINES - 1}`)).json();
  assert.deepEqual([last_line, lines[0].line, lines[0].text], [
    LINES,
    LINES,
    text.split("\n").at(-1)!.replace("\r", ""),
  ]);
  server.kill("SIGTERM");
  await server.output();
});
