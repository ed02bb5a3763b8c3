import { generatePractice } from "../../fixtures/practice/generate.ts";

/** A simulator in a process of its own, so that its memory and its time are not counted as ours. */
export interface Running {
  url: string;
  key: string;
  stats(): Promise<{ requests: Record<string, number> }>;
  stop(): Promise<void>;
}

/** The two simulators count in two shapes. */
interface Stats {
  requests: Record<string, number> | { method: string; path: string; status: number; count: number }[];
}

function byName(requests: Stats["requests"]): Record<string, number> {
  if (!Array.isArray(requests)) return requests;
  return Object.fromEntries(requests.map((r) => [`${r.method} ${r.path} ${r.status}`, r.count]));
}

/** Writes a generated practice to a directory of its own. */
export async function practiceDir(patients: number): Promise<{ dir: string; rows: Record<string, number> }> {
  const dir = await Deno.makeTempDir({ prefix: "handover-bench-" });
  const practice = generatePractice({ seed: 1, patients });
  const rows: Record<string, number> = {};
  for (const [resource, list] of Object.entries(practice)) {
    rows[resource] = new Set(list.map((r) => r["id"])).size;
    await Deno.writeTextFile(`${dir}/${resource}.json`, JSON.stringify(list));
  }
  return { dir, rows };
}

export async function startProcess(main: string, args: readonly string[]): Promise<Running> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net=127.0.0.1", "--allow-read", "--allow-env", main, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  let text = "";
  while (!text.includes("\n")) text += new TextDecoder().decode((await reader.read()).value);
  const { url, key } = JSON.parse(text) as { url: string; key: string };
  return {
    url,
    key,
    stats: async () => ({
      requests: byName(((await (await fetch(`${url}/_sim/stats`)).json()) as Stats).requests),
    }),
    stop: async () => {
      await reader.cancel();
      child.kill();
      await child.status;
    },
  };
}
