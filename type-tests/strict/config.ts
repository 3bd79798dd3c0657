// Strict mode, as a user's project switches it on: for all of its files.
declare module "heddle" {
  interface ShapeConfig {
    dynamic: "error";
  }
}
export {};
