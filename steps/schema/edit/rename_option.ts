import { UsageError } from "../../base/errors.ts";
import { sameOption } from "../../mapping/options_of.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { optionsFor } from "./option_for.ts";
import { wordedOption } from "./option_words.ts";
import { type FieldOfValues, valuesOf } from "./rows.ts";
import { targetField, workspaceOf } from "./workspace.ts";

/**
 * Gives an option that is not in Twenty yet another label; its value stays.
 *
 * @returns the change, and how the label had to be altered
 * @throws {UsageError} Twenty has the option already, another has this label, or there is none
 */
export async function renameOption(
  by: Editor,
  of: FieldOfValues & { option: string },
  text: string,
): Promise<Change & { changed: string }> {
  const { label, labelChanges } = wordedOption(text, 0);
  const changed = labelChanges.join("; ");
  const change = await changeMaps(by, async (now) => {
    if (label === "") throw new UsageError("Type the label of the option.");
    const mapped = valuesOf(now.values, of);
    const rows = mapped.filter((v) => v.target_value === of.option);
    if (rows.length === 0) throw new UsageError("There is no such option any more; look at the maps again.");
    const there = targetField(await workspaceOf(by.ledger), of.object, of.field);
    if (there?.options?.some((o) => o.value === of.option)) {
      throw new UsageError(
        "Twenty has this option already: rename it there, under Settings → Data model. The value stays.",
      );
    }
    const other = optionsFor(mapped, there).find((o) =>
      o.value !== of.option && sameOption(o.label) === sameOption(label)
    );
    if (other) throw new UsageError("Another option has this label: move the values there instead.");
    return {
      what: `an option of ${of.object}.${of.field} renamed`,
      object: of.object,
      before: { fields: [], values: rows },
      after: { fields: [], values: rows.map((v) => ({ ...v, label })) },
    };
  });
  return { ...change, changed };
}
