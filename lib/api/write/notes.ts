/**
 * Renders the notes of a run: Markdown that a user wrote, as HTML that is safe on our pages. HTML in it stays text, links lead to http, https
 * and mail addresses only, and an image is a link, because pages load nothing from elsewhere.
 *
 * @module
 */
import { showHidden } from "../../text/visible.ts";

/** Addresses that a link may have. */
const LINK = /^(?:https?:\/\/|mailto:)/i;
/** No link passes on who leads to it. */
const REL = "nofollow noopener noreferrer";
/** How deep quotes and lists may stand in one another. */
const NESTING_MAX = 20;
/** Notes stand below the heading of their run, which is of the second level. */
const HEADING_BELOW = 2, HEADING_LOWEST = 6;

/** What is used of a token of markdown-it, which has no types of its own. */
interface Token {
  type: string;
  tag: string;
  content: string;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** Writes one token. */
type Rule = (tokens: Token[], at: number, options: unknown, env: unknown, self: Renderer) => string;

interface Renderer {
  rules: Record<string, Rule>;
  renderToken(tokens: Token[], at: number, options: unknown): string;
}

/** What is used of markdown-it. */
interface Markdown {
  render(text: string): string;
  validateLink: (address: string) => boolean;
  linkify: { set(options: { fuzzyLink: boolean; fuzzyEmail: boolean }): void };
  core: { ruler: { push(name: string, rule: (state: { tokens: Token[] }) => void): void } };
  renderer: Renderer;
  utils: { escapeHtml(text: string): string };
}

let renderer: Promise<Markdown> | null = null;

/**
 * The HTML of notes; "" for none. The renderer is loaded with the first ones.
 *
 * @example
 * ```ts
 * import { renderNotes } from "./notes.ts";
 * await renderNotes("**best** so far"); // "<p><strong>best</strong> so far</p>\n"
 * ```
 */
export async function renderNotes(notes: string): Promise<string> {
  if (notes.trim() === "") return "";
  renderer ??= makeRenderer();
  return (await renderer).render(showHidden(notes, { hasLines: true }));
}

async function makeRenderer(): Promise<Markdown> {
  const { default: MarkdownIt } = await import("markdown-it");
  const markdown: Markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: NESTING_MAX });
  markdown.validateLink = (address) => LINK.test(address.trim());
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false }); // train.py is no address
  markdown.core.ruler.push("lower_headings", ({ tokens }) => tokens.forEach(lowerHeading));
  Object.assign(markdown.renderer.rules, makeRules(markdown.utils));
  return markdown;
}

function lowerHeading(token: Token): void {
  if (token.type !== "heading_open" && token.type !== "heading_close") return;
  token.tag = `h${Math.min(Number(token.tag.slice(1)) + HEADING_BELOW, HEADING_LOWEST)}`;
}

function isInLink(tokens: readonly Token[], at: number): boolean {
  const count = (type: string) => tokens.slice(0, at).filter((token) => token.type === type).length;
  return count("link_open") > count("link_close");
}

/** Code without the class that a user could name, links with `REL`, and images as links. */
function makeRules({ escapeHtml }: Markdown["utils"]): Record<string, Rule> {
  const code: Rule = (tokens, at) => `<pre tabindex="0"><code>${escapeHtml(tokens[at]!.content)}</code></pre>\n`;
  const cell: Rule = (tokens, at) => `<${tokens[at]!.tag}>`; // without the style of its alignment, which our policy refuses
  return {
    fence: code,
    code_block: code,
    image(tokens, at) {
      const address = tokens[at]!.attrGet("src") ?? "", words = tokens[at]!.content || address;
      if (isInLink(tokens, at)) return escapeHtml(words);
      return `<a href="${escapeHtml(address)}" rel="${REL}">${escapeHtml(words)}</a>`;
    },
    th_open: cell,
    td_open: cell,
    link_open(tokens, at, options, _env, self) {
      tokens[at]!.attrSet("rel", REL);
      return self.renderToken(tokens, at, options);
    },
  };
}
