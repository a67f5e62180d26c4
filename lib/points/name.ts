/**
 * What a printed key is called and what role it plays: a metric, a counter of progress, or nothing to chart. A pure function of the
 * key, remembered per key because a log prints the same few for ever.
 *
 * @module
 */
import { METRIC_NAME_MAX_CHARS } from "../limits.ts";
import type { MetricKind } from "../model.ts";

/** `step`, `epoch` and `batch` place a line; `noise` is never charted; `setting` only when it is clearly progress of training. */
export type NameRole = "metric" | "step" | "epoch" | "batch" | "noise" | "setting";

/** A key, understood. */
export interface NameInfo {
  /** Lower snake case, `/` and `@` kept; true synonyms unified. */
  name: string;
  role: NameRole;
  kind: MetricKind;
  /** True for words that name a metric wherever they stand (`loss`, `accuracy`, `ppl`). */
  known: boolean;
}

const SYNONYMS = new Map(Object.entries({
  lr: "learning_rate",
  learningrate: "learning_rate",
  "learning-rate": "learning_rate",
  gnorm: "grad_norm",
  gradient_norm: "grad_norm",
  gradnorm: "grad_norm",
  "grad-norm": "grad_norm",
}));
const STEP =
  /^(?:(?:global|current|train(?:ing)?|optimizer|total|completed|finished_training|at|completed_|environment|env)_?)?(?:steps?|iter(?:ation)?s?|itr|iters|num_updates|timesteps?|up(?:date)?s?\.?|round|trial)(?:_(?:train|val|test))?$/;
const EPOCH =
  /^(?:(?:in|at|train|training|eval|val|valid|test|current|end_of|start_of)_)?(?:epoch|ep\.?)(?:_(?:train|val|test|loaded))?$/;
const BATCH = /^(?:micro_?step|(?:mini_?)?batch(?:es)?|batch_idx|it)$/;
const NOISE =
  /^(?:epochs|progress_on|targets|zero_to|new_(?:best|worst)_.*|.*dataloader|setting_.*|set_.*|best_constant.*|eta|eta_seconds|elapsed|remaining|remaining_time|elapsed_time_str|percentage|version|skipped|trainer|start_.*|using_.*|best_error_was|iou_t|seed|port|pid|v_num|date|best_iteration|bestiteration|iteration_of_best|mom|momentum|betas?|eps|over|progress|parameters|num_params|params|line|exit_code|exitcode|return_code|code|(?:local_|global_)?rank|world_size|(?:cost|estimated)_time|sample|images|labels|img_size|instances|class|total_steps|max_steps|total_epochs|num_epochs|of|at|to|in|is|seen|sen\.?|size|jitter|wrote|saved|took_in|gpu|device|devices|cuda|id|job|task|node|error_code|total_timesteps_|patience|stalled|vocab_size|num_train_epochs|max_epochs|num_workers|batch_size_per_gpu|attempt|col|column|shape|top_shape|count|wait|shard)$/;
const SETTING =
  /(?:batch_?size|^bsz$|_dim$|_size$|^num_|^n_|number_of|hidden|^(?:train|eval)_samples$|layers?$|heads$|vocab|dropout|weight_decay|warmup|_steps$|_epochs$|_eps$|fraction|split|seed|threshold|max_len|max_seq|params$|parameters$|steps_per|epochs$|interval|patience$|bins$|capacity)/;
const KNOWN =
  /(?:^|[_/.\-'])(?:loss(?:es)?|acc(?:uracy)?\d*|acc@\d+|top-?\d(?:_acc)?|err(?:or)?|perplexity|ppl|auc|auroc|f1|fb1|f1-score|precision|recall|mae|mse|rmse|mape|r2|logloss|ndcg(?:@\d+)?|mrr|map(?:@\S+)?|miou|iou|pixacc|dice|bleu|rouge\S*|wer|cer|psnr|ssim|fid|reward|rewards|return|ep_rew_mean|nll|bpb|bpc|bpd|elbo|kl|kld|entropy|grad_norm|learning_rate|cost|hella|hellaswag|mcc|train|val|valid|test|score|rms|bcer|bwer)(?:$|[_/.\-@(' ])|loss$|^loss|acc(?:uracy)?$|^(?:val|valid|validation|test|eval|dev)_/;
const THROUGHPUT =
  /(?:\/s(?:ec(?:ond)?)?(?:$|[_/(])|_per_sec(?:ond)?|per_?sec|persec|\/h$|tokens?_per|(?:^|[_/])(?:time|times|wall|wps|ups|wpb|bsz|fps|sps|mfu|hfu|tflops?|flops|throughput|dt|dur|duration|seconds?|secs?|sec|ms|runtime|uptime|latency|speed|rate_it|took|mem|memory|max_mem|gpu_mem|vram|data|elapsed|elapsed_time|train_wall|gb_free|clip|rss|tps)(?:$|[_/(.])|time$|_time_|^time_|mem(?:ory|alloc\w*)?$|tok_s$|memory|memalloc|(?:tok|tokens|img|images|samples|words|steps)\/|\/step$|\/it(?:er)?$|\/batch$|num_input_tokens|tokens_seen|total_tokens|forward|backward|allreduce|all-reduce|-recv|-send|step_avg|train_time|peak_mem|tgs|total_weights|seconds|setup$|^rate$)/;

const CACHE_NAMES = 4096;
const cache = new Map<string, NameInfo>();

/** Understands a printed key; remembered. Returned records are shared: don't change them. */
export function understandName(raw: string): NameInfo {
  const kept = cache.get(raw);
  if (kept) return kept;
  if (cache.size >= CACHE_NAMES) cache.clear();
  const info = readName(raw);
  cache.set(raw, info);
  return info;
}

/** Lower snake case of a printed key, synonyms unified: `Task Loss` → `task_loss`, `LR` → `learning_rate`. */
export function canonicalName(raw: string): string {
  const name = raw.slice(0, METRIC_NAME_MAX_CHARS * 2).trim().toLowerCase()
    .replace(/["`“”*]/g, "").replace(/[()\[\]{}]/g, " ").trim().replace(/\s+/g, "_")
    .replace(/^[_#:.,'-]+|[_:.,'-]+$/g, "").slice(0, METRIC_NAME_MAX_CHARS);
  return SYNONYMS.get(name) ?? name;
}

function readName(raw: string): NameInfo {
  const name = canonicalName(raw);
  const info: NameInfo = { name, role: "metric", kind: "metric", known: false };
  const plain = name.replace(/^(?:train|time|progress)\//, "");
  if (name === "" || !/[a-z\u00c0-\uffff]/.test(name)) info.role = "noise";
  else if (STEP.test(plain) || plain === "finished_training_step") info.role = "step";
  else if (EPOCH.test(plain)) info.role = "epoch";
  else if (BATCH.test(plain)) info.role = "batch";
  else if (NOISE.test(plain)) info.role = "noise";
  else if (THROUGHPUT.test(name) && !/loss|acc|reward/.test(name)) info.kind = "throughput";
  else if (KNOWN.test(name)) info.known = !SETTING.test(name);
  if (info.role === "metric" && info.kind === "metric" && !info.known && SETTING.test(name)) {
    info.role = "setting";
  }
  return info;
}
