import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import type { ScriptSource } from "../../lib/ui/sheet/sheet_script.ts";
import { assertProblem, type Ground, importText, inApi, stepLines } from "./ground.ts";

async function readSheet({ get }: Ground, query: string): Promise<string> {
  const response = await get(`/api/export.html?${query}`), html = await response.text();
  assert.equal(response.status, 200, html);
  return html;
}

/** What the file's script unpacks. */
const unpack = (html: string): ScriptSource =>
  JSON.parse(inflateRawSync(atobBytes(/type="text\/plain">([^<]*)</.exec(html)![1]!)).toString());
const atobBytes = (text: string) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
const logsOf = (html: string) => [...html.matchAll(/<pre[^>]*>(.*?)<\/pre>/gs)].map(([, text]) => text!);

/** A training that prints a secret of every kind, and a wide log. */
const training = (seed: number, steps: number) =>
  `lr: 0.00${seed}\nWANDB_API_KEY=0123456789abcdef0123456789abcdef01234567\nlogin with hf_abcdefghijklmnopqrstuvwxyz\n` +
  Array.from({ length: steps }, (_, at) => {
    const noise = Math.abs(Math.sin(at * 12.9898 * seed) * 43758.5453) % 1,
      loss = 3 * Math.exp(-at / steps) + noise / 10;
    return `Step ${at}: loss=${loss.toFixed(4)}, lr=${(1e-3 * (1 - at / steps)).toExponential(2)}, grad_norm=${
      (1 + noise).toFixed(3)
    }, ` +
      `acc=${(1 - loss / 4).toFixed(4)}, tokens/s=${(9000 + noise * 500).toFixed(1)}, mem=${
        (10 + noise).toFixed(2)
      }GB\n` +
      (at % 100 === 99 ? `Step ${at}: val_loss=${(loss + 0.1).toFixed(4)}\n` : "");
  }).join("");

