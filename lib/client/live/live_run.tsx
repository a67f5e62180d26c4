/**
 * Shows the selected run as its document says: title, facts, origin, lists, the window's title and icon. Requests the document alone.
 *
 * @module
 */
import { asset } from "fresh/runtime";
import { isComplete } from "../../model.ts";
import { decodeWireRun, type ShownRun } from "../../series/decode_run.ts";
import { nameWithStatus } from "../../text/status_mark.ts";
import { showHidden } from "../../text/visible.ts";
import { FactList, RunTitle } from "../../ui/RunFacts.tsx";
import { OriginList } from "../../ui/RunOrigin.tsx";
import { RunTables } from "../../ui/RunTables.tsx";
import { UnreadOffer } from "../../ui/UnreadOffer.tsx";
import { iconPath } from "../../ui/status_icon.ts";
import type { WireOneRun } from "../../wire.ts";
import { isDeletion, noteDeletion } from "../server/deleted_runs.ts";
import { ownPath } from "../server/own_path.ts";
import { isRunOver } from "../server/page_refresh.ts";
import { readJson, runPath } from "../server/read.ts";
import type { LiveRunPage } from "./live_page.ts";
import { renderPart } from "./render_part.ts";

/** The selected run of a page. */
export class LiveRun {
  readonly #page: LiveRunPage;
  #shown = "";
  /** The run as it was shown last; null before the first answer, and for a run that was deleted. */
  run: ShownRun | null = null;
  /** True once the run is known to be deleted. */
  isDeleted = false;

  constructor(page: LiveRunPage) {
    this.#page = page;
  }

  /** Asks for the run, and shows it when it has changed. */
  async refresh(signal: AbortSignal): Promise<void> {
    const { experiment, runId } = this.#page;
    if (this.isDeleted) return;
    try {
      const answer = await readJson<WireOneRun>(runPath(experiment.id, runId), { notes: "html" }, signal);
      const text = JSON.stringify(answer);
      if (text === this.#shown) return;
      this.#shown = text;
      this.#show(answer);
    } catch (error) {
      if (!isDeletion(error)) throw error;
      this.run = null;
      this.isDeleted = isRunOver.value = true;
      showDeletion(runId);
    }
  }

  #show(answer: WireOneRun): void {
    const { experiment, mayChange } = this.#page, run = decodeWireRun(answer), now = Date.now();
    const { lastOutputAt, progress: { rate, secondsLeft } } = run, isLive = !isComplete(run.status);
    const pace = isLive ? { lastOutput: lastOutputAt, rate, secondsLeft } : null;
    this.run = run;
    renderPart("title", <RunTitle run={run} now={now} />);
    renderPart("facts", <FactList run={run} pace={pace} now={now} notes={answer.notes_html ?? ""} />);
    renderPart("origin", <OriginList run={run} />);
    renderPart("offer", <UnreadOffer unread={run.unread} mayChange={mayChange} />);
    renderPart("tables", <RunTables run={run} mayChange={mayChange} />);
    document.title = showHidden(`${nameWithStatus(run)}${experiment.name} · stdcurve`);
    showIcon(iconPath(run.status));
    isRunOver.value = !isLive;
  }
}

/** Gives the page the icon of a status: its last one, as browsers do. */
function showIcon(path: string | null): void {
  const own = [...document.querySelectorAll<HTMLLinkElement>("link[rel=icon]")].at(-1);
  const href = ownPath(asset(path ?? "/favicon.svg"));
  if (own && own.getAttribute("href") !== href) own.setAttribute("href", href);
}

/** Removes what says that the run is live, and marks it as deleted. */
function showDeletion(runId: string): void {
  noteDeletion(runId);
  const badge = document.querySelector("[data-part=title] .status");
  if (badge) {
    badge.className = "status";
    badge.textContent = "Deleted";
  }
  const gone = "[data-part=runs] .is-selected, [data-part=facts] :is([data-pace], progress)";
  for (const element of document.querySelectorAll(gone)) element.remove();
}
