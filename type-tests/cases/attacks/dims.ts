// Attacks with odd dims: what looks like a size or a name and isn't. A line above each attack says what must become of it.
import { add, matmul, reshape, splitHeads, tensor, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";
import type { DimVariable } from "../../../src/shape/index.js";

enum Width { Model = 512, Head = 64 }
enum OtherWidth { Model = 512 }
const enum Wide { Model = 512 }
enum Name { Length = "seq" }
const seq = dim("seq", 10);
const text: string = "past";
const size: number = 5;
const meters = 3 as 3 & { readonly unit: "m" };
const branded = 3 as number & { readonly unit: "m" };
const numbered: `seq${number}` = "seq1";
const forged: DimVariable<"seq"> = { dim: "seq", size: 7 };

export const attacks: Readonly<Record<string, () => unknown>> = {
  // refused; throws: "512" is text and no size.
  "a size as text": () => matmul(zeros([2, dim("512", 512)]), zeros([512, 4])),
  // refused; throws: a name starts with a letter or _.
  "a name like a number": () => dim("1e3", 3),
  // refused; throws: a space is no part of a name.
  "a name with a space before it": () => dim(" seq", 3),
  // refused; throws: a space is no part of a name, and the names differ.
  "a name with a space behind it": () => add(zeros([dim("seq ", 10)]), zeros([seq])),
  // refused; throws: only letters of ASCII are part of a name, as the generated code has it.
  "a name with an accent": () => dim("séq", 3),
  // refused; throws: an empty name is none.
  "an empty name": () => dim("", 3),
  // refused; throws: a sum is no name.
  "a sum as a name": () => dim("a+b", 3),
  // refused; throws: a sum is written with its names in order, so b+a is none, and is not a+b.
  "a sum in another order": () => matmul(zeros([2, "b+a"]), zeros(["a+b", 4])),
  // refused; throws: a product is written with the number first, so a*2 is none, and is not 2*a.
  "a product in another order": () => matmul(zeros([2, "a*2"]), zeros(["2*a", 4])),
  // refused; throws: 1*seq is written seq.
  "a product with 1": () => matmul(zeros([2, "1*seq"]), zeros(["seq", 4])),
  // refused; throws: names differ by case.
  "a name in upper case": () => add(zeros([dim("Seq", 10)]), zeros([seq])),
  // refused; throws: a bigint is no dim.
  "a bigint": () => zeros([512n]),
  // refused; throws: a boolean is no dim.
  "a boolean": () => zeros([true]),
  // refused; throws: undefined is no dim.
  "undefined in a shape": () => zeros([undefined, 3]),
  // refused; throws: a size is a whole number from 0 on.
  "a negative size": () => zeros([-1, 3]),
  // refused; throws: a size is a whole number.
  "a size with a fraction": () => zeros([1.5]),
  // let through; throws: whether a text is a name, or a sum or product in order, is looked at when it is used.
  "a sum in another order in a new tensor": () => zeros(["b+a"]),
  // let through; throws: whether a text is a name, or a sum or product in order, is looked at when it is used.
  "a difference": () => zeros(["seq-1"]),
  // let through; throws: the compiler calls NaN a number, so an unknown size.
  "NaN": () => zeros([NaN]),
  // let through; throws: the compiler calls Infinity a number, so an unknown size.
  "Infinity": () => zeros([Infinity]),
  // let through; throws: counting digits would cost the compiler more than all other checks of a size.
  "a size past 2^53": () => zeros([9007199254740993]),
  // let through; is right: 0x200 is the literal 512.
  "a size in hexadecimal": () => matmul(zeros([2, 0x200]), zeros([512, 4])),
  // let through; is right: 512 is the member's value, and may stand for it.
  "a member of an enum for its value": () => matmul(zeros([2, Width.Model]), zeros([512, 4])),
  // refused; throws: two members of an enum are two sizes.
  "two members of an enum": () => matmul(zeros([2, Width.Model]), zeros([Width.Head, 4])),
  // refused; is right: two enums are two types, even if their values are equal.
  "members of two enums": () => matmul(zeros([2, Width.Model]), zeros([OtherWidth.Model, 4])),
  // let through; is right: 512 is the member's value, and may stand for it.
  "a member of a constant enum": () => matmul(zeros([2, Wide.Model]), zeros([512, 4])),
  // refused; throws: 7 doesn't divide the member's value.
  "heads that don't divide a member of an enum": () => splitHeads(zeros([2, Width.Model]), 7),
  // refused; is right: a member of an enum of names is only the same as itself.
  "a member of an enum of names": () => matmul(zeros([2, Name.Length]), zeros(["seq", 4])),
  // refused; is right: a branded number is another type than its literal.
  "a branded literal": () => matmul(zeros([2, 3]), zeros([meters, 4])),
  // refused; is right: a branded number is neither a literal nor unknown.
  "a branded number": () => matmul(zeros([2, 3]), zeros([branded, 4])),
  // refused; throws: a pattern of names is no name.
  "a name that is a template": () => add(zeros([dim(numbered, 3)]), zeros([dim("seq2", 3)])),
  // let through; throws: a text that the compiler doesn't know is an unknown dim.
  "a name of the type string": () => add(zeros([dim(text, 3)]), zeros([seq])),
  // let through; throws: a size that the compiler doesn't know is an unknown dim.
  "a size of the type number": () => matmul(zeros([2, 3]), zeros([size, 4])),
  // let through; throws: one name has two sizes; sizes are not in the types.
  "one name with two sizes": () => add(zeros([seq]), zeros([dim("seq", 11)])),
  // let through; throws: what dim() makes is an object like any other; its size is not in the types.
  "a forged dim": () => add(zeros([seq]), zeros([forged])),
  // let through; throws: what dim() makes is an object like any other, and nothing checked its size.
  "a forged dim of a size that none can have": () => zeros([{ dim: "seq", size: -1 }]),
  // let through; throws: as many elements as the shape has are counted at run time.
  "data of another length": () => tensor([1, 2, 3], [2]),
  // let through; throws: a -1 stands for what is left only where a shape is asked for, and is a number here.
  "a size that is -1 as a number": () => reshape(zeros([6]), [size - 6, size]),
};
