/** Draws every example once, so that it can be seen which lines of the views were needed for it. */
import { createGallery } from "./app.tsx";
import { ADDRESSES } from "./addresses.ts";

const gallery = createGallery();
for (const address of ADDRESSES) {
  const answer = await gallery.request(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  await answer.text();
}
