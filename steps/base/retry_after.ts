/** The longest that another side is obeyed when it asks for patience. */
const MAX_SECONDS = 120;

/** How long an answer asks us to wait, if it does. */
export function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? NaN);
  return Number.isFinite(seconds) ? Math.min(seconds, MAX_SECONDS) * 1_000 : undefined;
}
