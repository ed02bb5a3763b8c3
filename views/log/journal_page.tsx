import type { AssetPaths } from "../page/layout.tsx";
import { LineList, type LinePageModel } from "./line_list.tsx";
import { Sheet } from "../ui/sheet.tsx";

interface JournalPageProps {
  page: LinePageModel;
  zone: string;
  assets: AssetPaths;
}

/** What people decided outside a run, a page at a time. */
export function JournalPage({ page, zone, assets }: JournalPageProps) {
  return (
    <Sheet title="Journal" back="/" zone={zone} assets={assets}>
      <LineList page={page} none="Nobody has decided anything yet." />
    </Sheet>
  );
}
