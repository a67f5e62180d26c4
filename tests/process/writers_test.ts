import assert from "node:assert/strict";
import { askLsof, findWriters, parseLsof } from "../../lib/process/writers.ts";
import { inDirectory } from "../support/directory.ts";
import { waitFor } from "../support/wait.ts";
import { sh } from "../support/workspace.ts";

/** A shell that opens files, as its script says, and then waits until it is killed. */
async function openIn(directory: string, script: string): Promise<AsyncDisposable & { pid: number }> {
  const [program, ...args] = sh(`${script}; echo open >ready; while :; do read -r line; done`);
  const child = new Deno.Command(program!, { args, cwd: directory, stdin: "piped", stdout: "null" }).spawn();
  await waitFor(() => Deno.stat(`${directory}/ready`).catch(() => null), { what: "the shell to open its files" });
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await Promise.all([child.status, child.stdin.close().catch(() => {})]);
    },
  };
}

const idsOf = (found: { pid: number }[] | null) => found?.map(({ pid }) => pid);

for (const [name, find] of [["findWriters", findWriters], ["askLsof", askLsof]] as const) {
  Deno.test(`${name}() finds who has a file open for writing, and nobody who only reads it`, () =>
    inDirectory(async (directory) => {
      const file = `${await Deno.realPath(directory)}/a.log`;
      await Deno.writeTextFile(file, "");
      await using writer = await openIn(directory, "exec 5>>a.log");
      await Deno.remove(`${directory}/ready`);
      await using _reader = await openIn(directory, "exec 5<a.log");
      using _own = await Deno.open(file, { append: true }); // this process is left out
      const found = await find([file]);
      if (found === null) return console.log(`${name}() can't look here: skipped`);
      assert.deepEqual(idsOf(found), [writer.pid]);
      assert.match(found[0]!.name, /sh/);
    }));
}

Deno.test("findWriters() tells a file from another one of the same name, and still sees a removed one", () =>
  inDirectory(async (directory) => {
    await Deno.mkdir(`${directory}/b`);
    for (const path of ["a.log", "b/a.log"]) await Deno.writeTextFile(`${directory}/${path}`, "");
    await using writer = await openIn(directory, "exec 5>>a.log");
    assert.deepEqual(idsOf(await findWriters([`${directory}/b/a.log`])), []);
    await Deno.remove(`${directory}/b/a.log`);
    assert.deepEqual(idsOf(await findWriters([`${directory}/b/a.log`])), []);
    await Deno.remove(`${directory}/a.log`);
    assert.deepEqual(idsOf(await findWriters([`${directory}/a.log`])), [writer.pid]);
  }));

Deno.test("findWriters() looks at several files at once, and not again at those that it has seen not to write", async () => {
  if (Deno.build.os !== "linux") return;
  await inDirectory(async (directory) => {
    for (const name of ["a.log", "b.log"]) await Deno.writeTextFile(`${directory}/${name}`, "");
    const files = ["a.log", "b.log"].map((name) => `${directory}/${name}`), seen = new Set<number>();
    await using one = await openIn(directory, "exec 5>>a.log");
    assert.deepEqual(idsOf(await findWriters([files[1]!], seen)), []);
    assert.ok(seen.has(one.pid) && seen.has(Deno.pid));
    await Deno.remove(`${directory}/ready`);
    await using two = await openIn(directory, "exec 5>>b.log");
    assert.deepEqual(idsOf(await findWriters(files))!.sort(), [one.pid, two.pid].sort());
    assert.deepEqual(idsOf(await findWriters(files, seen)), [two.pid], "the first was seen");
    assert.ok(!seen.has(two.pid), "a writer is looked at again");
  });
});

Deno.test("parseLsof() keeps processes with a descriptor for writing, each once", () => {
  const text = "p12\ncpython3\nf1\naw\nf2\naw\np13\nctail\nf3\nar\np14\ncvi\nf4\nau\n";
  assert.deepEqual(parseLsof(text), [{ pid: 12, name: "python3" }, { pid: 14, name: "vi" }]);
  assert.deepEqual(parseLsof(""), []);
});
