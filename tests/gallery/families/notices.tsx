import { MessagePage, ZoneNote } from "../../../views/page/layout.tsx";
import { Notice } from "../../../views/ui/notice.tsx";
import { ASSETS } from "../../../routes/http/assets.ts";
import type { Example, Family } from "../example.ts";
import { LONG_ERROR, LONG_NAME } from "../made_up/words.ts";

const notice = (state: string, text: string): Example => ({
  component: "Notice",
  state,
  view: <Notice text={text} />,
});

const message = (state: string, title: string, text: string): Example => ({
  component: "MessagePage",
  state,
  place: "document",
  view: <MessagePage title={title} text={text} assets={ASSETS} />,
});

export const notices: Family = {
  name: "notices",
  about: "What went wrong and what to do, where it was asked for; and pages that say one thing.",
  place: "cell",
  examples: [
    { component: "ZoneNote", state: "the practice's zone is not known", view: <ZoneNote zone={undefined} /> },
    { component: "ZoneNote", state: "the practice's zone", view: <ZoneNote zone="Europe/London" /> },
    notice("a sentence", "The plan is another one now: 13,915 rows. Look at it and type that."),
    notice("a paragraph", LONG_ERROR),
    notice("a word without a space", LONG_NAME.repeat(3)),
    message("an address that leads nowhere", "Nothing here", "Go back to the page of the eight cells."),
    message("a link that no longer opens", "Open the new link", LONG_ERROR),
    message("a word without a space", LONG_NAME, LONG_NAME.repeat(2)),
  ],
};
