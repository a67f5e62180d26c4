/**
 * `deno task dev` serves the app while it is being written; `deno task build` writes what production serves.
 *
 * @module
 */
import { Builder } from "fresh/dev";
import { listFormats } from "./lib/points/list_formats.ts";

const points = new URL("lib/points/", import.meta.url);
const formats = new URL("formats.gen.ts", points), listed = await listFormats(points);
if (await Deno.readTextFile(formats) !== listed) await Deno.writeTextFile(formats, listed);

const builder = new Builder();
if (Deno.args.includes("build")) await builder.build();
// Without a host Fresh listens on every interface, and whoever reaches the app starts commands here.
else await builder.listen(() => import("./main.ts"), { hostname: "127.0.0.1" });
