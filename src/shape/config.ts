/**
 * Settings of the types. A project changes one by adding to this interface, in any of its files:
 *
 * ```ts
 * declare module "heddle" {
 *   interface ShapeConfig {
 *     dynamic: "error"; // refuse dims that the compiler doesn't know: number, string, Dim, and shapes of unknown rank
 *   }
 * }
 * ```
 */
export interface ShapeConfig {}
