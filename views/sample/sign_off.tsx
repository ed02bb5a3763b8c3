import { Action } from "../ui/action.tsx";
import type { DiffModel } from "./diff.tsx";
import { plural } from "../ui/numbers.ts";
import { PrintLink } from "../ui/print_link.tsx";

/** The approval of one exact diff, and the paper of it. */
export function SignOff({ diff }: { diff: DiffModel }) {
  const { sample } = diff;
  if (!sample) return null;
  return (
    <>
      <Approve sample={sample} mayPress={diff.mayPress} />
      <PrintLink href="/print/sample" what="the whole sample" />
    </>
  );
}

type Sample = NonNullable<DiffModel["sample"]>;

/** There is nothing to press while a field differs or the maps have moved on. */
function Approve({ sample, mayPress }: { sample: Sample; mayPress: boolean }) {
  const hash = <span class="id" title={sample.diffHash}>{sample.diffHash.slice(0, 12)}</span>;
  if (sample.stale) {
    return <p class="sign-off is-waiting">A map has changed since this sample: run it again, then sign.</p>;
  }
  if (sample.signedBy) {
    const { sameAs } = sample;
    return (
      <p class="sign-off is-green">
        Signed off by {sample.signedBy}
        {sameAs ? ` on run ${sameAs.signed}; run ${sameAs.newest} came to the same diff` : ", diff"} {hash}.
      </p>
    );
  }
  if (sample.unequal > 0) {
    return (
      <p class="sign-off is-red">
        {plural(sample.unequal, "field")}{" "}
        differ{sample.unequal === 1 ? "s" : ""}: change the map or the record, run the sample again, then
        sign.
      </p>
    );
  }
  return (
    <div class="sign-off row spread">
      <p>Every field is equal. Signing approves exactly this diff, {hash}; a change of map voids it.</p>
      {mayPress
        ? (
          <Action path="/sample/sign-off" name="sign-off" values={{ diffHash: sample.diffHash }}>
            <button type="submit" class="button primary">Sign off</button>
          </Action>
        )
        : null}
    </div>
  );
}
