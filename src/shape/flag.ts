/*
 * Some questions about a dim must be answered no for a type parameter (`<S extends Dim>`): is it unknown, is it a number
 * that is no size? And yet they must not be answered where an operation is declared: its own shapes are type parameters
 * too, and there the question has to stay open until a call. Two properties of the compiler make that possible:
 *
 * - A conditional type that tests something generic stays open, even if its answer is certain. When an argument is
 *   compared with it, the compiler does look for certainty, and then compares with the one branch that is left.
 * - What an open conditional type may come to be leaves out a branch that is `any`. So a type that is `any` for yes and
 *   `never` for no can only come to be `never` for a type parameter, which is certain.
 *
 * Such a type is a flag here. It is tested as `${Flag} extends never ? No : Yes` in a template literal, which turns
 * `any` into a type that is not `never`: a test of `any` itself would take both branches.
 */

/** A flag that is raised: the type `any`, as the compiler has it for what JSON.parse gives. One that isn't is `never`. */
export type Raised = ReturnType<typeof JSON.parse>;
