import { plural } from "../ui/numbers.ts";

/** Finds records. What is typed is posted: a patient's name has no place in an address. */
export function RecordSearch() {
  return (
    <div class="find">
      <form
        class="find-form"
        method="post"
        action="/records/search"
        hx-post="/records/search"
        hx-target="#found"
        hx-swap="innerHTML"
        role="search"
      >
        <label class="visually-hidden" for="find">Find a record by id, name or e-mail</label>
        <input
          type="search"
          id="find"
          name="text"
          placeholder="Find a record"
          title="Number, patients/1532618, name or e-mail (key /)"
          autocomplete="off"
          spellcheck={false}
          maxlength={200}
          required
        />
        <button type="submit" class="button small">Find</button>
      </form>
      <div id="found" role="status"></div>
    </div>
  );
}

interface FoundModel {
  rows: FoundRow[];
  /** There were more than are shown. */
  more: boolean;
}

interface FoundRow {
  /** `resource/id`. */
  key: string;
  kind: string;
  /** What a person calls it, where it has a name. */
  name: string;
  /** By what it was found. */
  how: string;
  gone: boolean;
}

/** What a search found, each a link to its record. */
export function FoundList({ found: { rows, more } }: { found: FoundModel }) {
  if (rows.length === 0) {
    return (
      <div class="found-box">
        <p>
          Nothing found. Try a number, a key like{" "}
          <span class="id">patients/1532618</span>, a name or an e-mail address; only what was extracted is
          searched.
        </p>
      </div>
    );
  }
  return (
    <div class="found-box">
      <p class="quiet">
        {more
          ? `The first ${rows.length}; say more of the name to see fewer.`
          : `${plural(rows.length, "record")} found.`}
      </p>
      <ul class="found">
        {rows.map(({ key, kind, name, how, gone }) => (
          <li>
            <a href={`/records/${key}`}>
              <span class="found-name">{name || kind}</span>
              <span class="id">{key}</span>
            </a>
            <span class="quiet">
              by {how}
              {gone ? ", gone from PracticeHub" : ""}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
