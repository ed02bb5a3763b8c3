import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { HandoverError } from "../../steps/base/errors.ts";
import { explain } from "../../steps/base/explain.ts";
import type { Change, Editor } from "../../steps/map_editor/change.ts";
import { DropsOptionError } from "../../steps/map_editor/dropped_options.ts";
import { MapSaid, MapWarning } from "../../views/maps/answers.tsx";
import { Notice } from "../../views/ui/notice.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import type { Deps, Env } from "../deps.ts";
import { refuse, wantsPieces } from "../http/reply.tsx";

/** Where the answers to what is pressed above the rows go; a row has a place of its own. */
export const TOP = "maps";

/**
 * Carries out one decision and answers where it was pressed: nothing to say closes what was open there; a refusal, or a
 * warning that is to be pressed away, stands in its place. The rows themselves come by the stream's signal.
 *
 * @param done gives the change, of which is said what had to be altered on the way, or what there is to say instead
 */
export async function press(
  c: Context<Env>,
  deps: Deps,
  place: string,
  form: Record<string, string>,
  done: (by: Editor) => Promise<Pick<Change, "changed"> | Child>,
): Promise<Response> {
  const { console } = deps;
  const by: Editor = {
    ledger: console.ledger,
    world: console.world,
    who: c.get("session").name,
    anyway: form["anyway"] === "yes",
  };
  const answer = async (content: Child, status: ContentfulStatusCode = 200) =>
    await c.html(<Partial target={`panel-${place}`} swap="innerHTML">{content}</Partial>, status);
  try {
    const said = await done(by);
    if (!wantsPieces(c)) return c.redirect("/maps", 303);
    return await answer(isChange(said) ? said.changed && <MapSaid text={said.changed} /> : said);
  } catch (error) {
    if (!(error instanceof HandoverError)) throw error;
    if (error instanceof DropsOptionError) {
      const { anyway: _, ...values } = form;
      const warning = <MapWarning text={error.message} path={c.req.path} values={values} />;
      if (wantsPieces(c)) return await answer(warning, 409);
    }
    const { sentence, status } = explain(error);
    if (!wantsPieces(c)) return await refuse(c, status, "Not done", sentence, "schema");
    return await answer(<Notice text={sentence} />, status);
  }
}

const isChange = (said: Pick<Change, "changed"> | Child): said is Pick<Change, "changed"> =>
  typeof said === "object" && said !== null && "changed" in said;
