/** One sentence that says what went wrong and what to do, at the place where it was asked for. */
export function Notice({ text }: { text: string }) {
  return <p class="notice" role="alert">{text}</p>;
}

/** The place a cell's notices go to; empty until there is one. What stands there stays while the cell is redrawn. */
export function NoticePlace({ name }: { name: string }) {
  return <div class="notice-place" id={`notice-${name}`} hx-morph-skip="true"></div>;
}
