import { isDateSet } from "../../practicehub/resources.ts";
import { valueKey } from "../options_of.ts";
import { flagOf, itemsOf, nameOf, unpacked } from "../shapes.ts";
import {
  carried,
  dropped,
  type Input,
  type Mapped,
  nothing,
  type Remark,
  textOf,
  type Transform,
} from "../transform.ts";

/** PracticeHub's own statuses of visits, which compare without case (contracts/practicehub 3.2). */
const STATUSES: ReadonlySet<string> = new Set([
  "pending",
  "arrived",
  "processed",
  "missed",
  "cancelled",
]);

/** A status of a visit as PracticeHub writes its own; another word stays as it is. */
export const statusOf = (status: string): string =>
  STATUSES.has(status.toLowerCase()) ? status.toLowerCase() : status;

/** What the value map turns into options. */
export const OPTIONS = {
  option: {
    type: "SELECT",
    takes: ["attribute", "constant"],
    words: "option by the value map",
    needs: ["option"],
    options: { of: "attribute" },
    run: option,
  },
  /** A comma list; two spellings of one option are one. */
  options: {
    type: "MULTI_SELECT",
    words: "list of options by the value map",
    needs: ["option"],
    options: { of: "items" },
    shapes: { lists: true },
    run(input) {
      const given = splitTags(input.value).map((tag) => choose(input, tag));
      if (given.length === 0) return nothing;
      const known = [...new Set(given.flatMap(({ chosen }) => chosen ?? []))];
      const remark = given.find((one) => one.remark !== undefined)?.remark;
      return known.length === 0 ? dropped(remark ?? "option-unmapped") : carried(known, remark);
    },
  },
  /** `active` is 1 or 0 on packages and care plans; the value map says what they become. */
  activity: {
    type: "SELECT",
    words: "1 or 0 to an option",
    needs: ["option"],
    options: { of: "activity", known: [["active", "Active"], ["inactive", "Inactive"]] },
    run(input) {
      const active = flagOf(input.value);
      if (active === undefined && textOf(input.value) !== "") return dropped("option-unmapped");
      return option({ ...input, value: active ? "active" : "inactive" });
    },
  },
  /** A visit is cancelled by its status or by its date alone; "rescheduled" is in reports only (contracts/practicehub 3.2). */
  status: {
    type: "SELECT",
    takes: ["row"],
    words: "status, or cancelled by its date",
    reads: ["status", "cancelDate"],
    needs: ["option"],
    options: {
      of: "status",
      known: [
        ["pending", "Booked"],
        ["arrived", "Arrived"],
        ["processed", "Completed"],
        ["missed", "Did not attend"],
        ["cancelled", "Cancelled"],
      ],
    },
    run(input) {
      const written = textOf(input.row["status"]);
      const isMapped =
        input.context.option(input.map.object, input.map.target, valueKey(written)) !== undefined;
      const status = isMapped ? written : statusOf(written);
      if (!isDateSet(input.row["cancelDate"])) return option({ ...input, value: status });
      const mapped = option({ ...input, value: "cancelled" });
      const isOverruled = mapped.value !== undefined && status !== "" && status.toLowerCase() !== "cancelled";
      return isOverruled && !mapped.remark ? { ...mapped, remark: "cancelled-by-date" } : mapped;
    },
  },
} satisfies Record<string, Transform>;

function option(input: Input): Mapped {
  const given = textOf(input.value);
  if (given === "") return nothing;
  const { chosen, remark } = choose(input, given);
  return chosen === undefined ? dropped(remark ?? "option-unmapped") : carried(chosen, remark);
}

/** The option that the value map has for a value, else its default; a value that was left out has neither. */
function choose({ map, context }: Input, given: string): { chosen?: string; remark?: Remark } {
  const value = valueKey(given);
  const chosen = context.option(map.object, map.target, value);
  if (chosen === null) return { remark: "option-ignored" };
  if (chosen !== undefined) return value === given ? { chosen } : { chosen, remark: "text-cleaned" };
  const byDefault = context.option(map.object, map.target, "");
  return byDefault ? { chosen: byDefault, remark: "option-default" } : { remark: "option-unmapped" };
}

export function splitTags(value: unknown): string[] {
  const read = unpacked(value);
  const parts = typeof read === "object" ? itemsOf(read).map(nameOf) : textOf(value).split(/[,;]/);
  return parts.map((t) => t.trim()).filter((t) => t !== "");
}
