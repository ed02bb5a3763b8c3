import { assert, assertEquals } from "@std/assert";
import { FLOORS } from "../floors.ts";
import { files, read } from "./tree.ts";

const PAGE = await read("docs/architecture.md");
const FILES = await files();

/** The folders directly in one. */
const foldersIn = (folder: string): Set<string> =>
  new Set(FILES.flatMap((file) => new RegExp(`^${folder}/(\\w+)/`).exec(file)?.[1] ?? []));

Deno.test("every room has a line on the architecture page", () => {
  const firstCells = new Set(
    [...PAGE.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) /gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
    ),
  );
  const rooms = [
    ...[...foldersIn("steps")].map((room) => `steps/${room}`),
    ...foldersIn("routes").union(foldersIn("views")),
    "db/",
    "fixtures/",
  ];
  assert(rooms.length > 40, String(rooms.length));
  assertEquals(rooms.filter((room) => !firstCells.has(room)), []);
});

Deno.test("the page says of every subject whether it is in routes, in views or in both", () => {
  const rows = [...PAGE.matchAll(/^\| ((?:`\w+`(?:, )?)+) +\| (both|routes|views) +\|/gm)];
  const said = rows.flatMap(([, names = "", where]) =>
    [...names.matchAll(/\w+/g)].map(([name]) => [name, where] as const)
  );
  const [routes, views] = [foldersIn("routes"), foldersIn("views")];
  const are = [...routes.union(views)].map((name) =>
    [name, routes.has(name) ? views.has(name) ? "both" : "routes" : "views"] as const
  );
  assertEquals(said.toSorted(), are.toSorted());
});

Deno.test("the picture of the floors is the one that imports are held to", () => {
  const [, picture = ""] = PAGE.split("```");
  const floors = picture.trim().split("\n").filter((line) => !line.startsWith("fixtures/")).map((line) =>
    [...line.matchAll(/(?<=^| )(main\.ts|db|routes|views|steps\/(?:\{([\w,]+)\}|[\w.]+))(?=\/? |\/?$)/g)]
      .flatMap(([, room = "", several]) => several?.split(",").map((one) => `steps/${one}`) ?? room)
  );
  assertEquals(floors.reverse(), FLOORS.slice(1).map((rooms) => [...rooms]));
});

Deno.test("every path that the page names is there", () => {
  const paths = [...PAGE.matchAll(/`((?:db|steps|routes|views|tests|fixtures|docs)\/[\w./-]*)`/g)];
  assert(paths.length > 60, String(paths.length));
  assertEquals(
    paths.map(([, path = ""]) => path).filter((path) =>
      !FILES.some((file) => file === path || file.startsWith(path.replace(/\/?$/, "/")))
    ),
    [],
  );
});
