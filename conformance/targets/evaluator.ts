import { isTensor } from "heddle";
import type { Target } from "./target.js";

/** The reference evaluator. */
export const evaluator: Target = {
  name: "evaluator",
  run: ({ program, params, inputs }) => {
    const result = program.evaluate({ ...params, ...inputs });
    const named = isTensor(result) ? { out: result } : result;
    return Promise.resolve(new Map(Object.entries(named)));
  },
};
