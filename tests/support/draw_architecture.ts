/**
 * Draws `docs/architecture.svg`: the rooms of the house, floor by floor, and who imports whom, read from the sources. Run it after a
 * room was added or an import between rooms appeared: `deno run -A tests/support/draw_architecture.ts`. A test compares the two.
 *
 * @module
 */
import { join } from "node:path";
import { listImports, readProgram, ROOT } from "./code_shape.ts";
import { type Room, roomOf, ROOMS } from "./rooms.ts";

const WIDTH = 1180,
  BOX_HEIGHT = 52,
  FLOOR_HEIGHT = 108,
  GROUND_FLOOR_HEIGHT = 66,
  LEFT = 20,
  GAP = 16,
  CHAR_WIDTH = 6.1;
/** Everyone imports these: their arrows would cover the picture. */
const GROUND = new Set(["host", "model", "limits", "errors", "time", "wire", "text", "series"]);

interface Box {
  name: string;
  room: Room;
  x: number;
  y: number;
  width: number;
}

const textWidth = (text: string) => text.length * CHAR_WIDTH;
const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Pairs of rooms where a file of the first imports one of the second. */
async function readEdges(): Promise<[string, string][]> {
  const edges = new Set<string>();
  for (const source of await readProgram()) {
    const from = roomOf(source.path);
    for (const to of listImports(source).map(roomOf)) {
      if (from !== to && ROOMS[from] && ROOMS[to]) edges.add(`${from} ${to}`);
    }
  }
  return [...edges].sort().map((edge) => edge.split(" ") as [string, string]);
}

/** A box for each room: floors from the top down, the server's rooms first on each, the browser's last. */
function placeBoxes(): Box[] {
  const floors = [...new Set(Object.values(ROOMS).map(({ layer }) => layer))].sort((a, b) => b - a);
  const sides = ["server", "both", "browser"];
  let top = 20;
  return floors.flatMap((layer) => {
    const y = top;
    const rooms = Object.entries(ROOMS).filter(([, room]) => room.layer === layer)
      .sort(([, a], [, b]) => sides.indexOf(a.side) - sides.indexOf(b.side));
    const widths = rooms.map(([name, { holds }]) => Math.max(textWidth(holds), textWidth(name) * 1.3) + 24);
    const spare = (WIDTH - 2 * LEFT - widths.reduce((sum, width) => sum + width, 0)) / (rooms.length + 1);
    let x = LEFT;
    top += rooms.every(([name]) => GROUND.has(name)) ? GROUND_FLOOR_HEIGHT : FLOOR_HEIGHT;
    return rooms.map(([name, room], at): Box => {
      x += Math.max(spare, GAP / 2);
      const box = { name, room, x, y, width: widths[at]! };
      x += box.width;
      return box;
    });
  });
}

function drawBox({ name, room, x, y, width }: Box): string {
  const middle = (x + width / 2).toFixed(0);
  return `<g class="${room.side}"><rect x="${x.toFixed(0)}" y="${y}" width="${
    width.toFixed(0)
  }" height="${BOX_HEIGHT}" rx="6"/>` +
    `<text class="name" x="${middle}" y="${y + 21}">${escapeXml(name)}</text>` +
    `<text x="${middle}" y="${y + 40}">${escapeXml(room.holds)}</text></g>`;
}

/** An arrow from the lower edge of a box to the upper edge of a lower one, or between neighbours of a floor. */
function drawArrow(from: Box, to: Box): string {
  if (from.y === to.y) {
    const [start, end] = from.x < to.x ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
    const y = from.y + BOX_HEIGHT / 2;
    return `<path d="M${start.toFixed(0)} ${y}L${end.toFixed(0)} ${y}"/>`;
  }
  const lean = (to.x + to.width / 2 - from.x - from.width / 2) / WIDTH;
  const x1 = from.x + from.width / 2 + lean * from.width * 0.6, y1 = from.y + BOX_HEIGHT;
  const x2 = to.x + to.width / 2 - lean * to.width * 0.6, y2 = to.y - 2, bend = (y2 - y1) / 2;
  const points = [x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2].map((each) => each.toFixed(0));
  return `<path d="M${points[0]} ${points[1]}C${points.slice(2).join(" ")}"/>`;
}

const STYLE = `
  svg{background:#fff;font:11px system-ui,sans-serif}
  text{text-anchor:middle;fill:#333}.name{font-size:14px;font-weight:600;fill:#111}
  rect{stroke-width:1.2}.server rect{fill:#e8f0fe;stroke:#5b7fc7}.browser rect{fill:#fdeedd;stroke:#c98a3c}.both rect{fill:#e9f6ec;stroke:#4f9a63}
  path{fill:none;stroke:#9aa3ad;stroke-width:1;marker-end:url(#head)}
`;

/** The picture as SVG text. */
export async function drawArchitecture(): Promise<string> {
  const boxes = placeBoxes(), byName = new Map(boxes.map((box) => [box.name, box]));
  const height = Math.max(...boxes.map(({ y }) => y)) + BOX_HEIGHT + 48;
  const arrows = (await readEdges()).filter(([, to]) => !GROUND.has(to))
    .map(([from, to]) => drawArrow(byName.get(from)!, byName.get(to)!));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    "<title>The rooms of stdcurve and who imports whom</title>",
    `<style>${STYLE}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">' +
    '<path d="M0 0L8 4L0 8z" style="fill:#9aa3ad;stroke:none"/></marker></defs>',
    ...arrows,
    ...boxes.map(drawBox),
    `<text x="${WIDTH / 2}" y="${
      height - 16
    }">blue: server · orange: browser · green: both sides · an arrow: imports ` +
    "(host, series and what is below them serve all floors and get none)</text>",
    "</svg>",
    "",
  ].join("\n");
}

/** Path of the picture. */
export const PICTURE: string = join(ROOT, "docs/architecture.svg");

if (import.meta.main) await Deno.writeTextFile(PICTURE, await drawArchitecture());
