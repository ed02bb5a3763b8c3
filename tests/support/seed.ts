/**
 * What every random test begins with: the same for everyone, so that a change is judged by what it changed.
 * `HANDOVER_SEED=N` looks elsewhere.
 */
export const SEED = Number(Deno.env.get("HANDOVER_SEED") ?? 2_026);
