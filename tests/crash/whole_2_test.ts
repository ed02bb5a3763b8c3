import { completePass } from "./complete_pass.ts";
import { WHOLE } from "./journeys.ts";

completePass(WHOLE, 2, 3, ["note without noteTarget", "opportunity without packagePatient"]);
