import assert from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);
const SECURITY = await Deno.readTextFile(new URL("SECURITY.md", ROOT));

/** Tests that a text names, as `path`: title. A title ends at the end of its table cell. */
function listNamed(text: string): { path: string; title: string }[] {
  return [...text.matchAll(/`(tests\/[\w/]+_test\.tsx?)`: ([^|\n]*[^|\s])\s*\|/g)]
    .map(([, path, title]) => ({ path: path!, title: title! }));
}

/** Titles of a file's tests and steps. */
const titlesOf = (text: string) =>
  [...text.matchAll(/(?:test\(|step\(|name:)\s*(["'`])(.*?)\1,/g)].map(([, , title]) => title);

Deno.test("listNamed() finds a path and its title in a cell", () => {
  assert.deepEqual(listNamed("| a. `tests/x/a_test.ts`: f() does x, not y   |\n"), [
    { path: "tests/x/a_test.ts", title: "f() does x, not y" },
  ]);
});

Deno.test("every test that SECURITY.md names exists, and every promise and fault names one", async () => {
  const named = listNamed(SECURITY);
  for (const { path, title } of named) {
    const titles = titlesOf(await Deno.readTextFile(new URL(path, ROOT)));
    assert.ok(titles.includes(title), `${path} has no test "${title}"`);
  }
  const tables = SECURITY.split("## ").filter((each) => /^(?:Promises|Classes)/.test(each));
  const rows = tables.flatMap((table) => table.split("\n").filter((line) => line.startsWith("|")).slice(2));
  assert.equal(rows.length, named.length, "a row names no test, or two");
});

Deno.test("SECURITY.md names the faults of the field and what a proxy must bound", () => {
  const faults = ["CVE-2023-1177", "CVE-2023-43472", "CVE-2025-14279", "CVE-2025-49596", "Aim", "CVE-2024-24590"];
  const others = ["TensorBoard", "Jupyter", "Gradio", "client_header_timeout", "keepalive_timeout", "limit_conn"];
  for (const word of [...faults, ...others]) assert.ok(SECURITY.includes(word), word);
});
