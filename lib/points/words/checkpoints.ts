/**
 * Recognises lines that tell of a checkpoint: that it was saved, found or loaded. The values on such a line are what the checkpoint holds;
 * the run's own lines print them too. Doesn't find marks of a run: `run_mark_kinds.ts` does.
 *
 * @module
 */
import { type Clues, type Look, makeClues, mayStand } from "../scan/clues.ts";
import { namesWith } from "./spellings.ts";

const list = (words: string) => `(?:${words.split(" ").join("|")})`;

const OBJECT = list("checkpoint ckpt snapshot weights model state") +
  String.raw`s?\b|\.(?:pt|pth|ckpt|npz|h5|safetensors|msgpack)\b`;
const COUNTER = String.raw`(?:global )?(?:step|epoch|iteration|iter|update|round)[ =:#]*\d`;
/** Words between the verb and its object: no value stands among them. */
const BETWEEN = String.raw`[^=:|;]{0,60}?`;

/** What a line begins with, before its words: arrows, stars, brackets. */
const START = String.raw`^[^\p{L}\d]{0,6}`;
/** A part of its own that prints a value behind the message: `saved ckpt-500.pt; val_loss=2.56`. */
const OWN_VALUE = /[;|] *[\p{L}_][\p{L}\d_ /.-]{0,30} ?[=:] ?[-+]?\d/u;

const MESSAGES = [
  String
    .raw`${START}(?:load|reload|restor|resum|continu|initiali[sz]|start(?!\w* of\b)|found|us|read)(?:e|ed|ing|d)?\b` +
  String.raw`${BETWEEN}(?:\b(?:from|of|at) ${BETWEEN}${COUNTER}|${OBJECT})`,
  String.raw`${START}(?:sav|writ|stor|dump|export)(?:e|ed|ing|ten)?\b${BETWEEN}(?:${OBJECT})`,
  String.raw`${START}wrote ${BETWEEN}(?:${OBJECT})`,
  String.raw`${START}(?:(?:new|best|last|latest|final|the) ){0,2}${list("checkpoint model weights snapshot ckpt")}\b` +
  String.raw`[^=|;]{0,40}?\b(?:saved|loaded|restored|written|found|exported)\b`,
  String.raw`${START}(?:best|last|latest|final) (?:checkpoint|ckpt|snapshot)\b`,
  String.raw`${START}(?:checkpoint|ckpt|resume|restore)\]`,
  String.raw`${START}[\w./-]{1,80}\.(?:pt|pth|ckpt|npz|h5|safetensors|msgpack)\b\s?[:(]`,
].map((source) => new RegExp(source, "iu"));

/** What is saved or loaded, and that it was, in languages other than English: both stand before a line's first value. */
const OTHER_OBJECT = namesWith(
  "检查点 檢查點 权重 權重 模型 チェックポイント モデル 重み 체크포인트 모델 가중치 чекпойнт чекпоинт модел вес modell gewichte modèle poids modelo pesos modello pesi modelu wag " +
    "ağırlık",
);
const OTHER_VERBS =
  "加载 載入 载入 恢复 恢復 保存 儲存 读取 読み込 復元 불러 로드 저장 복원 загруж сохран восстанов geladen laden gespeichert speicher wiederhergestellt chargé " +
  "chargement sauvegard enregistr cargad cargando guardad guardando carregad carregando salv caricat wczyt zapis yükle kayde";
const OTHER_VERB = namesWith(OTHER_VERBS);
const HEAD_MAX_CHARS = 80;
/** What is saved or loaded, where a message says from which step, and the verbs of other languages. */
const CLUES: Clues = makeClues(
  ..."checkpoint ckpt snapshot weights model state .pt .npz .h5 .safetensors .msgpack resume] restore]".split(" "),
  ...["from ", "of ", "at "],
  ...OTHER_VERBS.split(" "),
);

/** True for a text whose words before the first value say in another language that a model was saved or loaded. */
function isOther(text: string): boolean {
  const head = /^[^=:(\d|;]*/.exec(text.slice(0, HEAD_MAX_CHARS))![0].toLowerCase();
  return OTHER_VERB.test(head) && OTHER_OBJECT.test(head);
}

/** True for a line that tells of a checkpoint, and prints no value in a part of its own. */
export function isCheckpointLine(text: string, look?: Look): boolean {
  if (!mayStand(CLUES, look)) return false;
  return (MESSAGES.some((message) => message.test(text)) || isOther(text)) && !OWN_VALUE.test(text);
}
