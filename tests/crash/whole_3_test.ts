import { completePass } from "./complete_pass.ts";
import { WHOLE } from "./journeys.ts";

completePass(WHOLE, 5, 6, ["note without noteTarget", "opportunity without packagePatient"]);
