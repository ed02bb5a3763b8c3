import type { Discrepancies } from "./discrepancies.ts";
import { clean } from "./source_values.ts";
import type { TargetField } from "./metadata.ts";
import type { Reading } from "./context.ts";
import type { Plural } from "./workspace.ts";

interface Seen {
  id: string;
  source: string;
  option: string;
}

/**
 * Options have names of their own, which the reader does not know. It knows that spellings of one source value must
 * always have become the same option, two source values never one, and, where the option is called after its value,
 * what its label says.
 */
export class Choices {
  #seen: Seen[] = [];

  private constructor(
    readonly object: Plural,
    readonly field: string,
    readonly out: Discrepancies,
    readonly labels: ReadonlyMap<string, string> | undefined,
    /** A value that has no option may have been left out. */
    readonly mayLack = false,
  ) {}

  /** Of a field whose options have labels of their own. */
  static named(object: Plural, field: string, out: Discrepancies): Choices {
    return new Choices(object, field, out, undefined);
  }

  /** Of a field whose options are called what the source calls them. */
  static called(object: Plural, field: string, { out, workspace, wholeOptions }: Reading): Choices {
    const labels = labelsOf(workspace.fields.get(object)?.find((f) => f.name === field));
    return new Choices(object, field, out, labels, !wholeOptions && labels.size > 0);
  }

  see(id: string, source: string, found: unknown): void {
    const option = typeof found === "string" ? found : "";
    if (option === "" && this.mayLack && !this.#hasOption(source)) return;
    if (source === "" || option === "") this.out.same(this.object, id, this.field, source, option);
    else this.#seen.push({ id, source: meaning(source), option });
  }

  /** What most rows of a source value became is its option; the others are wrong. */
  conclude(): void {
    const options = new Map<string, string>();
    for (const [source, rows] of Map.groupBy(this.#seen, (row) => row.source)) {
      const option = commonest(rows.map((row) => row.option));
      for (const row of rows.filter((row) => row.option !== option)) {
        this.#add(row.id, "another option than elsewhere");
      }
      const [first] = rows;
      if (options.has(option) && first) this.#add(first.id, "one option for two source values");
      if (this.labels && first && !isCalled(this.labels.get(option) ?? "", spelling(source))) {
        this.#add(first.id, "an option of another name");
      }
      options.set(option, source);
    }
  }

  #hasOption(source: string): boolean {
    return [...this.labels?.values() ?? []].some((label) => isCalled(label, spelling(source)));
  }

  #add(id: string, problem: string): void {
    this.out.add(this.object, id, this.field, problem);
  }
}

export const labelsOf = (field: TargetField | undefined): Map<string, string> =>
  new Map((field?.options ?? []).map(({ value, label }) => [value, label]));

/** `Ann Müller` and `ann-muller` are one; what has neither letters nor digits is as it is. */
export function spelling(text: string): string {
  // An accent on a Latin letter is a matter of spelling; in other scripts a mark is a vowel.
  const plain = clean(text).normalize("NFKD").replace(/(\p{Script=Latin})\p{M}+/gu, "$1").toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim() || plain;
}

/** What one option's values have in common. */
export const meaning = (text: string): string =>
  clean(text).normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Twenty's labels have at most 63 characters, so a long one is the beginning. */
export function isCalled(label: string, source: string): boolean {
  const said = spelling(label);
  return said === source || (source.length > 60 && said.length >= 50 && source.startsWith(said));
}

function commonest(options: readonly string[]): string {
  const groups = [...Map.groupBy(options, (option) => option)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
}
