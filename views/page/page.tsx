import { Cell, type CellModel } from "../cell/cell.tsx";
import { CellNav } from "./cell_nav.tsx";
import { Help } from "./help.tsx";
import { type LogModel, LogPanel } from "../log/panel.tsx";
import { Masthead, type ViewerModel } from "./masthead.tsx";
import { type SettingsModel, SettingsPanel } from "../settings/panel.tsx";
import { StatusBar, type StatusModel } from "./status_bar.tsx";
import { NoticePlace } from "../ui/notice.tsx";
import { ZoneNote } from "./layout.tsx";

/** The whole page as plain data, ready to print: routes gather it, views decide nothing. */
export interface PageModel {
  status: StatusModel;
  cells: CellModel[];
  /** The log of each cell by its id, and the `journal`. */
  logs: ReadonlyMap<string, LogModel>;
  settings: SettingsModel;
  viewer: ViewerModel;
  /** Ledger sequence number the page shows; the stream goes on from here. */
  seq: number;
}

/** The notebook: what is moved where, how far it is, and the eight cells. */
export function Page({ status, cells, logs, settings, viewer, seq }: PageModel) {
  const journal = logs.get("journal");
  return (
    <>
      <a class="skip" href="#cells">Skip to the cells</a>
      <header class="top">
        <Masthead status={status} viewer={viewer} />
        <div class="overview">
          <StatusBar status={status} />
          <ZoneNote zone={status.zone} />
        </div>
        <p id="connection" role="status"></p>
      </header>
      <div class="desk">
        <CellNav status={status} />
        <main id="cells" tabindex={-1}>
          <NoticePlace name="page" />
          <SettingsPanel settings={settings} />
          {cells.map((cell) => <Cell cell={cell} log={logs.get(cell.id)} />)}
          <section class="journal" aria-labelledby="journal-title">
            <h2 id="journal-title">Journal</h2>
            <p class="quiet">What people decided outside a run: settings, maps, members, sign-offs.</p>
            <p>
              <a href="/audit-log.csv" download>The audit log</a>{" "}
              <span class="quiet">
                what became of every record, when, by which run, each line with the hash of those before;{" "}
                <a href="/audit-log.json" download>as JSON</a>
              </span>
            </p>
            {journal ? <LogPanel log={journal} /> : null}
          </section>
        </main>
      </div>
      <Help mayPress={viewer.mayPress} />
      <div id="stream" hidden hx-sse:connect={`/stream?after=${seq}`} hx-swap="none"></div>
    </>
  );
}
