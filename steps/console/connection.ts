import { Control } from "../base/control.ts";
import {
  HandoverError,
  KeyRefusedError,
  LostAnswerError,
  RefusedError,
  SourceError,
} from "../base/errors.ts";
import { Bucket, Spacing } from "../base/pace.ts";
import { checkSettings } from "../base/check_settings.ts";
import { Settings } from "../base/settings.ts";
import type { World } from "../base/world.ts";
import { textOf } from "../mapping/transform.ts";
import { PracticeHub } from "../practicehub/client.ts";
import { checkTwenty } from "../twenty/check.ts";
import { Twenty } from "../twenty/client.ts";
import { listPage } from "../twenty/records.ts";

/** One thing that was found out. `unsure`: nothing is wrong, but only a person or a run can show. */
export interface Found {
  state: "good" | "wrong" | "unsure";
  text: string;
}

/** As typed, saved or not. */
export type Tested = Pick<Settings, "sourceUrl" | "sourceApp" | "timeZone" | "targetUrl"> & { key: string };

/** Somebody waits for the answer, so it is asked once. */
const PATIENCE = { attempts: 1, timeoutMs: 10_000 };
const DEFAULT_INTERVAL_MS = Settings.shape.sourceIntervalMs.parse(undefined);
/** Clocks of two machines differ by less. */
const AHEAD_MS = 15 * 60_000;

/**
 * What is wrong with the address, the key or the zone of one system, by reading alone: one request or two. No sentence
 * holds a key or a value of a record.
 *
 * @throws what nobody foresaw; everything else is among what is found
 */
export async function testConnection(
  world: World,
  system: "source" | "target",
  tested: Tested,
): Promise<Found[]> {
  const url = system === "source" ? tested.sourceUrl : tested.targetUrl;
  if (url === "") return [wrong("The address is empty.")];
  if (!tested.key) return [wrong("The key is empty.")];
  try {
    const { sourceUrl, sourceApp, timeZone, targetUrl } = tested;
    checkSettings(system === "source" ? { sourceUrl, sourceApp, timeZone } : { targetUrl });
    return system === "source" ? await testSource(world, tested) : await testTarget(world, tested);
  } catch (error) {
    if (!(error instanceof HandoverError)) throw error;
    return [wrong(sentence(error, new URL(url, "http://unknown").host))];
  }
}

async function testSource(world: World, { sourceUrl, sourceApp, timeZone, key }: Tested): Promise<Found[]> {
  const source = new PracticeHub({
    url: sourceUrl,
    key,
    app: sourceApp,
    world,
    pace: new Spacing(world, DEFAULT_INTERVAL_MS),
    control: new Control(),
    patience: PATIENCE,
  });
  if (!await source.page("patients", 1)) {
    return [wrong(`${source.host} answers, but knows no patients (404): it is not the API of PracticeHub.`)];
  }
  return [
    good(`${source.host} answers as PracticeHub does, and takes the key.`),
    await zone(world, source, timeZone),
  ];
}

/** PracticeHub's times carry no zone, so a change that lies ahead of the clinic's clock betrays a wrong one. */
async function zone(world: World, source: PracticeHub, timeZone: string): Promise<Found> {
  const local = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime()
      .toString({ smallestUnit: "second" }).replace("T", " ");
  const ahead = local(world.now() + AHEAD_MS);
  const page = await source.page("patients", 1, { updated: `gte:${ahead}` });
  // A filter that is ignored returns everything, so it is looked at again.
  const later = page?.rows.filter((row) => textOf(row["updated"]) >= ahead) ?? [];
  const now = local(world.now()).slice(11, 16);
  return later.length > 0
    ? wrong(
      `In ${timeZone} it is ${now}, but ${later.length} patients were changed later than that: the zone lies too far west.`,
    )
    : {
      state: "unsure",
      text: `In ${timeZone} it is ${now} now. If the clinic's clock says otherwise, the zone is wrong.`,
    };
}

async function testTarget(world: World, { targetUrl, key }: Tested): Promise<Found[]> {
  const target = new Twenty({
    url: targetUrl,
    key,
    world,
    pace: new Bucket(world),
    control: new Control(),
    patience: PATIENCE,
  });
  const objects = await checkTwenty(target);
  const answers = good(
    `${target.host} answers as Twenty does, takes the key and has ${objects.length} objects.`,
  );
  try {
    await listPage(target, "people", { limit: 1 });
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== "permission-denied") throw error;
    return [answers, wrong("The role of the key may not read people; give it rights to all objects.")];
  }
  return [
    answers,
    good("The role of the key may read people."),
    {
      state: "unsure",
      text: "Whether the role may also write shows only when a cell writes; reading does not tell.",
    },
  ];
}

function sentence(error: HandoverError, host: string): string {
  const cause = error.cause instanceof HandoverError ? error.cause : error;
  const limited = cause instanceof SourceError && cause.status === 429 ||
    cause instanceof LostAnswerError && cause.kind === "limited";
  if (limited) {
    return `${host} says that too many requests came (429); the rest may be right. Test again in a minute.`;
  }
  const silent = cause instanceof SourceError && cause.status === undefined ||
    cause instanceof LostAnswerError && cause.kind === "silent";
  if (silent) return `No connection to ${host}: the address is wrong, or there is no way to it from here.`;
  // Here no run is under way for which it would mean something.
  return cause instanceof KeyRefusedError ? `${cause.advice}.` : error.message;
}

const good = (text: string): Found => ({ state: "good", text });
const wrong = (text: string): Found => ({ state: "wrong", text });
