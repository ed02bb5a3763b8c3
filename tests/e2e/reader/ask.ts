import type { Target } from "./workspace.ts";

/** One question over REST. */
export async function ask(target: Target, path: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${target.key}` };
  const response = await sent(target, new Request(`${target.url}/rest/${path}`, { headers }));
  const text = await response.text();
  return { status: response.status, body: response.ok ? JSON.parse(text) : undefined };
}

export const sent = (target: Target, request: Request): Promise<Response> => (target.fetch ?? fetch)(request);
