/** One sentence that says what went wrong and what to do, at the place where it was asked for. */
export function Notice({ text }: { text: string }) {
  return <p class="notice" role="alert">{text}</p>;
}

/**
 * The place a cell's notices go to; empty until there is one. It stays until the same person's next press: what the
 * stream redraws around it, which may be at once, knows nothing of it.
 */
export function NoticePlace({ name }: { name: string }) {
  return <div class="notice-place" id={`notice-${name}`} hx-morph-skip-children></div>;
}
