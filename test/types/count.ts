import { fileURLToPath } from "node:url";
import { checkTexts, exportedValues } from "./check-text.js";

/*
 * What a call costs the compiler, in instantiations:
 *
 *     npx tsx test/types/count.ts 'matmul(x, w)'
 *     npx tsx test/types/count.ts 'matmul(a, b)' 'declare const a: Tensor<[3, 5]>; declare const b: Tensor<[5, 7]>;'
 *
 * The second argument replaces the operands below.
 */

/** What a snippet adds to a program that has the same imports and operands, and uses the common operations already. */
export interface Cost {
  /** Instantiations of the snippet: the first time that these shapes are met. */
  readonly first: number;
  /** Instantiations of the same snippet once more. */
  readonly repeat: number;
  readonly errors: readonly string[];
}

const defaultOperands = `
const seq = dim("seq", 10);
const past = dim("past", 3);
declare const x: Tensor<["seq", 512]>;
declare const w: Tensor<[512, 64]>;
declare const h: Tensor<[8, "seq", 64]>;
declare const cache: Tensor<[8, "past", 64]>;
declare const ids: Tensor<["seq"], "i32">;
declare const mask: Tensor<["seq", "seq"], "bool">;
`;

/** Calls of the common operations on shapes that no snippet has, so that what all shapes share is there already. */
const warmUp = `
declare const warmInput: Tensor<["rows", 21]>;
declare const warmWeight: Tensor<[21, 21]>;
declare const warmBias: Tensor<[21]>;
declare const warmMask: Tensor<["rows", "rows"], "bool">;
const warmProduct = add(matmul(warmInput, warmWeight), warmBias);
const warmHeads = splitHeads(linear(relu(warmProduct), warmWeight, warmBias), 3);
mergeHeads(attention(warmHeads, warmHeads, warmHeads, { mask: warmMask }));
narrow(softmax(warmHeads), 0, 0, 1);
reshape(sum(concat([warmHeads, warmHeads], 1), 0, { keepDim: true }), [-1, 7]);
layerNorm(transpose(permute(warmInput, [1, 0])), warmBias, warmBias);
`;

/**
 * Counts the instantiations of a snippet: an expression or statements.
 *
 * @param operands the declarations that it uses: x, w, h, cache, ids, mask, seq and past if none are given
 * @param before statements of a module that is checked before
 */
export function countInstantiations(snippet: string, operands: string = defaultOperands, before = ""): Cost {
  imports ??= `import { ${exportedValues().join(", ")} } from "heddle"; import type { Dim, DimVariable, Shape, Tensor } from "heddle";\n`;
  const names = [...operands.matchAll(/\b(?:const|function|type) (\w+)/g)].map(([, name]) => name).join(", ");
  const text = `${imports} import { ${names} } from "./text0.js";\n${snippet}`;
  const declarations = `${imports} ${operands}\nexport { ${names} };`;
  const checked = checkTexts([declarations, `${imports} ${warmUp}`, `${imports} ${before}`, text, text]);
  const [, , , first, repeat] = checked;
  if (first === undefined || repeat === undefined) throw new Error("no texts were checked");
  const errors = checked.slice(0, -1).flatMap((each) => each.errors);
  return { first: first.instantiations, repeat: repeat.instantiations, errors };
}

let imports: string | undefined;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [snippet, operands] = process.argv.slice(2);
  if (snippet === undefined) throw new TypeError("count: give a snippet, and declarations of its operands if you like");
  const { first, repeat, errors } = countInstantiations(snippet, operands);
  console.log(`first ${first}, repeat ${repeat}`);
  for (const error of errors) console.log(error);
}
