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
