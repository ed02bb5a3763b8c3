/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { findDiffs } from "../../db/diffs.ts";
import { lastRunIn } from "../../db/runs.ts";
import type { Outcome } from "../../steps/runbook/step.ts";
import { OWNER, runOn, TO_FULL_RUN, told } from "../support/stage.ts";
import { type DemoPage, startDemoPage } from "./demo_page.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

/** What is left of a sheet between the margins of `paper.css`, in CSS pixels. */
const SHEETS = [["A4", 695], ["Letter", 717]] as const;

async function sampledDemo(): Promise<DemoPage> {
  const demo = await startDemoPage(8);
  await demo.console.configure({ fallbackOwner: OWNER });
  const ran = await runOn(demo.console, TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  return demo;
}

/** Opens a paper as a printer sees it, for somebody who prefers dark. */
async function openPaper(
  page: Page,
  demo: DemoPage,
  name: string,
  width: number = SHEETS[0][1],
): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width, height: 1_000 });
  await page.goto(demo.link);
  await page.goto(new URL(`/print/${name}`, demo.link).href);
}

/** Texts and numbers that a value holds, wherever in it they stand. */
function leaves(value: unknown): string[] {
  if (value === null || value === "") return [];
  if (typeof value !== "object") return [String(value)];
  return Object.values(value).flatMap(leaves);
}

/** Without the space between words, which a browser shows as it likes, and with what it drops by its sign. */
const bare = (text: string): string => text.replaceAll(/\s/g, "").replaceAll("\0", "␀");

browserTest(
  "what is on the sample's paper is what is in the ledger, field by field, and whole",
  async (page) => {
    await using demo = await sampledDemo();
    const { ledger } = demo.console;
    const run = await lastRunIn(ledger, "sample", ["green", "waiting"]);
    const mapped = await findDiffs(ledger, { run: run?.id ?? 0, limit: 100_000 });
    const kept = mapped.filter((row) => row.fate !== "empty");
    await openPaper(page, demo, "sample");
    const printed = await page.locator("table.diff tbody").evaluateAll((records) =>
      records.flatMap((record) =>
        [...record.querySelectorAll("tr:not(.record, .empty)")].map((row) => [
          record.querySelector(".record")?.textContent ?? "",
          ...[...row.children].map((cell) => cell.textContent ?? ""),
        ])
      )
    );
    assert(kept.length > 100, `${kept.length} fields were sampled`);
    assertEquals(printed.length, kept.length);
    for (const [i, row] of kept.entries()) {
      const [record, field, source = "", mapped = "", found = "", equal] = printed[i] ?? [];
      assertEquals(
        [record, field, equal],
        [
          `${row.source_key} → ${row.target_id}`,
          row.field,
          row.fate === "left" ? "left" : row.equal ? "yes" : "no",
        ],
      );
      const wanted = JSON.parse(row.expected ?? "null");
      for (
        const [value, text] of [
          [JSON.parse(row.sources), source],
          [wanted, mapped],
          [comparedParts(wanted, JSON.parse(row.found ?? "null")), found],
        ] as const
      ) {
        for (const leaf of leaves(value)) assert(holds(text, leaf), `${row.source_key} ${row.field}`);
      }
    }
  },
);

/** Of a value in parts those that the expected one has; Twenty adds others by itself. */
function comparedParts(wanted: unknown, found: unknown): unknown {
  if (Array.isArray(found) && Array.isArray(wanted)) {
    return found.map((item) => comparedParts(wanted[0], item));
  }
  if (typeof wanted !== "object" || wanted === null || typeof found !== "object") return found;
  return Object.entries(found ?? {}).filter(([key]) => key in wanted).map(([, part]) => part);
}

/** A part that has parts of its own stands as JSON. */
const holds = (text: string, leaf: string): boolean =>
  [leaf, JSON.stringify(leaf).slice(1, -1)].some((form) => bare(text).includes(bare(form)));

for (const name of ["sample", "full-run"]) {
  browserTest(
    `nothing on the paper of the ${name} is cut, no control is shown, and it is black on white`,
    async (page) => {
      await using demo = await sampledDemo();
      for (const [sheet, width] of SHEETS) {
        await openPaper(page, demo, name, width);
        assertEquals(await overflowing(page), [], sheet);
        assertEquals(await shownControls(page), [], sheet);
      }
      const [ink, ground] = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return [color, backgroundColor];
      });
      assertEquals([ink, ground], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
      const heads = await page.locator("thead").evaluateAll((all) =>
        all.map((h) => getComputedStyle(h).display)
      );
      const rows = await page.locator("tr").evaluateAll((all) =>
        all.map((r) => getComputedStyle(r).breakInside)
      );
      assertEquals([new Set(heads), new Set(rows)], [new Set(["table-header-group"]), new Set(["avoid"])]);
      if (name === "full-run") await picture(page, "paper");
    },
  );
}

browserTest(
  "the figures on paper are those of the run's outcome, and the link in the cell leads there",
  async (page) => {
    await using demo = await sampledDemo();
    await page.goto(demo.link);
    const [paper] = await Promise.all([
      page.context().waitForEvent("page"),
      page.click("#live-full-run .print-link a"),
    ]);
    await paper.waitForSelector(".objects");
    const run = await lastRunIn(demo.console.ledger, "full-run", ["green"]);
    const { reconciliation = [], tables = [] } = JSON.parse(run?.outcome ?? "{}") as Outcome;
    const figures = await paper.locator(".objects tbody tr").evaluateAll((rows) =>
      rows.map((row) => Number(row.querySelector("td")?.textContent?.replaceAll(",", "")))
    );
    assertEquals(figures, reconciliation.map((row) => row.source));
    for (const { id, rows } of tables.filter((table) => table.rows.length > 0)) {
      assertEquals(await paper.locator(`.table-${id} tbody tr`).count(), rows.length, id);
    }
  },
);

/** Elements whose content is wider or higher than what of them can be seen. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body, body *:not(svg *)")].filter((el) => {
      const style = getComputedStyle(el);
      const isHidden = style.overflow !== "visible" || style.textOverflow === "ellipsis";
      const sticksOut = el.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
      return (isHidden && !(el instanceof SVGElement)) || sticksOut;
    }).map((el) => `${el.tagName} ${el.className} ${el.textContent?.slice(0, 20)}`)
  );

const shownControls = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("a, button, input, select, textarea, summary, nav, form")]
      .filter((el) => el.checkVisibility()).map((el) => el.outerHTML)
  );
