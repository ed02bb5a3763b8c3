// Lines of a log by keys: Enter goes into the log, to the newest line; the arrows go from line to line; a press copies
// the line's link, Escape goes back.
"use strict";
(() => {
  const shown = (from, to) => {
    let line = from[to];
    while (line?.hidden) line = line[to];
    return line;
  };
  const anchorOf = (line) => line?.querySelector(".anchor");

  function move(event) {
    const { target, key } = event;
    const box = target.closest?.(".log-scroll");
    if (!box) return;
    const line = target.closest(".line");
    const to = !line
      ? key === "Enter" && [...box.querySelectorAll(".line:not([hidden])")].at(-1)
      : key === "ArrowUp"
      ? shown(line, "previousElementSibling")
      : key === "ArrowDown" && shown(line, "nextElementSibling");
    const next = key === "Escape" && line ? box : anchorOf(to || undefined);
    if (!next || target.matches(".older")) return;
    event.preventDefault();
    next.focus();
  }

  /** Without leave to use the clipboard the link is followed, which shows the line at its address. */
  async function copy(event) {
    const anchor = event.target.closest?.(".line .anchor");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(anchor.href);
    } catch {
      return location.assign(anchor.href);
    }
    for (const earlier of document.querySelectorAll(".anchor.copied")) {
      earlier.classList.remove("copied");
      earlier.textContent = "#";
      earlier.ariaLabel = earlier.dataset.label;
    }
    anchor.classList.add("copied");
    anchor.dataset.label = anchor.ariaLabel;
    anchor.textContent = anchor.ariaLabel = "link copied";
  }

  document.addEventListener("keydown", move);
  document.addEventListener("click", copy);
})();
