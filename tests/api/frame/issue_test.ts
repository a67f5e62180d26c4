import assert from "node:assert/strict";
import { z } from "@hono/zod-openapi";
import { describeIssue } from "../../../lib/api/frame/issue.ts";
import { runBody } from "../../../lib/api/schemas/body_schemas.ts";
import { metricsQuery } from "../../../lib/api/schemas/schemas.ts";

function describe(schema: z.ZodType, input: unknown, inQuery = false): [string, string] {
  const { parameter, detail } = describeIssue(schema.safeParse(input).error!.issues[0]!, { inQuery });
  return [parameter, detail];
}

Deno.test("describeIssue() names the field and what it must be", () => {
  const cases: [unknown, [string, string]][] = [
    [[], ["body", "the body must be an object, not a list"]],
    [null, ["body", "the body must be an object, not null"]],
    [{}, ["command", "command is missing"]],
    [{ command: "ls" }, ["command", "command must be a list, not a text"]],
    [{ command: [] }, ["command", "command must not be empty"]],
    [{ command: ["ls", 1] }, ["command", "command[1] must be a text, not a number"]],
    [{ command: ["a\0b"] }, ["command", "command[0] must not hold a NUL character"]],
    [{ command: [" "] }, ["command", "command must begin with a program"]],
    [{ command: ["ls"], name: "" }, ["name", "name must not be empty"]],
    [{ command: ["ls"], name: "x".repeat(201) }, ["name", "name must have at most 200 characters"]],
    [{ command: ["ls"], env: { "A=B": "1" } }, ["env", "env.A=B is not a valid name of a variable"]],
    [{ command: ["ls"], env: { A: 1 } }, ["env", "env.A must be a text, not a number"]],
    [
      { command: ["ls"], env: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`A${i}`, ""])) },
      ["env", "env must have at most 1000 variables"],
    ],
    [{ command: ["ls"], nme: "x" }, ["nme", "nme is not a known field"]],
  ];
  for (const [input, expected] of cases) assert.deepEqual(describe(runBody, input), expected);
});

Deno.test("describeIssue() names the parameter of a query and what it must be", () => {
  const cases: [unknown, [string, string]][] = [
    [{ max_points: "0" }, ["max_points", "max_points must be at least 2"]],
    [{ max_points: "10001" }, ["max_points", "max_points must be at most 10000"]],
    [{ max_points: ["3", "4"] }, ["max_points", "max_points must be given once"]],
    [{ min_step: "x" }, ["min_step", "min_step must be a number"]],
    [{ min_step: "2", max_step: "1" }, ["min_step", "min_step must not be greater than max_step"]],
    [{ format: "xml" }, ["format", "format must be one of json, columns, csv"]],
    [{ metric_type: "" }, ["metric_type", "metric_type must not be empty"]],
    [{ min_stp: "1" }, ["min_stp", "min_stp is not a parameter of this address; did you mean min_step?"]],
    [{ metric_type: ["loss", "x".repeat(201)] }, ["metric_type", "metric_type[1] must have at most 200 characters"]],
  ];
  for (const [input, expected] of cases) assert.deepEqual(describe(metricsQuery, input, true), expected);
});

Deno.test("metricsQuery accepts only texts that a person would call a number", () => {
  for (const text of ["0x10", "", " 1", "1 ", "1e3", "1.5", "Infinity", "NaN", "1_000"]) {
    assert.equal(metricsQuery.safeParse({ max_points: text }).success, false, text);
  }
  assert.equal(metricsQuery.parse({ max_points: "12" }).max_points, 12);
  for (const text of ["0x10", "", " 1", "Infinity", "NaN", "1e999", "."]) {
    assert.equal(metricsQuery.safeParse({ min_step: text }).success, false, text);
  }
  for (const [text, number] of [["1e3", 1000], ["-1.5", -1.5], [".5", 0.5], ["+2", 2]] as const) {
    assert.equal(metricsQuery.parse({ min_step: text }).min_step, number);
  }
});
