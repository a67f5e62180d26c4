/**
 * The menu of what can be taken away from a chart. Loaded when it is first opened. Arrow keys move in it, Escape closes it.
 *
 * @module
 */
import "../../first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { copyLink } from "../../run/copy_link.ts";
import { listShareItems, type ShareItem } from "./share_items.ts";
import type { ShownChart } from "./shown_chart.ts";

/** What is shown now, and the callback that closes the menu. `hasFocusBack`: the button gets the focus. */
export interface ShareMenuProps {
  charts: readonly ShownChart[];
  runIds: readonly string[];
  onClose(hasFocusBack: boolean): void;
}

const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The menu. */
export default function ShareMenu({ charts, runIds, onClose }: ShareMenuProps): JSX.Element {
  const panel = useRef<HTMLDivElement>(null), said = useSignal(""), link = useSignal<string | null>(null);
  const items = listShareItems(charts, runIds);
  const buttons = () => [...panel.current!.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  useLayoutEffect(() => buttons()[0]?.focus(), []);
  useEffect(() => closeOutside(panel.current!, () => onClose(false)), []);

  async function act(item: ShareItem): Promise<void> {
    if (!("act" in item)) return void (said.value = "The download begins.");
    try {
      said.value = await item.act();
    } catch (error) {
      said.value = `That didn’t work: ${error instanceof Error ? error.message : error}`;
    }
  }
  async function copy(): Promise<void> {
    const refusal = await copyLink(location.href);
    said.value = refusal === "" ? "Link copied." : `${refusal}: press Ctrl+C, or ⌘C.`;
    link.value = refusal === "" ? null : location.href;
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") return onClose(true);
    if (event.key === "Tab") return onClose(false);
    const all = buttons(), move = MOVES[event.key], at = all.indexOf(document.activeElement as HTMLElement);
    if (!move || at < 0) return;
    event.preventDefault();
    all[move(at, all.length)]!.focus();
  }
  return (
    <div class="share-panel" ref={panel} onKeyDown={onKeyDown}>
      <div role="menu" aria-label="Save or share the chart">
        {items.map((item) => <Item key={item.words} item={item} onAct={() => act(item)} />)}
        <button type="button" role="menuitem" tabIndex={-1} onClick={copy}>Copy link to this view</button>
      </div>
      <p role="status">{said.value}</p>
      {link.value !== null && <LinkField link={link.value} />}
    </div>
  );
}

function Item({ item, onAct }: { item: ShareItem; onAct(): void }): JSX.Element {
  if ("href" in item) {
    return <a role="menuitem" tabIndex={-1} href={item.href} download onClick={onAct}>{item.words}</a>;
  }
  return <button type="button" role="menuitem" tabIndex={-1} onClick={onAct}>{item.words}</button>;
}

/** The link as text that is chosen already, for a page that may not copy. */
function LinkField({ link }: { link: string }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current!.select(), []);
  return (
    <input
      class="small-field mono share-link"
      type="text"
      readOnly
      aria-label="Link to this view"
      value={link}
      ref={field}
    />
  );
}

/** Calls back when something outside is pressed. Returns what ends that. */
function closeOutside(panel: HTMLElement, onClose: () => void): () => void {
  const onPress = (event: Event) => {
    if (!panel.parentElement!.contains(event.target as Node)) onClose();
  };
  document.addEventListener("pointerdown", onPress);
  return () => document.removeEventListener("pointerdown", onPress);
}
