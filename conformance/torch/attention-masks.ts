import { dim, tensor } from "heddle";
import type { Dim, DimArgument, Tensor } from "heddle";
import { attentionMaskFromTorch, WeightsError } from "heddle/weights";
import type { AttentionMask, StoredTensor } from "heddle/weights";
import { FolderError } from "../folder-error.js";
import type { AttentionInputs } from "./attention-inputs.js";
import { axesOf } from "./attention-program.js";

/** PyTorch's masks as one of heddle's, by the importer. Throws FolderError where a mask doesn't fit. */
export function importMask(
  where: string,
  { sizes, shape, attnMask, keyPaddingMask }: AttentionInputs,
): AttentionMask | undefined {
  const { batch, ...others } = sizes;
  try {
    return attentionMaskFromTorch({ ...others, batch: shape.isBatched ? batch : undefined, attnMask, keyPaddingMask });
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    throw new FolderError(`${where}: ${error.message}`);
  }
}

/** The dims of a mask over `[batch, heads, queries, keys]` or the last of these: axes of size 1 broadcast. */
export function maskDims({ shape }: AttentionMask, layer: { readonly isSelf: boolean }): readonly Dim[] {
  const { queries, keys } = axesOf(layer);
  const names: readonly (string | undefined)[] = [keys, queries, undefined, "batch"];
  return shape.map((size, axis) => (size === 1 ? 1 : (names[shape.length - 1 - axis] ?? size)));
}

/** A mask as programs take it, and the bool mask that is true where it lets a query attend: itself if it is one. */
export function maskTensors(
  mask: AttentionMask,
  { shape: layer }: AttentionInputs,
): { readonly mask: Tensor<Dim[], "bool" | "f32">; readonly allowed: Tensor<Dim[], "bool"> } {
  const shape: DimArgument[] = maskDims(mask, layer).map((each, axis) =>
    typeof each === "string" ? dim(each, mask.shape[axis] ?? 0) : each,
  );
  if (mask.dtype === "bool") {
    const allowed = tensor(mask.data, shape, "bool");
    return { mask: allowed, allowed };
  }
  const allowed = Uint8Array.from(mask.data, (added) => (added === -Infinity ? 0 : 1));
  return { mask: tensor(mask.data, shape, "f32"), allowed: tensor(allowed, shape, "bool") };
}

/** Whether a mask forbids exactly the keys after each query's own position. */
export function isCausalMask(mask: StoredTensor | undefined): boolean {
  const [queries, keys = 0, ...more] = mask?.shape ?? [];
  if (mask?.dtype !== "BOOL" || queries === undefined || more.length > 0) return false;
  return mask.data.every((forbidden, i) => (forbidden === 1) === i % keys > Math.floor(i / keys));
}
