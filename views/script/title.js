// The stream rests while the tab is hidden, or a few tabs would use up a browser's connections; what the tab itself says
// is then all there is to see, and is asked for.
"use strict";
(() => {
  const EVERY_MS = 3_000;
  let timer;

  async function ask() {
    const answer = await fetch("/title").catch(() => undefined);
    const title = answer?.ok && await answer.text();
    // Shown again meanwhile: the stream knows better.
    if (title && document.hidden) document.title = title;
  }

  if (!document.querySelector("#stream")) return;
  document.addEventListener("visibilitychange", () => {
    clearInterval(timer);
    if (document.hidden) timer = setInterval(ask, EVERY_MS);
  });
})();
