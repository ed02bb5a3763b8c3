import type { PropsWithChildren } from "hono/jsx";

/** How new content meets what is on the page. Morphing keeps what people have typed, opened and focused. */
export type Swap = "outerMorph" | "innerHTML" | "beforeend" | "afterbegin" | "outerHTML";

/** A piece of an answer or of the stream, with the place on the page that it is for. */
export function Partial({ target, swap, children }: PropsWithChildren<{ target: string; swap: Swap }>) {
  return <hx-partial hx-target={`#${target}`} hx-swap={swap}>{children}</hx-partial>;
}
