/**
 * The script of a file of runs: at the cursor it shows each run's value, at the same x in every chart, and it unpacks the earlier lines of
 * the logs. The functions are written into the file as they stand, so each uses nothing but the browser and the others of them.
 *
 * @module
 */

/** A chart's lines as the script needs them. */
export interface ScriptChart {
  /** Ends of the x axis. */
  low: number;
  high: number;
  /** A line for each run that is drawn: its index, its positions, each as the difference to the one before, and its values. */
  lines: { run: number; x: number[]; v: (number | null)[] }[];
}

/** What the script unpacks. */
export interface ScriptSource {
  charts: ScriptChart[];
  /** Lines of each run's log that stand before those in the file. */
  logs: string[];
}

/** The tip's entry of one run. */
interface Reading {
  run: number;
  x: number;
  value: number | null;
}

/** Unpacks what the file holds: JSON, deflated, as base64. */
async function unpackSource(packed: string): Promise<ScriptSource> {
  const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const source: ScriptSource = JSON.parse(await new Response(plain).text());
  for (const line of source.charts.flatMap(({ lines }) => lines)) {
    let sum = 0;
    line.x = line.x.map((each) => sum += each);
  }
  return source;
}

/** The nearest point of each line, highest value first. */
function readAt({ lines }: ScriptChart, x: number): Reading[] {
  const readings = lines.filter((line) => line.x.length > 0).map((line) => {
    let at = 0;
    for (let index = 1; index < line.x.length; index++) {
      if (Math.abs(line.x[index]! - x) <= Math.abs(line.x[at]! - x)) at = index;
    }
    return { run: line.run, x: line.x[at]!, value: line.v[at]! };
  });
  return readings.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}

/** Shows the readings of a chart in its tip. */
function fillTip(tip: HTMLElement, readings: Reading[]): void {
  const rows = readings.slice(0, 24).map(({ run, x, value }) => {
    const row = document.createElement("div"), sample = document.querySelectorAll(".key")[run]!.cloneNode(true);
    const name = document.createElement("span"), number = document.createElement("b");
    name.textContent = document.querySelectorAll(".run-name")[run]!.textContent;
    number.textContent = value === null ? "NaN" : String(value);
    number.title = `x ${x}`;
    row.append(sample, name, number);
    return row;
  });
  const head = document.createElement("div");
  const nearest = [...new Set(readings.map(({ x }) => x))];
  head.textContent = nearest.length === 1 ? `at ${nearest[0]}` : `near ${nearest[0]}`;
  const rest = document.createElement("div");
  rest.textContent = readings.length > rows.length ? `and ${readings.length - rows.length} lower ones` : "";
  tip.replaceChildren(head, ...rows, rest);
}

/** Puts the cursor at an x in all charts, and the tip into one; `null` takes both away. */
function moveCursor(source: ScriptSource, x: number | null, shown: number): void {
  document.querySelectorAll<HTMLElement>("figure").forEach((figure, index) => {
    const { low, high, lines } = source.charts[index]!, cursor = figure.querySelector<SVGElement>(".cursor")!;
    const tip = figure.querySelector<HTMLElement>(".tip")!, isIn = x !== null && x >= low && x <= high;
    cursor.setAttribute("visibility", isIn ? "visible" : "hidden");
    tip.hidden = !isIn || index !== shown || lines.length === 0;
    if (!isIn) return;
    const fraction = (x - low) / (high - low || 1);
    cursor.setAttribute("transform", `translate(${1000 * fraction} 0)`);
    if (tip.hidden) return;
    fillTip(tip, readAt(source.charts[index]!, x));
    tip.classList.toggle("at-left", fraction > 0.5);
  });
}

/** Follows the pointer and the keys on one chart. */
function followChart(source: ScriptSource, figure: HTMLElement, shown: number): void {
  const chart = source.charts[shown]!, plot = figure.querySelector<SVGElement>(".plot")!;
  const positions = [...new Set(chart.lines.flatMap((line) => line.x))].sort((a, b) => a - b);
  let at = -1;
  const moveTo = (index: number) => {
    at = Math.max(0, Math.min(positions.length - 1, index));
    moveCursor(source, positions[at] ?? null, shown);
  };
  const follow = (event: PointerEvent) => {
    const { left, width } = plot.querySelector(".ground")!.getBoundingClientRect();
    const x = chart.low + (event.clientX - left) / width * (chart.high - chart.low);
    const next = positions.findIndex((each) => each >= x), before = Math.max(0, next - 1);
    if (next < 0) return moveTo(positions.length - 1);
    moveTo(x - positions[before]! < positions[next]! - x ? before : next);
  };
  figure.addEventListener("pointermove", follow);
  figure.addEventListener("pointerdown", follow);
  figure.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") moveCursor(source, null, shown); // a finger leaves as soon as it is lifted
  });
  figure.addEventListener("focusout", () => moveCursor(source, null, shown));
  figure.addEventListener("keydown", (event) => {
    const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: positions.length - 1 };
    if (event.key === "Escape") return moveCursor(source, null, shown);
    if (moves[event.key] === undefined) return;
    event.preventDefault();
    moveTo(moves[event.key]!);
  });
}

/** Puts the earlier lines before those that the file shows. */
function completeLogs({ logs }: ScriptSource): void {
  document.querySelectorAll<HTMLElement>("pre[data-run]").forEach((log) => {
    const earlier = logs[Number(log.dataset.run)];
    log.querySelector(".cut")?.remove();
    if (earlier) log.prepend(earlier);
  });
}

/** Begins. A browser that can't unpack shows the file as it is without scripts. */
async function startSheet(): Promise<void> {
  const source = await unpackSource(document.getElementById("source")!.textContent!.trim());
  document.querySelectorAll<HTMLElement>("figure").forEach((figure, index) => followChart(source, figure, index));
  completeLogs(source);
  document.documentElement.dataset.ready = "";
}

/** The script's text. */
export const SHEET_SCRIPT: string =
  [unpackSource, readAt, fillTip, moveCursor, followChart, completeLogs, startSheet].join("\n") +
  `\n${startSheet.name}();`;
