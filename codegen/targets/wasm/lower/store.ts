import type { Affine, Expression } from "../../../ir/nodes.js";
import { typeOf } from "../../../ir/types.js";
import {
  type Code,
  getLocal,
  i32x4,
  operation,
  sequence,
  setLocal,
  shuffle,
  store,
  storeLane,
} from "../encode/index.js";
import type { Addresses } from "./addresses.js";
import type { Frame } from "./frame.js";
import type { Values } from "./value-lowering.js";
import type { Vectors } from "./vectors.js";

/** A store of the IR: one element, or four that follow each other. */
export interface Store {
  readonly buffer: string;
  readonly indices: readonly Affine[];
  readonly value: Expression;
}

/** Stores a value as the buffer's elements lie in memory. */
export function storeCode(addresses: Addresses, frame: Frame, values: Values, statement: Store): Code {
  const { buffer, indices, value } = statement;
  if (typeOf(value).lanes > 1) return storeVector(addresses, frame, values.vectors, { buffer, indices, value });
  return values.scalars.store(addresses.elementOf(buffer), addresses.place(buffer, indices), value);
}

function storeVector(addresses: Addresses, frame: Frame, vectors: Vectors, store128: Store): Code {
  const { buffer, indices } = store128;
  const place = addresses.place(buffer, indices);
  const value = vectors.lower(store128.value);
  switch (addresses.elementOf(buffer)) {
    case "f32":
    case "i32":
      return store("v128.store", place, value);
    case "f64": {
      const held = frame.temporary("v128");
      const upper = shuffle(getLocal(held), getLocal(held), [2, 3, 2, 3]);
      const next = { ...place, offset: place.offset + 16 };
      return sequence(
        setLocal(held, value),
        store("v128.store", place, operation("f64x2.promote_low_f32x4", getLocal(held))),
        store("v128.store", next, operation("f64x2.promote_low_f32x4", upper)),
      );
    }
    case "bool": {
      const bits = operation("v128.and", value, i32x4(1, 1, 1, 1));
      const halves = operation("i16x8.narrow_i32x4_u", bits, i32x4(0, 0, 0, 0));
      return storeLane(32, place, operation("i8x16.narrow_i16x8_u", halves, i32x4(0, 0, 0, 0)), 0);
    }
  }
}
