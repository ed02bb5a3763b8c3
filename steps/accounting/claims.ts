import type { Ledger } from "../../db/ledger.ts";
import { fieldMap } from "../../db/maps.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import type { Settings } from "../base/settings.ts";
import { LEFT_BEHIND } from "../mapping/proposals.ts";
import { fixedFields, isTicked, readingOf } from "../mapping/objects.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import { attributesOf } from "../mapping/transforms/catalogue.ts";
import type { Claim, Claims, SourceRow } from "./account.ts";
import { dataIn } from "./leaves.ts";

/** Columns of the files' export that say which file and whose it is. */
const NAMES_OF_FILES: ReadonlySet<string> = new Set(
  ["File ID", "Patient Unique Identifier", "Patient First Name", "Patient Last Name", "Patient Email"]
    .map((column) => CSV_PREFIX + column),
);

/** Columns of the files' export that the API has too: the exports' own table tells where the two differ. */
const COMPARED: ReadonlySet<string> = new Set(
  ["Filename", "Mime Type", "Size (bytes)", "Created"].map((column) => CSV_PREFIX + column),
);

/** Parts of a form's item that describe its question; its answer is in another. */
const ABOUT_A_QUESTION: ReadonlySet<string> = new Set(
  "id key name label type help_text placeholder required options order position section width".split(" "),
);

const FORMS = "custom_form_responses";

/** The remarks on answers as a whole stand under this name. */
const FORM_ANSWERS = "form answers";

/** What the maps say of each resource, as they are decided now. */
export async function claimsIn(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects">,
): Promise<(resource: string) => Claims> {
  const rows = Map.groupBy(await fieldMap(ledger), (row) => row.resource);
  return (resource) => {
    if (!isTicked(resource, settings.optionalObjects)) {
      return { claimsOn: () => [], leftOut: () => "object-not-ticked" };
    }
    const own = rows.get(resource) ?? [];
    return resource === FORMS ? formClaims(own) : rowClaims(resource, own);
  };
}

function rowClaims(resource: string, rows: readonly FieldMapTable[]): Claims {
  const fixed = fixedFields(resource);
  const reading = new Set(readingOf(resource));
  const claims = Map.groupBy([...confirmed(rows), ...fixed], (claim) => claim.attribute);
  const undecided = new Map(
    rows.flatMap((row) =>
      (attributesOf(row) ?? []).map((attribute) => [attribute, `map-${row.state}`] as const)
    ),
  );
  return {
    claimsOn: ([attribute = ""]) => claims.get(attribute) ?? [],
    leftOut: ([attribute = ""], row) => {
      if (resource === "patients" && attribute === "note" && row[attribute] === false) return "false-none";
      if (`${resource}.${attribute}` in LEFT_BEHIND) return "left-on-purpose";
      if (reading.has(attribute) || NAMES_OF_FILES.has(attribute)) return "says-how-to-read";
      if (COMPARED.has(attribute) && resource === "files") return "export-compared";
      if (rows.length === 0 && fixed.length === 0) return "explains-values";
      return claims.has(attribute) ? undefined : undecided.get(attribute);
    },
  };
}

/** Answers go to fields of the patient by their question, and into a note where the form is kept as one. */
function formClaims(rows: readonly FieldMapTable[]): Claims {
  const [notes, answers] = [
    rows.filter((row) => row.object === "note"),
    rows.filter((row) => row.object !== "note"),
  ];
  const kept = new Set(notes.filter((row) => row.state === "confirmed").map((row) => row.source));
  const byQuestion = Map.groupBy(confirmed(answers), (claim) => claim.attribute);
  const ignored = new Set(answers.filter((row) => row.state === "ignored").map((row) => row.source));
  const [fixed, reading] = [fixedFields(FORMS), new Set(readingOf(FORMS))];
  const asNote = (attribute: string, row: SourceRow) =>
    kept.has(formOf(row)) ? fixed.filter((claim) => claim.attribute === attribute) : [];
  return {
    claimsOn: (path, row) => {
      const [attribute = ""] = path;
      const answer = questionOf(path, row);
      return [
        ...asNote(attribute, row),
        ...answer === undefined ? [] : byQuestion.get(answer) ?? [],
        ...answer === undefined ? [] : [{ attribute, object: "person", field: FORM_ANSWERS }],
      ];
    },
    leftOut: (path, row) => {
      const [attribute = "", place = "", part = ""] = path;
      if (reading.has(attribute)) return "says-how-to-read";
      if (attribute !== "data") return "form-as-fields";
      if (ABOUT_A_QUESTION.has(part)) return "says-how-to-read";
      if (isPicture(row, place)) return "signature";
      const question = questionOf(path, row);
      if (question === undefined || question === "") return "form-printed";
      return ignored.has(question) ? "map-ignored" : undefined;
    },
  };
}

const confirmed = (rows: readonly FieldMapTable[]): Claim[] =>
  rows.filter((row) => row.state === "confirmed").flatMap((row) =>
    (attributesOf(row) ?? []).map((attribute) => ({ attribute, object: row.object, field: row.target }))
  );

const textAt = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

const formOf = (row: SourceRow): string =>
  textAt(row["form_name"]) || `Form ${textAt(row["form_id"]) || "?"}`;

function itemAt(row: SourceRow, place: string): SourceRow {
  const items = dataIn(row["data"]);
  const item = typeof items === "object" && items !== null ? (items as SourceRow)[place] : undefined;
  return typeof item === "object" && item !== null ? item as SourceRow : {};
}

/** The question that a value in the answers belongs to: its label, or the key under which it stands. */
function questionOf([attribute, place = "", part]: readonly string[], row: SourceRow): string | undefined {
  if (attribute !== "data" || (part !== undefined && ABOUT_A_QUESTION.has(part))) return undefined;
  const label = questionAt(row, place);
  return label === "" && !/^\d*$/.test(place) && !("label" in itemAt(row, place)) ? place : label;
}

const questionAt = (row: SourceRow, place: string): string => textAt(itemAt(row, place)["label"]);

const isPicture = (row: SourceRow, place: string): boolean =>
  /signature|sketchpad|drawableimage|image/i.test(textAt(itemAt(row, place)["name"]));
