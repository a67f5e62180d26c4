/**
 * Names that usually say nothing about training: places, times, identifiers, amounts. A hint, no gate: what such a name's numbers do beside a
 * step may still make a metric of it.
 *
 * @module
 */
import { METRIC_WORDS } from "./vocabulary.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words for a number of something: they say nothing themselves, and may count. */
const NUMBERED = words("n k i j nr no num number count idx index sample item row page checkpoint ckpt");
/** Times, shares of the run and codes: their numbers change, and never mean anything for training. */
const NEVER = words(
  "jitter left time_left date timestamp unix_time wait patience percent percentage cuda best_is exit_code return_code gpu_id",
);
/** Places and records, whose numbers are whole. Decimals under such a name are somebody's own metric. */
const NEVER_WHOLE = words(
  "counter day month year port pid code status rank local_rank global_rank node line job job_id v_num id hostname node_ip trainer seen sen size",
);
/** Identifiers, amounts and settings, and counters of the best value: they may be metrics once they change. */
const OTHERS = words(
  "epochs nepochs n_epochs num_epochs best_iter best_iteration best_epoch best_step best_ntree_limit best_trial bestiteration iteration_of_best " +
    "mom momentum beta betas eps exitcode world_size gpu gpus gpuid device devices jobid task class classes total_steps total_epochs total_iter " +
    "total_iters total_iterations total_batches max_steps max_epochs max_iter max_iters max_iterations num_steps num_batches num_iterations " +
    "num_train_steps num_train_batches num_train_iterations sen. imgsize img_size instances images targets labels numworkers num_workers numgpus " +
    "num_gpus attempt retry col column shape shard parameters params num_params step_time_str skipped worker thread fold layer stage part file " +
    "files objects object items level process rows cols columns # stamp unixtime epoch_timestamp epoch_time_stamp cpu_count progress tokenizer " +
    "vocab smpl samples_seen stalled save saved model log logs",
);
const NAMES: readonly ReadonlySet<string>[] = [NUMBERED, NEVER, NEVER_WHOLE, OTHERS];
const PERCENT_DONE = /^(?:percent(?:age)?|pct)_(?:done|completed?|finished)$/;
const PATTERNS = [
  /^eta\w*$|^eta\/|_eta$/,
  PERCENT_DONE,
  /^remaining\w*$|remaining(?:_time)?$/,
  /^(?:time|cost|estimated|remaining|elapsed)_(?:time|left|remaining|total)?_?str$/,
  /_id$|(?:^|_)shapes?$|version$|^version_\d+$|seed$/,
  /\.(?:py|ipynb|jl|rs|go|java|kt|scala|cs|swift|rb|sh|m?[jt]sx?|lua|c|cc|cpp|h|hpp|cu|pt|pth|ckpt|json|bin)$/,
];
/** The same within names. */
const NEVER_PART =
    /(?:^|_)eta(?:_|$)|remaining|_str$|time_?stamp|(?:^|_)best_?(?:iter|epoch|step|ntree|trial)|_of_best/,
  NEVER_WHOLE_PART = /(?:^|_)(?:version|seed)s?(?:_|$)/;

const STOP = /(?:^|_)early_stop/, LAST_WORD = /[^_]*$/;

/** True for what a program stops early by, a count or a patience; not for a metric then: `early_stop_acc`. */
function countsStop(name: string): boolean {
  return STOP.test(name) && !METRIC_WORDS.has(LAST_WORD.exec(name)![0]);
}

/** True for a canonical name that usually says nothing about training. */
export function isIdleName(name: string): boolean {
  return NAMES.some((names) => names.has(name)) || PATTERNS.some((pattern) => pattern.test(name)) || countsStop(name);
}

/** True for a canonical name that may say how much of training is done, or of something else. */
export function namesShare(name: string): boolean {
  return name === "progress" || PERCENT_DONE.test(name);
}

/** True for a word, in any case, for a number of something: `idx`, `Sample`. */
export function isNumberWord(word: string): boolean {
  return NUMBERED.has(word.toLowerCase());
}

/** True for a canonical name whose numbers never mean anything for training, whatever they do; of some names whole numbers alone. */
export function neverMeasures(name: string, isWhole: boolean): boolean {
  if (isWhole && (NEVER_WHOLE.has(name) || NEVER_WHOLE_PART.test(name))) return true;
  return NEVER.has(name) || NEVER_PART.test(name) || countsStop(name);
}
