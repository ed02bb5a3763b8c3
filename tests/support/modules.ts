const ROOT = new URL("../../", import.meta.url);

interface Module {
  specifier: string;
  dependencies?: { code?: Resolved; type?: Resolved }[];
}
interface Resolved {
  specifier?: string;
}

/**
 * The modules that a program reaches, as Deno resolves them, each with what it imports.
 *
 * @param root a path from the repository's root, or any path
 * @throws {Error} the program has an import that leads nowhere
 */
export async function modulesFrom(root: string): Promise<Module[]> {
  const { stdout, success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", "deno.json", root],
    cwd: ROOT,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return (JSON.parse(new TextDecoder().decode(stdout)) as { modules: Module[] }).modules;
}
