import { show } from "../shape/show.js";
import type { Node } from "./node.js";
import type { Comparison, ScalarBinaryFunction, ScalarNode } from "./scalar.js";

const signs: Readonly<Record<Comparison | Exclude<ScalarBinaryFunction, "min" | "max">, string>> = {
  lt: "<",
  le: "<=",
  eq: "==",
  ne: "!=",
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  floorDiv: "//",
  mod: "%",
  and: "and",
  or: "or",
};

/** A scalar as people read it: `(k <= q) and ((q - k) <= 128)`. A tensor has its name, or else its op and shape. */
export function printScalar(scalar: ScalarNode): string {
  switch (scalar.kind) {
    case "index":
      return scalar.axis;
    case "score":
      return "score";
    case "constant":
      return scalar.dtype === "bool" ? String(scalar.value !== 0) : String(scalar.value);
    case "dim":
      return String(scalar.dim);
    case "lookup":
      return `${tableName(scalar.table)}[${scalar.indices.map(printScalar).join(", ")}]`;
    case "unary":
      return `${scalar.fn}(${printScalar(scalar.input)})`;
    case "binary":
      if (scalar.fn === "min" || scalar.fn === "max") {
        return `${scalar.fn}(${printScalar(scalar.left)}, ${printScalar(scalar.right)})`;
      }
      return `${nested(scalar.left)} ${signs[scalar.fn]} ${nested(scalar.right)}`;
    case "compare":
      return `${nested(scalar.left)} ${signs[scalar.fn]} ${nested(scalar.right)}`;
    case "select":
      return `${nested(scalar.condition)} ? ${nested(scalar.whenTrue)} : ${nested(scalar.otherwise)}`;
  }
}

function nested(scalar: ScalarNode): string {
  const text = printScalar(scalar);
  const isInfix =
    scalar.kind === "select" ||
    scalar.kind === "compare" ||
    (scalar.kind === "binary" && scalar.fn !== "min" && scalar.fn !== "max");
  return isInfix ? `(${text})` : text;
}

function tableName(table: Node): string {
  return table.op === "placeholder" ? table.name : `${table.op} ${show(table.shape)}`;
}
