import type { Child, PropsWithChildren } from "hono/jsx";

/** What stands above a column: its name, or that and how it is set. */
type Head = string | { name: Child; class?: string };

/** The name of a column of numbers. */
export const numeric = (name: Child): Head => ({ name, class: "num" });

/** The name of a column of bars, for a screen reader. */
export const barHead = (name: string): Head => ({
  name: <span class="visually-hidden">{name}</span>,
  class: "bar-cell",
});

interface TableProps {
  /** Names the region that scrolls. */
  label: string;
  id?: string;
  class?: string;
  caption?: Child;
  heads?: readonly Head[];
  /** Where it has more rows than there is room for. */
  tall?: boolean;
}

/** A table of figures; one that is wider than its place scrolls in it. */
export function FigureTable(
  { label, id, caption, heads, tall, children, ...rest }: PropsWithChildren<TableProps>,
) {
  return (
    <div class={tall ? "scroll tall" : "scroll"} tabindex={0} role="region" aria-label={label} id={id}>
      <table class={rest.class ? `figures ${rest.class}` : "figures"}>
        {caption}
        {heads && <Heads of={heads} />}
        {children}
      </table>
    </div>
  );
}

export function Heads({ of }: { of: readonly Head[] }) {
  return (
    <thead>
      <tr>
        {of.map((head) =>
          typeof head === "string"
            ? <th scope="col">{head}</th>
            : <th scope="col" class={head.class}>{head.name}</th>
        )}
      </tr>
    </thead>
  );
}
