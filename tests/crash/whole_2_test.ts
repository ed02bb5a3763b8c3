import { completePass } from "./complete_pass.ts";
import { WHOLE } from "./journeys.ts";

completePass(WHOLE, 3, 6, ["note without noteTarget", "opportunity without packagePatient"]);
