import type { Child, PropsWithChildren } from "hono/jsx";

/**
 * A group of rows. Unfiltered it is folded, and stays as the reader has it; what a filter found stands open. The two are
 * different elements, so that a redraw does not carry the fold of one over to the other.
 */
export function MapFold({ id, open, head, children }: PropsWithChildren<{
  id: string;
  open: boolean;
  head: Child;
}>) {
  if (open) {
    return (
      <section id={`${id}-found`} class="map-found">
        <h4>{head}</h4>
        {children}
      </section>
    );
  }
  return (
    <details class="fold" id={id}>
      <summary>{head}</summary>
      {children}
    </details>
  );
}
