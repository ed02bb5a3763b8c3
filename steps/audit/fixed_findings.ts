import type { Finding } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { accountName } from "../staging/places/make.ts";
import { countryOfZone, currencyOfCountry } from "../mapping/country.ts";
import { span } from "../profile/estimate.ts";
import { type AuditFacts, landedRows, locationIds, planOf, total } from "./plan.ts";
import { prescriptions } from "./prescriptions.ts";
import { isFixed } from "../base/zones.ts";
import { isOptional } from "../mapping/objects.ts";

/** The only region that has ever been seen in an address (contracts/practicehub 1.1). */
const KNOWN_REGION = "neptune";
/** Twenty's own export stops here and takes visible columns only (docs.twenty.com, user guide, export your data). */
const EXPORT_RECORDS = 20_000;
/** Records of one file that Twenty's own import takes (docs.twenty.com, user guide, file formats). */
const IMPORT_RECORDS = 10_000;

/** What is true of every migration between these two systems, with this one's numbers. */
export function fixedFindings(facts: AuditFacts): Finding[] {
  return [
    ...missing(facts),
    ...region(facts),
    ...zoneAndCurrency(facts),
    ...locations(facts),
    ...deletedThere(facts),
    ...prescriptions(facts),
    ...repeats(facts),
    ...limits(facts),
    ...ordinary(facts),
  ];
}

function missing({ moving, leftBehind }: AuditFacts): Finding[] {
  const gone = moving.filter((r) => !r.reachable).map((r): Finding => ({
    id: `missing-${r.name}`,
    severity: "warning",
    title: `${r.label} cannot be read`,
    detail: `PracticeHub answers 404 for ${r.name}: this account has no such endpoint.`,
    action: "If the practice uses them, export them under Settings → Data Exports.",
  }));
  const left = leftBehind.filter((r) => r.reachable && r.total > 0);
  if (left.length === 0) return gone;
  return [...gone, {
    id: "left-behind",
    severity: "warning",
    title: `Stay in PracticeHub: ${left.map((r) => r.label.toLowerCase()).join(", ")}`,
    detail: left.map((r) => `${r.label}: ${many(r.total, "row")}`).join("; ") + ".",
    action: left.some((r) => isOptional(r.name))
      ? "Tick them under “Optional objects” in the schema cell if they should be moved too."
      : "Export them under Settings → Data Exports before the account is closed.",
  }];
}

function region({ sourceHost }: AuditFacts): Finding[] {
  const isOther = sourceHost.endsWith(".practicehub.io") && sourceHost.split(".")[1] !== KNOWN_REGION;
  return [{
    id: "region",
    severity: "info",
    title: "PracticeHub's address is used exactly as it was given",
    detail:
      `${sourceHost} answers. Addresses carry a region, and no list of regions is known: the only one that has ` +
      `been seen elsewhere is ${KNOWN_REGION}${
        isOther ? ", and this is another" : ""
      }. An account is one address ` +
      "with one key; a group may have several.",
    action:
      "Compare it with the address bar of the practice's own PracticeHub. If a group has several accounts, run " +
      "each with a ledger of its own.",
  }];
}

function zoneAndCurrency({ settings }: AuditFacts): Finding[] {
  const zone: Finding = {
    id: "zone",
    severity: "info",
    title: `Times are read as ${settings.timeZone}`,
    detail: "PracticeHub's times carry no zone. If this is wrong, every appointment is.",
    action:
      "Compare one appointment of the sample with PracticeHub's diary; correct the zone in the settings.",
  };
  const fixed: Finding[] = isFixed(settings.timeZone)
    ? [{
      id: "zone-fixed",
      severity: "warning",
      title: `${settings.timeZone} has no summer time`,
      detail:
        "It is an offset from UTC all year round. Where the clinic's clocks change, every visit of one half of the year " +
        "is an hour off.",
      action:
        "Unless its clocks never change, set the zone of the clinic's own place, such as Europe/London.",
    }]
    : [];
  if (settings.currency !== "") return [zone, ...fixed];
  return [zone, ...fixed, {
    id: "currency",
    severity: "warning",
    title: `Amounts are taken as ${currencyOfCountry(countryOfZone(settings.timeZone))}`,
    detail:
      "PracticeHub does not say in which currency its amounts are; this one is that of the zone's country.",
    action: "Set the currency in the settings.",
  }];
}

