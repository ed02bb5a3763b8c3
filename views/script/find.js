// What a search found goes away with Escape, or when one turns to something else.
"use strict";
(() => {
  const clear = () => document.querySelector("#found")?.replaceChildren();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.(".find")) return;
    clear();
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".find")) clear();
  });
})();
