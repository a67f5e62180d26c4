import assert from "node:assert/strict";
import { comparePatterns, pathToPattern } from "../../lib/fresh/path.ts";

const PATTERNS: [file: string, pattern: string][] = [
  ["./routes/index.tsx", "/"],
  ["./routes/healthz.ts", "/healthz"],
  ["./routes/blog/index.tsx", "/blog"],
  ["./routes/blog/[slug].tsx", "/blog/:slug"],
  ["./routes/api/[...path].ts", "/api/:path*"],
  ["./routes/(admin)/users/[id]/edit.tsx", "/users/:id/edit"],
  ["./routes/v-[major]/notes.tsx", "/v-:major/notes"],
];

for (const [file, pattern] of PATTERNS) {
  Deno.test(`pathToPattern() gives ${pattern} for ${file}`, () => {
    assert.equal(pathToPattern(file), pattern);
  });
}

Deno.test("comparePatterns() tries static before a parameter before the rest", () => {
  const sorted = ["/a/:rest*", "/a/:id", "/a/b", "/:any"].sort(comparePatterns);
  assert.deepEqual(sorted, ["/a/b", "/a/:id", "/a/:rest*", "/:any"]);
});
