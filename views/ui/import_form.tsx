import type { PropsWithChildren } from "hono/jsx";
import { Action } from "./action.tsx";
import { NoticePlace } from "./notice.tsx";

interface ImportFormProps {
  /** Where it is posted. */
  path: string;
  /** Names the form for tests and keys. */
  name: string;
  /** Name of the place for what was wrong with a file. */
  notice: string;
  /** What the import before this one did. */
  said?: string;
}

/** A filled-in CSV and the button that reads it; between them stands what its columns are. */
export function ImportForm({ path, name, notice, said, children }: PropsWithChildren<ImportFormProps>) {
  return (
    <Action path={path} name={name} class="import" files>
      <NoticePlace name={notice} />
      {said ? <p class="said" role="status">{said}</p> : null}
      <p class="quiet prose">{children}</p>
      <p class="row">
        <input type="file" name="file" accept=".csv,text/csv" aria-label="CSV file" required />
        <button type="submit" class="button">Import</button>
      </p>
    </Action>
  );
}
