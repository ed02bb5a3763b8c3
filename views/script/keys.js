// Single keys for people who drive the page on a call: off while a field has the focus, and for good where that is
// chosen on the help sheet. Lines of a log by keys: Enter goes into the log, to the newest line; the arrows go from line
// to line; a press copies the line's link, Escape goes back. Escape also puts away what a search found.
"use strict";
(() => {
  const KEYS_ON = "handover-keys";
  const cells = () => [...document.querySelectorAll(".cell")];
  const buttonOf = (cell, action, kind = "") =>
    cell?.querySelector(`form[data-action="${action}"] button${kind}:not(:disabled)`);
  const press = (...buttons) => buttons.find((button) => button)?.click();

  /** The cell that holds the focus, else the first one that reaches below the header. */
  function current() {
    const focused = document.activeElement?.closest(".cell");
    if (focused) return focused;
    const below = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
    return cells().find((cell) => cell.getBoundingClientRect().bottom > below + 40);
  }

  /** Only one runs at a time: what stops it works wherever one is. */
  const running = (action) => buttonOf(current(), action) ?? buttonOf(document, action);

  function goTo(cell) {
    if (!cell) return;
    cell.scrollIntoView({ block: "start" });
    cell.focus({ preventScroll: true });
    history.replaceState(null, "", `#${cell.id}`);
  }

  function step(by) {
    const all = cells();
    const at = all.indexOf(current());
    goTo(all[Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  function fold(details) {
    if (!details) return;
    details.open = !details.open;
    if (details.open) details.scrollIntoView({ block: "nearest" });
  }

  /** Into the log, to be read with the arrows; and back to its cell. */
  function log() {
    const cell = current();
    const details = cell?.querySelector("details[data-log-of]");
    fold(details);
    (details?.open ? details.querySelector(".log-scroll") : cell)?.focus({ preventScroll: true });
  }

  const does = {
    j: () => step(1),
    k: () => step(-1),
    n: () => goTo(document.querySelector(document.querySelector(".next")?.getAttribute("href") ?? ".none")),
    l: log,
    r: () => press(buttonOf(current(), "run", ":not(.chain)")),
    R: () => press(buttonOf(current(), "run", ".chain"), buttonOf(current(), "run", ":not(.chain)")),
    p: () => press(running("pause"), running("resume")),
    c: () => press(running("cancel"), running("cancel-chain")),
    s: () => {
      fold(document.querySelector("#settings"));
      document.querySelector("#settings summary")?.focus();
    },
    t: () => document.querySelector("#zone-switch:not([hidden])")?.click(),
    f: () => document.querySelector("#find")?.focus(),
    "/": () => document.querySelector("#find")?.focus(),
    "?": () => document.querySelector("#help")?.togglePopover(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_ON) === "off") return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    const number = Number(event.key);
    const act = number >= 1 && number <= 8 ? () => goTo(cells()[number - 1]) : does[event.key];
    if (!act) return;
    event.preventDefault();
    // Held down, a key would run a cell again as soon as it has ended.
    if (!event.repeat) act();
  });

  document.addEventListener("change", ({ target }) => {
    if (target.id === "keys-on") localStorage.setItem(KEYS_ON, target.checked ? "on" : "off");
  });
  const box = document.querySelector("#keys-on");
  if (box) box.checked = localStorage.getItem(KEYS_ON) !== "off";

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

  /** What a search found goes away with Escape, or when one turns to something else. */
  const clearFound = () => document.querySelector("#found")?.replaceChildren();
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && target.closest?.(".find")) clearFound();
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".find")) clearFound();
  });
})();
