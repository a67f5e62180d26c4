/**
 * Words for one of several things that a program trains or measures side by side: `Client 3`, `Region 82`, `agent 2`. The number behind such
 * a word says which one it is, and counts nothing. Each word once, in lower case.
 *
 * @module
 */
const PARTS: ReadonlySet<string> = new Set(
  ("client agent region head layer expert island chain player team domain env actor group camera view stream sensor site hospital subject " +
    "patient zone channel cluster arm bandit party silo shard member learner critic policy model net network branch task " +
    "klient cliente agente агент клиент 客户端 智能体 クライアント エージェント 클라이언트 에이전트").split(" "),
);
const MARKED = /(?:[_ ]?(?:id|no\.?|number|idx|index))?[\s#:]*$/i;

/** The word for a part that a text ends with: `client` of `Client`, `client_id`, `Global client #`. Empty without one. */
export function partAtEnd(text: string): string {
  const word = /[\p{L}\p{M}]+$/u.exec(text.replace(MARKED, ""))?.[0].toLowerCase() ?? "";
  return PARTS.has(word) ? word : "";
}

/** Words for a part that are part of a metric's name elsewhere: `acc class 3: 0.5`. */
const ALONE: ReadonlySet<string> = new Set(["class", "category", "label"]);

/** The same for a text that is such a word alone: `Class 3 (road): IoU 0.5`. */
export function partAlone(text: string): string {
  const word = text.toLowerCase();
  return ALONE.has(word) ? word : "";
}