function locations(facts: AuditFacts): Finding[] {
  const ids = locationIds(facts);
  const { practiceName, sourceUrl, locations } = facts.settings;
  const nameless = ids.filter((id) => !locations[id]);
  const found: Finding[] = [];
  if (nameless.length > 0) {
    found.push({
      id: "locations",
      severity: "warning",
      title: `${many(nameless.length, "location")} without a name: ${nameless.join(", ")}`,
      detail:
        "PracticeHub hands out numbers of locations, not their names and addresses. They become companies " +
        `such as “${practiceName || accountName(sourceUrl)}, location ${nameless[0]}”.`,
      action: "Give names and addresses in the audit cell.",
    });
  }
  if (ids.length > 1) {
    found.push({
      id: "one-zone",
      severity: "warning",
      title: `${many(ids.length, "location")}, all in ${facts.settings.timeZone}`,
      detail: "PracticeHub does not say where a location is. The times of all of them are read in one zone.",
      action: "If a location lies in another zone, correct the times of its visits after the full run.",
    }, {
      id: "company-unmatched",
      severity: "info",
      title: "A patient's company is where all of their visits were",
      detail:
        `Visits name ${
          many(ids.length, "location")
        }. Patients seen at several, or at none, are given to the ` +
        "practice itself and listed; how many shows when all visits were read.",
      action: "Set the company of those patients in Twenty after the full run, from its list.",
    });
  }
  return found;
}

function deletedThere({ records }: AuditFacts): Finding[] {
  const people = records.get("person")?.deleted ?? 0;
  const companies = records.get("company")?.deleted ?? 0;
  const blocking = records.get("person")?.blocking.length ?? 0;
  const rest = [
    ...(people > blocking ? [many(people - blocking, "person", "people")] : []),
    ...(companies > 0 ? [many(companies, "company", "companies")] : []),
  ].join(" and ");
  return [
    ...(blocking > 0
      ? [{
        id: "soft-deleted",
        severity: "warning" as const,
        title: `${
          many(blocking, "deleted person holds", "deleted people hold")
        } the e-mail address of a patient in Twenty's trash`,
        detail:
          "Twenty refuses a second record with an address that lies in the trash. Such a patient gets it as " +
          "additional, not as primary address. The records are listed below by Twenty's ids.",
        action: "Destroy them in Twenty before the full run if nobody needs them.",
      }]
      : []),
    ...(rest !== ""
      ? [{
        id: "trash",
        severity: "info" as const,
        title: `${rest} in Twenty's trash, in nobody's way`,
        detail: "No patient has their e-mail address, and no domain of a company is written.",
        action: "Leave them, or destroy them in Twenty; the migration does not touch them.",
      }]
      : []),
  ];
}

function repeats({ moving, leftBehind }: AuditFacts): Finding[] {
  const all = [...moving, ...leftBehind].filter((r) => r.repeated > 0);
  if (all.length === 0) return [];
  return [{
    id: "listed-twice",
    severity: "info",
    title: `PracticeHub lists rows twice: ${all.map((r) => r.label.toLowerCase()).join(", ")}`,
    detail: `${
      all.map((r) => `${r.label}: ${many(r.repeated, "row")} again`).join("; ")
    }. Rows are told apart by id, so each is moved once; the total that PracticeHub names may count them twice.`,
    action: "Nothing; count records by what the full run reads back, not by PracticeHub's total.",
  }];
}

