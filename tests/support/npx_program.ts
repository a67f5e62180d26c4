/**
 * Watches the npx above it, and ends when that has ended, or after a minute. Prints which of the two.
 *
 * @module
 */
import { watchNpx } from "../../lib/process/npx.ts";

const bound = setTimeout(() => console.log("npx has not ended for a minute"), 60_000);
await watchNpx(() => {
  console.log("npx has ended");
  clearTimeout(bound);
});
console.log("watching");
