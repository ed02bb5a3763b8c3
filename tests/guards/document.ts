import type { Guard, Theme } from "./guard.ts";

const HEAD = `# Guards

What each promise hangs on in the code, and which tests notice when it is gone. \`deno task guards\` removes them one by
one in a copy of the tree, runs the tests named beside it and says which were caught; \`deno task guards WORD…\` does
those whose name or file has one of the words. The list is \`tests/guards/named/\`; this page is made from it by
\`deno task guards --document\` and \`deno fmt\`, and a test says when the two differ or a guard is not where the list says.
`;

/** The page of the documentation that lists the guards. */
export const documented = (themes: readonly Theme[]): string =>
  [HEAD, ...themes.map(({ title, guards }) => `## ${title}\n\n${guards.map(line).join("\n")}\n`)].join("\n");

/** A list, not a table: a formatter would pad a table anew for every longer name. */
function line({ name, file, tests }: Guard): string {
  return `- ${name}: \`${file}\`; ${tests.map((test) => `\`${test}\``).join(", ")}`;
}
