import assert from "node:assert/strict";
import { readOrigins } from "../../lib/host/embed_origins.ts";

Deno.test("readOrigins() gives each origin once, without a slash at its end", () => {
  assert.deepEqual(readOrigins(" https://wiki.example.org/, http://localhost:8888 https://WIKI.example.org "), [
    "https://wiki.example.org",
    "http://localhost:8888",
  ]);
  assert.deepEqual(readOrigins(""), []);
});

Deno.test("readOrigins() refuses what is no origin of a page, and what would stand for many", () => {
  const wrong = [
    "*",
    "https://*.example.org",
    "example.org",
    "null",
    "file:///x",
    "javascript:alert(1)",
    "https://a/b",
    "https://me@a",
  ];
  for (const text of [...wrong, "https://a?x", "https://a#x", "https://a;script-src", "'self'"]) {
    assert.throws(() => readOrigins(`https://ok.example ${text}`), /--embed takes the origin of a page/, text);
  }
});
