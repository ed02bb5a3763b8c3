import { CATALOGUE } from "../../steps/mapping/remarks.ts";
import { NOTES, ROLLBACK_WORDS, WORDS } from "../../steps/load/words.ts";

/**
 * Prints what the scenes come to, as JSON. With `--reworded` every sentence that stands for a code is another one,
 * before anything that uses it is loaded.
 */
if (Deno.args.includes("--reworded")) {
  for (const table of [WORDS, ROLLBACK_WORDS, NOTES, CATALOGUE]) reword(table);
}
const { scenes } = await import("./scenes.ts");
await new Blob([JSON.stringify(await scenes())]).stream().pipeTo(Deno.stdout.writable);
Deno.exit();

/** Longer, and with none of its words. */
function reword(table: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === "string") table[key] = `«${[...value].reverse().join("")}; ${key.length}»`;
    else if (typeof value === "object" && value !== null) reword(value as Record<string, unknown>);
  }
}
