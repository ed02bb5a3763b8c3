import type { FieldMapTable } from "../../db/tables.ts";
import { takenBy } from "../../steps/mapping/transforms/catalogue.ts";
import { CSV_PREFIX } from "../../steps/mapping/with_exports.ts";
import type { MapPictureModel, PictureLine } from "../../views/maps/picture.tsx";
import { label } from "../../views/ui/words.ts";

/** The field map as two columns an object: each source and each target once, and a line for each row. */
export function mapPicture(fields: readonly FieldMapTable[]): MapPictureModel[] {
  return [...Map.groupBy(fields, (row) => row.object)].map(([object, rows]) => {
    const sources = new Map(rows.map((row) => [sourceName(row).join(""), sourceName(row)]));
    const order = [...sources.keys()];
    const targets = [...new Set(rows.map((row) => row.target))];
    const lines = rows.map((row): PictureLine => ({
      from: order.indexOf(sourceName(row).join("")),
      to: targets.indexOf(row.target),
      state: row.state,
    }));
    const count = (state: FieldMapTable["state"]) => rows.filter((row) => row.state === state).length;
    return {
      object,
      label: label(object),
      sources: [...sources.values()],
      targets,
      lines,
      counts: {
        confirmed: count("confirmed"),
        proposed: count("proposed"),
        ignored: count("ignored"),
      },
    };
  });
}

/** Where it stands, and its name there: a narrow picture shows the name alone. */
function sourceName({ resource, source }: FieldMapTable): [where: string, name: string] {
  if (source.startsWith(CSV_PREFIX)) return [`${resource} CSV: `, source.slice(CSV_PREFIX.length)];
  const takes = takenBy(source);
  if (takes === "constant") return ["", `always “${source.slice(1)}”`];
  return takes === "row" ? [`${resource}, `, "the whole row"] : [`${resource}.`, source];
}
