import { type RollbackPlan, RollbackView } from "../../../views/rollback/plan.tsx";
import { NoticePlace } from "../../../views/ui/notice.tsx";
import type { Example, Family } from "../example.ts";
import { PLAN } from "../made_up/plan.ts";
import { HUGE, LONG_ERROR, LONG_NAME } from "../made_up/words.ts";

const plan = (
  state: string,
  other: Partial<RollbackPlan> = {},
  { asked = true, mayPress = true, unfolded }: { asked?: boolean; mayPress?: boolean; unfolded?: true } = {},
): Example => ({
  component: "RollbackView",
  state,
  view: <RollbackView model={{ plan: { ...PLAN, ...other }, asked, mayPress }} />,
  unfolded,
});

export const rollbacks: Family = {
  name: "rollback",
  about: "What would be taken back, what is kept and why, and the count that has to be typed.",
  place: "cell",
  examples: [
    plan("the count is to be typed"),
    plan("why rows are kept", {}, { unfolded: true }),
    plan("by a viewer", {}, { mayPress: false }),
    plan("done", {}, { asked: false }),
    plan("nothing is kept", { kept: [], objects: [{ object: "note", reverse: 13_914, keep: 0, absent: 0 }] }),
    plan("nothing to take back", { count: 0, objects: [], kept: [] }),
    plan("huge numbers, long reasons, more than are listed", {
      count: HUGE,
      objects: [
        { object: "person", reverse: HUGE, keep: 123_456_789, absent: HUGE },
        { object: `customObjectOf${LONG_NAME}`, reverse: 0, keep: 0, absent: 0 },
      ],
      kept: [
        { object: "person", sourceKey: "patients/15302", reason: LONG_ERROR },
        { object: "person", sourceKey: LONG_NAME, reason: LONG_NAME.repeat(2) },
      ],
    }, { unfolded: true }),
    {
      component: "NoticePlace",
      state: "empty, before a notice comes",
      view: (
        <>
          <p class="quiet">Nothing is to be seen beneath this line.</p>
          <NoticePlace name="rollback" />
        </>
      ),
    },
  ],
};
