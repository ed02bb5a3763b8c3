import { z } from "zod";
import type { Twenty } from "./client.ts";

export interface Member {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}

const Answer = z.object({
  data: z.object({
    workspaceMembers: z.array(z.object({
      id: z.string(),
      userEmail: z.string().nullish(),
      name: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }).nullish(),
    })),
  }),
});

/** People who can sign in to the workspace and therefore own records (contracts/twenty i). At most 200. */
export async function readMembers(twenty: Twenty): Promise<Member[]> {
  const answer = Answer.parse(await twenty.get("workspaceMembers?limit=200"));
  return answer.data.workspaceMembers.map((m) => ({
    id: m.id,
    firstName: m.name?.firstName ?? "",
    lastName: m.name?.lastName ?? "",
    email: m.userEmail ?? "",
  }));
}
