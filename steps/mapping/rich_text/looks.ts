import { BOLD, CODE, ITALIC, LOWERED, RAISED, STRUCK } from "./model.ts";

/** An element's attributes by their names, in small letters. */
export type Attributes = ReadonlyMap<string, string>;

const BY_NAME: Record<string, number> = {
  b: BOLD,
  strong: BOLD,
  i: ITALIC,
  em: ITALIC,
  cite: ITALIC,
  dfn: ITALIC,
  var: ITALIC,
  s: STRUCK,
  strike: STRUCK,
  del: STRUCK,
  code: CODE,
  kbd: CODE,
  samp: CODE,
  tt: CODE,
  sup: RAISED,
  sub: LOWERED,
};

const STYLES: readonly [style: RegExp, mark: number][] = [
  [/text-decoration[^;]*line-through/i, STRUCK],
  [/font-weight\s*:\s*(bold|[6-9]00)/i, BOLD],
  [/font-style\s*:\s*(italic|oblique)/i, ITALIC],
  [/vertical-align\s*:\s*super/i, RAISED],
  [/vertical-align\s*:\s*sub\b/i, LOWERED],
];
const STRUCK_CLASS = /(^|\s)(strike|strikethrough|struck|line-through|(is|ql)-(strike|struck))(\s|$)/i;

/** How an element's letters are written, by its name, its style and its class. */
export function marksOf(name: string, attributes: Attributes, struckClasses: ReadonlySet<string>): number {
  let marks = BY_NAME[name] ?? 0;
  const style = attributes.get("style");
  if (style) {
    for (const [look, mark] of STYLES) if (look.test(style)) marks |= mark;
    if (/font-weight\s*:\s*(normal|[1-4]00)/i.test(style)) marks &= ~BOLD;
  }
  const classes = attributes.get("class");
  if (classes && (STRUCK_CLASS.test(classes) || classes.split(/\s+/).some((one) => struckClasses.has(one)))) {
    marks |= STRUCK;
  }
  return marks;
}

/** The classes that a style sheet strikes through. */
export function struckClassesIn(styleSheet: string): string[] {
  return [...styleSheet.matchAll(/([^{}]*)\{([^{}]*)\}/g)].flatMap(([, names = "", rules = ""]) =>
    /text-decoration[^;]*line-through/i.test(rules)
      ? [...names.matchAll(/\.([\w-]+)\s*(?=,|$)/g)].map(([, name = ""]) => name)
      : []
  );
}

/** Whether an element is a box that somebody ticks, and has; undefined where it is none. */
export function tickedBy(name: string, attributes: Attributes): boolean | undefined {
  if (name === "input") {
    return /^(checkbox|radio)$/i.test(attributes.get("type") ?? "") ? attributes.has("checked") : undefined;
  }
  const role = attributes.get("role") ?? "";
  if (/^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/i.test(role)) {
    return attributes.get("aria-checked") === "true";
  }
  const said = attributes.get("data-checked") ??
    (name === "en-todo" ? attributes.get("checked") ?? "" : undefined);
  if (said !== undefined) {
    return !/^(false|0|no|off|unchecked)?$/i.test(said) || said === "" && name === "input";
  }
  const list = attributes.get("data-list");
  if (list === "checked" || list === "unchecked") return list === "checked";
  const task = attributes.get("data-task-state") ?? attributes.get("data-task-status");
  if (task !== undefined) return /^(done|complete|completed|checked)$/i.test(task);
  const classes = attributes.get("class") ?? "";
  if (name === "li" && /\btox-checklist--checked\b/.test(classes)) return true;
  return name === "i" || name === "span" ? ICONS.find(([icon]) => icon.test(classes))?.[1] : undefined;
}

/** Pictures of boxes that sets of icons have. */
const ICONS: readonly [classes: RegExp, ticked: boolean][] = [
  [/(^|\s)(fa-(check-square(-o)?|square-check)|glyphicon-check|bi-check-square(-fill)?)(\s|$)/, true],
  [/(^|\s)(fa-square(-o)?|glyphicon-unchecked|bi-square)(\s|$)/, false],
];

/** An address that a person can follow from Twenty, or undefined. */
export function followed(address: string | undefined): string | undefined {
  // What a browser takes out of an address, it would be followed without.
  // deno-lint-ignore no-control-regex
  const plain = (address ?? "").replace(/[\u0000-\u001f]/g, "").trim();
  return /^(https?:\/\/|mailto:|tel:)./i.test(plain) ? plain : undefined;
}

/** What somebody typed into a field of a form, or chose of a scale. */
export function typedInto(name: string, attributes: Attributes): string {
  const value = attributes.get("value") ?? "";
  if (name === "meter" || name === "progress") {
    return value === "" ? "" : `${value}/${attributes.get("max") ?? "1"}`;
  }
  const type = (attributes.get("type") ?? "text").toLowerCase();
  return ["hidden", "password", "submit", "reset", "button", "image", "file", "checkbox", "radio"].includes(
      type,
    )
    ? ""
    : value;
}
