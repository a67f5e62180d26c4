/**
 * The words of the field, by what they name: a metric, a counter, a speed, a setting. Holds only words that mean the same in every
 * framework. One person's metric names must work without an entry here.
 *
 * @module
 */

import { type NameList, namesWith, type RankedNames, rankedNames, wholeNames } from "./spellings.ts";
import { SPEED_PER } from "./units.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** A name with one of these words is a metric on any line. */
export const METRIC_WORDS = words(
  "loss losses acc accuracy accuracies err error errors perplexity ppl auc auroc auprc aucpr ap map mar f1 fb1 fscore precision prec recall rec mae mse rmse mape " +
    "smape r2 logloss ndcg mrr miou iou pixacc dice dsc jaccard bleu rouge rougel meteor cider chrf wer cer psnr ssim lpips fid " +
    "inception reward rewards return returns score scores nll bpb bpc bpd elbo kl kld entropy cost mcc kappa objective fitness bce mlogloss xent " +
    "likelihood ll loglik gnorm logprob regret rmsd eer der hellaswag success winrate bcer bwer hits top1 top5 top3 top10",
);
/** A phase that is the whole name of a metric: its loss, say. */
export const METRIC_ALONE = words("val train valid validation test learn eval dev");
/** A name with a word that has one of these parts is a metric: `celoss`, `loss_g`, `pixacc`. */
export const METRIC_PART =
  /loss|(?:^|[^v])acc(?:uracy)?$|^acc@|reward$|^rouge|^ndcg|^recall@|^precision@|^hits?@|^map@|error$|score$|perplexity/;
/** Names of losses and of errors: no whole number is their value. */
export const LOSS_NAME: NameList = namesWith("loss mse$ mae$ nll$ perplexity ppl$");
/** A name with one of these words is throughput: a speed, a duration, memory, an amount of work. */
export const THROUGHPUT_WORDS = words(
  "time times sec secs second seconds ms us msec usec minutes hours elapsed elap fps sps tps wps ups wpb bsz mfu hfu tflops tflop flops gflops pflops speed throughput " +
    "latency timing timings duration dur dt runtime wall walltime mem memory ram vram rss uptime took tgs tokens tok toks samples sents sentences words imgs frames examples gb_free " +
    "forward backward allreduce bandwidth clock gpu_mem cpu util utilization max_mem peak_mem qsize in_qsize out_qsize cputime realtime datatime batchtime steptime itertime",
);
/** Alternatives of a form, from a list of words or of short forms. */
const oneOf = (list: string) => `(?:${list.split(/\s+/).join("|")})`;

/** The last word of `kl/min` may be a statistic: there it is a speed only of what a program counts. */
const MINUTE = "min";
const PER = oneOf(SPEED_PER.filter((per) => per !== MINUTE).join(" "));
const SPEED_OF = oneOf("samples tokens steps images examples frames words iters it tok img");
/** How much work there is, in no time: at the end of a name, or before what it is per. */
const WORK = new RegExp(
  String
    .raw`(?:^|[_/])(?:samples|tokens|steps|images|imgs|examples|frames|words|iters)(?:$|(?:/|_per_)(?!(?:s|m|h|time)))`,
);

/** True for a name of an amount of work, not of a speed: `train_samples`, `steps/epoch`. */
export const countsWork = (name: string): boolean => WORK.test(name);

const COUNTED_PER = ["^", "_", "/"].map((before) => `${before}${SPEED_OF}/${MINUTE}`).join(" ");
/** A name with one of these parts is throughput. */
export const THROUGHPUT_PART: NameList = namesWith(
  `per_?sec /${PER}/ /${PER}_ /${PER}$ ${COUNTED_PER} ${SPEED_OF}_per_ memalloc memory mem_ ^mem _gb$ _mb$ total_weights`,
  "step_avg time_?taken ^(?:data|io|rate|setup|(?:train_|valid_)?clip)$ _time$ time_ms$ ^(?:updt|data|load|step|iter|batch)_[st]$ ^(?:avg|mean|epoch|eval)_s$",
);

/** A value that is a word: how programs print what is on, off or not given. Part of an expression. */
export const SWITCH_VALUE: string = "(?:True|False|None|null|true|false|[Nn]/[Aa])";

/** How long something took, of two units or three: `2d3h`, `0h1m2s`. Part of an expression. */
export const DURATION: string = String.raw`\d{1,4}[dhm]\d{1,2}[hms](?:\d{1,2}[ms])?`;

/** Words before a counter: `train_step`, `current iteration`. */
const LEAD =
  "train(?:ing)? trainer current curr? now optim(?:izer)? opt completed finished(?:_training)? env(?:ironment)? gradient outer agent progress meta main";
