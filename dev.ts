/**
 * `deno task dev` serves the app while it is being written; `deno task build` writes what production serves.
 *
 * @module
 */
import { Builder } from "fresh/dev";

const builder = new Builder();
if (Deno.args.includes("build")) await builder.build();
// Without a host Fresh listens on every interface, and whoever reaches the app starts commands here.
else await builder.listen(() => import("./main.ts"), { hostname: "127.0.0.1" });
