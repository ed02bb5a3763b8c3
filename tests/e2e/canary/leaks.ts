/** Something that anybody may read without being let into the ledger's records. */
export interface Seen {
  what: string;
  text: string;
}

/** Where a secret stands, with what stands around it; addresses are looked at as typed and as meant. */
export function leaks(seen: readonly Seen[], secrets: readonly string[]): string[] {
  return seen.flatMap(({ what, text }) => {
    const spelt = `${text}\n${decoded(text)}`.toLowerCase();
    return secrets.filter((secret) => spelt.includes(secret.toLowerCase())).map((secret) => {
      const at = spelt.indexOf(secret.toLowerCase());
      return `${what} holds "${secret}": …${spelt.slice(Math.max(0, at - 60), at + secret.length + 20)}`;
    });
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}
