import type { Theme } from "../guard.ts";

const CONFLICTS = "tests/browser/conflict_list_test.ts";
const REDRAWN = "tests/browser/redrawn_test.ts";

export const PAGE: Theme = {
  title: "What a page keeps while the stream draws it again",
  guards: [
    {
      name: "the page of the conflicts that one is on is not drawn over",
      file: "views/conflicts.tsx",
      find: '      <div id={list} hx-morph-skip="true">\n',
      replace: "      <div id={list}>\n",
      tests: [CONFLICTS],
    },
    {
      name: "the part of a list that is shown is what is asked for again",
      file: "views/pulse.tsx",
      find: "      hx-include={include}\n",
      replace: "",
      tests: [CONFLICTS],
    },
    {
      name: "a click on the next page of the conflicts overtakes what was asked before it",
      file: "views/conflicts.tsx",
      find: "        hx-sync={`#${listOf(cell)}:replace`}\n",
      replace: "",
      tests: [CONFLICTS],
    },
    {
      name: "conflicts are asked for again when one, or what was decided about it, is another",
      file: "routes/gather/conflicts.ts",
      find: "    version: hashOf([shown.all, zone]).slice(0, 12),\n",
      replace: "    version: hashOf([zone]).slice(0, 12),\n",
      tests: [CONFLICTS],
    },
    {
      name: "a page of the conflicts that is there no more gives way to the last",
      file: "routes/gather/conflicts.ts",
      find: "  const at = offset < open ? offset : open - 1 - (open - 1) % PAGE_ROWS;\n",
      replace: "  const at = offset;\n",
      tests: [CONFLICTS],
    },
    {
      name: "the focus stays on the way through the conflicts",
      file: "views/conflicts.tsx",
      find: "    const id = `conflicts-${text}`;\n",
      replace: "    const id = `conflicts-${text}-${at}`;\n",
      tests: [CONFLICTS],
    },
    {
      name: "the page of the sample's diff that one is on is not drawn over",
      file: "views/sample_diff.tsx",
      find: ' hx-morph-skip="true"',
      replace: "",
      tests: [REDRAWN],
    },
    {
      name: "what a person has folded open stays open",
      file: "views/layout.tsx",
      find: '  morphIgnore: ["data-htmx-powered", "open", "data-filter"],\n',
      replace: '  morphIgnore: ["data-htmx-powered", "data-filter"],\n',
      tests: [REDRAWN],
    },
  ],
};
