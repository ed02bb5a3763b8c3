import { Help } from "../../../views/page/help.tsx";
import type { Family } from "../example.ts";

export const help: Family = {
  name: "help",
  about: "The keys, for who may press and who may look.",
  place: "main",
  examples: [
    { component: "Help", state: "for an operator", view: <Help mayPress /> },
    { component: "Help", state: "for a viewer", view: <Help mayPress={false} /> },
  ],
};
