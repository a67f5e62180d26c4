import assert from "node:assert/strict";
import { CSV_HEAD, writeCsv } from "../../../lib/api/write/csv.ts";

const columns = {
  step: Float64Array.of(1, 2.5),
  value: Float64Array.of(0.5, NaN),
  time: Float64Array.of(0, 1_500),
  line: Uint32Array.of(3, 4),
  epoch: Float64Array.of(NaN, 1),
  globalStep: Float64Array.of(5, NaN),
};

Deno.test("writeCsv() writes one line for each point, in the order of CSV_HEAD", () => {
  assert.equal(
    CSV_HEAD + writeCsv("loss", columns),
    "metric,step,value,timestamp,line,epoch,global_step\n" +
      "loss,1,0.5,1970-01-01T00:00:00.000Z,3,,5\n" +
      "loss,2.5,NaN,1970-01-01T00:00:01.500Z,4,1,\n",
  );
});

Deno.test("writeCsv() quotes a name with a comma, a quote or a line break", () => {
  const firstField = (name: string) => writeCsv(name, columns).split(",1,0.5,")[0];
  assert.equal(firstField("a,b"), '"a,b"');
  assert.equal(firstField('say "a"'), '"say ""a"""');
  assert.equal(firstField("a\nb"), '"a\nb"');
  assert.equal(firstField("val/loss"), "val/loss");
});

Deno.test("writeCsv() puts ' before a name that a spreadsheet would run, and leaves numbers alone", () => {
  const firstField = (name: string) => writeCsv(name, columns).split(",1,0.5,")[0];
  for (const name of ["=cmd", "+1", "-a", "@x", "\tx"]) assert.equal(firstField(name), `'${name}`);
  assert.equal(firstField('=HYPERLINK("http://x","y")'), `"'=HYPERLINK(""http://x"",""y"")"`);
  const numbers = { ...columns, step: Float64Array.of(-1, 2), value: Float64Array.of(-0.5, -Infinity) };
  assert.match(writeCsv("loss", numbers), /^loss,-1,-0\.5,.*\nloss,2,-Infinity,/);
});
