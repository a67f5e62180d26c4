/**
 * `/`: the experiments, a form for a new one, and an area to drop a log file on.
 *
 * @module
 */
import { page } from "fresh";
import { Head } from "fresh/runtime";
import ImportDrop from "../islands/ImportDrop.tsx";
import LiveParts from "../islands/LiveParts.tsx";
import NewExperiment from "../islands/NewExperiment.tsx";
import PressActions from "../islands/PressActions.tsx";
import { define, mayChange } from "../lib/web/state.ts";
import { systemClock } from "../lib/time.ts";
import { DeletedList } from "../lib/ui/DeletedList.tsx";
import { DeletedNotice } from "../lib/ui/DeletedNotice.tsx";
import { ReadOnlyNote } from "../lib/ui/ReadOnlyNote.tsx";
import { countOlder, ExperimentList } from "../lib/ui/ExperimentList.tsx";
import { OlderReaderNotice } from "../lib/ui/OlderReaderNotice.tsx";
import { answerErrors } from "../lib/web/http_error.ts";
import { loadDeleted } from "../lib/web/load_deleted.ts";
import { loadExperiments } from "../lib/web/load_experiments.ts";

/** Reads what the page shows. */
export const handler = define.handlers({
  async GET(ctx) {
    const cursor = ctx.url.searchParams.get("cursor");
    const { store } = ctx.state;
    const view = await answerErrors(async (signal) => ({
      ...await loadExperiments(store, cursor, signal),
      deleted: await loadDeleted(ctx, null),
    }), { request: ctx.req.signal });
    return page({
      ...view,
      mayChange: mayChange(ctx.state),
      here: cursor,
      now: systemClock(),
    });
  },
});

/** The page. */
export default define.page<typeof handler>(function Home({ data }) {
  const { items, cursor, deleted, mayChange, here, now } = data;
  return (
    <>
      <Head>
        <title>Experiments · stdcurve</title>
      </Head>
      <div class="page-head">
        <h1>Experiments</h1>
        <p class="lead">Any training program’s console output, as live curves.</p>
      </div>
      <div class="home">
        <div class="stack">
          {deleted.notice && <DeletedNotice {...deleted.notice} />}
          <div data-part="older">
            <OlderReaderNotice {...countOlder(items)} mayChange={mayChange} />
          </div>
          <div data-part="experiments">
            <ExperimentList items={items} mayChange={mayChange} now={now} />
          </div>
          {cursor !== null && (
            <p>
              <a class="button" href={`/?cursor=${encodeURIComponent(cursor)}`} aria-current={false}>
                Older experiments
              </a>
            </p>
          )}
          <DeletedList items={deleted.items} experimentId={null} now={now} />
        </div>
        <aside class="stack" aria-label="Add">
          {mayChange ? <Adding experiments={items.map(({ name }) => name)} /> : <ReadOnlyNote />}
        </aside>
      </div>
      <PressActions experimentId={null} runId={null} />
      <LiveParts
        page={{ kind: "home", cursor: here, mayChange }}
        isLive={items.some(({ runs }) => runs.live > 0)}
      />
    </>
  );
});

/** The forms for a new experiment and for a log. */
function Adding({ experiments }: { experiments: string[] }) {
  return (
    <>
      <section class="panel" aria-labelledby="new-title">
        <div class="panel-head">
          <h2 id="new-title">New experiment</h2>
        </div>
        <div class="panel-body">
          <NewExperiment />
        </div>
      </section>
      <section class="panel" aria-labelledby="import-title">
        <div class="panel-head">
          <h2 id="import-title">Import a log</h2>
        </div>
        <div class="panel-body">
          <ImportDrop experiments={experiments} />
        </div>
      </section>
    </>
  );
}
