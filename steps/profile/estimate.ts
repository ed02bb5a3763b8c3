import { PAGE_SIZE, pagesOf } from "../practicehub/client.ts";
import { isIdentified, TARGET_OBJECTS } from "../mapping/objects.ts";
import { BATCH } from "../twenty/records.ts";
import { many } from "../base/words.ts";

export interface Estimate {
  cell: string;
  /** Requests to PracticeHub, to Twenty's limited API and to what Twenty does not limit (metadata, bytes). */
  source: number;
  target: number;
  unlimited: number;
  /** The least: what the limits ask for. The network comes on top. */
  seconds: number;
  /** How the numbers come about. */
  how: string;
}

export interface EstimateInput {
  /** Rows of each resource that is moved, by its name. */
  rows: ReadonlyMap<string, number>;
  /** Records to be written, by object. */
  landed: ReadonlyMap<string, number>;
  files: number;
  /** Bytes of all files, as far as the rows that were looked at tell. */
  fileBytes: number;
  objectsToMake: number;
  fieldsToMake: number;
  /** Records that are in Twenty before; the rollback compares their checksum. */
  inTarget: number;
  intervalMs: number;
  /** Twenty's limit, if it is known; its default otherwise (contracts/twenty d). */
  requestsPerMinute: number | undefined;
}

/** Twenty's default bucket (contracts/twenty d), until a refusal tells another. */
const PER_MINUTE = 100;
/** Files uploaded and read back a second, measured against a Twenty on the same machine. */
const FILES_A_SECOND = 20;
/** The faster ends of what 2.19 took (contracts/twenty e), and what taking a field back took there. */
const SECONDS_AN_OBJECT = 0.5;
const SECONDS_A_FIELD = 0.2;
const SECONDS_A_REMOVAL = 0.2;
/** Most rows of one object in the sample, and of all together. */
const SAMPLE = 500;

/** Requests and time of the cells to come. The limits are the floor; the network comes on top. */
export function estimate(input: EstimateInput): Estimate[] {
  const { rows, landed, files, objectsToMake, fieldsToMake, inTarget } = input;
  const perMinute = input.requestsPerMinute ?? PER_MINUTE;
  const limited = (requests: number) => Math.max(0, requests - perMinute) * 60 / perMinute;
  const reading = (pages: number) => pages * input.intervalMs / 1_000;
  const pages = [...rows.values()].reduce((sum, n) => sum + pagesOf(n), 0) +
    pagesOf(rows.get("practitioners") ?? 0);
  const records = [...landed.values()].reduce((sum, n) => sum + n, 0);
  const batches = [...landed.values()].reduce((sum, n) => sum + Math.ceil(n / BATCH), 0);
  const identified = TARGET_OBJECTS.filter(isIdentified)
    .reduce((sum, object) => sum + Math.ceil((landed.get(object) ?? 0) / BATCH), 0);
  const removals = 3 * batches + identified + files;
  const sampleBatches = [...landed.values()].filter((n) => n > 0).length + 1;
  const foreign = Math.ceil(inTarget / BATCH);
  const made = objectsToMake + fieldsToMake;
  const sampleFiles = records === 0 ? 0 : Math.min(files, Math.ceil(SAMPLE * files / records));
  const gap = `${(60 / perMinute).toFixed(2)} s each beyond the first ${perMinute.toLocaleString("en")}`;
  const staff = 2 * pagesOf(rows.get("practitioners") ?? 0);
  return [
    {
      cell: "schema",
      unlimited: made === 0 ? 1 : made + 2,
      seconds: objectsToMake * SECONDS_AN_OBJECT + fieldsToMake * SECONDS_A_FIELD,
      how: `${many(objectsToMake, "object")} × ${SECONDS_AN_OBJECT} s + ${
        many(fieldsToMake, "field")
      } × ${SECONDS_A_FIELD} s; read before and after`,
    },
    {
      cell: "members",
      source: staff,
      target: 1,
      seconds: reading(staff),
      how: "active and inactive practitioners, and one list of members",
    },
    {
      cell: "extract",
      source: pages,
      seconds: reading(pages),
      how: `rows ÷ ${PAGE_SIZE} a page, a page every ${(input.intervalMs / 1_000).toFixed(2)} s; ${
        many(files, "file")
      }${files > 0 ? ` (about ${bytes(input.fileBytes)})` : ""} come from the file store on top`,
    },
    {
      cell: "sample",
      target: 2 * sampleBatches,
      unlimited: 2 * sampleFiles,
      seconds: limited(2 * sampleBatches) + sampleFiles / FILES_A_SECOND,
      how: `at most ${SAMPLE} records: a batch for each object, written and read back`,
    },
    {
      cell: "full-run",
      target: 2 * batches + 3,
      unlimited: 2 * files,
      seconds: limited(2 * batches + 3) + files / FILES_A_SECOND,
      how: `${many(records, "record")} ÷ ${BATCH} a batch = ${
        many(batches, "batch", "batches")
      }, each written and read back, ${gap}; files ${FILES_A_SECOND} a second`,
    },
    {
      cell: "delta",
      source: pages,
      target: 3,
      seconds: reading(pages),
      how: "all pages once more; Twenty is asked about what changed only",
    },
    {
      cell: "rollback",
      target: removals + 2 * foreign,
      unlimited: made,
      seconds: limited(removals + 2 * foreign) + made * SECONDS_A_REMOVAL,
      how:
        `each batch read, removed with what the timeline says of it and looked for again, each file removed by ` +
        `itself, ${gap}; everybody else's ${
          many(inTarget, "record")
        } compared before and after; objects and fields taken back at ${SECONDS_A_REMOVAL} s`,
    },
  ].map((e) => ({ source: 0, target: 0, unlimited: 0, ...e, seconds: Math.ceil(e.seconds) }));
}

export function bytes(n: number): string {
  if (n < 1_000_000) return `${Math.ceil(n / 1_000).toLocaleString("en")} kB`;
  if (n < 1_000_000_000) return `${Math.ceil(n / 1_000_000).toLocaleString("en")} MB`;
  return `${(n / 1_000_000_000).toFixed(1)} GB`;
}

/** `1 h 5 min`, `3 min 20 s`, `under 1 s`. */
export function span(seconds: number): string {
  if (seconds <= 0) return "under 1 s";
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
