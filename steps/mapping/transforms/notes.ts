import { z } from "zod";
import { carried, dropped, type Mapped, textOf, type Transform } from "../transform.ts";
import { asRichText, cleaned, toMarkdown } from "./text.ts";

/** Items come as key/val or as label/value (practicehub/CONTRACT 3.5). */
const Item = z.object({ key: z.unknown(), val: z.unknown(), label: z.unknown(), value: z.unknown() })
  .partial();
const Soap = z.object({ soap_data: z.array(Item) });

/** A treatment note as Markdown: a heading for each part that holds something. */
export const noteBody: Transform = ({ value }) => {
  if (value === null || value === undefined) return dropped("note-empty");
  const soap = Soap.safeParse(value);
  return soap.success ? fromSoap(soap.data.soap_data) : fromOther(value);
};

function fromSoap(items: z.infer<typeof Item>[]): Mapped {
  const parts = items.map((item) => ({
    label: textOf(item.label) || textOf(item.key),
    body: toMarkdown(textOf(item.value) || textOf(item.val)),
  })).filter((part) => part.body !== "");
  if (parts.length === 0) return dropped("note-empty");
  const markdown = parts.map((p) => (p.label ? `### ${p.label}\n\n${p.body}` : p.body)).join("\n\n");
  return asRichText(cleaned(markdown));
}

/** Nothing a clinician wrote is left out because its shape is new: it is kept, key by key. */
function fromOther(value: unknown): Mapped {
  const markdown = lines(value, "").join("\n\n");
  const mapped = asRichText(cleaned(markdown));
  return mapped.value === undefined
    ? dropped("note-empty")
    : carried(mapped.value, mapped.remark ?? "note-shape");
}

function lines(value: unknown, label: string): string[] {
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([k, v]) => lines(v, Array.isArray(value) ? label : k));
  }
  const body = toMarkdown(textOf(value));
  return body === "" ? [] : [label === "" ? body : `**${label}**: ${body}`];
}
