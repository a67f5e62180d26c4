/**
 * Progress bars: tqdm, Keras, Lightning, rich, fairseq.
 *
 *      2%|▏         | 1/41 [00:20<13:29, 20.24s/batch, loss=0.264, acc=18.9]
 *     Train Epoch: 1 Loss: 5.872 Acc@1 3.6: 100%|██████████| 5005/5005 [58:57<00:00,  1.41it/s]
 *     100% 76/76 [01:13<00:00,  1.04it/s, train_loss=0.468]
 *     500/500 [==============================] - 344s 3ms/step - loss: 0.2822 - val_loss: 0.2700
 *     1|3|Loss: 1.94:   0%|          | 3/1617 [00:20<2:49:01,  6.28s/it]
 *     Epoch 3/9 ━━━━━━━━━━━━━━━ 120/938 0:00:03 • 0:00:20 41.53it/s v_num: 0 train_loss: 0.31
 *
 * @module
 */

/** A bar's parts. */
export interface Bar {
  /** What stands before it. */
  description: string;
  n: number;
  total: number;
  /** Steps a second; NaN when it doesn't say. */
  rate: number;
  secondsLeft: number;
  /** What follows the counts. */
  postfix: string;
  /** Text behind the bar that another writer glued to it. */
  glued: string;
  keras: boolean;
}

const TQDM = /(?:^|[\s:])(\d{1,3})%[ |]/;
const COUNTS =
  /\s([\d.,]{1,15})([kMG]?)\s?\/\s?([\d.,]{1,15})([kMG]?) ?(?:[A-Za-z]{1,10} )?\[(\d[\d:]*|\?)<([\d:]+|\?)(?:, *([\d.]+|\?) ?([A-Za-z]{0,12}\/s|s\/[A-Za-z]{1,12}|[A-Za-z]{0,12}\/sec)?)?/;
const KERAS = /^(\d{1,9})\/(\d{1,9}|Unknown)\s*(?:\[[=>.-]+\]|[━╸╺╶─ ]{3,}|(?= - ))/;
const RICH = /^(.{0,80}?)\s?[━╸╺─]{5,}\s*(\d{1,9})\/(\d{1,9})\s/;
const SCALE: Record<string, number> = { "": 1, k: 1e3, M: 1e6, G: 1e9 };

/** Seconds of `1:02:03`. */
export function parseClock(text: string): number {
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function plain(text: string): number {
  return Number(text.replaceAll(",", ""));
}

/** Reads a bar; null when the line holds none. */
export function readBar(text: string): Bar | null {
  if (text.indexOf("/") < 0) return null;
  const keras = KERAS.exec(text);
  if (keras) {
    const bar = bare("", Number(keras[1]), Number(keras[2]), text.slice(keras[0].length));
    bar.keras = true;
    bar.postfix = bar.postfix.replace(/^[\s-]*(?:ETA: [\d:s]+|\d+s)(?=\s)/, " ")
      .replace(/([\d.]+)(ms|us|s)\/(step|sample|epoch)/, "$2/$3: $1");
    return bar;
  }
  const percent = text.indexOf("%") < 0 ? null : TQDM.exec(text);
  if (percent) return readTqdm(text, percent.index);
  const rich = text.indexOf("━") < 0 ? null : RICH.exec(text);
  return rich ? bare(rich[1]!, Number(rich[2]), Number(rich[3]), text.slice(rich[0].length)) : null;
}

function readTqdm(text: string, at: number): Bar | null {
  const counts = COUNTS.exec(text.slice(at));
  if (!counts) return null;
  const n = plain(counts[1]!) * SCALE[counts[2]!]!;
  const total = plain(counts[3]!) * SCALE[counts[4]!]!;
  const behind = text.slice(at + counts.index + counts[0].length);
  const close = behind.indexOf("]");
  const description = text.slice(0, at).replace(/:\s*$/, "");
  const bar = bare(description, n, total, close < 0 ? behind : behind.slice(0, close));
  bar.glued = close < 0 ? "" : behind.slice(close + 1).trim();
  const pace = Number(counts[7]);
  bar.rate = counts[8]?.startsWith("s/") ? 1 / pace : pace;
  bar.secondsLeft = counts[6] && counts[6] !== "?" ? parseClock(counts[6]) : NaN;
  return bar;
}

function bare(description: string, n: number, total: number, postfix: string): Bar {
  return {
    description,
    n,
    total,
    rate: NaN,
    secondsLeft: NaN,
    postfix,
    glued: "",
    keras: false,
  };
}

/** True for bars that move files or data about and train nothing. */
export function isNoiseBar(description: string): boolean {
  return /download|loading|upload|fetch|map|tokeniz|shard|prepar|generat|extract|convert|preload|cach|scanning|writing|filter|resolv|creating|packing|\.(?:safetensors|bin|json|txt|zip|gz|tar|model)/i
    .test(description);
}
