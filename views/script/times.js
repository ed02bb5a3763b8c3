// Times come in the practice's zone. Who lives in another sees how it differs, and may see his own instead; the choice
// stays with the browser. What the stream brings follows.
"use strict";
(() => {
  const KEPT = "handover-times";
  const LANGUAGE = "en-GB";
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  /** Browsers go on using these; nobody who lives there does. */
  const RENAMED = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Europe/Kiev": "Europe/Kyiv",
  };
  const mine = RENAMED[here] ?? here;
  const note = () => document.querySelector("#zone");
  const practice = () => note()?.dataset.zone ?? "UTC";
  const isMine = () => differs() && localStorage.getItem(KEPT) === "mine";

  /** Names of one zone are many: "Asia/Calcutta" is "Asia/Kolkata". */
  const plain = (zone) => new Intl.DateTimeFormat(LANGUAGE, { timeZone: zone }).resolvedOptions().timeZone;
  const differs = () => plain(practice()) !== plain(mine);

  const formats = new Map();
  function format(zone, options) {
    const key = zone + JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: zone });
    formats.set(key, known);
    return known;
  }

  /** Minutes by which clocks there are ahead of UTC at this moment. */
  function ahead(zone, at) {
    const name = format(zone, { timeZoneName: "longOffset" }).formatToParts(at)
      .find(({ type }) => type === "timeZoneName").value;
    const [, sign, hours, minutes = 0] = /GMT([+-])(\d+):?(\d+)?/.exec(name) ?? [0, "+", 0];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }

  /** "5:30 later", by the clocks of now. */
  function difference(from, to) {
    const now = new Date();
    const minutes = ahead(to, now) - ahead(from, now);
    if (minutes === 0) return "at present the same";
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    return `${hours}:${String(rest).padStart(2, "0")} ${minutes > 0 ? "later" : "earlier"}`;
  }

  function tell() {
    const button = document.querySelector("#zone-switch");
    const line = document.querySelector("#zone-text");
    if (!button || !line || !differs()) return;
    const [shown, other, whose, word] = isMine()
      ? [mine, practice(), "the practice's", "show the practice's"]
      : [practice(), mine, "yours", "show mine"];
    const text = `Times in ${shown}; ${whose} is ${other}, ${difference(shown, other)}`;
    if (line.textContent !== text) line.textContent = text;
    if (button.textContent !== word) button.textContent = word;
    button.hidden = false;
  }

  /** Whose zone the times on the page were last written in. */
  let written = practice();
  /** What is new on the page comes in the practice's; all of it is written anew when the zone is another. */
  function write() {
    if (!note()) return;
    const zone = isMine() ? mine : practice();
    const all = written !== zone;
    if (all || zone !== practice()) {
      const forms = JSON.parse(note().dataset.forms);
      for (const time of document.querySelectorAll(all ? "time[data-as]" : "time[data-as]:not([data-in])")) {
        const at = new Date(time.dateTime);
        if (Number.isNaN(at.getTime())) continue;
        time.textContent = format(zone, forms[time.dataset.as]).format(at);
        if (zone === practice()) delete time.dataset.in;
        else time.dataset.in = zone;
      }
    }
    written = zone;
    tell();
  }

  document.addEventListener("click", ({ target }) => {
    if (target.id !== "zone-switch") return;
    localStorage.setItem(KEPT, isMine() ? "practice" : "mine");
    write();
  });
  document.addEventListener("htmx:after:swap", write);
  addEventListener("storage", ({ key }) => key === KEPT && write());

  /** With its offset: where clocks go back, one hour comes twice. */
  const WHOLE = {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  };
  document.addEventListener("pointerover", ({ target }) => {
    const time = target.closest?.("time[data-as]");
    if (!time || time.dataset.whole || !note()) return;
    const zones = differs() ? [practice(), mine] : [practice()];
    const readings = zones.map((zone) => `${format(zone, WHOLE).format(new Date(time.dateTime))} in ${zone}`);
    time.title = [...readings, time.title].join(" · ");
    time.dataset.whole = "yes";
  });

  write();
})();
