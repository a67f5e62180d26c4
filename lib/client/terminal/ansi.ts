/**
 * Splits a line of terminal output into pieces of text with CSS classes. Keeps colours and decorations (SGR, read by `anser`) and
 * drops all other control sequences, such as cursor moves, titles and links. Never creates markup.
 *
 * @module
 */
import anser from "anser";
import { showHidden } from "../../text/visible.ts";

/** A piece of a line. `className` is "" or has classes such as `ansi-red`, `ansi-bright-red`, `ansi-on-red` and `ansi-bold`. */
export interface Segment {
  text: string;
  className: string;
}

const ESC = "\u001b";
/** CSI sequences other than SGR. The bounds keep the cost of a stray ESC [ small. */
// deno-lint-ignore no-control-regex
const CONTROL_SEQUENCES = /\u001b\[[0-?]{0,64}[ -/]{0,8}[@-ln-~]/g;
/** OSC, DCS, PM, APC and SOS strings up to their end, and two-character escapes. */
// deno-lint-ignore no-control-regex
const STRINGS_AND_ESCAPES = /\u001b[\]P^_X][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|\u001b[^[]/g;
/** Control characters without a visible form. A tab is kept. */
// deno-lint-ignore no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f]/g;

const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const DECORATIONS = new Set(["bold", "dim", "italic", "underline", "strikethrough"]);

/**
 * Splits a line into its pieces, in order. Joined, their texts are `plainText(line)`.
 *
 * @example
 * ```ts
 * import { splitAnsi } from "./ansi.ts";
 * splitAnsi("\u001b[31mred\u001b[0m"); // [{ text: "red", className: "ansi-red" }]
 * ```
 */
export function splitAnsi(line: string): Segment[] {
  if (!line.includes(ESC)) {
    const text = showControls(line);
    return text === "" ? [] : [{ text, className: "" }];
  }
  const segments: Segment[] = [];
  for (const entry of anser.ansiToJson(dropSequences(line), { use_classes: true })) {
    const text = showControls(entry.content.replaceAll(ESC, ""));
    if (text === "") continue;
    const className = classOf(entry);
    const last = segments.at(-1);
    if (last?.className === className) last.text += text;
    else segments.push({ text, className });
  }
  return segments;
}

/**
 * The visible text of a line: without escape codes, and with symbols for characters that have no form of their own.
 *
 * @example
 * ```ts
 * import { plainText } from "./ansi.ts";
 * plainText("\u001b[1mloss\u001b[0m 0.5"); // "loss 0.5"
 * ```
 */
export function plainText(line: string): string {
  if (!line.includes(ESC)) return showControls(line);
  return splitAnsi(line).map((segment) => segment.text).join("");
}

function dropSequences(line: string): string {
  return line.replace(STRINGS_AND_ESCAPES, "").replace(CONTROL_SEQUENCES, "");
}

/** Replaces BEL by ␇, DEL by ␡ and so on (Unicode's Control Pictures), and writes out what else has no form: `⟨U+202E⟩`. A terminal ignores NULs. */
function showControls(text: string): string {
  const pictured = text.replace(CONTROL_CHARACTERS, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0) return "";
    return code === 127 ? "\u2421" : String.fromCharCode(0x2400 + code);
  });
  return showHidden(pictured, { hasLines: true });
}

type Entry = ReturnType<typeof anser.ansiToJson>[number];

function classOf(entry: Entry): string {
  const classes = [
    colourClass(entry.fg, entry.fg_truecolor, ""),
    colourClass(entry.bg, entry.bg_truecolor, "on-"),
    ...entry.decorations.filter((name) => DECORATIONS.has(name)).map((name) => `ansi-${name}`),
  ];
  return classes.filter((name) => name !== "").join(" ");
}

/** `anser` names sixteen colours. All other colours become the nearest of these. */
function colourClass(name: string | null, trueColour: string | null, on: "" | "on-"): string {
  if (!name) return "";
  if (name === "ansi-truecolor") return `ansi-${on}${nearestColour(trueColour ?? "0, 0, 0")}`;
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  return palette ? `ansi-${on}${paletteColour(Number(palette[1]))}` : `ansi-${on}${name.slice(5)}`;
}

/** Colours 16 to 255 of xterm: a cube of 6 × 6 × 6 colours, then 24 greys. */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return nearestColour(`${grey}, ${grey}, ${grey}`);
  }
  const levels = [0, 95, 135, 175, 215, 255];
  const cube = index - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return nearestColour(parts.map((part) => levels[part] ?? 0).join(", "));
}

/** Each channel above the middle sets its bit of the colour's number. The bright variant is for a highest channel above 192. Greys go by brightness. */
function nearestColour(rgb: string): string {
  const parts = rgb.split(",").map(Number);
  const high = Math.max(...parts);
  const low = Math.min(...parts);
  if (high - low < 32) {
    return high < 64 ? "black" : high < 144 ? "bright-black" : high < 224 ? "white" : "bright-white";
  }
  const middle = (high + low) / 2;
  const bits = parts.reduce((sum, part, at) => part > middle ? sum | (1 << at) : sum, 0);
  return `${high > 192 ? "bright-" : ""}${COLOURS[bits]}`;
}
