/**
 * A program that listens until it gets SIGTERM: prints its port, then each error of listening. `tests/commands/listening_test.ts` starts
 * it with few file descriptors.
 *
 * @module
 */
import { keepListening } from "../../lib/commands/listening.ts";

const listening = keepListening(
  { hostname: "127.0.0.1", port: 0, onError: (error) => console.log(`${error}`) },
  () => new Response("here"),
);
console.log(`port ${listening.addr.port}`);
Deno.addSignalListener("SIGTERM", async () => {
  await listening.stop();
  Deno.exit(0);
});
