import type { Finding } from "../../steps/runbook/step.ts";
import { RecordLinks } from "../ui/link.tsx";
import { grouped, plural } from "../ui/numbers.ts";

/** Which rows a finding is about, by field: ids only. The first `most` are shown, `linked` to their records except on paper. */
export function FindingRows({ finding, most, linked }: { finding: Finding; most: number; linked?: boolean }) {
  const groups = finding.rows ?? [];
  let left = most;
  return (
    <dl class="row-keys">
      {groups.map(({ field, keys }) => {
        const shown = keys.slice(0, left);
        left -= shown.length;
        if (shown.length === 0) return null;
        return (
          <div>
            <dt class="id">{field}</dt>
            <dd class="id">
              {linked ? <RecordLinks keys={shown} between=" " /> : shown.join(" ")}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export const rowCount = (finding: Finding): number =>
  (finding.rows ?? []).reduce((n, group) => n + group.keys.length, 0);

/** "The first 200 of 1,204", and what was not even kept. */
export function cutSentence(finding: Finding, most: number): string {
  const all = rowCount(finding);
  const unlisted = finding.unlisted
    ? ` ${plural(finding.unlisted, "more row")} were counted and not listed.`
    : "";
  return all > most
    ? `The first ${grouped(most)} of ${grouped(all)}; the file has all.${unlisted}`
    : unlisted.trim();
}

/** Findings by what they ask of the reader; each is in exactly one list. */
export interface FindingGroups<F extends Finding> {
  /** What stops the migration, then what is true of the whole practice and wants a decision. */
  decide: F[];
  /** Warnings about single rows: what becomes of each is settled, and the rows are listed. */
  rows: F[];
  notes: F[];
}

/** Findings sorted for reading: those that name their rows apart from those that a person has to decide. */
export function groupFindings<F extends Finding>(findings: readonly F[]): FindingGroups<F> {
  const stops = findings.filter((f) => f.severity === "stop");
  const warnings = findings.filter((f) => f.severity === "warning");
  return {
    decide: [...stops, ...warnings.filter((f) => !f.rows)],
    rows: warnings.filter((f) => f.rows),
    notes: findings.filter((f) => f.severity === "info"),
  };
}
