import assert from "node:assert/strict";
import { InvalidInput } from "../../../lib/errors.ts";
import { loadPatterns } from "../../../lib/points/taught/load_patterns.ts";

const patternOf = (pattern: string) => ({ id: "0190", metric: "energy", pattern });

Deno.test("loadPatterns() compiles patterns, and keeps their metrics' names", async () => {
  const [energy] = await loadPatterns([patternOf("E(?P<value>[.\\d]+)")]);
  assert.equal(energy!.metric, "energy");
  assert.deepEqual(energy!.match("E1.5").map(({ value }) => value), [1.5]);
});

Deno.test("loadPatterns() of none gives none, and of a wrong one throws InvalidInput", async () => {
  assert.deepEqual(await loadPatterns([]), []);
  await assert.rejects(loadPatterns([patternOf("(?P<value>[")]), InvalidInput);
});

/** A module, and what it imports. */
interface Module {
  specifier: string;
  dependencies?: { code?: { specifier: string }; isDynamic?: boolean }[];
}

Deno.test("what the program loads at its start has no library of regular expressions", async () => {
  const entry = new URL("../../../cli.ts", import.meta.url).href;
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json", entry] }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: Module[] };
  const imports = new Map(modules.map(({ specifier, dependencies = [] }) => [specifier, dependencies]));
  const reached = new Set([entry]);
  for (const name of reached) {
    for (const { code, isDynamic } of imports.get(name) ?? []) if (code && !isDynamic) reached.add(code.specifier);
  }
  const packages = [...reached].flatMap((name) => /^npm:([^@]+|@[^@]+)@/.exec(name)?.[1] ?? []);
  assert.deepEqual(packages.sort(), ["@msgpack/msgpack", "commander", "uuid"]);
});
