import { type AssetPaths, Layout } from "./layout.tsx";
import { LogLine } from "./log_line.tsx";
import type { LogLineModel } from "./models.ts";

interface JournalPageProps {
  lines: LogLineModel[];
  /** Address of the page of lines before these. */
  older?: string;
  assets: AssetPaths;
}

/** What people decided outside a run, a page at a time. */
export function JournalPage({ lines, older, assets }: JournalPageProps) {
  return (
    <Layout title="Journal · Handover" assets={assets}>
      <main class="run-page">
        <p>
          <a class="brand" href="/">Handover</a>
        </p>
        <h1>Journal</h1>
        {older
          ? (
            <p>
              <a class="older" href={older}>older lines</a>
            </p>
          )
          : null}
        <ol class="lines">{lines.map((line) => <LogLine line={line} />)}</ol>
      </main>
    </Layout>
  );
}
