import assert from "node:assert/strict";
import { keepListening } from "../../lib/commands/listening.ts";
import { fromFileUrl } from "../support/paths.ts";
import { waitFor } from "../support/wait.ts";
import { readUntil } from "./program.ts";

const PROGRAM = fromFileUrl(new URL("../support/listening_program.ts", import.meta.url));
const FILES = 64;
const hostname = "127.0.0.1";

/** Opens connections until the system refuses one. */
async function openConnections(port: number, most: number): Promise<Deno.Conn[]> {
  const connections: Deno.Conn[] = [];
  while (connections.length < most) {
    try {
      connections.push(await Deno.connect({ hostname, port }));
    } catch {
      break;
    }
  }
  return connections;
}

/** The text of the page; null when there is no answer. */
const readPage = (port: number) => fetch(`http://${hostname}:${port}/`).then((answer) => answer.text(), () => null);

Deno.test("keepListening() answers again after more connections than the process may have files", async () => {
  const command = ["run", "-A", "--quiet", "--no-check", PROGRAM];
  const child = new Deno.Command("sh", {
    args: ["-c", `ulimit -n ${FILES}; exec "$@"`, "sh", Deno.execPath(), ...command],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const [printed, rest] = child.stdout.tee();
  const port = Number((await readUntil(printed, /^port (\d+)\n/))[1]);
  const connections = await openConnections(port, 3 * FILES);
  await readUntil(rest, /Too many open files/);
  for (const connection of connections) connection.close();
  assert.equal(await waitFor(() => readPage(port), { what: "an answer" }), "here");
  child.kill("SIGTERM");
  assert.equal((await child.status).code, 0);
  await Promise.all([printed.cancel(), rest.cancel()]);
});

Deno.test("keepListening() says which port is in use, and takes the next free one when none is named", async () => {
  const onError = () => {}, handler = () => new Response("here");
  const first = keepListening({ hostname, port: 0, onError }, handler), { port } = first.addr;
  assert.throws(() => keepListening({ hostname, port, onError }, handler), new RegExp(`port ${port} is in use`));
  const free = keepListening({ hostname, port: null, onError }, handler);
  assert.ok(free.addr.port >= 8000 && free.addr.port <= 8020);
  await Promise.all([first.stop(), free.stop()]);
});

Deno.test("keepListening() names a host at which it can't listen", () => {
  const listen = () =>
    keepListening({ hostname: "no-such-host.invalid", port: 0, onError: () => {} }, () => new Response());
  assert.throws(listen, /^Error: cannot listen at no-such-host\.invalid, port 0: /);
});
