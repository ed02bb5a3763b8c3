import type { OptionModel, ValueRowModel, ValueTableModel } from "../../../views/maps/model.ts";
import { HUGE, LONG_NAME, LONG_WORDS } from "./words.ts";

let made = 0;

const value = (text: string, state: ValueRowModel["state"], count: number, name = ""): ValueRowModel => ({
  id: `v${++made}`,
  value: text,
  name,
  state,
  count,
});

const option = (label: string, rows: ValueRowModel[], other: Partial<OptionModel> = {}): OptionModel => ({
  id: `o${++made}`,
  label,
  value: label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"),
  there: false,
  count: rows.reduce((sum, row) => sum + row.count, 0),
  remark: "",
  rows,
  ...other,
});

export const VALUES: ValueTableModel = {
  id: "t1",
  object: "person",
  field: "referralSource",
  label: "Referral source",
  total: 7,
  open: 4,
  options: [
    option("Friend", [value("Friend", "confirmed", 301), value("friend", "proposed", 44)], { there: true }),
    option("Google / Maps", [value("Google, Maps", "proposed", 1)], { remark: "a comma became a slash" }),
    option("Dr Priya Raman", [value("101", "proposed", HUGE, "Dr Priya Raman")]),
    option(LONG_WORDS, [value(LONG_NAME, "proposed", 103)]),
  ],
  ignored: [value("X", "ignored", 3)],
  otherwise: "Friend",
  counted: true,
  looked: { rows: 300, of: 1_191 },
  more: 0,
  filtered: false,
};
