import type { AttentionMask } from "heddle/weights";
import { problemOf, type Reference } from "../accuracy.js";
import { FolderError } from "../folder-error.js";
import type { AttentionInputs } from "./attention-inputs.js";
import { emptyRowsOf, type Hidden, hiddenInAllHeads, hiddenPerHead, withoutEmptyRows } from "./empty-rows.js";
import type { Fields } from "./fields.js";
import { referenceOf, type TensorFile } from "./folder.js";
import { Contradiction, Unsupported } from "./refusals.js";

/** What a case's expected values depend on. */
export interface ExpectedOf {
  readonly inputs: AttentionInputs;
  readonly mask: AttentionMask | undefined;
  /** The bias of the output's projection: what is left of a query without keys. */
  readonly outBias: Float32Array;
}

/** How one output of nn.MultiheadAttention is laid out. */
interface Layout {
  readonly shape: readonly number[];
  /** What the mask hides of each row along the last axis. */
  readonly hidden: readonly Hidden[];
  /** What heddle's rule gives in a row that is hidden wholly. */
  readonly row: Float32Array;
}

/**
 * The references of a case by output: `output`, `attn_weights`, `attn_weights_per_head`. PyTorch's NaN for a query without
 * keys is replaced by what heddle's rule gives.
 * @throws FolderError if a tensor is missing or the case expects nothing
 * @throws Unsupported if it expects what heddle doesn't compute
 * @throws Contradiction if the expected values can't be right
 */
export function expectedOfAttention(fields: Fields, file: TensorFile, of: ExpectedOf): ReadonlyMap<string, Reference> {
  const expected = fields.strings("expected");
  const names = [...expected.keys()].filter((name) => !name.endsWith("_f64") || !expected.has(name.slice(0, -4)));
  if (names.length === 0) throw new FolderError(`${fields.where}: it expects nothing`);
  const layouts = layoutsOf(of);
  return new Map(
    names.map((name) => {
      const layout = layouts.get(name);
      if (!layout) throw new Unsupported(`it expects ${name}, which no program here computes`);
      return [name, completed(fields, name, layout, referenceOf(fields.where, file, expected, name))];
    }),
  );
}

function layoutsOf({ inputs: { sizes, shape }, mask, outBias }: ExpectedOf): ReadonlyMap<string, Layout> {
  const { batch, heads, queries, keys } = sizes;
  const rows = emptyRowsOf(mask, sizes);
  const inAll = hiddenInAllHeads(rows, sizes);
  const leading = shape.isBatched ? [batch] : [];
  return new Map([
    ["output", { shape: [...leading, queries, shape.width], hidden: inAll, row: outBias }],
    ["attn_weights", { shape: [...leading, queries, keys], hidden: inAll, row: new Float32Array(keys) }],
    [
      "attn_weights_per_head",
      { shape: [...leading, heads, queries, keys], hidden: hiddenPerHead(rows), row: new Float32Array(keys) },
    ],
  ]);
}

function completed(fields: Fields, name: string, layout: Layout, reference: Reference): Reference {
  if (reference.shape.join() !== layout.shape.join()) {
    const shapes = `[${reference.shape.join(", ")}], the inputs make it [${layout.shape.join(", ")}]`;
    throw new Contradiction(`${name}: the expected shape is ${shapes}`);
  }
  const { reference: whole, rows, unknown } = withoutEmptyRows(reference, layout.hidden, layout.row);
  if (unknown > 0) {
    throw new Unsupported(`${name}: in some rows only some heads see keys, and PyTorch's NaN hides what these give`);
  }
  const counted = fields.optionalAmount("nan_rows");
  if (name === "output" && counted !== undefined && counted !== rows) {
    throw new Contradiction(`${name}: nan_rows is ${counted}, the masks explain ${rows}`);
  }
  // What is recorded for the weights is the error per head. That of their mean is no greater.
  const measured = name === "output" ? "output" : "attn_weights";
  const recorded = fields.object("torch_f32_error").object(measured).optionalAmount("max_abs");
  const problem = problemOf(whole, recorded);
  if (problem !== undefined) throw new Contradiction(`${name}: ${problem}`);
  return whole;
}
