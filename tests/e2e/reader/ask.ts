import type { Target } from "./workspace.ts";

/** One question over REST. */
export async function ask(target: Target, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${target.url}/rest/${path}`, {
    headers: { authorization: `Bearer ${target.key}` },
  });
  const text = await response.text();
  return { status: response.status, body: response.ok ? JSON.parse(text) : undefined };
}
