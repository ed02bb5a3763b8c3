import { completePass } from "./complete_pass.ts";
import { ROLLBACK } from "./journeys.ts";

completePass(ROLLBACK, 1, 6, ["note without noteTarget"]);
