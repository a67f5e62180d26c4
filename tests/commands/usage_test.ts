import assert from "node:assert/strict";
import { createSandbox } from "./program.ts";

Deno.test("run prints its help when --help stands before the command, and only then", async () => {
  await using sandbox = await createSandbox();
  for (const words of [["--help"], ["-e", "x", "--help"], ["-n", "a", "-h", "true"], ["--help", "--", "true"]]) {
    const { code, stdout, stderr } = await sandbox.stdcurve("run", ...words);
    assert.deepEqual([code, stderr], [0, ""], words.join(" "));
    assert.match(stdout, /^Usage: stdcurve run .*\[--\] COMMAND/);
  }
  assert.equal(await Deno.stat(sandbox.kv).catch(() => null), null);
  for (const words of [["-e", "x", "echo", "--help"], ["-e", "x", "--", "echo", "--help"]]) {
    assert.doesNotMatch((await sandbox.stdcurve("run", ...words)).stdout, /stdcurve run/);
  }
});

Deno.test("help refuses an unknown command, and explains itself", async () => {
  await using sandbox = await createSandbox();
  for (const word of ["help", "--help"]) {
    const { code, stdout, stderr } = await sandbox.stdcurve(word, "nosuch");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^stdcurve: unknown command 'nosuch'; the commands are serve, run, [^\n]*\n$/);
  }
  const program = (await sandbox.stdcurve("help")).stdout;
  const own = await sandbox.stdcurve("help", "help");
  assert.deepEqual([own.code, own.stdout], [0, program]);
});

for (
  const [words, code, what] of [
    [["export", "12"], 2, /12 is not a run id/],
    [["export", "not-an-id-at-all"], 2, /is not a run id/],
    [["export", "01900000-0000-7000-8000-000000000000"], 1, /01900000-0000-7000-8000-000000000000/],
    [["export", "abcdef"], 1, /there is no run abcdef/],
    [["export", "abcdef", "--format", "xml"], 2, /'xml' is invalid\. Allowed choices are csv, json/],
    [["export"], 2, /name the runs to export, or use --experiment NAME/],
    [["rm"], 2, /say what to delete by one of: ids of runs, --experiment NAME, --deleted/],
    [["rm", ""], 2, /an empty word is not a run id/],
    [["cancel"], 2, /missing required argument 'RUN_ID'/],
    [["reread"], 2, /--all/],
    [["reread", "--all", "abcdef"], 2, /not both/],
    [["export", "abcdef", "-o", ""], 2, /--output is empty/],
    [["export", "abcdef", "abcdee"], 1, /there is no run abcdef/],
    [["export", "--format"], 2, /argument missing/],
    [["extract"], 2, /missing required argument 'FILE'/],
    [["import", ""], 2, /FILE is empty/],
    [["ls", "--json=1"], 2, /unknown option '--json=1' \(did you mean --json\?\)/],
    [["--kv", "x", "ls"], 2, /options follow the command: stdcurve COMMAND \[options\]/],
    [["lss"], 2, /unknown command 'lss' \(did you mean ls\?\); the commands are serve, run, /],
    [
      ["ls", "--colour"],
      2,
      /unknown option '--colour'; the options of stdcurve ls are --json, --status, --filter, --sort, --limit, --watch, --kv, --help/,
    ],
    [
      ["serve", "--port", "many"],
      2,
      /--port <PORT>' argument 'many' is invalid\. It must be a number from 0 to 65535\n/,
    ],
    [["serve", "--port", "0x10"], 2, /must be a number from 0 to 65535/],
    [["serve", "--port", "70000"], 2, /must be a number from 0 to 65535/],
    [["serve", "--port", ""], 2, /--port is empty/],
    [["serve", "now"], 2, /too many arguments for 'serve'/],
    [["serve", "--max-import", "much"], 2, /--max-import.*must be a size in bytes, such as 500M or 2G/],
    [["serve", "--max-live", "0"], 2, /--max-live.*must be a number from 1/],
    [["serve", "--auth", "none"], 2, /--auth.*must be changes or all/],
  ] as const
) {
  Deno.test(`stdcurve ${words.join(" ")} ends with ${code} and one line`, async () => {
    await using sandbox = await createSandbox();
    const ended = await sandbox.with({ STDCURVE_KV: "" }).stdcurve(...words);
    assert.match(ended.stderr, what);
    assert.match(ended.stderr, /^stdcurve: [^\n]+\n$/);
    assert.deepEqual([ended.code, ended.stdout], [code, ""]);
  });
}

Deno.test("serve names a wrong environment variable, and treats an empty one as unset", async () => {
  await using sandbox = await createSandbox();
  const wrongPort = await sandbox.with({ STDCURVE_PORT: "many" }).stdcurve("serve");
  assert.deepEqual([wrongPort.code, wrongPort.stderr], [
    2,
    "stdcurve: option '--port <PORT>' value 'many' from env 'STDCURVE_PORT' is invalid. It must be a number from 0 to 65535\n",
  ]);
  const wrongAuth = await sandbox.with({ STDCURVE_AUTH: "none" }).stdcurve("serve");
  assert.match(wrongAuth.stderr, /'none' from env 'STDCURVE_AUTH' is invalid\. It must be changes or all/);
  const { code, stdout } = await sandbox.with({ STDCURVE_KV: "" }).stdcurve("ls", "--json");
  assert.deepEqual([code, JSON.parse(stdout)], [0, { experiments: [] }]);
});

Deno.test("ls refuses a file that is no KV database, and leaves it unchanged", async () => {
  await using sandbox = await createSandbox();
  const path = await sandbox.write("notes.txt", "these are my notes, not a database. ".repeat(100));
  const before = await Deno.readTextFile(path);
  const { code, stderr } = await sandbox.stdcurve("ls", "--kv", path);
  assert.equal(code, 1);
  assert.match(stderr, /^stdcurve: [^\n]*notes\.txt[^\n]*\n$/);
  assert.equal(await Deno.readTextFile(path), before);
});

Deno.test("--help and --version print to stdout", async () => {
  await using sandbox = await createSandbox();
  assert.match((await sandbox.stdcurve("--version")).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match((await sandbox.stdcurve("--help")).stdout, /serve.*run.*import.*extract.*ls.*export.*rm/s);
  assert.match((await sandbox.stdcurve("run", "--help")).stdout, /\[--\] COMMAND/);
  assert.match((await sandbox.stdcurve("help", "run")).stdout, /\[--\] COMMAND/);
  const bare = await sandbox.stdcurve();
  assert.deepEqual([bare.code, bare.stderr], [2, ""]);
});
