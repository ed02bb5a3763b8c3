import type { Child, PropsWithChildren } from "hono/jsx";
import type { MapListModel } from "./model.ts";
import { grouped } from "../ui/numbers.ts";

/** Shows the next rows of one group; the others stay as they are. */
export function More({ filter, group, left, shown }: {
  filter: MapListModel["filter"];
  group: string;
  left: number;
  shown: number;
}) {
  const query = new URLSearchParams({
    text: filter.text,
    object: filter.object,
    state: filter.state,
    below: filter.below === undefined ? "" : String(filter.below),
    made: filter.made ? "yes" : "",
    least: String(filter.least),
    more: group,
    rows: String(shown + 100),
  });
  const path = `/maps?${query}`;
  return (
    <p class="map-more">
      <a class="button small" href={path} hx-get={path} hx-target="#map-list" hx-swap="innerMorph">
        Show {grouped(Math.min(left, 100))} more of {grouped(left)}
      </a>
    </p>
  );
}

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
