import { assert, assertEquals } from "@std/assert";
import { ADDRESSES } from "./addresses.ts";
import { createGallery } from "./app.tsx";
import { NOT_DRAWN, NOT_SEEN } from "./not_drawn.ts";

const ROOT = new URL("../../", import.meta.url);
const VIEWS = new URL("views/", ROOT);

Deno.test("every example has an address of its own", () => {
  assertEquals(ADDRESSES.length, new Set(ADDRESSES).size);
});

Deno.test("no example has an id twice", async () => {
  const gallery = createGallery();
  const faults: string[] = [];
  for (const address of ADDRESSES) {
    const html = await (await gallery.request(address)).text();
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    faults.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${address}: ${id}`));
  }
  assertEquals(faults, []);
});

/** "Every state" is measured: what is left out of the gallery is a branch of a view that nothing has drawn. */
Deno.test("the gallery draws every line and every branch of every component", async () => {
  const drawn = await drawnLines();
  // Loaded with what the gallery takes from the routes, and drawn by no example.
  for (const { file } of NOT_SEEN) drawn.delete(file);
  const components = await filesOf(VIEWS, /\.tsx$/);
  assertEquals(
    components.filter((file) => !drawn.has(file)),
    NOT_SEEN.map(({ file }) => file),
    "no example is made of these components",
  );
  const left: string[] = [];
  const excused = new Set<string>();
  for (const [file, lines] of drawn) {
    const source = (await Deno.readTextFile(new URL(file, VIEWS))).split("\n");
    for (const n of lines) {
      const text = source[n - 1]?.trim() ?? "";
      const excuse = NOT_DRAWN.find((known) => known.file === file && text.includes(known.line));
      if (excuse) excused.add(`${excuse.file}: ${excuse.line}`);
      else left.push(`views/${file}:${n}: ${text}`);
    }
  }
  assertEquals(
    left,
    [],
    "add an example that needs these lines, or say in not_drawn.ts why there can be none",
  );
  const needless = NOT_DRAWN.map(({ file, line }) => `${file}: ${line}`).filter((one) => !excused.has(one));
  assertEquals(needless, [], "these are drawn: take them off the list");
});

/** Lines of each file of the views that drawing all examples left out, wholly or in a branch. */
async function drawnLines(): Promise<Map<string, number[]>> {
  const dir = await Deno.makeTempDir();
  await deno(["run", "--allow-read", "--allow-env", `--coverage=${dir}`, "tests/gallery/render.ts"]);
  const report = await deno(["coverage", "--lcov", dir]);
  await Deno.remove(dir, { recursive: true });
  const files = report.split("end_of_record").flatMap((part): [string, number[]][] => {
    const file = /^SF:.*?\/views\/(.+\.tsx?)$/m.exec(part)?.[1];
    const never = part.matchAll(/^(?:DA:(\d+)|BRDA:(\d+),\d+,\d+),0$/gm);
    return file ? [[file, [...new Set([...never].map(([, line, branch]) => Number(line ?? branch)))]]] : [];
  });
  assert(files.length > 0, "nothing was measured");
  return new Map(files);
}

async function deno(args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function filesOf(folder: URL, name: RegExp): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) {
      const inner = await filesOf(new URL(`${entry.name}/`, folder), name);
      files.push(...inner.map((file) => `${entry.name}/${file}`));
    } else if (name.test(entry.name)) files.push(entry.name);
  }
  return files.sort();
}
