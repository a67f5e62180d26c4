/**
 * Marks of runs: what their logs told of the runs themselves, in pages. A mark is visible when the run's facts count it: pages are written
 * with the flush or ahead of it. Does not know what makes a mark.
 *
 * @module
 */
import { RUN_MARKS_MAX } from "../../limits.ts";
import type { RunMark } from "../../model.ts";
import { withLock } from "../flush/commit.ts";
import { packValue } from "../kv/encoding.ts";
import { readFacts } from "./facts.ts";
import { marksKey, marksPrefix } from "../keys.ts";
import type { Kv } from "../kv/kv.ts";
import type { Write } from "../flush/stage.ts";

/** Marks in one stored page. With texts of 160 characters of three bytes a page stays below a KV value's 64 KiB. */
const MARKS_PAGE = 100;

/** The marks of a generation that is being written. */
export interface OpenMarks {
  count: number;
  /** Marks of the page that is being filled; null while it isn't read. */
  page: RunMark[] | null;
}

/** A generation without marks. */
export const noOpenMarks = (): OpenMarks => ({ count: 0, page: [] });

/** Adds marks to the open page. Returns the writes of all pages that change. Beyond `RUN_MARKS_MAX` they are not kept. */
export async function stageMarks(
  kv: Kv,
  { id, generation, open }: { id: string; generation: number; open: OpenMarks },
  marks: readonly RunMark[],
): Promise<Write[]> {
  const kept = marks.slice(0, Math.max(0, RUN_MARKS_MAX - open.count));
  if (kept.length === 0) return [];
  open.page ??= await readOpenPage(kv, id, { generation, count: open.count });
  const writes = new Map<number, Write>();
  for (const mark of kept) {
    const page = Math.floor(open.count / MARKS_PAGE);
    if (open.count % MARKS_PAGE === 0) open.page = [];
    open.page.push(mark);
    open.count++;
    writes.set(page, packPage(marksKey(id, generation, page), open.page));
  }
  return [...writes.values()];
}

function packPage(key: Deno.KvKey, page: readonly RunMark[]): Write {
  const value = packValue(page);
  return { key, value, bytes: value.bytes.length };
}

/** The marks of the page that is being filled, without those of a flush that was never committed. */
async function readOpenPage(
  kv: Kv,
  id: string,
  { generation, count }: { generation: number; count: number },
): Promise<RunMark[]> {
  const page = Math.floor(count / MARKS_PAGE), open = count % MARKS_PAGE;
  if (open === 0) return [];
  const { value } = await withLock(() => kv.get<RunMark[]>(marksKey(id, generation, page)));
  return (value ?? []).slice(0, open);
}

/** Reads the marks of a run in the order of its log; at most `RUN_MARKS_MAX`. */
export async function readMarks(kv: Kv, id: string): Promise<RunMark[]> {
  const { generation, marks = 0 } = await readFacts(kv, id);
  if (marks === 0) return [];
  const pages = await withLock(() => Array.fromAsync(kv.list<RunMark[]>({ prefix: marksPrefix(id, generation) })));
  return pages.flatMap(({ value }) => value).slice(0, marks);
}
