/** Names that Twenty keeps for itself, objects and fields alike (contracts/twenty e05, e41). */
const RESERVED: ReadonlySet<string> = new Set([
  ...bothNumbers(
    ["approvedAccessDomain", "appToken", "featureFlag", "job", "keyValuePair", "pageLayout", "pageLayoutTab"],
  ),
  ...bothNumbers([
    "pageLayoutWidget",
    "twoFactorMethod",
    "user",
    "userWorkspace",
    "workspace",
    "role",
    "plan",
  ]),
  ...bothNumbers(["userWorkspaceRole", "event", "field", "link", "type", "object", "relation", "fullName"]),
  ...["currency", "currencies", "address", "addresses", "index", "aggregate", "search", "searches"],
]);

/** `billing…` is kept as a whole. */
const RESERVED_START = /^billing(?!.*Field$)/;

/** Custom objects in effect end at 57 characters, fields at 63, and `<name>Id` has to fit beside (contracts/twenty e). */
const MAX_NAME = 57;

const IS_NAME = /^[a-z][a-zA-Z0-9]*$/;

export interface ChosenName {
  name: string;
  /** What had to be changed for Twenty to take it, in words; absent where nothing was. */
  changed?: string;
}

/**
 * The API name for a label: camel case, `^[a-z][a-zA-Z0-9]*$`, not reserved, not taken (contracts/twenty e).
 *
 * @param taken names of the object's fields and of the columns they make, such as `patientId`
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fieldName("Date of last visit", new Set()), { name: "dateOfLastVisit" });
 * assertEquals(fieldName("Patient", new Set(["patientId"])), {
 *   name: "patient2",
 *   changed: "named patient2: patient is taken",
 * });
 * assertEquals(fieldName("Event", new Set()).name, "eventField");
 * ```
 */
export function fieldName(label: string, taken: ReadonlySet<string>): ChosenName {
  const plain = IS_NAME.test(label) ? label : camelCase(label);
  const reasons: string[] = [];
  let base = plain;
  if (base === "") {
    base = "customField";
    reasons.push("it has no letter that Twenty takes");
  } else if (/^\d/.test(base)) {
    base = `n${base}`;
    reasons.push("a name begins with a letter");
  }
  if (base.length > MAX_NAME) {
    base = base.slice(0, MAX_NAME);
    reasons.push(`a name has at most ${MAX_NAME} characters`);
  }
  if (RESERVED.has(base) || RESERVED_START.test(base)) {
    reasons.push(`Twenty keeps the name ${base} for itself`);
    base = `${base.slice(0, MAX_NAME - 5)}Field`;
  }
  let name = base;
  for (let n = 2; taken.has(name) || taken.has(`${name}Id`); n++) {
    if (n === 2) reasons.push(`${base} is taken`);
    name = `${base.slice(0, MAX_NAME - String(n).length)}${n}`;
  }
  return reasons.length === 0 ? { name } : { name, changed: `named ${name}: ${reasons.join("; ")}` };
}

/** Object and field labels end at 63 characters on our side: longer ones are cut in Twenty's lists anyway. */
const MAX_LABEL = 63;

/** A label that fits a column head, with what had to go. */
export function fieldLabel(text: string): { label: string; changed?: string } {
  const label = text.replaceAll("\u0000", "").toWellFormed().replace(/\s+/g, " ").trim();
  if (label === "") return { label: "Without a label", changed: "it has no label" };
  if (label.length <= MAX_LABEL) return { label };
  return {
    label: `${label.slice(0, MAX_LABEL - 1).trimEnd()}…`,
    changed: `the label is cut at ${MAX_LABEL} characters`,
  };
}

function camelCase(label: string): string {
  const words = label.normalize("NFKD").replace(/\p{M}/gu, "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(
    /[^A-Za-z0-9]+/,
  ).filter(Boolean);
  return words.map((w, i) => {
    const lower = w.toLowerCase();
    return i === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
  }).join("");
}

function bothNumbers(singular: readonly string[]): string[] {
  return singular.flatMap((name) => [name, `${name}s`]);
}
