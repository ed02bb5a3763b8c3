import { answerItems, questionKind } from "../form_answers.ts";
import { dropped, textOf, type Transform } from "../transform.ts";
import { toRichMarkdown } from "./html.ts";
import { labelled } from "./notes.ts";
import { asRichText, cleaned } from "./text.ts";

/**
 * A filled-in form as a note: every question with its answer, the printed text between them, and where a picture was
 * that the API does not hand out (contracts/practicehub 3.8).
 */
export const formNote: Transform = ({ row }) => {
  const lines = answerItems(row["data"]).map((item) => {
    const label = toRichMarkdown(textOf(item.label)).replace(/\s+/g, " ");
    const answer = toRichMarkdown(textOf(item.value));
    if (questionKind(textOf(item.name)) === "picture") {
      return `**${label || "Picture"}**: _cannot be had from PracticeHub_`;
    }
    return label === "" ? answer : labelled(label, answer || "—");
  });
  const mapped = asRichText(cleaned(lines.filter((line) => line !== "").join("\n\n")));
  return mapped.value === undefined ? dropped("note-empty") : mapped;
};
