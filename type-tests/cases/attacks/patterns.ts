// Attacks on rearrange, reduce, repeat, pack, unpack and parseShape. A line above each attack says what must become of it.
import { exp, matmul, pack, parseShape, rearrange, reduce, repeat, unpack, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { Shape } from "../../../src/shape/index.js";
import type { Tensor } from "../../../src/tensor/index.js";

const flag: boolean = Date.now() > 0;
const a = zeros([2, 3]);
const x = zeros([dim("seq", 10), 512]);
const text: string = "a b -> b c";
const axis: string = "c";
const seven: number = 7;
const sizes: Record<string, number> = { h: 7 };
const optional: { h?: 8; d?: 7 } = { d: 7 };
const anySizes: any = { h: 7 };
const numbers: number[][] = [[2], [2]];
const tensors: Tensor<[2, 3]>[] = [];

export const attacks: Readonly<Record<string, () => unknown>> = {
  // let through; throws: a pattern that the compiler doesn't know gives an unknown shape.
  "a pattern of the type string": () => rearrange(a, text),
  // let through; throws: a pattern that the compiler doesn't know gives an unknown shape.
  "a pattern with a variable in it": () => rearrange(a, `a b -> b ${axis}`),
  // let through; throws: a pattern that the compiler doesn't know gives an unknown shape.
  "one of two patterns": () => rearrange(a, flag ? "a b -> b" : "a b -> b a"),
  // refused; throws: c comes from nowhere.
  "a name from nowhere": () => rearrange(a, "a b -> b c"),
  // refused; throws: b is lost; reduce would say how.
  "a name that is lost": () => rearrange(a, "a b -> a"),
  // refused; throws: rearrange makes no new elements; repeat does.
  "a number that isn't 1": () => rearrange(a, "a b -> a b 2"),
  // refused; throws: names don't begin with _.
  "a name with _ before it": () => rearrange(a, "_a b -> b _a"),
  // refused; throws: a name is there once on each side.
  "a name that stands twice": () => rearrange(zeros([2, 2]), "a a -> a"),
  // refused; throws: the a on the right is one of another alphabet, which is another name, as in einops.
  "a name of another alphabet": () => rearrange(a, "a b -> b а"),
  // refused; throws: parentheses don't hold parentheses.
  "parentheses in parentheses": () => rearrange(a, "a b -> ((a b))"),
  // refused; throws: a pattern has two sides.
  "a pattern with two arrows": () => rearrange(a, "a b -> b a -> a b"),
  // refused; throws: 7 doesn't divide 512.
  "a length that doesn't divide": () => rearrange(x, "s (h d) -> h s d", { h: 7 }),
  // let through; throws: a length that the compiler doesn't know is an unknown dim.
  "a length of the type number": () => rearrange(x, "s (h d) -> h s d", { h: seven }),
  // let through; throws: which lengths there are isn't known.
  "lengths of unknown names": () => rearrange(x, "s (h d) -> h s d", sizes),
  // refused; throws: both lengths might be missing.
  "lengths that are optional": () => rearrange(x, "s (h d) -> h s d", optional),
  // refused; throws: of any the compiler doesn't know which lengths there are, so they count as missing.
  "lengths of the type any": () => rearrange(x, "s (h d) -> h s d", anySizes),
  // refused; throws: there is no axis k.
  "a length of no axis": () => rearrange(x, "s d -> d s", { k: 8 }),
  // refused; throws: a length is a whole number.
  "a length that isn't whole": () => rearrange(x, "s (h d) -> h s d", { h: 1.5 }),
  // refused; throws: a length of 0 leaves nothing for the other.
  "a length of 0": () => rearrange(x, "s (h d) -> h s d", { h: 0 }),
  // refused; throws: the name is bound to no size that would divide.
  "a length that is a name": () => rearrange(x, "s (h d) -> h s d", { h: dim("heads", 7) }),
  // let through; is right: names that every object has are names like others.
  "a name that every object has": () => rearrange(zeros([6, 3]), "(constructor toString) b -> constructor b toString", { constructor: 2 }),
  // refused; throws: what every object has by itself is no length.
  "a length that every object has": () => rearrange(zeros([6, 3]), "(constructor b) c -> constructor b c"),
  // refused; throws: the shapes of a list are the same.
  "a list of different shapes": () => rearrange([a, zeros([4, 5])], "n a b -> n b a"),
  // let through; throws: how many tensors there are isn't known, and here there is none.
  "a list of tensors that is empty": () => rearrange(tensors, "n a b -> n b a"),
  // refused; goes unnoticed: the result has the shape that the pattern says.
  "a wrong annotation of a rearrange": () => { const wrong: Tensor<[2, 3]> = rearrange(a, "a b -> b a"); return wrong; },
  // refused; throws: there is no such function.
  "a reduction that there isn't": () => reduce(a, "a b -> a", "median"),
  // refused; throws: the result is bool for one of them, and bool isn't multiplied.
  "one of two reductions": () => exp(reduce(zeros([2, 3], "bool"), "a b -> a", flag ? "any" : "sum")),
  // refused; throws: any and all are of bool.
  "a reduction of another dtype": () => reduce(a, "a b -> a", "any"),
  // refused; throws: reduce makes no new axes.
  "a new axis from reduce": () => reduce(a, "a b -> a c", "sum", { c: 2 }),
  // refused; throws: the new axis has no length.
  "a new axis without a length": () => repeat(a, "a b -> a b c"),
  // refused; throws: the star stands for other dims than the names.
  "tensors to pack that differ beside the star": () => pack([a, zeros([2, 4])], "* c"),
  // refused; throws: one star says where.
  "a pattern to pack without a star": () => pack([a, a], "a b"),
  // refused; throws: 2 and 2 aren't 3.
  "shapes to unpack that don't make up the axis": () => unpack(a, [[2], [2]], "a *"),
  // let through; throws: lists of numbers are shapes that the compiler doesn't know.
  "shapes to unpack of the type number[][]": () => unpack(a, numbers, "a *"),
  // refused; throws: only one dim can be what is left.
  "two dims to unpack that are what is left": () => unpack(a, [[-1], [-1]], "a *"),
  // refused; throws: the shapes are those of other tensors.
  "what pack gave for other tensors": () => { const [, shapes] = pack([a, zeros([2, 4])], "a *"); return unpack(a, shapes, "a *"); },
  // refused; throws: there are two axes.
  "a pattern of another rank to parse": () => parseShape(a, "a b c"),
  // refused; throws: c isn't in what parseShape gives.
  "a size that wasn't parsed": () => zeros([parseShape(a, "a b").c]),
  // refused; throws: the sizes that parseShape gives are literals.
  "a parsed size in a wrong place": () => matmul(a, zeros([parseShape(a, "a b").a, 4])),
  // let through; throws: of an unknown shape the parsed sizes are unknown.
  "a parsed size of an unknown shape": () => { const unknown: Tensor<Shape> = a; return matmul(a, zeros([parseShape(unknown, "a b").a, 4])); },
};
