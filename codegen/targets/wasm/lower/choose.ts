import { after, type Code, getLocal, operation, select, setLocal } from "../encode/index.js";
import type { Frame } from "./frame.js";

/** `first` if it is less than `second` (greater, for `"gt"`), else `second`. Both are computed once. */
export function chooseInt(frame: Frame, test: "lt" | "gt", first: Code<"i32">, second: Code<"i32">): Code<"i32"> {
  const [left, right] = [frame.temporary("i32"), frame.temporary("i32")];
  const condition = operation(`i32.${test}_s`, getLocal(left), getLocal(right));
  return after([setLocal(left, first), setLocal(right, second)], select(condition, getLocal(left), getLocal(right)));
}
