import type { Theme } from "../guard.ts";

const FORESEE = "tests/steps/load/forecast/simulate_test.ts";
const FORECAST = "tests/e2e/forecast_test.ts";
const COUNTING = "tests/routes/cell/predictions_test.ts";

export const TELLING: Theme = {
  title: "What is told before it is done",
  guards: [
    {
      name: "what people have in Twenty, as it was met, is what a run is foretold to find there",
      file: "steps/load/forecast/last_known.ts",
      find: 'code === "destroyed" ? undefined : asMet(conflict, written);',
      replace: 'code === "destroyed" ? undefined : written;',
      tests: [FORESEE],
    },
    {
      name: "what Twenty refused to make is foretold to be made, not to be there",
      file: "steps/load/forecast/last_known.ts",
      find: '  if (kind === "create") return undefined;\n',
      replace: "",
      tests: [FORESEE],
    },
    {
      name: "a decision is foretold to be carried out",
      file: "steps/load/forecast/simulate.ts",
      find: "      asShown(rulings.get(wanted.id), wanted.fields, effect, found),\n",
      replace: "      undefined,\n",
      tests: [FORESEE, FORECAST],
    },
    {
      name: "what a run has landed by then is there to be linked to",
      file: "steps/load/forecast/link_index.ts",
      find: "      this.#walked.set(`${object} ${resource}`, id);\n",
      replace: "",
      tests: [FORECAST],
    },
    {
      name: "what is gone by then is not there to be linked to",
      file: "steps/load/forecast/link_index.ts",
      find: '      if (code === "source-gone") this.#absent.add(`${object} ${sourceKey}`);\n',
      replace: "      void code;\n",
      tests: [FORECAST],
    },
    {
      name: "a count that something changed meanwhile is abandoned",
      file: "routes/cell/predictions.ts",
      find: "    else if (now.scope === scope && now.version !== version) now.control.cancel();\n",
      replace: "",
      tests: [COUNTING],
    },
    {
      name: "nothing is counted while a cell runs",
      file: "routes/cell/predictions.ts",
      find: "      if (console.runner.active) this.#abandon();\n",
      replace: "",
      tests: [COUNTING],
    },
    {
      name: "a decision about a conflict makes another forecast",
      file: "steps/load/forecast/forecast.ts",
      find: ", moves, decisions]);",
      replace: ", moves, decisions.length]);",
      tests: [COUNTING],
    },
  ],
};
