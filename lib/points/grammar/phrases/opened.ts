/**
 * Brackets, quotes and types between a name and its number.
 *
 * @module
 */
import type { PhraseDraft, PhraseRule } from "./draft.ts";

/** A percent sign before its number, as Turkish writes it: `doğruluk: %97`. */
const SHARE = /[ :=]%$/;

/** Offset of the spaces, quotes and brackets that end at `end`. */
function openedFrom(text: string, end: number): number {
  if (end === text.length && SHARE.test(text)) end--;
  while (end > 0 && " \t\"'[({<~≈$+#".includes(text[end - 1]!)) end--;
  return end;
}

function setHead(draft: PhraseDraft, head: string, opened: string): void {
  draft.head = draft.printed = head;
  draft.opened = opened;
}

/** A type and a shape before the number. */
const TYPED = /(?<=[:=]) Tensor \w{3,12} \[\]\s+$/;

/** `Loss: Tensor Float []  0.5`. */
export const typeBefore: PhraseRule = {
  name: "a type and a shape before the number",
  lines: [["step 3 loss: Tensor Float []  0.5", "loss=0.5@3"]],
  read(draft) {
    const typed = TYPED.exec(draft.text);
    if (typed) setHead(draft, draft.text.slice(0, typed.index), "");
    return false;
  },
};

/** `loss: [0.5`, `'loss': '0.5`, `loss ~0.5`. */
export const bracketsBefore: PhraseRule = {
  name: "brackets and quotes that open before the number",
  lines: [["{'step': '3', 'loss': '0.5'}", "loss=0.5@3"], ["step 3 | hits: %97.5", "hits=97.5@3"]],
  read(draft) {
    const { head } = draft, tail = openedFrom(head, head.length);
    if (tail < head.length) setHead(draft, head.slice(0, tail), head.slice(tail));
    return false;
  },
};

/** Types that print themselves around a number: `tensor(0.5)`, `np.float64(0.5)`, `<tf.Tensor: shape=(), dtype=float32, numpy=0.5>`. */
const EAGER_TENSOR = /<tf\.[A-Z]\w{2,12}(?:: | )[^<>]{0,80}numpy=$/;
const WRAPPER =
  /(?<![\w.])(?:tensor|tf\.Tensor|array|Array|Decimal|Optional|Some|(?:np|numpy|jnp|torch)\.\w{1,12}|float\d\d?)$/;

/** The type is left out, its brackets too unless they hold a list. */
export const typeAround: PhraseRule = {
  name: "a type that prints itself around its number",
  lines: [
    ["step 3 loss: tensor(0.5) acc: np.float64(0.9)", "loss=0.5@3 acc=0.9@3"],
    ["step 3 loss: <tf.Tensor: shape=(), dtype=float32, numpy=0.5>", "loss=0.5@3"],
  ],
  read(draft) {
    const { text, head, opened } = draft;
    const wrapped = opened.startsWith("(") ? WRAPPER.exec(head) : EAGER_TENSOR.exec(text);
    if (!wrapped) return false;
    const tail = openedFrom(text, wrapped.index), end = text.includes("[", wrapped.index) ? text.length : wrapped.index;
    setHead(draft, text.slice(0, tail), text.slice(tail, end));
    return false;
  },
};
