// What the stream or an answer redraws may be what has the focus: then it goes to what stands in its place, or to the
// cell, and never back to the top of the page.
"use strict";
(() => {
  let focused;

  const place = (at) => ({
    at,
    id: at.id,
    press: pressOf(at.closest("form[data-action]")),
    // From the inside out, so that the first that is still there is the nearest.
    around: ancestors(at),
  });

  function ancestors(at) {
    const ids = [];
    for (let node = at.parentElement; node; node = node.parentElement) if (node.id) ids.push(node.id);
    return ids;
  }

  /** What a press of a form does, and to what: a redraw makes other forms of those that are there. */
  const pressOf = (form) => form && [form.dataset.action, form.action, ...hidden(form)].join(" ");
  const hidden = (form) =>
    [...form.querySelectorAll("input[type=hidden]")].map((i) => `${i.name}=${i.value}`);

  /** Only the same again: a second Enter must not do to the next row what was meant for this one. */
  function samePress(press) {
    const form = [...document.querySelectorAll("form[data-action]")].find((form) => pressOf(form) === press);
    return form?.querySelector("button:not(:disabled)");
  }

  function inItsPlace({ id, press, around }) {
    return (id && document.getElementById(id)) ||
      (press && samePress(press)) ||
      around.map((name) => document.getElementById(name)).find((node) => node?.hasAttribute("tabindex")) ||
      document.querySelector("#cells");
  }

  const lost = () => document.activeElement === document.body || document.activeElement?.matches(":disabled");

  document.addEventListener("htmx:before:swap", () => {
    const at = document.activeElement;
    focused = at && at !== document.body ? place(at) : undefined;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!focused || !lost()) return;
    if (focused.at.isConnected && !focused.at.matches(":disabled")) return;
    inItsPlace(focused)?.focus({ preventScroll: true });
  });
})();
