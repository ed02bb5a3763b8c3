import { OWNER, ZONE } from "./stage.ts";
import type { Simulators } from "./simulators.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** What the environment says to a program on these two systems. */
export function environment(simulators: Simulators, ledger: string): Record<string, string> {
  const { source, target } = simulators;
  return {
    PRACTICEHUB_URL: source.url,
    PRACTICEHUB_KEY: source.key,
    PRACTICEHUB_APP: "handover=e2e@example.test",
    PRACTICEHUB_INTERVAL_MS: "0",
    PRACTICE_TIMEZONE: ZONE,
    PRACTICE_NAME: "Riverside Chiropractic",
    TWENTY_URL: target.url,
    TWENTY_KEY: target.key,
    HANDOVER_LEDGER: ledger,
  };
}

/** The flags with which a run needs no person. */
export const CONSENTING = ["--accept-proposals", "--sign-off", "--fallback-owner", OWNER];

/** Starts the program as a person would, with nothing in its environment but what is given. */
export function startHandover(
  args: readonly string[],
  env: Record<string, string>,
  cwd = ROOT,
): Deno.ChildProcess {
  const deno = ["run", "--no-prompt", "-A", `${ROOT}main.ts`, ...args];
  const kept = Object.fromEntries(
    ["HOME", "PATH", "DENO_DIR"].flatMap((name) => {
      const value = Deno.env.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return new Deno.Command(Deno.execPath(), {
    args: deno,
    cwd,
    env: { ...kept, ...env, NO_COLOR: "1" },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs the program to its end. */
export async function handover(
  args: readonly string[],
  env: Record<string, string>,
  cwd = ROOT,
): Promise<Ended> {
  const { code, stdout, stderr } = await startHandover(args, env, cwd).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}
