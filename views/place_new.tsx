import { NoticePlace } from "./notice.tsx";

/** A location that is on no appointment, or on none that anybody has looked at yet. */
export function PlaceNew() {
  return (
    <>
      <form
        method="post"
        action="/places/new"
        hx-post="/places/new"
        hx-swap="none"
        class="row"
        data-action="add-place"
      >
        <label class="row tight">
          Another location, number{" "}
          <input name="id" id="place-new-id" inputmode="numeric" autocomplete="off" required />
        </label>
        <label class="row tight">
          name <input name="name" id="place-new-name" autocomplete="off" required />
        </label>
        <button type="submit" class="button">Add</button>
      </form>
      <NoticePlace name="place-new" />
    </>
  );
}
