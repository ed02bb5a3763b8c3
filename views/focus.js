// What the stream or an answer redraws may be what has the focus: then it goes to what stands in its place, or to the
// cell, and never back to the top of the page.
"use strict";
(() => {
  let held;

  const place = (at) => ({
    at,
    id: at.id,
    action: at.closest("form[data-action]")?.dataset.action,
    cell: at.closest(".cell"),
    // From the inside out, so that the first that is still there is the nearest.
    around: ancestors(at),
  });

  function ancestors(at) {
    const ids = [];
    for (let node = at.parentElement; node; node = node.parentElement) if (node.id) ids.push(node.id);
    return ids;
  }

  /** Not a button again that was just pressed for something else: a second Enter must do nothing. */
  function inItsPlace({ id, action, cell, around }) {
    return (id && document.getElementById(id)) ||
      (action && cell?.querySelector(`form[data-action="${action}"] button:not(:disabled)`)) ||
      around.map((name) => document.getElementById(name)).find((node) => node?.hasAttribute("tabindex")) ||
      document.querySelector("#cells");
  }

  const lost = () => document.activeElement === document.body || document.activeElement?.matches(":disabled");

  document.addEventListener("htmx:before:swap", () => {
    const at = document.activeElement;
    held = at && at !== document.body ? place(at) : undefined;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!held || !lost()) return;
    if (held.at.isConnected && !held.at.matches(":disabled")) return;
    inItsPlace(held)?.focus({ preventScroll: true });
  });
})();
