import type { PropsWithChildren } from "hono/jsx";
import { NoticePlace } from "./notice.tsx";

interface ActionProps {
  /** Where it is posted. */
  path: string;
  class?: string;
  /** Sent along, besides what the form's own controls say. */
  values?: Record<string, string>;
  /** Names the form for tests and keys. */
  name?: string;
  /** It sends a file. */
  files?: boolean;
}

/**
 * A form that posts and redraws nothing itself: the answer brings the pieces that changed. Without a script it posts
 * and comes back to the page.
 */
export function Action({ path, values, name, files, children, ...rest }: PropsWithChildren<ActionProps>) {
  return (
    <form
      method="post"
      action={path}
      hx-post={path}
      hx-swap="none"
      enctype={files ? "multipart/form-data" : undefined}
      class={rest.class ?? "row"}
      data-action={name}
    >
      {Object.entries(values ?? {}).map(([key, value]) => <input type="hidden" name={key} value={value} />)}
      {children}
    </form>
  );
}

interface PressProps extends ActionProps {
  /** How the button looks, besides being one. */
  button?: "primary" | "small";
  /** What a screen reader says instead of its word. */
  spoken?: string;
}

/** An action that is one button. */
export function Press({ button, spoken, children, ...action }: PropsWithChildren<PressProps>) {
  return (
    <Action {...action}>
      <button type="submit" class={button ? `button ${button}` : "button"} aria-label={spoken}>
        {children}
      </button>
    </Action>
  );
}

interface ImportFormProps {
  /** Where it is posted. */
  path: string;
  /** Names the form for tests and keys. */
  name: string;
  /** Name of the place for what was wrong with a file. */
  notice: string;
  /** What the import before this one did, in one sentence. */
  message?: string;
}

/** A filled-in CSV and the button that reads it; between them stands what its columns are. */
export function ImportForm({ path, name, notice, message, children }: PropsWithChildren<ImportFormProps>) {
  return (
    <Action path={path} name={name} class="import" files>
      <NoticePlace name={notice} />
      {message && <p class="said" role="status">{message}</p>}
      <p class="quiet prose">{children}</p>
      <p class="row">
        <input type="file" name="file" accept=".csv,text/csv" aria-label="CSV file" required />
        <button type="submit" class="button">Import</button>
      </p>
    </Action>
  );
}
