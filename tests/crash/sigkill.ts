import { createClient } from "@libsql/client";
import { startHandover } from "../support/child.ts";

/** Kills the program once it has printed so many lines; false where it came to its end before. */
export async function killedAfter(
  args: readonly string[],
  env: Record<string, string>,
  lines: number,
): Promise<boolean> {
  const child = startHandover(args, env);
  let left = lines;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    left -= text.split("\n").length - 1;
    if (left <= 0) break;
  }
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
  await child.stderr.cancel();
  return (await child.status).signal === "SIGKILL";
}

/** Stands in for the seconds that a dead program's lease lasts; `every_moment.ts` waits them out. */
export async function forgetLease(ledgerPath: string): Promise<void> {
  const client = createClient({ url: `file:${ledgerPath}` });
  await client.execute("update lease set expires_at = '2000-01-01T00:00:00.000Z'");
  client.close();
}
