/** `en` and `pt-BR` by their names; undefined for what is no code. */
export function languageOf(code: string): string | undefined {
  if (!/^[a-z]{2,3}([-_][a-z]{2,4})?$/i.test(code)) return undefined;
  try {
    return LANGUAGES.of(code.replace("_", "-"));
  } catch {
    return undefined;
  }
}

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });
