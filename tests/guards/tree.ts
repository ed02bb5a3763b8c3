import type { Guard } from "./guard.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** What a copy needs to run tests. */
const COPIED = [
  "db",
  "routes",
  "steps",
  "views",
  "fixtures",
  "tests",
  "docs",
  "main.ts",
  "deno.json",
  "deno.lock",
];
const ALLOWED = ["net=127.0.0.1,localhost", "read", "write", "env", "ffi", "sys", "run"];
/** For the tests of one guard; those of all guards together, which are run once, may take longer. */
const TIME_LIMIT_MS = 600_000;

/** `failed`: a test said so. `endless`, `broken`: they did not end, or none ran, so nothing is proved. */
export type Verdict = "passed" | "failed" | "endless" | "broken";

/** How often a text stands in another. */
export const occurrences = (text: string, find: string): number => text.split(find).length - 1;

/** A copy of the working tree in which guards are removed; the tree itself is never touched. */
export class Tree implements AsyncDisposable {
  private constructor(readonly dir: string) {}

  static async copy(): Promise<Tree> {
    const dir = await Deno.makeTempDir({ prefix: "handover-guards-" });
    for (const name of COPIED) await copy(`${ROOT}${name}`, `${dir}/${name}`);
    return new Tree(dir);
  }

  /** Runs the guard's tests without the guard, and puts it back. */
  async without({ file, find, replace, tests }: Guard): Promise<Verdict> {
    const path = `${this.dir}/${file}`;
    const whole = await Deno.readTextFile(path);
    if (occurrences(whole, find) !== 1) return "broken";
    await Deno.writeTextFile(path, whole.replace(find, () => replace));
    try {
      return await this.test(tests);
    } finally {
      await Deno.writeTextFile(path, whole);
    }
  }

  /**
   * Runs test files as `deno task test` does, those in a browser as `deno test -A tests/browser`; without checking types:
   * what is removed may leave a name unused.
   */
  async test(files: readonly string[], limitMs = TIME_LIMIT_MS): Promise<Verdict> {
    const inBrowser = files.some((file) => file.startsWith("tests/browser/"));
    const allowed = (inBrowser ? ["all"] : ALLOWED).map((what) => `--allow-${what}`);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", "--fail-fast", ...allowed, ...files],
      cwd: this.dir,
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, limitMs);
    const { stdout } = await child.output();
    clearTimeout(limit);
    if (late) return "endless";
    const [, passed, failed] = /\| (\d+) passed.*? \| (\d+) failed/.exec(new TextDecoder().decode(stdout)) ??
      [];
    if (failed === undefined || Number(passed) + Number(failed) === 0) return "broken";
    return Number(failed) > 0 ? "failed" : "passed";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.dir, { recursive: true });
  }
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) return await Deno.copyFile(from, to);
  await Deno.mkdir(to);
  for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
}
