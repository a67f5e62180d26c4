/**
 * Every limit of the program; `limits/store.ts` has those of the store. The name has the unit, the comment has the reason.
 *
 * @module
 */

/** Size at which the audit log becomes the previous one. An entry has about 300 bytes. */
export const AUDIT_MAX_BYTES = 1024 * 1024;

/** Time between the starts of two flushes of a run, unless much waits. Output is to be stored within 300 ms. */
export const FLUSH_INTERVAL_MS = 250;
/** The same while nobody looks: a page, `ls --watch` or a reader of the API. A flush costs 2 ms of the processor and a sync of the disk. */
export const FLUSH_UNSEEN_MS = 2_000;
/**
 * A run stores for at most this share of the time, unless much waits: a flush that waits for the turns of many others makes the pause before
 * the next one longer, up to `FLUSH_SLOWED_MS`. So many runs on one KV make fewer, larger commits. What is printed right after a flush has
 * begun waits for the pause and for the next flush.
 */
export const FLUSH_SHARE = 0.2, FLUSH_SLOWED_MS = 900;
/** How long one counts as looking after the newest mark of it. A page that is open asks every `POLL_MS`. */
export const LOOK_KEPT_MS = 10_000;
/** How often a process marks that somebody looks, and how long an answer waits for that. */
export const LOOK_NOTE_MS = 3_000, LOOK_NOTE_WAIT_MS = 100;
/** When this many bytes of log wait, a flush begins at once: half of what fits. Smaller flushes of a fast log cost a disk sync each. */
export const FLUSH_LOG_BYTES = 256 * 1024;
/** When this many points wait, a flush begins at once. They take 0.8 MB of memory. */
export const FLUSH_POINTS = 16_384;
/** Most bytes of log in one flush. Together with the points of a usual log they fill one commit. */
export const FLUSH_LOG_MAX_BYTES = 512 * 1024;

/** First pause before a retry when the store does not answer. It doubles with each failure, up to `RETRY_LONGEST_MS`. */
export const RETRY_MS = 100;
/** Longest pause before a retry. A store that works again is noticed within this time. */
export const RETRY_LONGEST_MS = 5_000;

/** How long the store may take for what is stored last, after the program was asked to stop. */
export const LAST_ATTEMPT_MAX_MS = 5_000;

/** Characters of a line in which points are searched. The stored log has the whole line. */
export const LINE_READ_MAX_CHARS = 4096;
/** The same of a line of JSON: one that begins with a brace and has only ASCII. */
export const JSON_LINE_READ_MAX_CHARS = 65_536;
/** When nothing is printed for so long, a point isn't held back any longer for a place that is known by then. */
export const PLACE_WAIT_MS = 2_000;
/** Shapes of lines whose meaning is kept, for all logs together. A log has a few dozen; each takes about 2 kB. */
export const SHAPES_KEPT = 4096;
/** Bytes that a reader remembers of a log at most, as it is stored with each commit. What is over is forgotten, and a warning counts it. */
export const READER_STATE_MAX_BYTES = 48_000;
/** Metric names that a run may have. Points of further names are dropped, and a warning counts them. */
export const METRIC_NAMES_MAX = 1000;
/** Characters of the name of a metric. */
export const METRIC_NAME_MAX_CHARS = 200;
/** Characters of the name of an experiment or run. */
export const NAME_MAX_CHARS = 200;
/** Characters of notes or a description. */
export const NOTES_MAX_CHARS = 10_000;

/** Tags of a run. */
export const TAGS_MAX = 100;
/** Runs that one request may change. */
export const BULK_MAX_RUNS = 1_000;

/** How long a run or an experiment that was deleted on a page or by the API can be restored. */
export const DELETED_KEPT_MS = 24 * 60 * 60 * 1000;
/** Runs and experiments that one pass of a server deletes for good. The next pass is 12 s later. */
export const DELETED_A_PASS = 20;

/** Time between SIGTERM and SIGKILL when a run is cancelled. */
export const STOP_GRACE_MS = 10_000;
/** Length of a command line that fits into a terminal of its own: the system passes at most 128 KiB in one word. */
export const TERMINAL_LINE_MAX_BYTES = 100_000;
/** How long opening a terminal for a command may take. */
export const TERMINAL_START_MAX_MS = 10_000;
/** Size of a command's terminal when no user's terminal shows it. */
export const TERMINAL_COLUMNS = 120, TERMINAL_ROWS = 40;
/** How often a growing spool is checked for new bytes. */
export const FOLLOW_INTERVAL_MS = 40;
/** The same of the spool of a run at which nobody looks, and of one whose command has no terminal of ours. Each check wakes us up. */
export const FOLLOW_UNSEEN_MS = 200, FOLLOW_COPY_MS = 200;
/** How soon to look again whether something is left of a command that has ended. The pause grows up to `LEFT_OVER_PAUSE_MAX_MS`. */
export const LEFT_OVER_LOOK_MS = 40;
/** Longest pause between two looks at what is left of a command. The end of a daemon's output is noticed within this time. */
export const LEFT_OVER_PAUSE_MAX_MS = 2_000;
/** When something is left of a command for so long after its end, that is said. Workers that print at their end take less. */
export const LATE_OUTPUT_MS = 2_000;
/** Age at which the owner of a run renews its lease, with a flush or, without output, by itself. */
export const RENEW_MS = 5_000;
/** A lease that was not renewed for so long shows that nothing of the run is stored meanwhile, whatever the reason. Two renewals. */
export const UNSTORED_MS = 10_000;
/**
 * A lease that was not renewed for so long is over. Another process must have looked on all the while: a clock alone does not show it.
 * Three renewals, for slow stores.
 */
