import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { settingsModel } from "../../../routes/settings/model.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { checkSettings, completeSettings, readSetting } from "../../../steps/base/check_settings.ts";
import { NAMED, SETTINGS, Settings } from "../../../steps/base/settings.ts";
import { HELP, TEXT_FLAGS } from "../../../steps/console/command_flags.ts";
import { readCommandLine } from "../../../steps/console/command_line.ts";
import { inputOfSetting } from "../../../steps/runbook/versions.ts";

/** A value that can be typed for it. */
const TYPED: Record<string, [typed: string, value: unknown]> = {
  sourceUrl: ["https://a.practicehub.example", "https://a.practicehub.example"],
  targetUrl: ["https://a.twenty.example", "https://a.twenty.example"],
  sourceApp: ["a=a@example.com", "a=a@example.com"],
  timeZone: ["Europe/London", "Europe/London"],
  currency: ["GBP", "GBP"],
  country: ["GB", "GB"],
  gonePolicy: ["flag", "flag"],
  tolerance: ["0.5", 0.5],
  optionalObjects: ["invoices", ["invoices"]],
  sourceIntervalMs: ["2000", 2_000],
  targetRequestsPerMinute: ["50", 50],
};
const typedFor = (key: string) => TYPED[key] ?? ["any text", "any text"];

Deno.test("every setting is read from its flag, and else from its variable", () => {
  for (const { key, flag, env, schema, secret } of SETTINGS) {
    const [typed, value] = typedFor(key);
    const found = (line: ReturnType<typeof readCommandLine>) => {
      const { sourceKey, targetKey } = { sourceKey: line.keys.source, targetKey: line.keys.target };
      const { url: ledgerUrl, token: ledgerToken, encryptionKey: ledgerKey } = line.ledger;
      return ({ ...line.settings, sourceKey, targetKey, ledgerUrl, ledgerToken, ledgerKey } as Record<
        string,
        unknown
      >)[key];
    };
    if (flag) {
      assert(TEXT_FLAGS.includes(flag.name), key);
      assertEquals(
        found(
          readCommandLine(
            ["run", "audit", `--${flag.name}`, typed],
            (name) => name === env ? "other" : undefined,
          ),
        ),
        value,
        key,
      );
    }
    if (env) {
      assertEquals(
        found(readCommandLine(["run", "audit"], (name) => name === env ? typed : undefined)),
        value,
        key,
      );
    }
    if (secret) assertEquals([flag, schema], [undefined, undefined], `${key} is neither typed nor kept`);
  }
});

Deno.test("the help and the cheat sheet name every setting as the table does", async () => {
  const sheet = (await Deno.readTextFile(new URL("../../../docs/cheatsheet.md", import.meta.url)))
    .replaceAll(/ +/g, " ");
  for (const { env, flag, unset = "", secret, form } of SETTINGS) {
    if (flag) assertStringIncludes(HELP, `--${flag.name} `);
    if (!env) {
      if (flag) assertStringIncludes(sheet, `\`--${flag.name} `);
      continue;
    }
    assertStringIncludes(HELP, env);
    const other = secret && form ? "(environment or page only)" : "";
    const cells = [`\`${env}\``, flag ? `\`--${flag.name}\`` : other, unset];
    assertStringIncludes(sheet, `| ${cells.join(" | ")} |`.replaceAll(/ +/g, " "));
  }
});

Deno.test("the cheat sheet's table of settings has what the table has, in its order, and nothing more", async () => {
  const sheet = await Deno.readTextFile(new URL("../../../docs/cheatsheet.md", import.meta.url));
  const table = /## Settings\n[^]*?(?=\n## )/.exec(sheet)?.[0] ?? "";
  assertEquals(
    [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, env]) => env),
    SETTINGS.flatMap(({ env }) => env ?? []),
  );
});

Deno.test("the panel asks for every setting that has a place in it, and shows what is kept, no key", () => {
  const kept = completeSettings(
    Object.fromEntries(
      SETTINGS.filter(({ schema, form }) => schema && form).map(({ key }) => [
        key,
        typedFor(key)[1],
      ]),
    ),
  );
  const { fields, missing } = settingsModel({ settings: kept, keys: { source: "canary", target: "" } }, true);
  assertEquals(fields.map(({ name }) => name), SETTINGS.filter(({ form }) => form).map(({ key }) => key));
  for (const { name, value, isSet } of fields) {
    const { secret, read } = SETTINGS.find(({ key }) => key === name) ?? {};
    assertEquals(value, secret ? "" : typedFor(name)[0], name);
    assertEquals(isSet, secret ? name === "sourceKey" : undefined, name);
    // What the form shows it can read again.
    if (read) assertEquals(read(value, "it"), typedFor(name)[1]);
  }
  assertEquals(missing, ["Twenty key"]);
});

Deno.test("every setting that is kept is part of an input of the cells, or says that it is of none", () => {
  const kept = SETTINGS.filter(({ schema }) => schema);
  assertEquals(kept.map(({ key }) => key).sort(), Object.keys(Settings.shape).sort());
  for (const { key, input = "settings" } of kept) {
    assertEquals(inputOfSetting(key), input === "none" ? undefined : input, key);
  }
});

Deno.test("a wrong setting is called by its name, on its own or among others", () => {
  const wrong = { currency: "pounds", tolerance: 101 };
  for (const check of [checkSettings, completeSettings]) {
    const { message } = assertThrows(() => check(wrong), UsageError);
    assertStringIncludes(message, "the currency (PRACTICE_CURRENCY) must be three capitals such as GBP");
    assertStringIncludes(message, "the tolerance is at most 100 percent");
  }
  const { message } = assertThrows(() => completeSettings({}), UsageError);
  assertStringIncludes(message, `${NAMED.sourceUrl} is not a web address`);
});

Deno.test("a default stands once: what the panel and the help say of it is what holds", () => {
  const defaults: Record<string, unknown> = completeSettings({
    sourceUrl: "https://a.example",
    targetUrl: "https://b.example",
    sourceApp: "a=a@example.com",
    timeZone: "UTC",
  });
  assertEquals(defaults["sourceIntervalMs"], 1_050);
  for (const { key, form, read, unset } of SETTINGS) {
    if (!read || !form || form.options || !/^\d+$/.test(form.hint)) continue;
    assertEquals(readSetting({ name: "", read }, form.hint, key), defaults[key], key);
    if (unset) assertEquals(unset, form.hint, key);
  }
});
