import type { Node, RotateNode } from "../../src/graph/node.js";
import { add as addIndex, times } from "../ir/affine.js";
import type { ProcedureBuilder } from "../ir/builder.js";
import { add, mul, sub } from "../ir/expressions.js";
import type { Affine, Expression } from "../ir/nodes.js";
import { literalSize } from "../plan/extents.js";
import type { Step } from "../plan/plan.js";
import { type Context, StepAccess } from "./context.js";
import { nest } from "./loops.js";
import { sharedOutermost } from "./parallel.js";
import type { Defined } from "./procedures.js";
import { broadcastIndices } from "./values.js";

/** Pairs of features turned by their angles, row by row; the features after the pairs are copied. */
export function scheduleRotate(context: Context, step: Step, node: RotateNode): Defined {
  const access = new StepAccess(context, step);
  const { input, cos, sin, shape, interleaved } = node;
  const features = literalSize("rope: the last axis", shape.at(-1));
  const pairs = literalSize("rope: the last axis of the angles", cos.shape.at(-1));
  const rename = access.rename([
    [input, "input"],
    [cos, "cos"],
    [sin, "sin"],
  ]);
  const summary = `Turns pairs of features, ${interleaved ? "which are neighbours" : `${pairs} apart`}.`;
  const leading = shape.slice(0, -1);
  return context.procedures.define({ name: "rotate", summary, rename }, (b, scope) => {
    const row = (outer: readonly Affine[]): void => {
      const element = (feature: Affine): Expression => access.read(b, scope, input, [...outer, feature]);
      b.for("pair", 0, pairs, {}, (pair) => {
        const first = interleaved ? times(pair, 2) : pair;
        const second = addIndex(first, interleaved ? 1 : pairs);
        const angle = (of: Node): Expression => access.read(b, scope, of, anglesAt(of, [...outer, pair]));
        const [left, right] = [b.let("a", element(first)), b.let("b", element(second))];
        const [c, s] = [b.let("c", angle(cos)), b.let("s", angle(sin))];
        access.store(b, scope, [...outer, first], sub(mul(left, c), mul(right, s)));
        access.store(b, scope, [...outer, second], add(mul(left, s), mul(right, c)));
      });
      copyRest(b, outer, [2 * pairs, features], (at) => access.store(b, scope, at, element(at.at(-1) ?? addIndex(0))));
    };
    nest(b, leading, [], row, sharedOutermost(context.machine, leading, features));
  });
}

/** The features that aren't turned. */
function copyRest(
  b: ProcedureBuilder,
  outer: readonly Affine[],
  [from, to]: readonly [number, number],
  store: (at: readonly Affine[]) => void,
): void {
  if (from < to) b.for("feature", from, to, {}, (feature) => store([...outer, feature]));
}

/** The indices at which angles broadcast to the pairs. */
function anglesAt(angles: Node, indices: readonly Affine[]): readonly Affine[] {
  return broadcastIndices(angles, indices.slice(indices.length - angles.shape.length));
}
