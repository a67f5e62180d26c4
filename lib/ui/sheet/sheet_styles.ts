/**
 * The style of a file of runs: light and dark, a phone's width and paper. Has the colours of the pages, and loads nothing.
 *
 * @module
 */
import { dashOf, LINE_STYLES } from "../../series/run_styles.ts";
import { colourOf, type Palette, writeMarkColours, writeTheme } from "./palette.ts";

const STYLES = Array.from({ length: LINE_STYLES }, (_, at) => at + 1);

const colours = (palette: Palette) =>
  `:root{--surface:${palette.surface};--text:${palette.text};--muted:${palette.muted};--line:${palette.line};--axis:${palette.axis}}` +
  STYLES.map((style) => `.r${style}{stroke:${colourOf(palette, style)}}`).join("") + writeMarkColours(palette);

const RULES = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0 auto;max-width:1400px;padding:20px;background:var(--surface);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:24px;margin:0;overflow-wrap:anywhere}h2{font-size:18px;margin:32px 0 8px}h3{font-size:15px;margin:20px 0 4px;overflow-wrap:anywhere}
p{margin:4px 0}.muted,figcaption span{color:var(--muted)}.wide{overflow-x:auto}
table{border-collapse:collapse;width:max-content}th,td{text-align:left;vertical-align:top;padding:4px 16px 4px 0;border-bottom:1px solid var(--line);max-width:420px;overflow-wrap:break-word}
td{min-width:4em}td small{display:block;color:var(--muted);white-space:nowrap}th{font-weight:600}.number,.run-name,.named{white-space:nowrap}.run-name{display:inline-block;max-width:22em;overflow:hidden;text-overflow:ellipsis;vertical-align:bottom}.differs{font-weight:600}
code,pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{margin:4px 0;padding:8px;border:1px solid var(--line);max-height:420px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
summary{cursor:pointer}ol{margin:4px 0;padding-left:0;list-style:none}li{overflow-wrap:anywhere}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(400px,100%),1fr));gap:20px}
figure{margin:0;position:relative;min-width:0}figcaption{font-weight:600;overflow-wrap:anywhere}figcaption span{font-weight:400}
.plot{display:block;width:100%;height:auto;touch-action:pan-y;overflow:visible}
.plot text{fill:var(--muted);font-size:12px}.plot .mark text{font-size:8px;font-weight:600}.run,.grid,.axis,.cursor{fill:none;vector-effect:non-scaling-stroke}
.run{stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.grid{stroke:var(--line)}.axis,.cursor{stroke:var(--axis)}.ground{fill:transparent}
.key{width:28px;height:10px;flex:none;vertical-align:middle;margin-right:8px}
.tip{position:absolute;z-index:1;top:28px;right:4px;max-width:min(75%,420px);padding:6px 10px;background:var(--surface);border:1px solid var(--axis);font-size:13px;pointer-events:none}
.tip.at-left{right:auto;left:52px}.tip div{display:flex;align-items:center}.tip span{flex:1;margin-right:12px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.tip[hidden]{display:none}
${
  STYLES.filter((style) => dashOf(style) !== "").map((style) => `.r${style}{stroke-dasharray:${dashOf(style)}}`).join(
    "",
  )
}
@media(max-width:600px){body{padding:12px}}`;

const PAPER =
  `@media print{:root{color-scheme:light}table{font-size:10px;width:auto}td small{white-space:normal}th,td{padding-right:6px}td{min-width:0}body{max-width:none;padding:0;font-size:12px}pre{max-height:none;border:0;padding:0;font-size:9px}` +
  `figure,tr{break-inside:avoid}h2,h3{break-after:avoid}.charts{grid-template-columns:1fr 1fr}.tip,.cursor{display:none}.wide{overflow:visible}}`;

/** The style sheet. */
export const SHEET_STYLES: string = RULES + writeTheme("auto", colours) + PAPER;
