import { completePass } from "./complete_pass.ts";
import { DELTA } from "./journeys.ts";

completePass(DELTA, 1, 2, ["note without noteTarget"]);
