/**
 * What is known of a log as far as it was read, beside its points: as it is stored, and as it is shown.
 *
 * @module
 */
import type { LineSplitter } from "../lines/split.ts";
import type { PointReader } from "../points/reader.ts";
import type { DraftEnd } from "../store/flush/generation.ts";
import { describeEncoding } from "../text/line_encoding.ts";

/** What is known of a log, and the states from which its reading goes on. */
export type Described = Required<Omit<DraftEnd, "finished">>;

/** Describes a log as far as these two have read it. Reading on doesn't change what this gives. */
export function describeReading(splitter: LineSplitter, reader: PointReader): Described {
  const { encoding } = splitter;
  return {
    lines: splitter.snapshot(),
    reader: reader.snapshot(),
    settings: { ...reader.settings },
    progress: { ...reader.progress },
    warnings: [...describeEncoding(encoding), ...reader.warnings],
    unread: reader.unread,
    encoding,
  };
}
