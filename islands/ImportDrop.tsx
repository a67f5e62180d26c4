/**
 * The place where a log file is dropped, or chosen, and becomes a run. Bytes go as they are: the log is the record.
 *
 * @module
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { readJson } from "../lib/client/server/read.ts";
import type { WireExperiment, WireExperimentPage, WireRun, WireRunPage } from "../lib/wire.ts";
import { sendChange } from "../lib/client/server/send.ts";
import { NAME_MAX_CHARS } from "../lib/limits.ts";

/** Names of experiments to choose from; another one is made. */
export interface ImportDropProps {
  experiments: string[];
}

interface Named {
  id: string;
  name: string;
}

/** The target and, above it, the experiment. */
export default function ImportDrop({ experiments }: ImportDropProps): JSX.Element {
  const experiment = useSignal("default");
  const isOver = useSignal(false);
  const doing = useSignal("");
  const message = useSignal("");

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined || doing.value !== "") return;
    doing.value = `Importing ${file.name}…`;
    message.value = "";
    try {
      location.assign(await importFile(file, experiment.value.trim() || "default"));
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
          take(event.dataTransfer?.files[0]);
        }}
      >
        <strong>{doing.value || "Drop a log file here, or choose one"}</strong>
        <span>Any training program’s output, of any length</span>
        <input
          type="file"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="form-error" role="alert" hidden={message.value === ""}>{message.value}</p>
    </div>
  );
}

/** Imports and answers the address of the run's page; throws an Error with words for the reader. */
async function importFile(file: File, experimentName: string): Promise<string> {
  const { experiment, isNew } = await findOrCreate(experimentName);
  const name = file.name.slice(0, NAME_MAX_CHARS);
  const sent = await sendChange<WireRun>({
    method: "POST",
    path: `/api/experiments/${experiment.id}/imports?name=${encodeURIComponent(name)}`,
    body: file,
  });
  if (!sent.ok) {
    if (isNew) await dropEmpty(experiment.id);
    throw new Error(sent.message);
  }
  return `/experiments/${experiment.id}?run=${sent.value.id}`;
}

/** Deletes an experiment unless it has a run. Where that fails it stays, and the reader is told what went wrong before. */
async function dropEmpty(id: string): Promise<void> {
  const path = `/api/experiments/${id}`;
  try {
    const { runs } = await readJson<WireRunPage>(`${path}/runs`, { limit: 1 }, new AbortController().signal);
    if (runs.length === 0) await sendChange({ method: "DELETE", path });
  } catch (error) {
    console.warn(`The experiment ${id} stays:`, error);
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
  const response = await fetch(`/api/experiments?limit=1000&q=${encodeURIComponent(name)}`);
  const page: Partial<WireExperimentPage> = await response.json();
  const found = page.experiments?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The experiment "${name}" can't be found`);
  return { experiment: found, isNew: false };
}
