import { completePass } from "./complete_pass.ts";
import { ROLLBACK } from "./journeys.ts";

completePass(ROLLBACK, 1, 3, ["note without noteTarget", "opportunity without packagePatient"]);
