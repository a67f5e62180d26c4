/**
 * How a number is written.
 *
 * @module
 */
import type { Draw } from "../draw.ts";
import type { Quantity } from "../model.ts";

/** A number as printed, and what it is worth. */
export interface Written {
  text: string;
  value: number;
}

/** Writes all values of one quantity. */
export type WriteValue = (value: number) => Written;

type Form = (value: number, digits: number) => string;

/** The digits of the number itself. */
const DIGITS: Record<string, Form> = {
  "fixed": (v, d) => v.toFixed(d),
  "all digits": (v) => String(v),
  "exponent": (v, d) => pad(v.toExponential(d)),
  "EXPONENT": (v, d) => pad(v.toExponential(d)).toUpperCase(),
  "no zero before the point": (v, d) => v.toFixed(d).replace(/^(-?)0\./, "$1."),
  "sign": (v, d) => (v < 0 ? "" : "+") + v.toFixed(d),
  "padded": (v, d) => v.toFixed(d).padStart(d + 5),
  "significant": (v, d) => String(Number(v.toPrecision(d + 1))),
  "thousands": (v, d) => v.toLocaleString("en-US", { minimumFractionDigits: d, maximumFractionDigits: d }),
};

const pad = (text: string) => text.replace(/e([+-])(\d)$/, "e$10$2");

/** What stands around it, `#`; another number there is a running average or a deviation. */
const AROUND: Record<string, string> = {
  "(average)": "# (@)",
  "(average) without a blank": "#(@)",
  "± deviation": "# ± ~",
  "+/- deviation": "# +/- ~",
  "+- deviation": "#+-~",
  "tensor": "tensor(#)",
  "tensor on a device": "tensor(#, device='cuda:0')",
  "tensor with a gradient": "tensor(#, grad_fn=<MeanBackward0>)",
  "numpy scalar": "np.float64(#)",
  "list of one": "[#]",
  "quoted": "'#'",
  "in braces": "{#}",
  "green": "\x1b[32m#\x1b[0m",
  "bold": "\x1b[1m#\x1b[0m",
  "Julia's float": "#f0",
};

const UNITS: Record<string, string> = { "percent": "%", "percent behind a blank": " %" };

/** How a value is written that isn't a number any more. */
const LOST: Record<string, Written> = {
  "nan": { text: "nan", value: NaN },
  "NaN": { text: "NaN", value: NaN },
  "inf": { text: "inf", value: Infinity },
};

/** True for a number that may stand in a frame: languages write some numbers in one way alone. */
function isFramed(frame: string, number: string): boolean {
  if (frame === AROUND["Julia's float"]) return !/e/i.test(number);
  return !/tensor|np/.test(frame) || /^-?\d/.test(number);
}

/** Draws how a program writes a quantity. `comma`: with a decimal comma. */
export function drawValue(draw: Draw, kind: Quantity["kind"], comma: boolean): WriteValue {
  const isPercent = kind === "score" && draw.maybe("value: percent", 0.25);
  const unit = isPercent ? draw.one("unit", { ...UNITS, "none": "" }) : "";
  // Three digits behind a comma may be thousands.
  const digits = kind === "lr" ? draw.int(5, 8) : comma ? draw.int(4, 6) : isPercent ? draw.int(1, 3) : draw.int(3, 6);
  const form = !comma && !isPercent && draw.maybe("digits: other", 0.4)
    ? draw.one("digits", kind === "lr" ? LR_DIGITS : DIGITS)
    : DIGITS.fixed!;
  const lost = kind === "loss" && draw.maybe("the loss is lost", 0.04) ? draw.one("lost", LOST) : null,
    lostFrom = draw.int(3, 8);
  const around = unit || comma || kind === "lr" || !draw.maybe("value: with something around", 0.25)
    ? "#"
    : draw.one("around", AROUND);
  let average = 0, count = 0;
  return (value) => {
    const number = form(isPercent ? 100 * value : value, digits);
    if (++count > lostFrom && lost) return lost;
    average += (value - average) / count;
    const others = {
      "@": form(isPercent ? 100 * average : average, digits).trim(),
      "~": Math.abs(value / 7).toFixed(digits),
    };
    const frame = isFramed(around, number) ? around : "#";
    const text = frame.replace(/[#@~]/g, (sign) => sign === "#" ? number : others[sign as "@" | "~"]) + unit;
    return { text: comma ? text.replace(/(?<=\d)\.(?=\d)/g, ",") : text, value: Number(number.replaceAll(",", "")) };
  };
}

const LR_DIGITS: Record<string, Form> = {
  "fixed": DIGITS.fixed!,
  "all digits": DIGITS["all digits"]!,
  "exponent": (v) => pad(v.toExponential(2)),
  "EXPONENT": (v) => pad(v.toExponential(3)).toUpperCase(),
};
