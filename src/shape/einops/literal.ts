/** Whether `P` is one literal: neither `string`, nor a template with a hole, nor a union. */
export type IsLiteral<P extends string, All = P> = P extends string
  ? [All] extends [P]
    ? Record<never, never> extends Record<P, 1>
      ? false
      : true
    : false
  : never;
