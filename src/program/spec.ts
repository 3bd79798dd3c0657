import type { DType } from "../graph/dtype.js";
import { type Dim, isPositiveSize, type Shape } from "../shape/dim.js";
import { ShapeError } from "../shape/message.js";
import { namesOf as namesOfMonomial } from "../shape/monomial.js";
import { isCanonical, parsePolynomial } from "../shape/terms.js";
import { show } from "../shape/show.js";
import type { Tensor } from "../tensor/tensor.js";
import { checkIdentifier } from "./identifier.js";

/** The shape and dtype of one of a program's tensors. */
export interface TensorSpec<out S extends Shape = Shape, out D extends DType = DType> {
  readonly shape: Readonly<S>;
  readonly dtype: D;
}

/** How a program declares a tensor: a shape, then f32, or a shape with a dtype. */
export type SpecArgument<D extends Dim = Dim> = readonly D[] | { readonly shape: readonly D[]; readonly dtype: DType };
/** Declarations by name. */
export type SpecArguments<D extends Dim = Dim> = Readonly<Record<string, SpecArgument<D>>>;

/** The {@link TensorSpec} that a declaration stands for. */
export type SpecOf<A> = A extends readonly Dim[]
  ? TensorSpec<[...A], "f32">
  : A extends { readonly shape: infer S extends readonly Dim[]; readonly dtype: infer D extends DType }
    ? TensorSpec<[...S], D>
    : never;
/** The specs of declarations by name. */
export type SpecsOf<A> = { readonly [Name in keyof A]: SpecOf<A[Name]> };

/** The tensor that a declaration stands for. */
export type TensorOf<A> = A extends readonly Dim[]
  ? Tensor<[...A]>
  : A extends { readonly shape: infer S extends readonly Dim[]; readonly dtype: infer D extends DType }
    ? Tensor<[...S], D>
    : never;
/** The tensors of declarations by name. */
export type TensorsOf<A> = { readonly [Name in keyof A]: TensorOf<A[Name]> };

/** Specs by name, as a program holds them. */
export type Specs = Readonly<Record<string, TensorSpec>>;

/** What a declared tensor is to its program. */
export type SpecRole = "parameter" | "input" | "cache";

const dtypes: ReadonlySet<string> = new Set<DType>(["f32", "i32", "bool"]);

/**
 * Declarations with the dtype written out, frozen.
 * @param program the program's name, for messages
 * @throws TypeError if a name or dtype can't be used
 * @throws ShapeError if a shape has something else than sizes, names and canonical polynomials
 */
export function normaliseSpecs(program: string, role: SpecRole, specs: SpecArguments): Specs {
  const entries = Object.entries(specs).map(([name, argument]) => {
    checkIdentifier(`program ${program}: the ${role}`, name);
    const { shape, dtype } = isShape(argument) ? { shape: argument, dtype: "f32" as const } : argument;
    const subject = `program ${program}: ${role} ${name}`;
    if (!Array.isArray(shape))
      throw new TypeError(`${subject} has no shape: declare it as [512, 512] or { shape, dtype }`);
    if (!dtypes.has(dtype))
      throw new TypeError(`${subject} has the dtype ${dtype}: use one of ${[...dtypes].join(", ")}`);
    checkDims(subject, role, shape);
    return [name, Object.freeze({ shape: Object.freeze([...shape]), dtype })] as const;
  });
  return Object.freeze(Object.fromEntries(entries));
}

function isShape(argument: SpecArgument): argument is readonly Dim[] {
  return Array.isArray(argument);
}

function checkDims(subject: string, role: SpecRole, shape: readonly Dim[]): void {
  for (const dim of shape) {
    const valid = typeof dim === "number" ? isPositiveSize(dim) : role !== "parameter" && isCanonical(dim);
    if (!valid) {
      const allowed = role === "parameter" ? "positive integers only" : "positive integers and names";
      throw new ShapeError(
        "program/dim",
        `${subject} has the shape ${show(shape)}: ${dim} can't be used, give ${allowed}`,
      );
    }
    for (const name of namesOf(dim)) checkIdentifier(`${subject}: the dim`, name);
  }
}

/** The names in a dim: `past` and `seq` in `"past+2*seq"`, none in `512`. */
export function namesOf(dim: Dim): readonly string[] {
  if (typeof dim === "number") return [];
  return [...parsePolynomial(dim).keys()].flatMap(namesOfMonomial);
}
