import assert from "node:assert/strict";
import { CLI, createSandbox, type Sandbox } from "./program.ts";

/** True when this machine has the shell. */
const has = (shell: string) => {
  try {
    return new Deno.Command(shell, { args: ["-c", "exit 0"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
};

const STDCURVE = `${Deno.execPath()} run -A --no-check --quiet ${CLI}`;

/** Runs a script in a shell of the sandbox. Gives the lines that it prints. */
async function runShell({ directory, kv }: Sandbox, [shell, ...args]: string[], script: string): Promise<string[]> {
  const { stdout, stderr } = await new Deno.Command(shell!, {
    args: [...args, script],
    cwd: directory,
    env: { STDCURVE_KV: kv, STDCURVE_DATA: directory, TERM: "dumb", HOME: directory },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  assert.equal(decoder.decode(stderr), "", script);
  return decoder.decode(stdout).split(/\r?\n/).filter((line) => line !== "");
}

/** A sandbox with a script of a shell, two runs, and an experiment whose name a shell would run. */
async function prepare(shell: string): Promise<Sandbox & { ids: string[] }> {
  const sandbox = await createSandbox();
  const { code, stdout } = await sandbox.stdcurve("completions", shell);
  assert.equal(code, 0);
  await sandbox.write(`completion.${shell}`, stdout);
  const ids: string[] = [];
  for (const experiment of ["tiny-gpt", "$(touch planted)", "tiny-bert"]) {
    ids.unshift((await sandbox.feed("step 1: loss=1\n", "import", "-e", experiment, "-")).stdout.trim().slice(-8));
  }
  return { ...sandbox, ids };
}

/** What bash offers for the last of these words. */
async function offerInBash(sandbox: Sandbox, ...words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `stdcurve() { ${STDCURVE} "$@"; }; source ./completion.bash; COMP_WORDS=(stdcurve ${quoted}); ` +
    `COMP_CWORD=${words.length}; _stdcurve; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return await runShell(sandbox, ["bash", "-c"], script);
}

Deno.test({
  name: "completions bash offers commands, options, values, experiments and runs, and runs nothing of a name",
  ignore: !has("bash"),
  async fn() {
    await using sandbox = await prepare("bash");
    const offer = (...words: string[]) => offerInBash(sandbox, ...words);
    const commands = await offer("");
    for (const { name } of [{ name: "run" }, { name: "completions" }, { name: "--version" }]) {
      assert.ok(commands.includes(name));
    }
    assert.deepEqual(await offer("imp"), ["import"]);
    assert.deepEqual(await offer("ls", "--st"), ["--status"]);
    assert.deepEqual(await offer("ls", "--status", "c"), ["completed", "cancelled"]);
    assert.deepEqual(await offer("ls", "--status", "="), ["queued", "running", "completed", "failed", "cancelled"]);
    assert.deepEqual(await offer("ls", "--status", "=", "f"), ["failed"]);
    assert.deepEqual(await offer("run", "-e", "tiny-"), ["tiny-bert", "tiny-gpt"]);
    assert.deepEqual((await offer("export", "")).toSorted(), sandbox.ids.toSorted());
    assert.deepEqual(await offer("completions", "z"), ["zsh"]);
    assert.ok((await offer("run", "--cwd", "x", "ech")).includes("echo"));
    assert.deepEqual(await offer("run", "python", "--not"), [], "what follows the command is its own");
    assert.deepEqual(await offer("nonsense", "--"), []);
    assert.equal(await Deno.stat(sandbox.path("planted")).catch(() => null), null);
  },
});

Deno.test({
  name: "completions fish offers commands, options, values, experiments and runs",
  ignore: !has("fish"),
  async fn() {
    await using sandbox = await prepare("fish");
    const offer = async (line: string) => {
      const script = `function stdcurve; ${STDCURVE} $argv; end; source ./completion.fish; complete -C '${line}'`;
      return (await runShell(sandbox, ["fish", "--no-config", "-c"], script)).map((each) => each.split("\t")[0]!);
    };
    assert.deepEqual(await offer("stdcurve imp"), ["import"]);
    assert.deepEqual(await offer("stdcurve ls --st"), ["--status"]);
    assert.deepEqual((await offer("stdcurve ls --status c")).toSorted(), ["cancelled", "completed"]);
    assert.deepEqual((await offer("stdcurve run -e tiny-")).toSorted(), ["tiny-bert", "tiny-gpt"]);
    assert.deepEqual((await offer("stdcurve export ")).toSorted(), sandbox.ids.toSorted());
    assert.equal(await Deno.stat(sandbox.path("planted")).catch(() => null), null);
  },
});

Deno.test({
  name: "completions zsh offers commands, options, values, experiments and runs",
  ignore: !has("zsh"),
  async fn() {
    await using sandbox = await prepare("zsh");
    // zsh completes in a terminal of its own: this script types there, presses Tab, and reads until it shows what it should.
    const setup = [
      "PROMPT=; autoload -U compinit; compinit -D -u",
      `stdcurve() { ${STDCURVE} "$@"; }`,
      "source ./completion.zsh",
      "bindkey '^I' list-choices",
    ];
    const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const offers: [line: string, expected: readonly string[]][] = [
      ["stdcurve imp", ["make runs of existing logs"]],
      ["stdcurve ls --stat", ["only runs with this status"]],
      ["stdcurve ls --status ", ["cancelled", "completed"]],
      ["stdcurve run -e ", ["tiny-bert", "tiny-gpt"]],
      ["stdcurve export ", sandbox.ids],
    ];
    const shows = (expected: readonly string[]) =>
      expected.map((each) => `[[ $said == *${quote(each)}* ]]`).join(" && ");
    const script = [
      "zmodload zsh/zpty; zpty -b z zsh -f -i",
      ...setup.map((each) => `zpty -w z ${quote(each)}`),
      ...offers.map(([line, expected]) =>
        `said=; zpty -w -n z $'\\x15'${quote(line)}$'\\t'; ` +
        `repeat 600; do zpty -r -t z piece && said+=$piece; ${shows(expected)} && break; sleep 0.05; done; ` +
        `{ ${shows(expected)} } || print -r -- ${quote(line)} $said`
      ),
    ];
    assert.deepEqual(await runShell(sandbox, ["zsh", "-f", "-c"], script.join("\n")), []);
    assert.equal(await Deno.stat(sandbox.path("planted")).catch(() => null), null);
  },
});
