import { vector } from "./opcodes.js";

/** Vector instructions whose result may differ between processors, under the names of the text format. */
export const relaxedOpcodes = {
  "f32x4.relaxed_madd": vector(0x105, ["v128", "v128", "v128"], "v128"),
  "f32x4.relaxed_nmadd": vector(0x106, ["v128", "v128", "v128"], "v128"),
  "f32x4.relaxed_min": vector(0x10d, ["v128", "v128"], "v128"),
  "f32x4.relaxed_max": vector(0x10e, ["v128", "v128"], "v128"),
  "i32x4.relaxed_laneselect": vector(0x10b, ["v128", "v128", "v128"], "v128"),
  "i32x4.relaxed_trunc_f32x4_s": vector(0x101, ["v128"], "v128"),
};
