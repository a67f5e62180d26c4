import assert from "node:assert/strict";
import { isShownElsewhere } from "../../lib/web/link_access.ts";

const ID = "0190f7a2-0000-7000-8000-00000000ffff", RUN = `/experiments/${ID}/runs/${ID}`;

Deno.test("isShownElsewhere() is true for a chart and a page with one, and for no other spelling", () => {
  assert.ok(isShownElsewhere(`${RUN}/chart.svg`) && isShownElsewhere(`${RUN}/embed`));
  const others = [
    `/api${RUN}/chart.svg`,
    `${RUN}/chart.svg/`,
    `${RUN}/chart.svg/x`,
    `/${RUN}/chart.svg`,
    `${RUN}/metrics`,
    `${RUN}/logs`,
    RUN,
  ];
  for (
    const path of [
      ...others,
      `${RUN}/chart%2esvg`,
      `${RUN}/..%2fembed`,
      `/experiments/x/runs/${ID}/embed`,
      "/",
      `${RUN}/embed.json`,
    ]
  ) {
    assert.ok(!isShownElsewhere(path), path);
  }
});
