import type { Console } from "../../steps/console/console.ts";
import type { Moment } from "../../views/ui/times.ts";

/** The practice's zone, or UTC before it is known. */
export const zoneOf = ({ settings }: Pick<Console, "settings">): string => settings?.timeZone ?? "UTC";

/** Instants of the ledger as the page shows them. */
export function momentsIn(console: Pick<Console, "settings">): (at: string) => Moment {
  const zone = zoneOf(console);
  return (at) => ({ at, zone });
}
