import type { PropsWithChildren } from "hono/jsx";

export interface ActionProps {
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
