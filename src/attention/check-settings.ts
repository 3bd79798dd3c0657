import { optionNamesRule } from "../shape/rules/option-names.js";
import { isTensor } from "../tensor/tensor.js";
import { attentionOptionNames } from "./option-names.js";

const names: readonly string[] = [...attentionOptionNames, "returns"];
const precisions: ReadonlySet<unknown> = new Set(["f16", "bf16", "f32", "f64"]);

/**
 * Checks the names of attention's options, and those options that are no tensors, functions or numbers.
 *
 * @throws ShapeError `attention/option` for a name that isn't there
 * @throws TypeError for an option that is something else than it has to be
 */
export function checkSettings(options: object): void {
  if (isTensor(options)) {
    throw new TypeError("attention: the options are a record, such as { mask }: got a tensor");
  }
  optionNamesRule("attention", options, names);
  const { causal, window, precision }: Readonly<Record<string, unknown>> = { ...options };
  if (causal !== undefined && typeof causal !== "boolean" && !isRecord(causal)) {
    throw new TypeError(`attention: causal is true, false or { offset }: got ${String(causal)}`);
  }
  if (window !== undefined && !isRecord(window)) {
    throw new TypeError(`attention: a window is { left, right }: got ${String(window)}`);
  }
  if (isRecord(window)) optionNamesRule("attention", window, ["left", "right", "offset"]);
  if (precision !== undefined && !precisions.has(precision)) {
    throw new TypeError(`attention: precision is one of ${[...precisions].join(", ")}: got ${String(precision)}`);
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
