// What the stream leaves to the page: a running cell shows its log, the sidebar says where one is, a lost connection is
// announced, a notice goes with the next press, and a hidden tab keeps its title.
"use strict";
(() => {
  /** A cell that starts to run unfolds its log, and folds it again when it ends green; else it stays to be read. */
  const before = new Map();
  function foldLogs() {
    for (const live of document.querySelectorAll(".cell-live")) {
      const { state } = live.dataset;
      const was = before.get(live.id);
      before.set(live.id, state);
      if (state === was) continue;
      const fold = live.parentElement.querySelector("details[data-log-of]");
      if (state === "running") fold.open = true;
      else if (was === "running" && state === "green" && !fold.contains(document.activeElement)) {
        fold.open = false;
      }
    }
  }

  /** Marks the cell in view in the sidebar. */
  const inView = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inView[isIntersecting ? "add" : "delete"](target.id);
    markCurrent();
  }, { rootMargin: "-20% 0px -60% 0px" });
  function markCurrent() {
    const links = [...document.querySelectorAll("#cell-nav a[data-cell]")];
    const first = links.find((link) => inView.has(`cell-${link.dataset.cell}`));
    for (const link of links) {
      if (link === first) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** What one goes to must not lie beneath the head, which is as high as the practice's name makes it. */
  const ROOM_PX = 8;
  const head = document.querySelector(".top");
  const { style } = document.documentElement;
  const measure = () => {
    if (getComputedStyle(head).position === "sticky") {
      style.setProperty("--top", `${head.offsetHeight + ROOM_PX}px`);
    } else style.removeProperty("--top");
  };
  if (head) new ResizeObserver(measure).observe(head);

  const TRYING_AGAIN = "No answer from Handover; trying again. Nothing on this page is lost.";
  function tell(text) {
    const place = document.querySelector("#connection");
    if (place && place.textContent !== text) place.textContent = text;
  }

  document.addEventListener("htmx:after:swap", () => {
    foldLogs();
    markCurrent();
  });
  document.addEventListener("htmx:sse:after:connection", () => tell(""));
  document.addEventListener("htmx:sse:error", ({ detail }) => {
    // Sessions end with the program: after a restart this tab's cookie opens nothing.
    if (detail.status === 403) tell("Handover was started again: open the new link that it printed.");
    else tell(TRYING_AGAIN);
  });
  /** What asked for something and heard nothing: the next answer that it gets says that all is well. */
  let unanswered;
  document.addEventListener("htmx:error", ({ target, detail }) => {
    if (target.id === "stream") return beginAgain(target);
    unanswered = target;
    const wasPress = detail.ctx?.request?.method === "POST";
    tell(
      wasPress
        ? "No answer from Handover: whether what was pressed was done shows in the cell."
        : "No answer from Handover; try again. Nothing was changed.",
    );
  });
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (!unanswered || detail.ctx?.sourceElement !== unanswered) return;
    unanswered = undefined;
    tell("");
  });

  /** htmx connects again to what it was connected to once, and never to what failed at first. */
  const BEGIN_AGAIN_MS = 1_000;
  function beginAgain(stream) {
    tell(TRYING_AGAIN);
    const at = stream.getAttribute("hx-sse:connect");
    setTimeout(() => htmx.ajax("GET", at, { source: stream }), BEGIN_AGAIN_MS);
  }

  /** A notice is about the last press, and stays until the next. */
  document.addEventListener("htmx:before:request", ({ detail }) => {
    if (detail.ctx?.request?.method !== "POST") return;
    for (const place of document.querySelectorAll(".notice-place")) place.replaceChildren();
    tell("");
  });

  /**
   * The stream rests while the tab is hidden, or a few tabs would use up a browser's connections; what the tab itself
   * says is then all there is to see, and is asked for.
   */
  const TITLE_EVERY_MS = 3_000;
  let asking;
  async function askForTitle() {
    const answer = await fetch("/title").catch(() => undefined);
    const title = answer?.ok && await answer.text();
    // Shown again meanwhile: the stream knows better.
    if (title && document.hidden) document.title = title;
  }
  if (document.querySelector("#stream")) {
    document.addEventListener("visibilitychange", () => {
      clearInterval(asking);
      if (document.hidden) asking = setInterval(askForTitle, TITLE_EVERY_MS);
    });
  }

  document.querySelectorAll(".cell").forEach((cell) => watch.observe(cell));
  foldLogs();
})();
