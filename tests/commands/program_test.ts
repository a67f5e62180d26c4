import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

interface Imported {
  code?: { specifier?: string };
  isDynamic?: boolean;
}

interface Graph {
  roots: string[];
  redirects: Record<string, string>;
  modules: { specifier: string; dependencies?: Imported[] }[];
}

/** The modules of the program, with what each imports. */
async function readGraph(): Promise<Graph> {
  const args = ["info", "--json", new URL("cli.ts", ROOT).href];
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** What is loaded before a command begins: whatever can be reached without `import()`. Paths in the repository, packages, and `node:` modules. */
function listLoaded({ roots, redirects, modules }: Graph): string[] {
  const imports = new Map(modules.map(({ specifier, dependencies = [] }) => [specifier, dependencies]));
  const loaded = new Set<string>(), waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const specifier = redirects[next] ?? next;
    if (loaded.has(specifier)) continue;
    loaded.add(specifier);
    for (const { code, isDynamic } of imports.get(specifier) ?? []) {
      if (code?.specifier && !isDynamic) waiting.push(code.specifier);
    }
  }
  return [...loaded].map((each) => each.replace(ROOT.href, "").replace(/^npm:\/?/, "npm:")).sort();
}

const loaded = listLoaded(await readGraph());
const rooms = new Set(loaded.flatMap((path) => /^lib\/(\w+)\//.exec(path)?.[1] ?? []));

Deno.test("`run` loads the rooms that it needs, and neither pages nor the API", () => {
  const needed = [
    "commands",
    "host",
    "intake",
    "limits",
    "lines",
    "points",
    "process",
    "runs",
    "series",
    "store",
    "text",
  ];
  assert.deepEqual([...rooms].sort(), needed);
});

Deno.test("`run` loads few packages", () => {
  const packages = loaded.filter((path) => path.startsWith("npm:")).map((path) => path.replace(/@\d[^/]*/, ""));
  assert.deepEqual(packages, [
    "npm:@msgpack/msgpack/dist.esm/index.mjs", // as CommonJS it takes 3 MB more. The library of patterns is loaded with the first one
    "npm:commander",
    "npm:uuid",
  ]);
});

Deno.test("`run` loads of the commands only itself, and no check of what is stored", () => {
  const commands = ["serve", "import", "extract", "ls", "export", "reread", "attach", "cancel", "rm", "doctor", "trim"];
  const unneeded = [...commands, "backup", "token", "completions"].map((name) => `lib/commands/${name}.ts`);
  assert.ok(loaded.includes("lib/commands/run.ts"));
  assert.deepEqual(loaded.filter((path) => unneeded.includes(path) || path === "lib/store/check/check_store.ts"), []);
});
