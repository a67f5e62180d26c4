/**
 * Lowers its priority, as often as its argument says, and prints its niceness.
 *
 * @module
 */
import { getPriority } from "node:os";
import { lowerPriority } from "../../lib/process/priority.ts";

for (let times = Number(Deno.args[0]); times > 0; times--) lowerPriority();
console.log(getPriority());
