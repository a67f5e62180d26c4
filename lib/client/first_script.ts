/**
 * What several islands and the parts that are loaded later use. Each of them imports this module before anything else, so that the build
 * makes one script of it: otherwise it makes one of every module that two of them share, and a page loads forty. Has nothing of its own.
 *
 * @module
 */
import "@preact/signals";
import "preact/hooks";
import "preact/jsx-runtime";
import "../model.ts";
import "../series/axis.ts";
import "../series/choose_metric.ts";
import "../series/columns.ts";
import "../series/merge_columns.ts";
import "../series/run_styles.ts";
import "../series/undrawn.ts";
import "../series/x_axis.ts";
import "../series/y_axis.ts";
import "../text/count.ts";
import "../text/distinct_names.ts";
import "../text/format.ts";
import "../text/visible.ts";
import "../time.ts";
import "../ui/RunName.tsx";
import "./chart/metric_columns.ts";
import "./chart/plot_points.ts";
import "./chart/range_summary.ts";
import "./chart/reader_zone.ts";
import "./frame/kept.ts";
import "./frame/sign_in.ts";
import "./run/address.ts";
import "./run/copy_link.ts";
import "./run/run_marks.ts";
import "./run/selection.ts";
import "./server/deleted_runs.ts";
import "./server/missing_script.ts";
import "./server/own_path.ts";
import "./server/page_refresh.ts";
import "./server/poll.ts";
import "./server/read.ts";
import "./server/reread.ts";
import "./server/send.ts";
import "./server/session_over.ts";
import "./table/drawn_runs.ts";
import "./teach/known_patterns.ts";
import "./terminal/ansi.ts";
import "./terminal/line_store.ts";
import "./terminal/line_window.ts";
