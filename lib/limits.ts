/**
 * Every bound of the program, with its unit in the name and its reason beside it.
 *
 * @module
 */

/** Flushes of a run begin at least this far apart unless much waits: "near real time" (SPEC.md §8: stored within 300 ms). */
export const FLUSH_INTERVAL_MS = 250;
/** A flush at once when this many bytes of log wait and none is under way. */
export const FLUSH_LOG_BYTES = 64 * 1024;
/** A flush at once when this many points wait and none is under way. */
export const FLUSH_POINTS = 512;
/** Bytes of log that wait at most, and so are in one flush: with a usual log's points they fill one commit while catching up. */
export const FLUSH_LOG_MAX_BYTES = 512 * 1024;

/** First pause before a store that does not answer is asked again; doubled each time up to `RETRY_LONGEST_MS`. */
export const RETRY_MS = 100;
/** Longest such pause: a store that is back is noticed within this time. */
export const RETRY_LONGEST_MS = 5_000;

/** Bytes of log in one stored chunk: a KV value holds 65,536, and the chunk's times need some. */
export const LOG_CHUNK_BYTES = 60 * 1024;
/** A chunk with as many is left as it is by the next flush: a live run rewrites 8 KiB four times a second, not 30. */
export const LOG_CHUNK_ENOUGH_BYTES = 16 * 1024;
/** Pieces whose times one log chunk remembers (16 bytes each). */
export const LOG_CHUNK_TIMES = 250;
/** Points in one stored chunk: 8 KiB and some, so that the open one is rewritten in well under a millisecond. */
export const POINT_CHUNK_POINTS = 1024;

/** A commit that another writer was faster than is tried this often before its caller hears of it. */
export const COMMIT_TRIES = 20;
/** How long a locked KV file is tried for before the error surfaces: to a page as "try again", to a capture's own patience. */
export const LOCK_PATIENCE_MS = 8_000;
/** First pause between two tries of a commit; doubled each time up to `COMMIT_PAUSE_MAX_MS`. */
export const COMMIT_PAUSE_MS = 5;
/** Longest pause between two tries of a commit. */
export const COMMIT_PAUSE_MAX_MS = 500;

/** Characters of a line that are read for points; the stored log keeps all. */
export const LINE_READ_MAX_CHARS = 4096;
/** Metric names a run may have; the rest are counted in its warnings. */
export const METRIC_NAMES_MAX = 1000;
/** Characters of a metric's name. */
export const METRIC_NAME_MAX_CHARS = 200;
/** Characters of an experiment's or run's name. */
export const NAME_MAX_CHARS = 200;
/** Characters of notes or a description. */
export const NOTES_MAX_CHARS = 10_000;

/** From SIGTERM to SIGKILL when a run is cancelled. */
export const STOP_GRACE_MS = 10_000;
/** How often a growing spool is looked at. */
export const FOLLOW_INTERVAL_MS = 40;
/** How often whoever captures a run says that it is alive. */
export const HEARTBEAT_MS = 5_000;
/** How often the owner of a run asks whether it is to be cancelled. */
export const CANCEL_POLL_MS = 500;

/** Points a metric in a metrics answer when `max_points` is not given. */
export const MAX_POINTS_DEFAULT = 1000;
/** Lowest `max_points`. */
export const MAX_POINTS_LOWEST = 2;
/** Highest `max_points`. */
export const MAX_POINTS_HIGHEST = 10_000;
/** Experiments or runs in one page of a list. */
export const LIST_ROWS = 50;
/** How often the page asks for new points and lines. */
export const POLL_MS = 3_000;

/** Bytes of values in one commit: KV refuses 819,200, and its own encoding needs some. */
export const COMMIT_BYTES = 700 * 1024;
/** Bytes of keys in one commit: KV refuses more than 81,920. */
export const COMMIT_KEY_BYTES = 70 * 1024;
/** Mutations in one commit: KV refuses more than 1,000. */
export const COMMIT_MUTATIONS = 900;
/** Points that one opened store keeps in memory for the next request, 40 bytes each. */
export const POINT_CACHE_POINTS = 1_500_000;
/** Points that are kept, where thinned ones will do, of a series longer than that: far more than a screen has columns. */
export const THINNED_POINTS_MAX = 200_000;
/** Bytes of a line that are shown on the page; the stored log keeps all. */
export const LINE_SHOWN_MAX_BYTES = 64 * 1024;
/** How often a server looks for runs that a dead process left behind. */
export const RECOVER_INTERVAL_MS = 10_000;
/** Bytes of a JSON body that the API takes: the longest of notes, commands and patterns have room. */
export const BODY_MAX_BYTES = 1024 * 1024;
/** The API answers 503 after this long without an answer of the store. */
export const ANSWER_WITHIN_MS = 10_000;
