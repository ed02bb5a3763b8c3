// The filter of the maps stands in the address, so that it can be kept and sent to a colleague; panels close by Escape.
"use strict";
(() => {
  const controls = () => [...document.querySelectorAll("#map-filter [name], [form=map-filter][name]")];
  const keptIn = (control) =>
    control.type === "checkbox" ? (control.checked ? control.value : "") : control.value;

  /** Writes what the address asks for into a filter that has just come onto the page. */
  function fill() {
    const form = document.querySelector("#map-filter");
    if (!form || form.dataset.filter === "filled") return false;
    form.dataset.filter = "filled";
    const asked = new URLSearchParams(location.search);
    let any = false;
    for (const control of controls()) {
      const value = asked.get(control.name);
      if (value === null) continue;
      any = true;
      if (control.type === "checkbox") control.checked = value === control.value;
      else control.value = value;
    }
    return any;
  }

  function keep() {
    const query = new URLSearchParams();
    for (const control of controls()) {
      const value = keptIn(control);
      if (
        control.type !== "hidden" && value !== "" && value !== control.defaultValue ||
        control.type === "checkbox" && value !== ""
      ) {
        query.set(control.name, value);
      }
    }
    const text = query.size > 0 ? `?${query}` : "";
    history.replaceState(null, "", `${location.pathname}${text}${location.hash}`);
  }

  document.addEventListener("input", ({ target }) => {
    if (target.form?.id === "map-filter") keep();
  });

  /** What is open beneath a row is put away, and the focus goes back to what opened it. */
  let opener;
  function close(panel) {
    const row = document.getElementById(panel.id.replace(/^panel-/, ""));
    panel.replaceChildren();
    (opener?.isConnected ? opener : row?.querySelector("a.button, button"))?.focus();
  }
  document.addEventListener("click", ({ target }) => {
    opener = target.closest(".map-do a.button, .map-all a.button, .map-facts a.button") ?? opener;
    const panel = target.closest("[data-closes-panel]")?.closest(".map-panel");
    if (panel) close(panel);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const panel = event.target.closest?.(".map-panel");
    if (panel) close(panel);
  });
  // A link that opens a panel is a button to whoever presses the space bar.
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.(".maps a.button")) return;
    event.preventDefault();
    event.target.click();
  });

  fill();
  document.addEventListener("htmx:after:swap", () => {
    if (fill()) document.querySelector("#map-filter").dispatchEvent(new Event("change"));
  });
})();
