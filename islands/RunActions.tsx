/**
 * What can be done to a run: cancel it while it lives; edit, read again or delete it. Everything but a deletion shows on the page
 * as it is.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { deletedRuns } from "../lib/client/server/deleted_runs.ts";
import { isRunOver, refreshParts } from "../lib/client/server/page_parts.ts";
import { runPath } from "../lib/client/server/read.ts";
import { describeReread, requestReread } from "../lib/client/server/reread.ts";
import { factsHref } from "../lib/text/facts_href.ts";
import type { RunDialogProps, RunText } from "../lib/client/run/RunDialogs.tsx";
import type { WireRun } from "../lib/wire.ts";
import { sendChange } from "../lib/client/server/send.ts";

/** The run as far as it can be changed. */
export interface RunActionsProps extends RunText {
  experimentId: string;
  runId: string;
  isLive: boolean;
}

/** The row of buttons; its dialogs are sent when one is wanted. */
export default function RunActions(props: RunActionsProps): JSX.Element {
  const { experimentId, runId } = props;
  const path = runPath(experimentId, runId);
  const text = useSignal<RunText>({ name: props.name, notes: props.notes, tags: props.tags });
  const busy = useSignal("");
  const said = useSignal({ words: "", isBad: false });
  /** On a small screen the rarer buttons are unfolded. */
  const isOpen = useSignal(false);
  const Dialog = useSignal<ComponentType<RunDialogProps> | null>(null);
  const isLive = props.isLive && !isRunOver.value;
  const isDeleted = deletedRuns.value.has(runId);

  useEffect(() => {
    document.querySelector(".run-row.is-selected")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);

  const say = (words: string) => (said.value = { words, isBad: false });

  /** Shows what is being done and how it went; true when it was done. */
  async function act(doing: string, change: Promise<{ ok: true } | { ok: false; message: string }>): Promise<boolean> {
    busy.value = doing;
    say("");
    const sent = await change;
    busy.value = "";
    if (!sent.ok) said.value = { words: sent.message, isBad: true };
    return sent.ok;
  }

  async function cancel(): Promise<void> {
    if (await act("cancel", sendChange({ method: "POST", path: `${path}/cancel` }))) {
      say("Asked to stop. It is killed if it is still there after 10 s.");
    }
  }

  async function reread(): Promise<void> {
    const reading = requestReread(experimentId, runId);
    if (!await act("reread", reading)) return;
    const sent = await reading;
    if (sent.ok) say(`Read again: ${describeReread(sent.value)}.`);
  }

  /** Opens a dialog; its script is not sent before. */
  async function open(dialog: "EditDialog" | "DeleteDialog"): Promise<void> {
    const loaded = await import("../lib/client/run/RunDialogs.tsx");
    Dialog.value = loaded[dialog];
  }

  async function save(change: RunText): Promise<string> {
    const sent = await sendChange<WireRun>({ method: "PATCH", path, body: change });
    if (!sent.ok) return sent.message;
    text.value = { name: sent.value.name, notes: sent.value.notes, tags: sent.value.tags };
    await refreshParts(factsHref(experimentId, runId)).catch(() => location.reload());
    return "";
  }

  async function remove(): Promise<string> {
    const sent = await sendChange({ method: "DELETE", path });
    if (!sent.ok) return sent.message;
    location.assign(`/experiments/${experimentId}`);
    return "";
  }

  const button = (words: string, act: () => void, kind = "") => (
    <button type="button" class={`button ${kind}`} disabled={busy.value !== ""} onClick={act}>{words}</button>
  );
  return (
    <div class="run-actions" data-open={isOpen.value ? "" : undefined}>
      {!isDeleted && (
        <div class="button-row">
          {isLive && button("Cancel run", cancel, "button-danger")}
          {button("Edit", () => open("EditDialog"), "rare")}
          {button(busy.value === "reread" ? "Reading…" : "Read again", reread, "rare")}
          {!isLive && button("Delete", () => open("DeleteDialog"), "button-danger rare")}
          <button
            type="button"
            class="button run-menu"
            aria-expanded={isOpen.value}
            aria-label="More actions"
            onClick={() => isOpen.value = !isOpen.value}
          >
            ⋯
          </button>
        </div>
      )}
      <p class={said.value.isBad && !isDeleted ? "form-error" : "said"} role="status">
        {isDeleted ? "This run was deleted." : said.value.words}
      </p>
      {Dialog.value && (
        <Dialog.value
          text={text.value}
          onSave={save}
          onDelete={remove}
          onClose={() => (Dialog.value = null)}
        />
      )}
    </div>
  );
}
