/**
 * Where a run comes from: its command on one line; unfolded, also its directory, host and exact times.
 *
 * @module
 */
import type { JSX } from "preact";
import { quoteCommand, shortenCommand } from "../text/command_line.ts";
import type { RunSegment } from "../model.ts";
import type { ShownRun } from "../series/decode_run.ts";
import { BLANK, isBlanked } from "../text/secrets.ts";
import { formatTime } from "../time.ts";
import { showHidden } from "../text/visible.ts";

/** The line and what it unfolds. */
export function RunOrigin({ run }: { run: ShownRun }): JSX.Element {
  return (
    <details class="disclosure origin">
      <summary>
        {run.command.length > 0
          ? <code class="run-command">$ {showHidden(quoteCommand(shortenCommand(run.command, run.cwd)))}</code>
          : "Imported log"}
      </summary>
      <dl class="settings" data-part="origin">
        <OriginList run={run} />
      </dl>
      {isBlanked(run.command) && (
        <p class="hint">
          {`${BLANK} stands for a secret that stdcurve doesn’t keep: write it in before you run this again.`}
        </p>
      )}
    </details>
  );
}

/** What it unfolds. */
export function OriginList({ run }: { run: ShownRun }): JSX.Element {
  return (
    <>
      {listOrigin(run).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{showHidden(value)}</dd>
        </div>
      ))}
      {(run.segments ?? []).slice(1).map((segment) => <Resumption key={segment.startedAt} segment={segment} />)}
    </>
  );
}

/** An execution that went on with the run's log. */
function Resumption({ segment: { line, startedAt, command } }: { segment: RunSegment }): JSX.Element {
  return (
    <div>
      <dt>Resumed</dt>
      <dd>
        {formatTime(startedAt)} at <a href={`#L${line}`}>line {line.toLocaleString("en")}</a>:{" "}
        {showHidden(quoteCommand(command))}
      </dd>
    </div>
  );
}

/** Names and values. What the run doesn't have is left out. */
function listOrigin(run: ShownRun): [string, string][] {
  const facts: [string, string | null][] = [
    ["Command", run.command.length > 0 ? quoteCommand(run.command) : null],
    ["Directory", run.cwd],
    ["Host", run.host],
    [run.isImported ? "Imported" : "Created", formatTime(run.createdAt)],
    ["Ended", run.isImported ? null : formatTime(run.endedAt)],
    ["Exit code", run.exitCode === null ? null : String(run.exitCode)],
    ["Run id", run.id],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
