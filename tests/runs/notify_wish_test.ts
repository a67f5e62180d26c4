import assert from "node:assert/strict";
import { InvalidInput } from "../../lib/errors.ts";
import { checkWish } from "../../lib/runs/notify_wish.ts";

const origin = "http://here/";

Deno.test("checkWish() is a wish, or nothing when there is nobody to notify", () => {
  assert.deepEqual(checkWish({ targets: ["true"], silenceMs: 5000, origin }), {
    targets: ["true"],
    silenceMs: 5000,
    origin: "http://here",
  });
  assert.equal(checkWish({ targets: [], origin }), undefined);
});

Deno.test("checkWish() refuses what can't be used, and does not repeat it", () => {
  const refusals: [Parameters<typeof checkWish>[0], string][] = [
    [{ targets: ["https://hook-secret:x"], origin }, "notify"],
    [{ targets: ["https://user:hook-secret@x"], origin }, "notify"],
    [{ targets: ["  "], origin }, "notify"],
    [{ targets: ["ftp://hook-secret"], origin }, "notify"],
    [{ targets: ["http:/hook-secret"], origin }, "notify"],
    [{ targets: ["hooks.example.com/services/hook-secret"], origin }, "notify"],
    [{ targets: ["no-such-program-hook-secret -x"], origin }, "notify"],
    [{ targets: ["hook-secret".repeat(1000)], origin }, "notify"],
    [{ targets: Array(11).fill("true"), origin }, "notify"],
    [{ targets: [], silenceMs: 1000, origin }, "notify_silence"],
    [{ targets: ["true"], silenceMs: 90 * 86_400_000, origin }, "notify_silence"],
  ];
  for (const [entered, field] of refusals) {
    assert.throws(() => checkWish(entered), (error) => {
      return error instanceof InvalidInput && error.field === field && !error.message.includes("hook-secret");
    });
  }
});

Deno.test("checkWish() accepts every command that a shell may find", () => {
  const targets = ["true", "echo on", "/bin/sh -c :", 'A=1 "$X"', "if true; then :; fi", "~/bin/tell", "(cd /; ls)"];
  assert.deepEqual(checkWish({ targets, origin })?.targets, targets);
});
