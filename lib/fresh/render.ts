/**
 * Rendering a document: page in `_app`, what pages put in the head, and islands between comments with their props as JSON, so
 * that the browser finds and wakes them. A page without islands sends no script.
 *
 * @module
 */
import { type ComponentType, createContext, Fragment, h, options, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { renderToString } from "preact-render-to-string";
import { currentBuild } from "./build.ts";
import { collector } from "./runtime.ts";
/** A component of any props. */
// deno-lint-ignore no-explicit-any
export type Component = ComponentType<any>;

let used: { name: string; props: object }[] = [];
let isInner = false;
let here: URL | null = null;
const Inside = createContext(false);

const comment = (text: string) => h(Fragment, { UNSTABLE_comment: text } as object);

/** Stands for an island on the server: the island itself between two comments; inside another island just itself. */
function Marked({ type, own }: { type: ComponentType; own: object }) {
  const inside = useContext(Inside);
  isInner = true;
  const island = h(type, own);
  isInner = false;
  if (inside) return island;
  const name = currentBuild()!.names.get(type)!;
  const start = comment(`frsh:island:${name}:${used.push({ name, props: own }) - 1}:`);
  return h(Inside.Provider, { value: true }, start, island, comment("/frsh:island"));
}

/** Marks a link to the page itself, or to one above it, unless the app says what it is. */
function markLink(props: Record<string, unknown>): void {
  const { href } = props;
  if (!here || typeof href !== "string" || !href.startsWith("/") || props["aria-current"] !== undefined) return;
  const { pathname, search } = new URL(href, here);
  const isHere = pathname === here.pathname;
  const isCurrent = isHere && (search === "" || search === here.search);
  if (!isHere && pathname !== "/" && !here.pathname.startsWith(`${pathname}/`)) return;
  props[isCurrent ? "data-current" : "data-ancestor"] = "true";
  props["aria-current"] = isCurrent ? "page" : "true";
}

const before = options.vnode;
options.vnode = (vnode) => {
  if (vnode.type === "a") markLink(vnode.props as Record<string, unknown>);
  if (!isInner && typeof vnode.type === "function" && currentBuild()?.names.has(vnode.type)) {
    vnode.props = { type: vnode.type, own: vnode.props } as never;
    vnode.type = Marked as ComponentType;
  }
  before?.(vnode);
};

function writeScripts(nonce: string): { html: string; links: string[] } {
  if (used.length === 0) return { html: "", links: [] };
  const { info } = currentBuild()!;
  const names = [...new Set(used.map(({ name }) => name))];
  const links = [info.runtime, ...names.map((name) => info.islands[name]!)].map((file) =>
    `/_fresh/js/${info.id}/${file}`
  );
  const imports = names.map((name, i) => `import ${name} from "${links[i + 1]}";`).join("");
  const code = `import { boot } from "${links[0]}";${imports}boot({${names.join(",")}});`;
  const props = JSON.stringify(used.map(({ props }) => props)).replaceAll("<", "\\u003c");
  const html = `<script type="application/json" id="fresh-props" nonce="${nonce}">${props}</script>` +
    `<script type="module" nonce="${nonce}">${code}</script>`;
  return { html, links };
}

/** Puts what pages collected into the head: a title replaces the app's. */
function fillHead(html: string, head: VNode[]): string {
  if (head.length === 0) return html;
  const added = renderToString(h(Fragment, null, head));
  const title = added.match(/<title>.*?<\/title>/gs)?.at(-1);
  const rest = added.replace(/<title>.*?<\/title>/gs, "");
  const titled = title ? html.replace(/<title>.*?<\/title>/s, () => title) : html;
  return titled.replace("</head>", () => (title && titled === html ? title : "") + rest + "</head>");
}

/** Renders a document: the app with the page as its `Component`. */
export function renderDocument(
  vnode: VNode,
  app: Component | undefined,
  props: { url: URL },
): { html: string; nonce: string; links: string[] } {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  used = [];
  here = props.url;
  const head = collector.start();
  const body = renderToString(app ? h(app, { ...props, Component: () => vnode }) : vnode);
  collector.stop();
  here = null;
  const { html: scripts, links } = writeScripts(nonce);
  const document = body.startsWith("<html")
    ? body
    : `<html><head><meta charset="utf-8"/></head><body>${body}</body></html>`;
  const html = "<!DOCTYPE html>" +
    fillHead(document, head).replace("</body>", () => scripts + "</body>");
  return { html, nonce, links };
}
