// An address opens what it names: the folds that it lies in, and the place itself in view. What is not on this page is
// looked for where it is.
"use strict";
(() => {
  /** Where the server knows the way to what a page shows only a part of. */
  const ELSEWHERE = [[/^conflict-([\da-f-]{36})$/, "/conflicts/"], [/^e(\d+)$/, "/events/"]];

  function open() {
    const id = named(location.hash.slice(1));
    if (id === "") return;
    const place = document.getElementById(id);
    if (!place) return goElsewhere(id);
    // Before its fold opens: a log that does not know better goes to its end then.
    const log = place.closest(".log-scroll");
    if (log) log.dataset.end = "no";
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    if (!place.hasAttribute("tabindex") && place.tabIndex < 0) place.tabIndex = -1;
    place.scrollIntoView({ block: log ? "center" : "start" });
    place.focus({ preventScroll: true });
  }

  /** What was cut off in a mail or a chat names nothing. */
  function named(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return "";
    }
  }

  /** Only from the page of the cells: the others are where the server sent us. */
  function goElsewhere(id) {
    if (location.pathname !== "/") return;
    for (const [name, path] of ELSEWHERE) {
      const found = name.exec(id);
      if (found) location.replace(path + found[1]);
    }
  }

  addEventListener("hashchange", open);
  // The same address again changes nothing that the browser would tell.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link && link.hash !== "" && link.href === location.href) open();
  });
  open();
})();
