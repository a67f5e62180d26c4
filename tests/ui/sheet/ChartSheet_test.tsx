import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ChartSheet, type ChartSheetProps } from "../../../lib/ui/sheet/ChartSheet.tsx";

const line = (name: string, style: number) => ({ id: name, name, style, x: [1, 2, 3], value: [3, 2, 1], last: 1 });

function render(props: Partial<ChartSheetProps> = {}): string {
  return renderToString(
    <ChartSheet
      title="loss"
      lines={[line("a", 1), line("b", 2)]}
      x="step"
      yTitle="loss"
      y="linear"
      minX={null}
      maxX={null}
      width={600}
      height={300}
      theme="light"
      source="stdcurve"
      {...props}
    />,
  );
}

Deno.test("ChartSheet() has colours and dashes of the styles it draws in itself, and no variable", () => {
  const svg = render();
  assert.match(svg, /\.r1\{stroke:#0a6cb8\}\.r2\{stroke:#c2410c\}/);
  assert.match(svg, /\.r2\{stroke-dasharray:7 4\}/);
  assert.doesNotMatch(svg, /var\(|\.r3|style="|prefers-color-scheme/);
  assert.match(render({ theme: "auto" }), /@media screen and \(prefers-color-scheme:dark\)\{[^}]*\}/);
});

Deno.test("ChartSheet() keeps everything within its size, whatever the size", () => {
  for (const [width, height] of [[200, 150], [600, 300], [4000, 3000]] as const) {
    const svg = render({ width, height, lines: Array.from({ length: 30 }, (_, at) => line(`run ${at}`, at % 12 + 1)) });
    for (const [, x, y] of svg.matchAll(/<text[^>]* x="([\d.-]+)" y="([\d.-]+)"/g)) {
      assert.ok(
        Number(x) >= 0 && Number(x) <= width && Number(y) > 0 && Number(y) <= height,
        `${width}×${height}: ${x} ${y}`,
      );
    }
    if (width > 200) assert.equal(/and \d+ more runs/.test(svg), width < 4000);
  }
});

Deno.test("ChartSheet() describes itself in words, and leaves pale lines out of legend and words", () => {
  const svg = render({ lines: [{ ...line("a", 1), isFaint: true }, line("a", 1)] });
  assert.match(svg, /<desc>loss by step: a ends at 1<\/desc>/);
  assert.equal(svg.match(/a: 1</g)!.length, 1);
  assert.match(svg, /class="run r1 faint"/);
});

Deno.test("ChartSheet() says that it is live only when it is", () => {
  assert.doesNotMatch(render(), /data-live/);
  assert.match(render({ isLive: true }), /^<svg[^>]* data-live="true"/);
});
