import type { RunModel } from "./history.tsx";
import { STATE_WORDS } from "../ui/words.ts";

/** A run of single rows came after the run whose figures stand below. */
export function PartNote({ part, of }: { part: RunModel; of: number }) {
  return (
    <p class="part-note">
      <a href={`/cells/${part.step}/runs/${part.number}`}>Run {part.number}</a>{" "}
      <span class={`is-${part.state}`}>({STATE_WORDS[part.state]})</span> {part.verdict}{" "}
      <span class="quiet">Below is what run {of}, which went through everything, found.</span>
    </p>
  );
}
