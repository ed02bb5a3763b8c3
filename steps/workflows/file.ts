import { z } from "zod";
import { UsageError } from "../base/errors.ts";
import { MAX_WORKFLOWS, sameName, Workflow } from "./definition.ts";

/** Problems of a file that are told at once; the rest show when these are gone. */
const MAX_PROBLEMS = 8;

const File = z.strictObject({
  handover: z.literal("workflows", 'must be "workflows"'),
  version: z.literal(1, "must be 1, the only version there is"),
  workflows: z.array(Workflow).max(MAX_WORKFLOWS),
});

/** `{"handover":"workflows","version":1,"workflows":[…]}`, indented for a person to read. */
export function writeFile(workflows: readonly Workflow[]): string {
  return JSON.stringify({ handover: "workflows", version: 1, workflows }, undefined, 2) + "\n";
}

/**
 * The workflows of an exported file.
 *
 * @throws {UsageError} every path that is wrong and why; it quotes no value.
 */
export function readFile(text: string): Workflow[] {
  const parsed = File.safeParse(json(text), { error: inWords });
  if (!parsed.success) throw new UsageError(problems(parsed.error.issues));
  const { workflows } = parsed.data;
  const first = new Map<string, number>();
  for (const [i, { name }] of workflows.entries()) {
    const before = first.get(sameName(name));
    if (before !== undefined) {
      throw new UsageError(
        `workflows[${i}].name is the same as workflows[${before}].name; nothing was read.`,
      );
    }
    first.set(sameName(name), i);
  }
  return workflows;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // The parser's own message quotes the text.
    throw new UsageError('This is no JSON; it should begin with {"handover":"workflows","version":1,…');
  }
}

function problems(issues: readonly z.core.$ZodIssue[]): string {
  const problems = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `${pathOf([...issue.path, key])} is not a part of version 1`)
      : [`${pathOf(issue.path)} ${issue.message}`]
  );
  const more = problems.length - MAX_PROBLEMS;
  return `${problems.slice(0, MAX_PROBLEMS).join("; ")}${
    more > 0 ? `; and ${more} more` : ""
  }. Nothing was read.`;
}

/** `workflows[2].actions[0].type`. */
function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("");
  return text.replace(/^\./, "") || "The file";
}

/** Said after the path, and without what stands there. */
export function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${article(issue.expected)}`;
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}`;
    case "too_small":
      return issue.origin === "string" ? "is empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array"
        ? `has more than ${issue.maximum} entries`
        : issue.origin === "string"
        ? `is longer than ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const article = (type: string): string =>
  type === "int" ? "a whole number" : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
