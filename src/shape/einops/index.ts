export type { NoSizes, SizePairs, SizesArgument, SizesChecked, SizesFault, SizesFor } from "./sizes.js";
export type { Input, Transformation } from "./transform.js";
