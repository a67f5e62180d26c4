/**
 * Names that usually say nothing about training: places, times, identifiers, amounts. A hint, no gate: what such a name's numbers do beside a
 * step may still make a metric of it.
 *
 * @module
 */
/** Words for a number of something: they say nothing themselves, and may count. */
const NUMBERED: ReadonlySet<string> = new Set(
  "n k i j nr no num number count idx index sample item row page checkpoint ckpt".split(" "),
);
const OTHERS =
  "epochs nepochs n_epochs num_epochs left time_left percent percentage trainer port pid v_num date day month year best_iter best_iteration " +
  "best_epoch best_step best_ntree_limit best_trial bestiteration iteration_of_best mom momentum beta betas eps wait patience line exit_code " +
  "exitcode return_code code status rank local_rank global_rank world_size node gpu gpus gpuid gpu_id device devices cuda id job jobid job_id " +
  "task class classes total_steps total_epochs total_iter total_iters total_iterations total_batches max_steps max_epochs max_iter max_iters " +
  "max_iterations num_steps num_batches num_iterations num_train_steps num_train_batches num_train_iterations seen sen sen. size imgsize " +
  "img_size instances images targets labels numworkers num_workers numgpus num_gpus attempt retry col column shape shard parameters params " +
  "num_params best_is step_time_str skipped worker thread fold layer stage part file files items object objects level process rows cols " +
  "columns # jitter stamp timestamp unixtime unix_time epoch_timestamp epoch_time_stamp hostname node_ip cpu_count progress tokenizer vocab smpl " +
  "samples_seen stalled save saved model log logs";
const NAMES: ReadonlySet<string> = new Set([...NUMBERED, ...OTHERS.split(" ")]);
const PATTERNS = [
  /^eta\w*$|^eta\/|_eta$/,
  /^remaining\w*$|remaining(?:_time)?$/,
  /^(?:time|cost|estimated|remaining|elapsed)_(?:time|left|remaining|total)?_?str$/,
  /_id$|(?:^|_)shapes?$|version$|^version_\d+$|seed$|^early_stop\w*$/,
  /\.(?:py|ipynb|jl|rs|go|java|kt|scala|cs|swift|rb|sh|m?[jt]sx?|lua|c|cc|cpp|h|hpp|cu|pt|pth|ckpt|json|bin)$/,
];

/** True for a canonical name that usually says nothing about training. */
export function isIdleName(name: string): boolean {
  return NAMES.has(name) || PATTERNS.some((pattern) => pattern.test(name));
}

/** True for a word, in any case, for a number of something: `idx`, `Sample`. */
export function isNumberWord(word: string): boolean {
  return NUMBERED.has(word.toLowerCase());
}
