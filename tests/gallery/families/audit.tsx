import { AuditFiles } from "../../../views/audit/automations.tsx";
import { AuditReport } from "../../../views/audit/report.tsx";
import css from "../../../views/style/report.css" with { type: "text" };
import type { AuditModel, ReportModel } from "../../../views/audit/model.ts";
import { REPORT_CSP } from "../../../routes/audit/report.tsx";
import type { Example, Family } from "../example.ts";
import { audit, AUTOMATIONS, EASY_REPORT, LONG_REPORT, report } from "../made_up/audit.ts";
import { AT } from "../made_up/words.ts";

const files = (state: string, other: Partial<AuditModel> = {}): Example => ({
  component: "AuditFiles",
  state,
  view: <AuditFiles block={audit(other)} />,
});

const paper = (state: string, model: ReportModel): Example => ({
  component: "AuditReport",
  state,
  place: "document",
  csp: REPORT_CSP,
  view: <AuditReport model={model} css={css} csp={REPORT_CSP} />,
});

const READ = { ...AUTOMATIONS, acknowledged: { who: "Ana", at: AT } };

export const audits: Family = {
  name: "audit",
  about: "What the audit gives to take away, and what has to be read before anything is written.",
  place: "cell",
  examples: [
    files("automations are to be read"),
    files("automations are to be read, by a viewer", { mayPress: false }),
    files("automations were read", { automations: READ }),
    files("none, and no row to look at", { automations: undefined, rows: 0 }),
    paper("with everything", report()),
    paper("nothing stands in the way", EASY_REPORT),
    paper("very long names", LONG_REPORT),
  ],
};
