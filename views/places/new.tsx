import { NoticePlace } from "../ui/notice.tsx";

/**
 * A location that is on no appointment, or on none that anybody has looked at yet.
 *
 * @param known how many there are: when one is added, this is another form, and what was typed in the last is gone
 */
export function PlaceNew({ known }: { known: number }) {
  return (
    <>
      <form
        method="post"
        action="/places/new"
        hx-post="/places/new"
        hx-swap="none"
        class="row"
        id={`place-new-${known}`}
        data-action="add-place"
      >
        <label class="row tight">
          Another location, number{" "}
          <input
            name="id"
            id={`place-new-id-${known}`}
            class="place-number"
            inputmode="numeric"
            autocomplete="off"
            required
          />
        </label>
        <label class="row tight">
          name <input name="name" id={`place-new-name-${known}`} autocomplete="off" required />
        </label>
        <button type="submit" class="button">Add</button>
      </form>
      <NoticePlace name="place-new" />
    </>
  );
}
