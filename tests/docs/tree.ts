export const ROOT = new URL("../../", import.meta.url);
/** Where code and pages are; their names begin no other folder of the repository. */
const PLACES = ["db", "docs", "fixtures", "routes", "steps", "tests", "views"];
const READ = /\.(ts|tsx|js|css|sql|md)$/;

/** Every page and every file of code, by its path in the repository. */
export async function files(): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(ROOT)) {
    if (entry.isFile && READ.test(entry.name)) found.push(entry.name);
  }
  for (const place of PLACES) await walk(`${place}/`, found);
  return found;
}

async function walk(folder: string, found: string[]): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (isDirectory) await walk(`${folder}${name}/`, found);
    else if (READ.test(name)) found.push(folder + name);
  }
}

export async function read(file: string): Promise<string> {
  return await Deno.readTextFile(new URL(file, ROOT));
}