export const LEASE_MS = 15_000;
/** How often a machine renews its claim to a KV file on a network file system, and how long the claim counts. */
export const MACHINE_RENEW_MS = 20_000, MACHINE_CLAIM_MS = 120_000;
/**
 * The same for a single look at a lease of another machine, whose clock may be wrong: it only shows the owner as silent. And for the owner of an
 * import, whose rest nobody else can read.
 */
export const OWNER_SILENT_MS = 60_000;
/** How often the owner of a run checks whether the run shall be cancelled. */
export const CANCEL_POLL_MS = 500;

/** Points of each metric in an answer of the metrics route when `max_points` is not given. */
export const MAX_POINTS_DEFAULT = 1000;
/** Lowest `max_points`. */
export const MAX_POINTS_LOWEST = 2;
/** Highest `max_points`. */
export const MAX_POINTS_HIGHEST = 10_000;
/** Characters of a metric's points as JSON when `max_points` is not given: with everything else, an answer of one metric has 100 KB. */
export const METRIC_JSON_MAX_CHARS = 97_000;
/** Points in one answer of the metrics route: 100 MB of JSON. It matters for requests of more than 100 metrics with `max_points=10000`. */
export const ANSWER_POINTS_MAX = 1_000_000;
/** Runs and metrics in one answer with many runs, and points of all of them: some 15 MB of JSON, 3 MB compressed. */
export const MANY_RUNS_MAX = 100, MANY_METRICS_MAX = 60, MANY_POINTS_MAX = 200_000;
/** Runs of such an answer that are read at the same time. */
export const MANY_RUNS_AT_ONCE = 4;
/** Experiments or runs in one page of a list. */
export const LIST_ROWS = 50;
/** Metrics of all runs in one page of a list. With more, the page has fewer runs: 1,000 runs of 1,000 metrics would be 150 MB of JSON. */
export const RUNS_PAGE_METRICS = 50_000;
/** How often a page requests new points and lines; and in a hidden tab, whose title and icon say how the run stands. */
export const POLL_MS = 3_000, POLL_HIDDEN_MS = 30_000;

/** Bytes of a line that a page shows. The stored log has the whole line. */
export const LINE_SHOWN_MAX_BYTES = 64 * 1024;
/** Characters in one answer with lines, unless a single line has more. 10,000 lines of the longest kind would be 655 MB. */
export const LINES_READ_MAX_CHARS = 4 * 1024 * 1024;
/** How often `serve`, `run` and `import -` look for runs whose lease is over. */
export const RECOVER_INTERVAL_MS = 4_000;
/** Longest pause before a capture that has failed is tried again. The first is `RECOVER_INTERVAL_MS`. */
export const CAPTURE_RETRY_LONGEST_MS = 60_000;
/** How often they finish deletions and remove spools that a crash left behind. */
export const TIDY_INTERVAL_MS = 12_000;
/** Launches that a server accepts in a minute. */
export const LAUNCHES_PER_MINUTE = 20;
/** How long a request with an `Idempotency-Key` may be sent again without making a second run. */
export const REQUEST_KEPT_MS = 24 * 60 * 60 * 1000;
/** Commands that a directory of spools keeps so that their runs can be resumed from the page, the newest. Each takes less than 1 kB. */
export const KEPT_COMMANDS_MAX = 1_000;
/** Imports that a server accepts in a minute. */
export const IMPORTS_PER_MINUTE = 60;
/** Other changes that a server accepts in a minute. */
export const WRITES_PER_MINUTE = 300;
/** Live runs that a server may have; `serve --max-live` sets another number. */
export const LIVE_RUNS_MAX = 64;
/** How long a JSON body may take to arrive. */
export const BODY_WITHIN_MS = 30_000;
/** Targets that a run may notify. */
export const NOTIFY_TARGETS_MAX = 10;
/** Characters of the address or command to notify. */
export const NOTIFY_TARGET_MAX_CHARS = 4096;
/** Shortest and longest silence that is notified of, in seconds. */
export const NOTIFY_SILENCE_LOWEST_S = 1;
/** Timers of JavaScript end at 24 days. */
export const NOTIFY_SILENCE_HIGHEST_S = 7 * 86_400;
/** Environment variables of a launch. */
export const ENV_MAX_VARIABLES = 1000;
/** Answers that a server makes at the same time. Each may hold a series of 1.5 million points, 72 MB. */
export const ANSWERS_AT_ONCE = 8;
/** Logs that a server reads again at the same time, and previews of patterns. */
export const REREADS_AT_ONCE = 4;
/** Requests that may wait for their turn. */
export const TURNS_WAITING_MAX = 256;
/** How long a request waits for its turn. Together with `ANSWER_WITHIN_MS` it stays below 10 s. */
export const TURN_WAIT_MAX_MS = 1_500;
/** Bytes of a JSON body that the API accepts. The longest notes, commands and patterns fit. */
export const BODY_MAX_BYTES = 1024 * 1024;
/** How long the API and the pages wait for the store before they answer 503. */
export const ANSWER_WITHIN_MS = 8_000;

