/**
 * `deno task dev` serves the app while it is being written; `deno task build` writes what production serves.
 *
 * @module
 */
import { Builder } from "fresh/dev";

const builder = new Builder();
if (Deno.args.includes("build")) await builder.build();
else await builder.listen(() => import("./main.ts"));
