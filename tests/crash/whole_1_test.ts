import { completePass } from "./complete_pass.ts";
import { WHOLE } from "./journeys.ts";

completePass(WHOLE, 1, 6, ["note without noteTarget", "opportunity without packagePatient"]);
