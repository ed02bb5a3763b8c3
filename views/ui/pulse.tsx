export interface PulseProps {
  id: string;
  /** Where the list is asked for. */
  path: string;
  /** Changes whenever the list does. */
  version: string;
  /** Id of the list's place. */
  target: string;
  /** Controls that say which part of it this page shows. */
  include?: string;
}

/**
 * Keeps a list of which every page shows a part of its own: the stream, which draws the same for all, leaves the list
 * alone (`hx-morph-skip`) and brings its version here, and for another version the page asks for its own part again.
 */
export function Pulse({ id, path, version, target, include }: PulseProps) {
  return (
    <div
      id={id}
      hidden
      hx-get={`${path}?version=${version}`}
      hx-include={include}
      hx-target={`#${target}`}
      hx-sync={`#${target}:replace`}
      hx-swap="innerMorph"
      hx-trigger="load"
    >
    </div>
  );
}
