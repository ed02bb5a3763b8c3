/** Opens choices beneath a row; without a script, on a page of their own. */
export function PanelButton({ id, panel, word, what }: {
  id: string;
  panel: string;
  word: string;
  /** Said to a screen reader. */
  what: string;
}) {
  const path = `/maps/${id}/${panel}`;
  return (
    <a
      class="button small"
      href={path}
      hx-get={path}
      hx-target={`#panel-${id}`}
      hx-swap="innerHTML"
      aria-label={what}
    >
      {word}
    </a>
  );
}
