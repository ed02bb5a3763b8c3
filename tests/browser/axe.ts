/// <reference lib="dom" />
import axe from "axe-core/axe.min.js" with { type: "text" };
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Axe {
  run(context: Document | string, options: unknown): Promise<{ violations: Violation[] }>;
}
interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** Where and what for, if not all of the page for everything. */
interface Look {
  /** A selector. */
  within?: string;
  /** This rule only. */
  rule?: string;
  /** This rule not. */
  except?: string;
}

/** What axe finds on the page as it stands: WCAG 2.2 AA and its best practices, one line an element. */
export async function violations(page: Page, look: Look = {}): Promise<string[]> {
  // Evaluated by the driver, which the page's CSP does not bind.
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe);
  return await page.evaluate(async ([tags, { within, rule, except }]) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(within ?? document, {
      runOnly: rule ? { type: "rule", values: [rule] } : { type: "tag", values: tags },
      rules: except ? { [except]: { enabled: false } } : {},
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) =>
        `${id} (${help}): ${node.target.join(" ")}: ${
          node.failureSummary?.split("\n").slice(1).join(" ").trim()
        }`
      )
    );
  }, [RULES, look] as const);
}
