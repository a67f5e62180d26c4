import assert from "node:assert/strict";
import { makePlace } from "./program.ts";

Deno.test("run prints its help where it is asked before the command's own words, and nowhere else", async () => {
  await using place = await makePlace();
  for (const words of [["--help"], ["-e", "x", "--help"], ["-n", "a", "-h", "true"], ["--help", "--", "true"]]) {
    const { code, stdout, stderr } = await place.stdcurve("run", ...words);
    assert.deepEqual([code, stderr], [0, ""], words.join(" "));
    assert.match(stdout, /^Usage: stdcurve run .*\[--\] COMMAND/);
  }
  assert.equal(await Deno.stat(place.kv).catch(() => null), null);
  for (const words of [["-e", "x", "echo", "--help"], ["-e", "x", "--", "echo", "--help"]]) {
    assert.doesNotMatch((await place.stdcurve("run", ...words)).stdout, /stdcurve run/);
  }
});

Deno.test("help refuses a command that isn't there, and tells of itself", async () => {
  await using place = await makePlace();
  for (const word of ["help", "--help"]) {
    const { code, stdout, stderr } = await place.stdcurve(word, "nosuch");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^stdcurve: unknown command 'nosuch'; the commands are serve, run, [^\n]*\n$/);
  }
  const program = (await place.stdcurve("help")).stdout;
  const own = await place.stdcurve("help", "help");
  assert.deepEqual([own.code, own.stdout], [0, program]);
});
