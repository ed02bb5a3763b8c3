/** Something that the workspace does not hold as the practice does. Ids and field names only, never a value. */
export interface Discrepancy {
  /** Plural name of the object in Twenty. */
  object: string;
  /** `resource/id` of the source row, or the id of a record that belongs to none. */
  id: string;
  field: string;
  problem: string;
}

export class Discrepancies {
  readonly list: Discrepancy[] = [];

  add(object: string, id: string, field: string, problem: string): void {
    this.list.push({ object, id, field, problem });
  }

  /** Adds one unless what was found is what was expected; nothing, null and "" are the same. */
  same(object: string, id: string, field: string, expected: unknown, found: unknown): void {
    if (plain(expected) === plain(found)) return;
    this.add(object, id, field, expected === undefined ? "should be empty" : "is not as in the source");
  }
}

function plain(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}
