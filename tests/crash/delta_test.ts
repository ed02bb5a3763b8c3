import { completePass } from "./complete_pass.ts";
import { DELTA } from "./journeys.ts";

completePass(DELTA, 1, 1, ["note without noteTarget"]);
