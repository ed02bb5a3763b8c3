import type { Family } from "./example.ts";
import { aside } from "./families/aside.tsx";
import { audits } from "./families/audit.tsx";
import { cells } from "./families/cells.tsx";
import { conflictLists } from "./families/conflicts.tsx";
import { control } from "./families/controls.tsx";
import { csvs } from "./families/csv.tsx";
import { fields } from "./families/fields.tsx";
import { help } from "./families/help.tsx";
import { logs } from "./families/logs.tsx";
import { mapPanels } from "./families/map_panels.tsx";
import { mapEditors, valueTables } from "./families/maps.tsx";
import { mastheads } from "./families/masthead.tsx";
import { memberTables } from "./families/members.tsx";
import { notebooks } from "./families/notebook.tsx";
import { notices } from "./families/notices.tsx";
import { findingLists, outcomes, reconciliations } from "./families/outcomes.tsx";
import { papers } from "./families/papers.tsx";
import { progresses } from "./families/progress.tsx";
import { records, runs } from "./families/records.tsx";
import { rollbacks } from "./families/rollback.tsx";
import { rowsAgain } from "./families/rows_again.tsx";
import { samples } from "./families/sample.tsx";
import { settingPanels } from "./families/settings.tsx";
import { states } from "./families/states.tsx";
import { statusBars } from "./families/status.tsx";
import { told } from "./families/told.tsx";
import { workflowLists } from "./families/workflows.tsx";

/** Everything there is to see, small things first. */
export const FAMILIES: readonly Family[] = [
  states,
  fields,
  notices,
  help,
  mastheads,
  statusBars,
  aside,
  control,
  progresses,
  logs,
  cells,
  outcomes,
  findingLists,
  reconciliations,
  audits,
  mapEditors,
  valueTables,
  mapPanels,
  memberTables,
  told,
  workflowLists,
  csvs,
  samples,
  papers,
  conflictLists,
  rowsAgain,
  rollbacks,
  settingPanels,
  records,
  runs,
  notebooks,
];
