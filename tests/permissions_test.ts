/** The commands that README gives with few permissions, each run with exactly these. */
import assert from "node:assert/strict";
import { createSandbox, type Sandbox } from "./commands/program.ts";
import { fromFileUrl } from "./support/paths.ts";
import { TEST_TOKEN } from "./support/token.ts";

const ROOT = fromFileUrl(new URL("../", import.meta.url));
const README = await Deno.readTextFile(new URL("../README.md", import.meta.url));
/** A server that doesn't answer within this time is an error. */
const ANSWER_WITHIN_MS = 60_000;

/** The words of README's line for a command, with these in place of its examples. */
function wordsOf(command: string, places: Record<string, string>): string[] {
  const line = README.split("\n").find((each) =>
    /^ {4}deno run --allow-/.test(each) && each.includes(` cli.ts ${command}`)
  );
  assert.ok(line, `README gives no permissions for ${command}`);
  const filled = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), line.trim());
  const words = filled.split(" ").slice(1);
  assert.ok(words.every((word) => !/^(?:-A|--allow-(?:all|run|ffi|read|write|net))$/.test(word)), line);
  return words;
}

function start(sandbox: Sandbox, words: readonly string[]): Deno.ChildProcess {
  const [run, ...others] = words;
  return new Deno.Command(Deno.execPath(), {
    args: [run!, "--no-prompt", "--no-check", "--quiet", ...others],
    cwd: ROOT,
    env: { STDCURVE_DATA: sandbox.directory, STDCURVE_KV: sandbox.kv, STDCURVE_TOKEN: TEST_TOKEN, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function finish(sandbox: Sandbox, words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await start(sandbox, words).output();
  assert.equal(code, 0, `${words.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function answerOf(address: string, headers: HeadersInit): Promise<Response> {
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  for (;;) {
    const response = await fetch(address, { headers }).catch(() => null);
    if (response && response.status !== 503) return response;
    await response?.body?.cancel();
    if (performance.now() > deadline) throw new Error(`${address} doesn't answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("extract, ls, export and serve --no-launch run with exactly the permissions that README gives", async (t) => {
  await using sandbox = await createSandbox();
  const log = await sandbox.write("train.log", "step 1 loss=0.5\nstep 2 loss=0.25\n");
  const { code, stdout, stderr } = await sandbox.stdcurve("import", log);
  assert.equal(code, 0, stderr);
  const id = stdout.trim(), port = freePort();
  const places = { "train.log": log, DIR: sandbox.directory, RUN_ID: id, "8000": String(port) };
  await t.step("extract", async () => assert.match(await finish(sandbox, wordsOf("extract", places)), /loss\s+2/));
  await t.step("ls", async () => assert.match(await finish(sandbox, wordsOf("ls", places)), /loss 0\.25/));
  await t.step("export", async () => assert.match(await finish(sandbox, wordsOf("export", places)), /loss,2,0\.25,/));
  await t.step("serve --no-launch", async () => {
    const server = start(sandbox, wordsOf("serve", places));
    try {
      const address = `http://127.0.0.1:${port}/api/experiments`;
      const bearer = { authorization: `Bearer ${TEST_TOKEN}` };
      const answer = await answerOf(address, bearer);
      assert.equal((await answer.json()).experiments.length, 1);
      const page = await answerOf(`http://127.0.0.1:${port}/`, bearer);
      assert.match(await page.text(), /default/);
      const stranger = await answerOf(address, {});
      await stranger.body?.cancel();
      assert.equal(stranger.status, Deno.build.os === "linux" ? 401 : 200);
    } finally {
      server.kill("SIGTERM");
      await server.output();
    }
  });
});

Deno.test("ls without the permission to write says what it needs, and changes nothing", async () => {
  await using sandbox = await createSandbox();
  const words = wordsOf("ls", { DIR: sandbox.directory }).filter((word) => !word.startsWith("--allow-write"));
  await sandbox.feed("step 1 loss=0.5\n", "import", "-");
  const before = await Deno.readFile(sandbox.kv);
  const { code, stderr } = await start(sandbox, words).output();
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /^stdcurve: [^\n]*write[^\n]*\n$/);
  assert.deepEqual(await Deno.readFile(sandbox.kv), before);
});
