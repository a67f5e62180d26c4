/** Addresses that try to reach files outside what the app serves, sent as raw bytes: fetch would tidy them up. */
import assert from "node:assert/strict";
import { startApp } from "./support/app.ts";
import { TEST_TOKEN } from "./support/token.ts";

const DOTS = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "..;/", "..%00/", "....//"];
const STARTS = ["/", "/static/", "/_fresh/js/", "/_fresh/", "/api/", "/experiments/", "/styles.css/", "//"];
const FILES = ["deno.json", "main.ts", "etc/passwd", "runs.db"];
/** What the files hold, and no answer may. */
const SECRETS = /nodeModulesDir|refuseMalformed|root:|SQLite format 3/;

async function ask(port: number, path: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const head = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${TEST_TOKEN}`,
    "Connection: close",
  ];
  await connection.write(new TextEncoder().encode([...head, "", ""].join("\r\n")));
  const pieces = await Array.fromAsync(
    connection.readable,
    (piece) => new TextDecoder().decode(piece, { stream: true }),
  );
  return pieces.join("");
}

Deno.test("no address leads to a file that isn't the app's", async () => {
  await using app = await startApp();
  const port = Number(new URL(app.origin).port);
  assert.match(await ask(port, "/styles.css"), /^HTTP\/1\.1 200 /);
  const tries = STARTS.flatMap((start) =>
    DOTS.flatMap((dots) => [1, 2, 8].flatMap((times) => FILES.map((file) => start + dots.repeat(times) + file)))
  );
  const names = FILES.flatMap((
    file,
  ) => [`/${file}`, `/file:///${file}`, `/?run=../${file}`, `/experiments/${file}/compare`]);
  for (const path of [...names, ...tries]) {
    const answer = await ask(port, path);
    assert.match(answer, /^HTTP\/1\.1 (?:2|3|4)\d\d /, path);
    assert.doesNotMatch(answer, SECRETS, path);
  }
});
