const KEY = /^[a-z_]+\/\d+$/;

/** A source row's key as the way to its page; what is none stays text. */
export function RecordLink({ sourceKey }: { sourceKey: string }) {
  return KEY.test(sourceKey)
    ? <a class="id" href={`/records/${sourceKey}`}>{sourceKey}</a>
    : <span class="id">{sourceKey}</span>;
}

/** Several keys, parted by `between`. */
export function RecordLinks({ keys, between }: { keys: readonly string[]; between: string }) {
  return (
    <>
      {keys.map((key, i) => (
        <>
          {i > 0 ? between : ""}
          <RecordLink sourceKey={key} />
        </>
      ))}
    </>
  );
}

/** The address of what it stands beside, to be copied or sent. */
export function Anchor({ href, what }: { href: string; what: string }) {
  return <a class="anchor" href={href} aria-label={`Link to: ${what}`}>#</a>;
}

/** The way to a paper; it opens beside the page, which goes on. */
export function PrintLink({ href, what }: { href: string; what: string }) {
  return (
    <p class="print-link">
      <a href={href} target="_blank" rel="noreferrer">Print to sign</a>{" "}
      <span class="quiet">{what}, nothing cut</span>
    </p>
  );
}
