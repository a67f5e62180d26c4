/**
 * The rooms of the house: which directories there are, on which layer each is, and whether it runs on the server, in the browser or on
 * both sides. `tests/layers_test.ts` holds the imports against it, and the picture in docs/architecture.md is drawn from it.
 *
 * @module
 */

/** Where a room's code runs. */
export type Side = "server" | "browser" | "both";

/** A room. Imports go to lower layers only. */
export interface Room {
  layer: number;
  side: Side;
  /** Rooms of the same layer that it may import. */
  mayImport?: readonly string[];
  /** The only rooms that may import it, where not every higher one may. */
  importedBy?: readonly string[];
  /** What it holds, for the picture. */
  holds: string;
}

/** Every room. A loose file in `lib/` is a room of its own: only the hall has such files. */
export const ROOMS: Readonly<Record<string, Room>> = {
  "main.ts": { layer: 9, side: "server", holds: "builds the store and the app" },
  "dev.ts": { layer: 9, side: "server", mayImport: ["main.ts"], holds: "builds, and serves while you edit" },
  "cli.ts": { layer: 9, side: "server", mayImport: ["main.ts"], holds: "the stdcurve command" },
  routes: { layer: 8, side: "server", mayImport: ["islands"], holds: "pages and addresses" },
  islands: { layer: 8, side: "browser", holds: "what lives in the browser" },
  commands: { layer: 7, side: "server", holds: "one file a command" },
  web: { layer: 7, side: "server", holds: "Fresh's side: state, middlewares, what pages load" },
  api: { layer: 6, side: "server", mayImport: ["runs"], holds: "the JSON API" },
  runs: { layer: 6, side: "server", holds: "a run's life: launch, capture, recover" },
  client: { layer: 6, side: "browser", holds: "the islands' parts: chart, terminal, server" },
  intake: { layer: 5, side: "server", holds: "output to lines, points and store" },
  ui: {
    layer: 5,
    side: "both",
    importedBy: ["api", "client", "islands", "web", "routes"],
    holds: "components without state, styles",
  },
  process: { layer: 4, side: "server", holds: "a run's child process" },
  lines: { layer: 4, side: "server", holds: "bytes to lines" },
  points: { layer: 4, side: "server", holds: "lines to points" },
  store: { layer: 4, side: "server", holds: "Deno KV" },
  host: { layer: 3, side: "server", holds: "this machine's paths and stderr" },
  series: { layer: 2, side: "both", holds: "from points to what is drawn" },
  text: { layer: 1, side: "both", holds: "numbers, names and commands as people read them" },
  model: { layer: 0, side: "both", holds: "the nouns" },
  limits: { layer: 0, side: "both", holds: "every bound" },
  errors: { layer: 0, side: "both", holds: "four expected conditions" },
  time: { layer: 0, side: "both", holds: "the clock" },
  wire: { layer: 0, side: "both", mayImport: ["model"], holds: "the API's types" },
};

/** Name of the room that a path is in: `lib/store/keys.ts` is in `store`, `lib/model.ts` is the room `model`. */
export function roomOf(path: string): string {
  const [first, second] = path.split("/");
  return first === "lib" ? second!.replace(/\.tsx?$/, "") : first!;
}

/** Why a file of one room may not import a file of another; null when it may. */
export function refuseImport(from: string, to: string): string | null {
  if (from === to) return null;
  const importer = ROOMS[from], imported = ROOMS[to];
  if (!importer || !imported) return `${importer ? to : from} is no room of the house`;
  const isNamed = importer.mayImport?.includes(to) ?? false;
  if (imported.layer > importer.layer || imported.layer === importer.layer && !isNamed && importer.layer > 0) {
    return `${to} is on layer ${imported.layer}, ${from} on ${importer.layer}`;
  }
  if (imported.importedBy?.includes(from) === false) return `only ${imported.importedBy.join(", ")} import ${to}`;
  if (imported.side !== "both" && imported.side !== importer.side && !isNamed) {
    return `${to} runs on the ${imported.side === "server" ? "server" : "browser"} only`;
  }
  return null;
}
