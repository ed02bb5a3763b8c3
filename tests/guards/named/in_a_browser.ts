import type { Theme } from "../guard.ts";

const CONFLICTS = "tests/browser/conflict_list_test.ts";
const REDRAWN = "tests/browser/redrawn_test.ts";
const LIVE = "tests/browser/live_test.ts";
const LOG = "tests/browser/log_test.ts";

export const IN_A_BROWSER: Theme = {
  title: "What a page does and keeps in a browser",
  guards: [
    {
      name: "the page of the conflicts that one is on is not drawn over",
      file: "views/conflicts/list.tsx",
      find: '      <div id={list} hx-morph-skip="true">\n',
      replace: "      <div id={list}>\n",
      tests: [CONFLICTS],
    },
    {
      name: "the part of a list that is shown is what is asked for again",
      file: "views/ui/pulse.tsx",
      find: "      hx-include={include}\n",
      replace: "",
      tests: [CONFLICTS],
    },
    {
      name: "a click on the next page of the conflicts overtakes what was asked before it",
      file: "views/conflicts/list.tsx",
      find: "        hx-sync={`#${listOf(cell)}:replace`}\n",
      replace: "",
      tests: [CONFLICTS],
    },
    {
      name: "conflicts are asked for again when one, or what was decided about it, is another",
      file: "routes/conflicts/model.ts",
      find: "    version: hashOf([shown.all, zone]).slice(0, 12),\n",
      replace: "    version: hashOf([zone]).slice(0, 12),\n",
      tests: [CONFLICTS],
    },
    {
      name: "a page of the conflicts that is there no more gives way to the last",
      file: "routes/conflicts/model.ts",
      find: "  const at = offset < open ? offset : open - 1 - (open - 1) % PAGE_ROWS;\n",
      replace: "  const at = offset;\n",
      tests: [CONFLICTS],
    },
    {
      name: "the focus stays on the way through the conflicts",
      file: "views/conflicts/list.tsx",
      find: "    const id = `conflicts-${text}`;\n",
      replace: "    const id = `conflicts-${text}-${at}`;\n",
      tests: [CONFLICTS],
    },
    {
      name: "the page of the sample's diff that one is on is not drawn over",
      file: "views/sample/diff.tsx",
      find: ' hx-morph-skip="true"',
      replace: "",
      tests: [REDRAWN],
    },
    {
      name: "what a person has folded open stays open",
      file: "views/page/layout.tsx",
      find: '  morphIgnore: ["data-htmx-powered", "open", "data-filter"],\n',
      replace: '  morphIgnore: ["data-htmx-powered", "data-filter"],\n',
      tests: [REDRAWN],
    },
    {
      name: "a second Enter does not do to the next row what was meant for the first",
      file: "views/script/focus.js",
      find: "find((form) => pressOf(form) === press)",
      replace: "find((form) => press.startsWith(form.dataset.action))",
      tests: [LIVE],
    },
    {
      name: "a count that was typed for one plan goes with it",
      file: "views/rollback/plan.tsx",
      find: "-${plan.hash.slice(0, TELLING)}",
      replace: "",
      tests: [LIVE],
    },
    {
      name: "a stream that never began is begun again",
      file: "views/script/live.js",
      find: '    if (target.id === "stream") return beginAgain(target);\n',
      replace: "",
      tests: [LIVE],
    },
    {
      name: "a key that is held down runs a cell once",
      file: "views/script/keys.js",
      find: "if (!event.repeat) act();",
      replace: "act();",
      tests: [LIVE],
    },
    {
      name: "a filter is asked for once, however many lines come",
      file: "views/script/log.js",
      find: "      if (known.has(body)) continue;\n",
      replace: "",
      tests: [LOG],
    },
    {
      name: "a page too far behind for every line asks for its filter again",
      file: "views/script/log.js",
      find: '    if (detail.ctx?.sourceElement?.id === "stream") filterAgain();\n',
      replace: "",
      tests: [LOG],
    },
    {
      name: "what came while a filter was asked for is not lost",
      file: "views/script/log.js",
      find: "    carryOver();\n",
      replace: "",
      tests: [LOG],
    },
    {
      name: "lines that a filter leaves out are bounded",
      file: "views/script/log.js",
      find: '    dropFirst(lines, "[hidden]");\n',
      replace: "",
      tests: [LOG],
    },
    {
      name: "who reads ever older lines has a page with an end",
      file: "views/script/log.js",
      find: '    if (box.dataset.end === "no") dropNewest(log, lines);\n',
      replace: "",
      tests: [LOG],
    },
    {
      name: "lines out of view are not laid out",
      file: "views/style/log.css",
      find: "    content-visibility: auto;\n",
      replace: "",
      tests: [LOG],
    },
  ],
};
