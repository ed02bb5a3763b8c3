import type { CsvFilesModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";

/** The files in the order of import, each a link. */
export function CsvFiles({ model: { files, withoutOwner } }: { model: CsvFilesModel }) {
  if (files.length === 0) return <p class="quiet">No object has a row to write.</p>;
  return (
    <>
      {withoutOwner
        ? (
          <p>
            <span class="is-waiting">Owners are empty:</span> no fallback owner is chosen yet.{" "}
            <a href="/#cell-members">Members</a>
          </p>
        )
        : null}
      <div class="scroll" tabindex={0} role="region" aria-label="CSVs for Twenty">
        <table class="figures csv-files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" class="num">Rows</th>
              <th scope="col">Left out</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, rows, skipped }) => (
              <tr>
                <th scope="row">
                  <a href={`/cells/extract/csv/${name}`} download>{name}</a>
                </th>
                <td class={`num ${rows === 0 ? "zero" : ""}`}>{grouped(rows)}</td>
                <td class="quiet">
                  {skipped.map(([reason, n]) => `${plural(n, "row")}: ${reason}`).join("; ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
