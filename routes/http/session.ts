import { createHash, timingSafeEqual } from "node:crypto";

export type Role = "operator" | "viewer";

export interface Session {
  id: string;
  role: Role;
  /** What the log calls whoever presses. */
  name: string;
}

/** More links opened than this: the oldest session ends. */
const MAX_SESSIONS = 1_000;

/**
 * The token of a link becomes a session in memory: it ends with the program. The cookie holds a random id and
 * never the token.
 */
export class Sessions {
  #sessions = new Map<string, Session>();

  constructor(readonly tokens: { operator: string; viewer?: string }) {}

  /** A new session for a right token. */
  open(token: string): Session | undefined {
    const role = this.#roleOf(token);
    if (!role) return undefined;
    const session: Session = { id: crypto.randomUUID(), role, name: role };
    this.#sessions.set(session.id, session);
    const oldest = this.#sessions.keys().next().value;
    if (this.#sessions.size > MAX_SESSIONS && oldest) this.#sessions.delete(oldest);
    return session;
  }

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  /** Compares with every token, so that the time says nothing about which one was nearly right. */
  #roleOf(token: string): Role | undefined {
    const operator = same(token, this.tokens.operator);
    const viewer = this.tokens.viewer !== undefined && same(token, this.tokens.viewer);
    return operator ? "operator" : viewer ? "viewer" : undefined;
  }
}

function same(a: string, b: string): boolean {
  const digest = (s: string) => createHash("sha256").update(s).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Cookies know no ports: two consoles on one machine would throw each other out if they shared a name.
 */
export function cookieName(host: string): string {
  return `handover-${/:(\d+)$/.exec(host)?.[1] ?? "80"}`;
}
