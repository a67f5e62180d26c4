/**
 * Imports a log file that is dropped here or chosen, and then opens the new run's page. The file is sent unchanged.
 *
 * @module
 */
import "../lib/client/first_script.ts";
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { ownPath } from "../lib/client/server/own_path.ts";
import { readJson } from "../lib/client/server/read.ts";
import type { WireExperiment, WireRun, WireRunPage } from "../lib/wire.ts";
import type { WireExperimentPage } from "../lib/wire/experiments.ts";
import { makeKey, sendChange } from "../lib/client/server/send.ts";
import { NAME_MAX_CHARS } from "../lib/limits.ts";
import { showHidden } from "../lib/text/visible.ts";

/** Whoever imports a file waits for it. */
const NEVER = new AbortController().signal;

/** Names of experiments to choose from. A new name creates an experiment. */
export interface ImportDropProps {
  experiments: string[];
}

interface Named {
  id: string;
  name: string;
}

/** The field for the experiment and, below it, the area for the file. */
export default function ImportDrop({ experiments }: ImportDropProps): JSX.Element {
  const experiment = useSignal("default");
  const isOver = useSignal(false);
  const doing = useSignal("");
  const message = useSignal("");

  async function importChosen(file: File | undefined): Promise<void> {
    if (file === undefined || doing.value !== "") return;
    doing.value = `Importing ${showHidden(file.name)}…`;
    message.value = "";
    try {
      location.assign(ownPath(await importFile(file, experiment.value.trim() || "default")));
    } catch (error) {
      message.value = error instanceof Error ? error.message : String(error);
      doing.value = "";
    }
  }

  return (
    <div class="form">
      <div class="field">
        <label for="import-experiment">Experiment</label>
        <input
          id="import-experiment"
          list="import-experiments"
          maxLength={NAME_MAX_CHARS}
          autocomplete="off"
          value={experiment.value}
          onInput={(event) => (experiment.value = event.currentTarget.value)}
        />
        <datalist id="import-experiments">
          {experiments.map((name) => <option key={name} value={name} />)}
        </datalist>
      </div>
      <label
        class={isOver.value ? "drop is-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => (isOver.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          void importChosen(event.dataTransfer?.files[0]);
        }}
      >
        <strong>{doing.value || "Drop a log file here, or choose one"}</strong>
        <span>Any training program’s output, of any length</span>
        <input
          type="file"
          onChange={(event) => {
            void importChosen(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="form-error" role="alert" hidden={message.value === ""}>{message.value}</p>
    </div>
  );
}

/**
 * Imports a file and returns the address of the run's page.
 *
 * @throws {Error} with a message for the reader of the page
 */
async function importFile(file: File, experimentName: string): Promise<string> {
  const { experiment, isNew } = await findOrCreate(experimentName);
  const name = file.name.slice(0, NAME_MAX_CHARS);
  const sent = await sendChange<WireRun>({
    method: "POST",
    path: `/api/experiments/${experiment.id}/imports?name=${encodeURIComponent(name)}`,
    body: file,
    key: makeKey(),
  });
  if (!sent.ok) {
    if (isNew) await deleteEmpty(experiment.id);
    throw new Error(sent.message);
  }
  return `/experiments/${experiment.id}?run=${sent.value.id}`;
}

/** Deletes an experiment that has no run. When that fails, it only logs why: the page shows the first error. */
async function deleteEmpty(id: string): Promise<void> {
  const path = `/api/experiments/${id}`;
  try {
    const { runs } = await readJson<WireRunPage>(`${path}/runs`, { limit: 1 }, NEVER);
    if (runs.length === 0) await sendChange({ method: "DELETE", path });
  } catch (error) {
    console.warn(`The empty experiment ${id} was not deleted:`, error);
  }
}

async function findOrCreate(name: string): Promise<{ experiment: Named; isNew: boolean }> {
  const created = await sendChange<WireExperiment>({
    method: "POST",
    path: "/api/experiments",
    body: { name },
  });
  if (created.ok) return { experiment: created.value, isNew: true };
  if (created.status !== 409) throw new Error(created.message);
  const { experiments } = await readJson<WireExperimentPage>("/api/experiments", { limit: 1000, q: name }, NEVER);
  const found = experiments.find((each) => each.name === name);
  if (found === undefined) throw new Error(`Can’t find the experiment “${name}”`);
  return { experiment: found, isNew: false };
}