const ITERATIONS = oneOf("steps? iter(?:ation|ate)?s? its? ite itr itn iters iterat niter nit");
const ITERATION_END = oneOf(String.raw`train val test num number no\.? count`);
const UPDATES = oneOf(String.raw`updates? up\.? upd n_updates grad_steps kimg tick`);
const TIMESTEPS = oneOf("timesteps? time_steps? env_?steps frame frames?_seen");
const EPISODES = oneOf(
  "episodes? eps?_num ep_num trial round pass boosting_round gen generation game cycle tree step_num it_num",
);
/** A mark between words. */
const GAP = "[_/]?";
const OF_ALL = oneOf("train(?:ing)? num n total current policy");
const SO_FAR = "(?:_(?:total|so_far))?";
/** Names of the step, best first. */
export const STEP_NAMES: RankedNames = rankedNames(
  [
    "(?:global|train(?:er)?/global|total)_?step (?:global_)?steps?/(?:max|total)_steps (?:train_|valid_)?num_updates",
    "(?:global|acc(?:umulated)?|total)_iter(?:ation)?s?",
  ],
  [`${oneOf(LEAD)}?${GAP}steps?(?:_(?:executed|completed|performed))?`, `${oneOf(LEAD)}${GAP}steps_taken`],
  [`${oneOf(`${LEAD} learning this local`)}?${GAP}${ITERATIONS}(?:_${ITERATION_END})?`],
  [
    `${OF_ALL}?${GAP}${TIMESTEPS}${SO_FAR}`,
    "t_env total_t total_(?:env|environment|num)_?(?:steps|interacts|frames) totalenvinteracts timesteps_(?:total|so_far) num_timesteps",
    "(?:num_)?env_steps(?:_(?:trained|sampled))?(?:_lifetime)?",
  ],
  [`${OF_ALL}?${GAP}${UPDATES}${SO_FAR}`],
  [String.raw`(?:num_?|n_)?${EPISODES}(?:_(?:num|number|id|no\.?))?`],
);

/** Priority of the names of rounds, such as an episode's, which mean training least surely. */
export const ROUNDS_PRIORITY: number = STEP_NAMES.count - 1;

const EPOCH_LEAD = oneOf(
  "in at data train training trainer eval val valid validation test testing current curr? now end_of start_of this finished completed begin starting the for after",
);
const ORDINAL = oneOf(String.raw`num number no\.? id idx index i`);
/** Names of the epoch. */
export const EPOCH_NAME: NameList = wholeNames(
  String.raw`(?:${EPOCH_LEAD}[_/])?(?:epoch|epch|ep\.?|epoch_?${ORDINAL}|training_epoch|train_epoch)` +
    "(?:_(?:train|val|valid|test|loaded))?",
);
/** Names of the batch within its epoch. */
export const BATCH_NAME: NameList = wholeNames(
  `micro_?step inner[_-]step substep sub[_-](?:step|iter(?:ation)?|batch) (?:mini|train|training|val|test)?[_-]?batch(?:es)? batch_?${ORDINAL} mb minibatch iter_in_epoch local_iter`,
);

const SETTINGS = namesWith(
  "batch_?size ^bsz$ _dim$ ^dim$ _size$ ^num_ number_of hidden layers?$ heads?$ vocab dropout weight_decay warm_?up _steps$ _epochs$ _eps$",
  "fraction split threshold max_len max_seq min_lr max_lr base_lr init_lr params$ parameters$ steps_per batches_per patience$ bins$ capacity",
  "buffer gamma$ alpha$ beta[0123456789]?$ ^wd$ decay$ clip$ interval every$ freq(?:uency)?$ features$ channels$ kernel stride padding width$",
  "height$ resolution temperature$ top_?[kp]$ optimizer scheduler workers$ _len(?:gth)?$ seq_?len trainable dataset max_ min_delta",
  "^accumulation_steps?$",
);
/** Names that are settings, unless a line with a step prints them. */
export const SETTING_NAME: NameList = {
  test: (name) => /^n_(?!seen|processed|total)/.test(name) || SETTINGS.test(name),
};

/** Words of what is measured by its length. */
const LENGTH_OF = wholeNames(
  "mean avg average last completions? responses? episodes? ep eps rollouts? traj(?:ectory)? outputs?",
);
/** The word of a length, and what stands before it. */
const LENGTH = /(?:^|[_/])(\w+)_len(?:gth)?s?(?:[_/]|$)/;
/** Lengths that training measures: `completion_length`, `mean_episode_length`. Other lengths are settings. */
export const MEASURED_LENGTH: NameList = {
  test(name) {
    const before = LENGTH.exec(name)?.[1] ?? "";
    return before.split("_").some((word) => LENGTH_OF.test(word) || /^generat\w/.test(word));
  },
};

/** Name of a value that has none. */
export const NAMELESS = "value";
