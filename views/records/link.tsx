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
