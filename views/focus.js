// What the stream or an answer redraws may be what has the focus: then it goes to what stands in its place, or to the
// cell, and never back to the top of the page.
"use strict";
(() => {
  let held;

  const place = (at) => ({
    at,
    id: at.id,
    form: at.closest("form[data-action]"),
    // From the inside out, so that the first that is still there is the nearest.
    around: ancestors(at),
  });

  function ancestors(at) {
    const ids = [];
    for (let node = at.parentElement; node; node = node.parentElement) if (node.id) ids.push(node.id);
    return ids;
  }

  /** What a press of the form is about: which row, which cell. */
  const about = (form) =>
    [...form.querySelectorAll("input[type=hidden]")].map((i) => i.name + i.value).join();

  /** Only the same form again: a second Enter must not do to the next row what was meant for this one. */
  function sameForm(form) {
    const like = document.querySelectorAll(`form[data-action="${form.dataset.action}"]`);
    return [...like].find((other) => other.action === form.action && about(other) === about(form));
  }

  function inItsPlace({ id, form, around }) {
    return (id && document.getElementById(id)) ||
      (form && sameForm(form)?.querySelector("button:not(:disabled)")) ||
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
