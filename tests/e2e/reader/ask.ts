import type { Target } from "./workspace.ts";

export const send = (target: Target, request: Request): Promise<Response> =>
  target.fetch ? target.fetch(request) : fetch(request);

/** One question over REST. */
export async function ask(target: Target, path: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${target.key}` };
  const response = await send(target, new Request(`${target.url}/rest/${path}`, { headers }));
  const text = await response.text();
  return { status: response.status, body: response.ok ? JSON.parse(text) : undefined };
}