/** Instructions of one compiled pattern. A repetition such as `.{0,200}` has 400; a usual pattern has 10 to 50. */
export const PATTERN_SIZE_MAX = 500;
/** Instructions of all patterns of an experiment together. */
export const PATTERNS_SIZE_MAX = 2000;
/** Instructions times characters that all patterns may spend on one line. The slowest patterns need 0.1 µs for one: 0.1 s a line. */
export const PATTERN_WORK_MAX = 1_000_000;

/** Bytes of an imported log that a server accepts, as it is sent and unpacked; `serve --max-import` sets another number. */
export const IMPORT_MAX_BYTES = 1024 ** 3;

/** Version of the reader. It grows when logs are read differently: runs that an older reader read can be read again. */
export const READER_VERSION = 19;

/** Bytes of what lists show of a run, in two records: what people and processes change, and what its log says. 1,000 runs are read at once. */
export const RECORD_ROW_BYTES = 400, FACTS_ROW_BYTES = 500;
/** Metrics of a run that a list has at hand. The others are read from the run's own summaries. */
export const ROW_METRICS_MAX = 4;
/** When the log of a live run says nothing for so long, its row is made again: an earlier version may capture it, and writes no rows. */
export const ROW_STALE_MS = 60_000;
/** Runs whose rows can be asked for by their ids. So many ids make an address of 37,000 characters. */
export const ROWS_CHOSEN_MAX = 1000;
/** Newest runs of an experiment whose metrics are all named to whoever lists its rows. */
export const ROWS_NAMED_RUNS = 20;
/** Runs whose summaries are kept for columns that rows don't have. */
export const ROW_COLUMNS_KEPT = 2000;
/** Rows of a table in a page before any script runs, and by which more are shown while one scrolls. */
export const TABLE_PAGE_ROWS = 100;
/** Rows that a page brings with it; of more, the script requests those that are not in sight at first. */
export const TABLE_WHOLE_ROWS = 200;
/**
 * Runs on the chart of a table: at most, without any tick, those whose points the page brings with it, and those whose settings and numbers
 * stand side by side.
 */
export const DRAWN_RUNS_MAX = 100, DRAWN_BY_DEFAULT = 10, DRAWN_WITH_PAGE = 24, RUNS_BESIDE_MAX = 12;

/** How often a server with an open stream of events looks at the counters of changes. Each look reads eleven counters or fewer in 0.2 ms. */
export const CHANGE_LOOK_MS = 250;
/** Shortest pause between two looks, when the KV itself says that something changed. */
export const CHANGE_PAUSE_MS = 50;
/** A stream of events says at least this often that it is there. A browser that hears nothing for twice as long does without it. */
export const EVENT_BEAT_MS = 15_000;
/** Open streams of events of a server; browsers need one each, however many tabs they have. */
export const EVENT_STREAMS_MAX = 200;
/** A stream of events ends after so long. Whoever asks again shows the token or the session again. */
export const EVENT_STREAM_MAX_MS = 10 * 60_000;
/** Experiments, and runs, that one stream of events may name. */
export const EVENT_EXPERIMENTS_MAX = 50, EVENT_RUNS_MAX = 100;
/** Newest output that stays in a spool though it is stored, and how much before it is freed at once. A spool then takes twice as much at most. */
export const SPOOL_KEPT_BYTES = 64 * 1024 * 1024, SPOOL_FREED_AT_ONCE_BYTES = 64 * 1024 * 1024;

/** The user's own notes at steps of a run, and the characters of one. */
export const STEP_NOTES_MAX = 100, STEP_NOTE_MAX_CHARS = 200;
/** Of a longer log only the part around a line is searched. */
export const LOG_SEARCH_MAX_BYTES = 64 * 1024 * 1024;
/** Marks of a run that are kept: saved checkpoints, errors, silences. */
export const RUN_MARKS_MAX = 2_000;
/** A live run that prints nothing for so long gets a mark, milliseconds. */
export const SILENCE_MARK_MS = 10 * 60_000;

/** Rows of a terminal that cursor movements can reach. A real one has 24 to 60. */
export const SCREEN_ROWS = 50;
/** Rows with a text of their own that are kept of a log whose program moves the cursor. Further lines are shown as printed. */
export const SCREEN_TEXTS_MAX = 10_000;
/** Bytes of a line that are drawn on the screen: the last ones. */
export const SCREEN_LINE_MAX_BYTES = 64 * 1024;
/** Bytes of a log that are drawn. What is behind them is shown as printed. */
export const SCREEN_LOG_MAX_BYTES = 32 * 1024 * 1024;
/** Logs whose rows a process keeps. */
export const SCREENS_KEPT = 8;
