/** What a person typed, on one line and without any meaning to Markdown or HTML. */
export function inline(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]<>|~#&]/g, (sign) => `\\${sign}`)
    // At the start of a line these would make a list, a rule or a number.
    .replace(/^(?=[-+=]|\d+[.)])\d*/, (digits) => `${digits}\\`);
}

/** What a person typed, line by line as it is: fenced by more backticks than it holds itself. */
export function fenced(text: string, indent = ""): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [fence + "text", ...text.replaceAll("\r\n", "\n").split("\n"), fence].map((line) => indent + line);
}