Deno.test("export.html is a download that no other page may use, with a policy that names its own style and script alone", () =>
  inApi(async (ground) => {
    const { id } = await importText(ground.store, stepLines(5)),
      response = await ground.get(`/api/export.html?runs=${id}`);
    assert.equal(response.headers.get("content-disposition"), 'attachment; filename="runs.html"');
    assert.equal(response.headers.get("cross-origin-resource-policy"), "same-origin");
    const html = await response.text(), [, policy] = /content-security-policy" content="([^"]*)"/.exec(html)!;
    const hash = (tag: string) => {
      const [, text] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(html)!;
      return `'sha256-${createHash("sha256").update(text!).digest("base64")}'`;
    };
    assert.equal(
      policy,
      `default-src 'none'; style-src ${hash("style")}; script-src ${
        hash("script")
      }; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(html, /(?:src|href)=|url\(|@import| style="|\son\w+=/);
  }));

Deno.test("export.html of ten runs of seven metrics is smaller than 300 KB", () =>
  inApi(async (ground) => {
    const ids = [];
    for (let seed = 1; seed <= 10; seed++) ids.push((await importText(ground.store, training(seed, 1000))).id);
    const html = await readSheet(ground, `runs=${ids}`), bytes = new TextEncoder().encode(html).length;
    assert.ok(bytes < 300_000, `${bytes} bytes`);
    const { charts, logs } = unpack(html);
    assert.deepEqual([charts.length, charts[0]!.lines.length], [7, 10]);
    assert.ok(charts[0]!.lines.every(({ x, v }) => x.length > 280 && x.length <= 300 && v.length === x.length));
    for (const [at, shown] of logsOf(html).entries()) {
      const lines = (logs[at]! + shown.replace(/<span.*<\/span>/s, "")).split("\n");
      assert.equal(lines.length, 200);
      assert.match(lines.at(-1)!, /^Step 999: val_loss/);
    }
  }));

Deno.test("export.html gives many noisy curves fewer points, so that it stays smaller than 300 KB", () =>
  inApi(async (ground) => {
    const noise = (at: number) => (Math.abs(Math.sin(at * 78.233) * 43758.5453) % 1).toFixed(5);
    const names = Array.from({ length: 12 }, (_, at) => `metric_${"abcdefghijkl"[at]}`), ids = [];
    for (let run = 0; run < 10; run++) {
      const line = (step: number) => names.map((name, at) => `${name}=${noise(step * 31 + at * 7 + run)}`).join(" ");
      ids.push(
        (await importText(ground.store, Array.from({ length: 400 }, (_, at) => `Step ${at}: ${line(at)}\n`).join("")))
          .id,
      );
    }
    const html = await readSheet(ground, `runs=${ids}`),
      { x } = unpack(html).charts[0]!.lines[0]!;
    assert.ok(new TextEncoder().encode(html).length < 300_000);
    assert.ok(x.length >= 60 && x.length < 300, `${x.length} points`);
    assert.match(html, /metric_a <span>[\d,]+ of 4,000 points, extremes kept/);
  }));

Deno.test("export.html holds no secret: in commands, settings, names, notes, marked lines and logs", () =>
  inApi(async (ground) => {
    const secret = "hf_abcdefghijklmnopqrstuvwxyz",
      { id } = await importText(
        ground.store,
        training(1, 20) + `Traceback (most recent call last):\n  File "a"\nValueError: ${secret}\n`,
      );
    await ground.store.runs.update(id, {
      name: `with ${secret}`,
      notes: `first\npassword=hunter2hunter2\n`,
      tags: [secret],
    });
    await ground.store.marks.addNote(id, { step: 3, text: `token: ${secret}` });
    const html = await readSheet(ground, `runs=${id}`), all = html + JSON.stringify(unpack(html));
    for (const each of [secret, "0123456789abcdef0123456789abcdef01234567", "hunter2"]) {
      assert.ok(!all.includes(each), each);
    }
    assert.ok(all.includes("•••"));
    assert.match(html, /WANDB_API_KEY=•••/);
  }));

Deno.test("export.html keeps the extremes of a curve, and where it has no number", () =>
  inApi(async (ground) => {
    const text = Array.from({ length: 5000 }, (_, at) =>
      `Step ${at}: loss=${at === 3333 ? 77 : at === 17 ? -5 : 1 + at % 7 / 100}\n`);
    const { id } = await importText(ground.store, text.join("") + "Step 5000: loss=nan\n");
    const [line] = unpack(await readSheet(ground, `runs=${id}`)).charts[0]!.lines;
    let step = 0;
    const points = line!.x.map((each, at) => [step += each, line!.v[at]]);
    assert.ok(points.length <= 300);
    for (const point of [[3333, 77], [17, -5], [5000, null]]) {
      assert.ok(
        points.some((each) =>
          `${each}` === `${point}`
        ),
        `${point}`,
      );
    }
  }));

Deno.test("export.html keeps text from becoming markup, in the file and in what its script unpacks", () =>
  inApi(async (ground) => {
    const { id } = await importText(ground.store, "</pre></script><script>alert(1)</script>\n" + stepLines(3));
    await ground.store.runs.update(id, { name: "<img src=x onerror=alert(1)>", notes: "</p><b>" });
    const html = await readSheet(ground, `runs=${id}`);
    assert.equal(html.match(/<script/g)!.length, 2);
    assert.doesNotMatch(html, /<img|<b>/);
  }));

Deno.test("export.html cuts very long lines and says how long they are", () =>
  inApi(async (ground) => {
    const { id } = await importText(ground.store, `${"x".repeat(60_000)}\n\u001b[31mred\u001b[0m\n`);
    const [log] = logsOf(await readSheet(ground, `runs=${id}`));
    assert.equal(log, `${"x".repeat(300)}… (60000 characters)\nred`);
  }));

Deno.test("export.html takes the runs of an experiment, the oldest first, or some runs in their order", () =>
  inApi(async (ground) => {
    const first = await importText(ground.store, stepLines(2)), second = await importText(ground.store, stepLines(3));
    await ground.store.runs.update(second.id, { name: "second" });
    const names = async (query: string) =>
      [...(await readSheet(ground, query)).matchAll(/<span class="run-name">([^<]*)</g)].map(([, name]) => name);
    assert.deepEqual(await names(`experiment=${first.experimentId}`), ["r", "second"]);
    assert.deepEqual(await names(`runs=${second.id},${first.id}`), ["second", "r"]);
    await assertProblem(await ground.get("/api/export.html"), 400, "runs");
    await assertProblem(await ground.get(`/api/export.html?runs=${crypto.randomUUID()}`), 404);
    const { id } = await ground.store.experiments.create({ name: "empty" });
    await assertProblem(await ground.get(`/api/export.html?experiment=${id}`), 400, "runs");
    await assertProblem(
      await ground.get(`/api/export.html?runs=${Array.from({ length: 101 }, () => crypto.randomUUID())}`),
      400,
      "runs",
    );
  }));
