/**
 * The bounds of the store: what fits into a record and a commit, how long the KV is waited for, and what is kept of it in memory.
 *
 * @module
 */

/** Bytes of log in one stored chunk. A KV value has at most 65,536 bytes, and the times of the chunk need some of them. */
export const LOG_CHUNK_BYTES = 60 * 1024;
/** The next flush does not extend a chunk of this size. So a live run rewrites 8 KiB four times a second on average, not 30 KiB. */
export const LOG_CHUNK_ENOUGH_BYTES = 16 * 1024;
/** Pieces of output whose times are stored in one log chunk, with 16 bytes each. */
export const LOG_CHUNK_TIMES = 250;
/** Points in one stored chunk. It has little more than 8 KiB, so that rewriting the open one takes less than a millisecond. */
export const POINT_CHUNK_POINTS = 1024;
/** Attempts of a commit while other writers are faster. After that the caller gets the conflict. */
export const COMMIT_TRIES = 20;
/** How long to retry while the KV file is locked. After that a page asks its reader to try again, and a capture retries by itself. */
export const LOCK_WAIT_MAX_MS = 8_000;
/** How long SQLite itself waits for a file that another process has locked, before a copy or a check of the file gives up. */
export const SQLITE_WAIT_MS = 3_000;
/** After so long a command that waits for its KV says why. */
export const OPEN_WORD_MS = 1_000;
/** How long it is said that the KV can't be used, when nobody has tried again since. */
export const TROUBLE_KEPT_MS = 15_000;
/** How long one call of the KV may take. KV Connect's client tries again by itself without end, and Deno KV waits for a lock without end. */
export const CALL_MAX_MS = 10_000;
/** Calls of the KV that may be given up and still under way. Further calls wait until one of these ends. */
export const CALLS_GIVEN_UP_MAX = 8;
/** How long a commit waits for its turn while no process on a KV file gets one. It then goes ahead: SQLite's own lock keeps the file whole. */
export const TURN_OF_WRITER_MS = 5_000;
/** The same while others get their turns. It is shorter than a lease. */
export const TURNS_OF_OTHERS_MS = 12_000;
/** First pause between two attempts of a commit. It doubles each time, up to `COMMIT_PAUSE_MAX_MS`. */
export const COMMIT_PAUSE_MS = 5;
/** Longest pause between two attempts of a commit. */
export const COMMIT_PAUSE_MAX_MS = 500;
/** Bytes of one commit, its keys and values and `COMMIT_MUTATION_BYTES` for each change. KV refuses more than 819,200. */
export const COMMIT_BYTES = 780 * 1024;
/** What each change adds to the bytes of a commit, besides its key and value. KV was seen to add 56. */
export const COMMIT_MUTATION_BYTES = 100;
/** Bytes of one value. KV refuses more than 65,536. */
export const VALUE_MAX_BYTES = 65_000;
/** Bytes of keys in one commit. KV refuses more than 81,920. */
export const COMMIT_KEY_BYTES = 70 * 1024;
/** Keys that one call reads. KV refuses more than 10. */
export const GET_MANY_KEYS = 10;
/** Mutations in one commit. KV refuses more than 1,000. */
export const COMMIT_MUTATIONS = 900;
/** Points that an open store keeps in memory for the next request, with 40 bytes each. */
export const POINT_CACHE_POINTS = 1_500_000;
/** Thinned points that an open store keeps in memory for the next chart, with 44 bytes each. */
export const THIN_POINTS_KEPT = 500_000;
/** Smoothed points that an open store keeps in memory for the next chart, with 44 bytes each. */
export const SMOOTH_POINTS_KEPT = 250_000;
/** A series of more points is read by its stretches where thinned points are enough. A shorter one is read, and kept in memory, whole. */
export const LONG_SERIES_POINTS = 262_144;
/** A range of so many points of a long series is read point by point: 128 chunks. A longer one is thinned while it is read. */
export const RANGE_WHOLE_POINTS = 131_072;
/** A range of so many points is smoothed point by point: some 1,000 chunks. A longer one by the means of stretches. */
export const SMOOTHED_WHOLE_POINTS = 1_048_576;
/** Pages of stretches that an open store keeps in memory, with 7 kB each. */
export const STRETCH_PAGES_KEPT = 2_000;
