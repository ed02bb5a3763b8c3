import { completePass } from "./complete_pass.ts";
import { DECIDED } from "./journeys.ts";

completePass(DECIDED, 1, 2, []);
