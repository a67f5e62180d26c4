/**
 * `deno run -A tests/support/write_points.ts OUT DIR…`: writes the points of each log in the directories to a file in OUT. Run it before and
 * after a change of the reader, and compare the two with `diff -r`: each difference must be wanted, and the commit lists it.
 *
 * @module
 */
import { basename, join } from "node:path";
import { extractPoints } from "../../lib/intake/extract.ts";
import { decodeLog } from "../../lib/lines/decode.ts";

/** One line of text for each point of a log. */
async function describePoints(path: string): Promise<string> {
  const lines: string[] = [];
  using file = await Deno.open(path);
  await extractPoints(await decodeLog(file.readable), ({ line, metric, value, step, epoch, globalStep, kind }) => {
    lines.push([line, metric, value, step, epoch, globalStep, kind].join(" "));
  });
  return lines.join("\n") + "\n";
}

if (import.meta.main) {
  const [out, ...directories] = Deno.args;
  if (!out || directories.length === 0) throw new Error("write_points.ts OUT DIR…");
  await Deno.mkdir(out, { recursive: true });
  for (const directory of directories) {
    for await (const { name } of Deno.readDir(directory)) {
      if (!name.endsWith(".log")) continue;
      await Deno.writeTextFile(
        join(out, `${basename(directory)}_${name}.points`),
        await describePoints(join(directory, name)),
      );
    }
  }
}
