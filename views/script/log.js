// A log that is open stays short, in order and complete: old lines leave the page and are a press away, what the filter
// leaves out is kept aside in case it is changed, and nobody who reads further up is scrolled away.
"use strict";
(() => {
  /** Of each kind: lines that are shown, that the filter leaves out, and that came while somebody reads further up. */
  const MAX_LINES = 500;
  /** A panel within this many pixels of its end follows new lines. */
  const AT_END_PX = 40;
  const LEVELS = { warnings: ["warning", "error"], errors: ["error"] };
  const linesOf = (log) => log.querySelector(".lines");
  const boxOf = (log) => log.querySelector(".log-scroll");
  const seq = (line) => Number(line?.id.slice(1) ?? 0);
  /** The last line of a list when it was last looked at. */
  const looked = new WeakMap();
  /** By the id of a log: lines off the page that the next answer may not hold yet, and the last one forgotten. */
  const aside = new Map();

  function matches(line, { dataset: { level, object, text } }) {
    const levels = LEVELS[level];
    return (!levels || levels.includes(line.dataset.level)) &&
      (!object || line.dataset.object === object) &&
      (!text || line.querySelector(".line-text").textContent.toLowerCase().includes(text.toLowerCase()));
  }

  function tidy(log) {
    const [lines, box] = [linesOf(log), boxOf(log)];
    if (box.dataset.end === "no") dropNewest(log, lines);
    const last = looked.get(lines);
    if (lines.lastElementChild === (last ?? null)) return;
    // A new run has emptied the list.
    const emptied = last && last.parentElement !== lines;
    if (emptied) begin(log);
    const fresh = newLines(log, lines, emptied ? undefined : last);
    // Nor does a line follow one that was left out, whoever has come back down since.
    if (box.dataset.end === "no" || log.dataset.behind) leaveOut(log, lines, fresh);
    else follow(log, lines, box);
    looked.set(lines, lines.lastElementChild);
  }

  function begin(log) {
    delete log.dataset.behind;
    boxOf(log).dataset.end = "yes";
    tops.delete(boxOf(log));
    aside.delete(log.id);
  }

  /** Lines after `last`, without those that had come before by a filter's answer. */
  function newLines(log, lines, last) {
    let at = seq(last);
    const fresh = [];
    for (const line of after(lines, last)) {
      if (seq(line) <= at) {
        line.remove();
        continue;
      }
      at = seq(line);
      line.hidden = !matches(line, log);
      offer(log, line);
      fresh.push(line);
    }
    return fresh;
  }

  /** An object that lines speak of can be chosen from then on. */
  function offer(log, line) {
    const choice = log.parentElement.querySelector("select[name=object]");
    const { object } = line.dataset;
    if (!object || [...choice.options].some(({ value }) => value === object)) return;
    choice.add(new Option(line.querySelector(".line-object").textContent, object));
  }

  function after(lines, last) {
    const found = [];
    for (let line = lines.lastElementChild; line && line !== last; line = line.previousElementSibling) {
      found.unshift(line);
    }
    return found;
  }

  function follow(log, lines, box) {
    if (dropFirst(lines, ":not([hidden])")) leadToOlder(log, lines);
    dropFirst(lines, "[hidden]");
    if (toScroll.size === 0) requestAnimationFrame(scrollToEnds);
    toScroll.add(box);
  }

  /** Once a frame: asking for a height lays the whole page out, and lines may come many times a frame. */
  const toScroll = new Set();
  function scrollToEnds() {
    for (const box of toScroll) if (box.dataset.end !== "no") box.scrollTop = box.scrollHeight;
    toScroll.clear();
  }

  /** Who goes on asking for older lines has them push the newest off the page; a link leads back. */
  function dropNewest(log, lines) {
    const over = [...lines.children].slice(2 * MAX_LINES);
    if (over.length === 0) return;
    for (const line of over) line.remove();
    log.dataset.behind = "yes";
    looked.set(lines, lines.lastElementChild);
  }

  function dropFirst(lines, which) {
    const all = [...lines.querySelectorAll(`:scope > ${which}`)];
    const over = all.slice(0, Math.max(0, all.length - MAX_LINES));
    for (const line of over) line.remove();
    return over.length > 0;
  }

  /** Somebody reads further up: what there is no more room for waits, and a link leads to it. */
  function leaveOut(log, lines, fresh) {
    let room = MAX_LINES - (lines.children.length - fresh.length);
    for (const line of fresh) {
      if (room-- > 0 && !log.dataset.behind) continue;
      log.dataset.behind = "yes";
      line.remove();
      keepAside(log.id, line);
    }
  }

  function keepAside(id, line) {
    const kept = aside.get(id) ?? { lines: [], forgotten: 0 };
    kept.lines.push(line);
    if (kept.lines.length > MAX_LINES) kept.forgotten = seq(kept.lines.shift());
    aside.set(id, kept);
  }

  /** What was dropped is loaded again from where the page now begins. */
  function leadToOlder(log, lines) {
    const { at, level, object, text } = log.dataset;
    const before = String(seq(lines.querySelector(":scope > :not([hidden])")));
    const address = `${at}?${new URLSearchParams({ level, object, text, before })}`;
    let link = log.querySelector(".older");
    const made = !link;
    if (made) {
      link = document.createElement("a");
      link.className = "older";
      link.textContent = "older lines";
      link.setAttribute("hx-swap", "none");
    }
    link.href = address;
    link.setAttribute("hx-get", address);
    if (made) {
      log.querySelector(".log-older").replaceChildren(link);
      htmx.process(link);
    }
  }

  /** Only who goes up leaves the end: it also moves away by itself, when lines come before the page has followed. */
  const tops = new WeakMap();
  document.addEventListener("scroll", ({ target }) => {
    if (!target.classList?.contains("log-scroll")) return;
    const { scrollTop, scrollHeight, clientHeight } = target;
    const before = tops.get(target) ?? 0;
    tops.set(target, scrollTop);
    const fromEnd = scrollHeight - scrollTop - clientHeight;
    // Fractions of a pixel are no way up; a slow hand's first few pixels are, or the next line would take it back.
    if (scrollTop < before && fromEnd >= 2) target.dataset.end = "no";
    else if (fromEnd < AT_END_PX) target.dataset.end = "yes";
  }, true);

  document.addEventListener("toggle", ({ target }) => {
    const box = target.open && target.querySelector?.(":scope > .log .log-scroll");
    if (box && box.dataset.end !== "no") box.scrollTop = box.scrollHeight;
  }, true);

  /** What the stream brought while the answer to a filter was on its way is not in that answer. */
  let replaced;
  document.addEventListener("htmx:before:swap", ({ detail }) => {
    const log = detail.ctx?.sourceElement?.closest?.(".log")?.querySelector(".log-body");
    if (!log) return;
    const { lines, forgotten } = aside.get(log.id) ?? { lines: [], forgotten: 0 };
    replaced = { log, forgotten, lines: [...linesOf(log).children, ...lines] };
  });
  function carryOver() {
    const log = replaced && document.getElementById(replaced.log.id);
    if (!log || log === replaced.log) return;
    aside.delete(log.id);
    const lines = linesOf(log);
    // The answer's own lines have come through the filter.
    looked.set(lines, lines.lastElementChild);
    const shown = Math.max(Number(lines.dataset.seq), seq(lines.lastElementChild));
    if (replaced.forgotten > shown) log.dataset.behind = "yes";
    else lines.append(...replaced.lines.filter((line) => seq(line) > shown));
  }

  /** A page that was too far behind has got every log anew, without its filter; one that is being asked for comes. */
  const known = new WeakSet(document.querySelectorAll(".log-body"));
  function filterAgain() {
    for (const form of document.querySelectorAll(".log-filter")) {
      const body = form.parentElement.querySelector(".log-body");
      if (known.has(body)) continue;
      known.add(body);
      const { level, object, text } = body.dataset;
      const asked = new FormData(form);
      if (asked.get("level") !== level || asked.get("object") !== object || asked.get("text") !== text) {
        form.requestSubmit();
      }
    }
  }

  document.addEventListener("htmx:after:swap", ({ detail }) => {
    carryOver();
    replaced = undefined;
    if (detail.ctx?.sourceElement?.id === "stream") filterAgain();
    document.querySelectorAll(".log-body").forEach(tidy);
  });
  document.querySelectorAll(".log-body").forEach(tidy);
})();