function limits(facts: AuditFacts): Finding[] {
  const { settings, measured } = facts;
  const largest = planOf(facts).map((p) => ({ name: p.label, rows: landedRows(facts, p) }))
    .filter((p) => p.rows > EXPORT_RECORDS);
  return [
    {
      id: "source-limit",
      severity: "info",
      title: "PracticeHub takes about one request a second",
      detail:
        `One request is in flight at a time, ${
          (settings.sourceIntervalMs / 1_000).toFixed(2)
        } s after the one before; two at once are refused (429). A page holds 100 rows at most. A refusal is waited ` +
        `out, whether it says for how long or not. This audit sent ${many(measured.requests, "request")} in ${
          span(Math.ceil(measured.ms / 1_000))
        }.`,
      action:
        "Leave the console running through the extract, if possible outside opening hours, and let no other program " +
        "use this key meanwhile.",
    },
    {
      id: "target-limit",
      severity: "info",
      title: "Twenty takes 100 requests a minute unless it is set otherwise",
      detail:
        "All keys of a workspace share them, so other programs slow this one down. Its refusal (429) does not " +
        "say how long to wait; the pace is found out by asking. A request carries 200 records at most, whatever the " +
        "limit. Metadata and files are not limited. " +
        (measured.allowance
          ? `Here it was found to be ${measured.allowance.tokens.toLocaleString("en")} in ${
            span(measured.allowance.windowMs / 1_000)
          }.`
          : "Nothing was refused during this audit, so this one's limit is not known yet."),
      action: "On a server of your own, raise API_RATE_LIMITING_LONG_LIMIT for the time of the migration.",
    },
    {
      id: "export-limit",
      severity: largest.length > 0 ? "warning" : "info",
      title: `Twenty's own export stops at ${EXPORT_RECORDS.toLocaleString("en")} records`,
      detail: `It holds the visible columns of one view only, by Twenty's user guide; its import takes ${
        IMPORT_RECORDS.toLocaleString("en")
      } records a file. ${
        largest.length > 0
          ? `Above that after the migration: ${
            largest.map((p) => `${p.name} ${p.rows.toLocaleString("en")}`).join(", ")
          }.`
          : "No object comes near it in this migration."
      }`,
      action: largest.length > 0
        ? "Export such an object in filtered parts, or through the API; it is no backup by itself."
        : "Export each object once after the migration if you want a copy; it is no backup by itself.",
    },
  ];
}

function ordinary(facts: AuditFacts): Finding[] {
  const order = planOf(facts).map((p) => p.label.toLowerCase());
  const found: (Finding | false)[] = [
    total(facts, "files") > 0 && {
      id: "file-links",
      severity: "info",
      title: "Links to files live about a day",
      detail:
        "The extract fetches the bytes right after listing them and lists a file again when its link has " +
        "expired. The links need no key and none is sent.",
      action: "Run the extract and keep its ledger: the full run takes the bytes from there.",
    },
    {
      id: "import-order",
      severity: "info",
      title: "Parents are written before what points at them",
      detail: `${order.join(" → ")}. A record whose parent failed is moved without the link and listed.`,
      action: "If a run lists failed records, settle what it says of them and run it again.",
    },
    {
      id: "workflows",
      severity: "info",
      title: "Workflows, sequences and campaigns cannot be read",
      detail: "PracticeHub has no endpoint for them and they are in no export.",
      action:
        "Enter them under “Workflows to rebuild” in the audit cell; the guide made of them says each step in Twenty.",
    },
    {
      id: "sequences",
      severity: "info",
      title: "Twenty 2.19 has no sequences",
      detail:
        "Nothing in it enrols a person in a series of messages and stops when they answer. Its workflows can send an " +
        "e-mail and wait (Send Email, Delay), which stands in for a short series; Twenty's user guide says that " +
        "they do not suit longer ones and newsletters, and recommends a mail program connected by a workflow.",
      action:
        "Rebuild reminders and short series as workflows; choose a mail program for the rest before PracticeHub is closed.",
    },
    {
      id: "deleted-patients",
      severity: "info",
      title: "Deleted patients are known from the CSV export only",
      detail:
        "Whether the API lists them is not known; the patients export marks them in its column Deleted.",
      action: "Upload the patients export in the extract cell.",
    },
    {
      id: "staff",
      severity: "info",
      title: "Only practitioners can be read, and without e-mail addresses",
      detail:
        "Reception and other staff have no endpoint. Practitioners are matched with workspace members by name " +
        "or by hand.",
      action: "Invite everybody who should own records to Twenty before the members cell.",
    },
  ];
  return found.filter((f) => f !== false);
}
