import { completePass } from "./complete_pass.ts";
import { WHOLE } from "./journeys.ts";

completePass(WHOLE, 1, 12, ["note without noteTarget"]);
