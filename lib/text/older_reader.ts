/**
 * The sentence by which a run says that an older reader read its log.
 *
 * @module
 */

/** What a run says whose points an older reader gave. */
export const OLDER_READER_WARNING = "read by an older reader: read the log again to get what today's reader finds";

/** True for a run whose points an older reader gave. */
export const isReadByOlder = ({ warnings }: { warnings: readonly string[] }): boolean =>
  warnings.includes(OLDER_READER_WARNING);
