/** The gallery of components: `deno task gallery [--port 8090]`. */
import { parseArgs } from "@std/cli/parse-args";
import { createGallery } from "./app.tsx";

const { port } = parseArgs(Deno.args, { string: ["port"], default: { port: "0" } });

Deno.serve({
  hostname: "127.0.0.1",
  port: Number(port),
  // deno-lint-ignore no-console
  onListen: (at) => console.info(`http://127.0.0.1:${at.port}/`),
}, createGallery().fetch);
