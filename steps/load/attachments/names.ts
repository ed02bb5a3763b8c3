import type { Kit } from "../../runbook/kit.ts";
import { targetId } from "../../base/identity.ts";
import type { Target } from "../../mapping/target.ts";

/** Transfers under way at once; they take no token of the limiter (contracts/twenty d). */
export const AT_ONCE = 4;

type OfFile = Pick<Target, "sourceKey">;

export const fileIdOf = ({ sourceKey }: OfFile): number => Number(sourceKey.split("/")[1]);

/** The id under which a file's upload stands in the effects: the upload itself has no id of ours in Twenty. */
export const uploadIdOf = (kit: Pick<Kit, "migration">, of: OfFile): Promise<string> =>
  targetId(kit.migration, "file", "files", fileIdOf(of));
