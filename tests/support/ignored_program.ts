/** Prints which signals it was started to ignore, by both ways to know. */
import { askIgnored, readIgnored } from "../../lib/process/ignored.ts";

console.log(JSON.stringify([[...readIgnored()], [...askIgnored()]]));
