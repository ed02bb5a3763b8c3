import { assert, assertEquals } from "@std/assert";
import { CANARIES } from "../../fixtures/practice/canaries.ts";
import { generatePractice } from "../../fixtures/practice/generate.ts";
import { csvExports, writeExports } from "../../fixtures/practice/exports/exports.ts";
import { createApp } from "../../routes/app.ts";
import { takeCsvFile } from "../../steps/staging/csv/take.ts";
import { openStage, runOn, TO_FULL_RUN } from "../support/stage.ts";
import { leaks, type Seen } from "./canary/leaks.ts";

const HOST = "127.0.0.1:8000";

/** What is there to show a record, or to take records away: anywhere else no value may stand. */
const SHOWS_VALUES = [
  /^\/$/,
  /^\/records\//,
  /^\/sample\/diff/,
  /^\/print\/sample/,
  /^\/cells\/extract\/csv\/\d\d-/,
  /^\/maps/,
];

interface Answer {
  address: string;
  headers: string;
  body: string;
}

Deno.test("no address, file name or header of the page holds a patient's value or a key, and no page does that is not there to show one", async () => {
  const practice = generatePractice({ seed: 1, patients: 40 });
  await using stage = await openStage({ practice });
  const console = await stage.console();
  const dir = `${stage.dir}/exports`;
  await writeExports(dir, csvExports(1, practice));
  await runOn(console, TO_FULL_RUN);
  for (const file of Deno.readDirSync(dir)) await takeCsvFile(console, `${dir}/${file.name}`, "a test");
  await runOn(console, [...TO_FULL_RUN, "delta", "rollback"]);

  const answers = await walk(createApp(console, { token: "let-me-in", viewerToken: "let-me-look" }));
  await console.ledger.close();
  const { source, target } = stage.simulators;
  const keys = [source.key, target.key];
  const seen: Seen[] = answers.flatMap(({ address, headers, body }) => [
    { what: "address", text: address },
    { what: `headers of ${address}`, text: headers },
    ...linksIn(body).map((text) => ({ what: `link on ${address}`, text })),
    ...(SHOWS_VALUES.some((page) => page.test(address)) ? [] : [{ what: address, text: body }]),
  ]);
  assert(answers.length > 60, `${answers.length} pages were seen`);
  for (const page of SHOWS_VALUES) {
    assert(answers.some(({ address }) => page.test(address)), `${page} was seen`);
  }
  assert(answers.some(({ headers }) => headers.includes("filename=")), "file names were seen");
  assert(
    leaks(answers.map(({ body }) => ({ what: "", text: body })), CANARIES).length > 0,
    "values were seen",
  );
  assertEquals(leaks(seen, [...CANARIES, ...keys]), []);
  assertEquals(leaks(answers.map(({ address, body }) => ({ what: address, text: body })), keys), []);
});

/** Everything that can be reached by following links from the page, as an operator. */
async function walk(app: ReturnType<typeof createApp>): Promise<Answer[]> {
  const get = async (address: string, cookie = "") =>
    await app.request(`http://${HOST}${address}`, { headers: { host: HOST, cookie } });
  const entered = await get("/?token=let-me-in");
  await entered.body?.cancel();
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const queue = ["/"];
  const met = new Set(queue);
  const answers: Answer[] = [];
  for (const address of queue) {
    const response = await get(address, cookie);
    const body = await response.text();
    answers.push({ address, headers: JSON.stringify([...response.headers]), body });
    for (const link of linksIn(body)) {
      const { pathname, search, host } = new URL(link, `http://${HOST}${address}`);
      const next = pathname + search;
      if (host !== HOST || met.has(next) || next.startsWith("/stream")) continue;
      met.add(next);
      queue.push(next);
    }
  }
  return answers;
}

/** Every address that an attribute of the page leads to or loads from, forms included. */
function linksIn(html: string): string[] {
  const found = html.matchAll(/\s(?:href|src|action|hx-(?:get|post|delete)|formaction)="([^"]*)"/g);
  return [...found].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
}
