import { type Reading, rowsOf } from "./context.ts";
import { spelling } from "./choices.ts";
import { textIn } from "./source_values.ts";
import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Found } from "./workspace.ts";

/** Which member answers for what: a practitioner is the one member of the same name, else somebody falls back. */
export class Owners {
  readonly fallback: string | undefined;
  readonly #practitioners: readonly Row[];
  readonly #members: readonly Found[];

  constructor({ workspace, practice, fallbackOwner, companies }: Reading) {
    this.#practitioners = rowsOf(practice, "practitioners");
    this.#members = workspace.workspaceMembers;
    const given = this.#members.find((member) =>
      String(member["userEmail"]).toLowerCase() === fallbackOwner?.toLowerCase()
    );
    const owner = companies.of("account/1")?.["accountOwnerId"];
    this.fallback = fallbackOwner === undefined ? typeof owner === "string" ? owner : undefined : given?.id;
  }

  of(practitioner: number | undefined): string | undefined {
    const row = this.#practitioners.find((row) => row.id === practitioner);
    return (row && this.#memberNamed(nameOf(row))) ?? this.fallback;
  }

  /** Of a name in an export: it must be a practitioner's. */
  named(name: string): string | undefined {
    const known = this.#practitioners.some((row) => spelling(nameOf(row)) === spelling(name));
    return (known ? this.#memberNamed(name) : undefined) ?? this.fallback;
  }

  #memberNamed(name: string): string | undefined {
    const same = this.#members.filter((member) => {
      const { firstName, lastName } = { ...member["name"] as { firstName?: string; lastName?: string } };
      return name !== "" && spelling(`${firstName} ${lastName}`) === spelling(name);
    });
    return same.length === 1 ? same[0]?.id : undefined;
  }
}

const nameOf = (row: Row): string =>
  [textIn(row, "first_name"), textIn(row, "last_name")].filter(Boolean).join(" ");
