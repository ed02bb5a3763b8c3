import type { Simulators } from "./simulators.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** A simulator as a program of its own, without a pace. */
export async function startChild(
  name: "practicehub" | "twenty",
  args: readonly string[],
): Promise<Simulators["source"]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "-A", `${ROOT}fixtures/${name}/main.ts`, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const { url, key } = JSON.parse(await firstLine(child.stdout)) as { url: string; key: string };
  const close = async () => {
    child.kill("SIGKILL");
    await child.status;
  };
  return { url, key, close };
}

/** The one line that it prints when it is ready; nothing else comes on stdout. */
async function firstLine(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const piece of stdout.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.includes("\n")) break;
  }
  return text;
}
