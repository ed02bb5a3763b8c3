import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Discrepancies } from "./discrepancies.ts";
import type { Found, Plural, Workspace } from "./workspace.ts";

/** Records by the source row they say they came from. */
export class Matched {
  #byKey = new Map<string, Found[]>();

  constructor(workspace: Workspace, readonly plural: Plural) {
    for (const found of workspace[plural]) {
      const key = found.practiceHubId ?? "";
      if (key !== "") this.#byKey.set(key, [...this.#byKey.get(key) ?? [], found]);
    }
  }

  /** The record of a source row. */
  of(key: string): Found | undefined {
    return this.#byKey.get(key)?.[0];
  }

  /** Each expected row exactly once, and nothing besides. */
  account(expected: ReadonlySet<string>, out: Discrepancies): void {
    for (const key of expected) {
      const there = this.#byKey.get(key)?.length ?? 0;
      if (there === 0) out.add(this.plural, key, "practiceHubId", "is missing");
      if (there > 1) out.add(this.plural, key, "practiceHubId", `is there ${there} times`);
    }
    for (const key of this.#byKey.keys()) {
      if (!expected.has(key)) out.add(this.plural, key, "practiceHubId", "has no row in the source");
    }
  }
}

export const keys = (resource: string, rows: readonly Row[] = []): string[] =>
  rows.map((row) => `${resource}/${row.id}`);
