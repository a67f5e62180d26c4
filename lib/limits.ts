/**
 * Every bound of the program, with its unit in the name and its reason beside it.
 *
 * @module
 */

/** A flush at the latest this long after the first byte that waits: "near real time" (SPEC.md §8: stored within 300 ms). */
export const FLUSH_INTERVAL_MS = 250;
/** A flush at the latest with this many bytes of log waiting. */
export const FLUSH_LOG_BYTES = 64 * 1024;
/** A flush at the latest with this many points waiting. */
export const FLUSH_POINTS = 512;
/** The same while more bytes are at hand already: catching up needs no points in between, and larger commits are faster. */
export const FLUSH_POINTS_BEHIND = 8192;

/** Bytes of log in one stored chunk: a KV value holds 65,536, and the chunk's times need some. */
export const LOG_CHUNK_BYTES = 60 * 1024;
/** Flushes whose times one log chunk remembers (16 bytes each). */
export const LOG_CHUNK_TIMES = 200;
/** Points in one stored chunk: about 20 KiB, so that rewriting the open one costs 0.3 ms. */
export const POINT_CHUNK_POINTS = 512;

/** A KV commit that meets a lock or another writer is tried this often before the error surfaces to the caller's own retry. */
export const COMMIT_TRIES = 20;
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
/** How often the page asks for new points and lines. */
export const POLL_MS = 3_000;

/** Bytes of values in one commit: KV refuses 819,200, and its own encoding needs some. */
export const COMMIT_BYTES = 700 * 1024;
/** Mutations in one commit: KV refuses more than 1,000. */
export const COMMIT_MUTATIONS = 900;
/** Points that one opened store keeps in memory for the next request, about 44 bytes each. */
export const POINT_CACHE_POINTS = 2_000_000;
/** Bytes of a line that are shown on the page; the stored log keeps all. */
export const LINE_SHOWN_MAX_BYTES = 64 * 1024;
/** How often a server looks for runs that a dead process left behind. */
export const RECOVER_INTERVAL_MS = 10_000;
/** Bytes of a JSON body that the API takes: the longest of notes, commands and patterns have room. */
export const BODY_MAX_BYTES = 1024 * 1024;
/** The API answers 503 after this long without an answer of the store. */
export const ANSWER_WITHIN_MS = 10_000;
