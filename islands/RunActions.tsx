/**
 * The buttons of a run: cancel it while it is live; edit it, read its log again, resume or delete it. All but a deletion update the page
 * without a reload.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType, JSX } from "preact";
import type { ResumeText, RunDialogProps, RunText, Said } from "../lib/client/run/RunDialogs.tsx";
import { deletedRuns } from "../lib/client/server/deleted_runs.ts";
import { isRunOver, refreshPage } from "../lib/client/server/page_refresh.ts";
import { runPath } from "../lib/client/server/read.ts";
import { describeReread, requestReread } from "../lib/client/server/reread.ts";
import { makeKey, sendChange, type Sent } from "../lib/client/server/send.ts";
import type { WireRun } from "../lib/wire.ts";

/** The run, as far as the buttons change it. */
export interface RunActionsProps extends RunText {
  experimentId: string;
  runId: string;
  isLive: boolean;
  /** What resuming it would start; null for a run that no button resumes. */
  resume: ResumeText | null;
  /** True when the owner of a live run is silent, so that nobody may stop it when it is asked to. */
  isSilent: boolean;
}

type Dialogs = typeof import("../lib/client/run/RunDialogs.tsx");

/** The row of buttons, and the dialog that is open. */
export default function RunActions(props: RunActionsProps): JSX.Element {
  const { experimentId, runId } = props;
  const path = runPath(experimentId, runId);
  const text = useSignal<RunText>({ name: props.name, notes: props.notes, tags: props.tags });
  const busy = useSignal<"" | "end" | "reread">(""), isSilent = useSignal(props.isSilent);
  const said = useSignal<Said>({ words: "", isBad: false });
  const Dialog = useSignal<ComponentType<RunDialogProps> | null>(null);
  const resumeKey = useSignal(""), isAsked = useSignal(false), isDeleted = deletedRuns.value.has(runId);

  /** Shows the result of a change in words. */
  async function act<T>(
    doing: "end" | "reread",
    change: () => Promise<Sent<T>>,
    describe: (value: T) => string,
  ): Promise<void> {
    busy.value = doing;
    said.value = { words: "", isBad: false };
    const sent = await change();
    busy.value = "";
    said.value = sent.ok ? { words: describe(sent.value), isBad: false } : { words: sent.message, isBad: true };
  }

  function noteAsked(words: Said, isOwnerSilent: boolean): void {
    Dialog.value = null;
    isAsked.value = true;
    isSilent.value = isOwnerSilent;
    said.value = words;
  }
  const end = () =>
    act("end", () => sendChange({ method: "POST", path: `${path}/cancel?force=true` }), () => "Ended by hand.");
  const reread = () =>
    act("reread", () => requestReread(experimentId, runId), (run) => `Read again: ${describeReread(run)}.`);

  /** Opens a dialog. Its script is loaded only now. */
  async function open(dialog: keyof Dialogs): Promise<void> {
    const dialogs: Dialogs = await import("../lib/client/run/RunDialogs.tsx");
    Dialog.value = dialogs[dialog];
  }

  async function save(change: RunText): Promise<string> {
    const sent = await sendChange<WireRun>({ method: "PATCH", path, body: change });
    if (!sent.ok) return sent.message;
    text.value = { name: sent.value.name, notes: sent.value.notes, tags: sent.value.tags };
    await refreshPage().catch(() => location.reload());
    return "";
  }

  return (
    <ActionRow
      isLive={props.isLive && !isRunOver.value}
      hasCancel={props.isLive}
      isAsked={isAsked.value}
      isDeleted={isDeleted}
      busy={busy.value}
      said={isDeleted ? DELETED : (isRunOver.value && said.value.whenOver) || said.value}
      isSilent={isSilent.value}
      mayResume={props.resume !== null}
      onEnd={end}
      onReread={reread}
      onOpen={open}
    >
      {Dialog.value && (
        <Dialog.value
          text={text.value}
          resume={props.resume}
          onSave={save}
          path={path}
          next={`/experiments/${experimentId}?deleted=${runId}`}
          onAsked={noteAsked}
          onResume={() => resume(path, resumeKey.value ||= makeKey())}
          onClose={() => (Dialog.value = null)}
        />
      )}
    </ActionRow>
  );
}

const DELETED: Said = { words: "This run was deleted.", isBad: false };

/** Resumes a run, and loads its page again. Resolves to an error message, or to "". */
async function resume(path: string, key: string): Promise<string> {
  const sent = await sendChange({ method: "POST", path: `${path}/resume`, key });
  if (sent.ok) location.reload();
  return sent.ok ? "" : sent.message;
}

interface ActionRowProps {
  isLive: boolean;
  /** True for a run that was live when the page was loaded. The button stays in its place when the run ends: nothing moves under the mouse. */
  hasCancel: boolean;
  /** True once the run was asked to stop. */
  isAsked: boolean;
  isSilent: boolean;
  mayResume: boolean;
  isDeleted: boolean;
  /** What is being done; "" for nothing. */
  busy: "" | "end" | "reread";
  said: Said;
  /** Ends a run that nobody owns. */
  onEnd: () => void;
  onReread: () => void;
  onOpen: (dialog: keyof Dialogs) => void;
  children: ComponentChildren;
}

/** On a small screen, the buttons of class `rare` are hidden until the menu is open. */
function ActionRow(props: ActionRowProps): JSX.Element {
  const { isLive, isSilent, isDeleted, busy, said, onOpen } = props;
  const isOpen = useSignal(false);
  const button = (words: string, act: () => void, kind: string) => (
    <button type="button" class={`button ${kind}`} disabled={busy !== ""} onClick={act}>{words}</button>
  );
  return (
    <div class="run-actions" data-open={isOpen.value ? "" : undefined}>
      {!isDeleted && (
        <div class="button-row">
          {!isLive && button("Delete", () => onOpen("DeleteDialog"), "button-danger rare")}
          {!isLive && props.mayResume && button("Resume", () => onOpen("ResumeDialog"), "rare")}
          {isLive && isSilent && button("End it by hand", props.onEnd, "button-danger")}
          {button("Edit", () => onOpen("EditDialog"), "rare")}
          {button(busy === "reread" ? "Reading…" : "Read again", props.onReread, "rare")}
          {props.hasCancel && (
            <button
              type="button"
              class="button button-danger cancel-run"
              disabled={!isLive || props.isAsked}
              onClick={() => onOpen("CancelDialog")}
            >
              {isLive ? props.isAsked ? "Stopping…" : "Cancel run" : "Ended"}
            </button>
          )}
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
      <p class={said.isBad ? "form-error" : "said"} role="status">{said.words}</p>
      {props.children}
    </div>
  );
}
