import { createHash } from "node:crypto";
import type { Console } from "../../steps/console/console.ts";
import { NeedsPersonError } from "../../steps/base/errors.ts";
import { AuditReport } from "../../views/audit/report.tsx";
import css from "../../views/style/report.css" with { type: "text" };
import { reportModel } from "./model.ts";

const digest = createHash("sha256").update(css).digest("base64");

/** What the page itself allows: its own stylesheet, known by its hash, and nothing else. Kept when it is saved as a file. */
export const REPORT_CSP =
  `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;

/**
 * The newest audit as one HTML page that needs nothing beside it.
 *
 * @throws {NeedsPersonError} there was no audit yet
 */
export async function auditReport(console: Console): Promise<string> {
  const model = await reportModel(console);
  if (!model) throw new NeedsPersonError("There is no audit yet; run it first.");
  return String(<AuditReport model={model} css={css} csp={REPORT_CSP} />);
}
