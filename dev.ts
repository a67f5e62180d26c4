/**
 * `deno task dev` serves the app while it is being written; `deno task build` writes what production serves.
 *
 * @module
 */
import type { Plugin } from "esbuild";
import { Builder } from "fresh/dev";
import { listFormats } from "./lib/points/formats/list_formats.ts";

const formats = new URL("lib/points/formats/", import.meta.url);
const list = new URL("all.gen.ts", formats), listed = await listFormats(formats);
if (await Deno.readTextFile(list) !== listed) await Deno.writeTextFile(list, listed);

/**
 * Leaves out of Chart.js what no chart of ours uses, 9 of its 49 KB compressed. Scales stay in otherwise because their static fields
 * read a property, which might do anything: these reads are marked as doing nothing. And its arithmetic with colours is for animations
 * and for hovering as Chart.js does it; neither is on.
 */
const leanChart: Plugin = {
  name: "lean-chart",
  setup(build) {
    build.onLoad({ filter: /chart\.js[\\/]dist[\\/]chart\.js$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      const contents = text.replace(/(static defaults = )(\w+\.defaults);/g, "$1/* @__PURE__ */ (() => $2)();")
        .replace(/: (Ticks\.formatters\.\w+)/g, ": /* @__PURE__ */ (() => $1)()");
      return { contents, loader: "js" };
    });
    build.onResolve({ filter: /^@kurkle\/color$/ }, ({ path }) => ({ path, namespace: "lean-chart" }));
    build.onLoad({ filter: /./, namespace: "lean-chart" }, () => ({
      contents:
        'export class Color { constructor() { throw new Error("dev.ts leaves out the arithmetic of colours"); } }',
    }));
  },
};

const builder = new Builder({ root: Deno.cwd(), plugins: [leanChart] });
if (Deno.args.includes("build")) await builder.build();
// Without a host Fresh listens on every interface, and whoever reaches the app starts commands here.
else await builder.listen(() => import("./main.ts"), { hostname: "127.0.0.1" });
