import { answerItems, questionKind } from "../form_answers.ts";
import { dropped, textOf, type Transform } from "../transform.ts";
import { asRichText, cleaned, toMarkdown } from "./text.ts";

/**
 * A filled-in form as a note: every question with its answer, the printed text between them, and where a picture was
 * that the API does not hand out (practicehub/CONTRACT 3.8).
 */
export const formNote: Transform = ({ row }) => {
  const lines = answerItems(row["data"]).map((item) => {
    const label = textOf(item.label);
    const answer = toMarkdown(textOf(item.value));
    if (questionKind(textOf(item.name)) === "picture") {
      return `**${label || "Picture"}**: _cannot be had from PracticeHub_`;
    }
    return label === "" ? answer : `**${label}**: ${answer || "—"}`;
  });
  const mapped = asRichText(cleaned(lines.filter((line) => line !== "").join("\n\n")));
  return mapped.value === undefined ? dropped("note-empty") : mapped;
};
