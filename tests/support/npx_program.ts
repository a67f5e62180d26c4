/**
 * Watches the npx above it, and ends when that has ended. Says so on stdout.
 *
 * @module
 */
import { watchNpx } from "../../lib/process/npx.ts";

const keepAlive = setInterval(() => {}, 60_000);
await watchNpx(() => {
  console.log("npx has ended");
  clearInterval(keepAlive);
});
console.log("watching");
