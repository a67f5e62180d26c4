/**
 * Listens for interrupts and prints what it receives. Ends when its stdin ends.
 *
 * @module
 */
import { listenForInterrupt } from "../../lib/commands/interrupt.ts";

using interrupt = listenForInterrupt();
const report = () => console.log(`code ${interrupt.code}, ${interrupt.signal.reason}`);
interrupt.signal.addEventListener("abort", report);
Deno.addSignalListener("SIGTERM", () => console.log("received SIGTERM"));
console.log(`ready, code ${interrupt.code}`);
for await (const _ of Deno.stdin.readable); // until the test closes it
report();
Deno.exit(0);
