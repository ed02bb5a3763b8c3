import type { AssetPaths } from "./layout.tsx";
import { LogLine } from "./log_line.tsx";
import type { LogLineModel } from "./models.ts";
import { Sheet } from "./sheet.tsx";

interface JournalPageProps {
  lines: LogLineModel[];
  /** Address of the page of lines before these. */
  older?: string;
  zone: string;
  assets: AssetPaths;
}

/** What people decided outside a run, a page at a time. */
export function JournalPage({ lines, older, zone, assets }: JournalPageProps) {
  return (
    <Sheet title="Journal" back="/" zone={zone} assets={assets}>
      {older
        ? (
          <p>
            <a class="older" href={older}>older lines</a>
          </p>
        )
        : null}
      {lines.length === 0 ? <p class="quiet">Nobody has decided anything yet.</p> : null}
      <ol class="lines">{lines.map((line) => <LogLine line={line} />)}</ol>
    </Sheet>
  );
}
