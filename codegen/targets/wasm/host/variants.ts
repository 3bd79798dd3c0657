/** What a variant of a kernel's code needs besides SIMD. */
export type Feature = "relaxed" | "threads";

/** One variant of a kernel's WebAssembly. The plain one needs nothing; which one runs is found out at run time. */
export interface CodeVariant {
  /** In the order of their names in a file's: `"kernel-relaxed-threads"`. */
  readonly needs: readonly Feature[];
  /** The module in base64. */
  readonly code: string;
}

/** What the files of a variant are called, without what follows: `"kernel"`, `"kernel-relaxed"`. */
export function variantName({ needs }: Pick<CodeVariant, "needs">): string {
  return ["kernel", ...needs].join("-");
}

/** In the order in which they stand in names. */
const allFeatures: readonly Feature[] = ["relaxed", "threads"];

/** The features that any of the variants has, in that order. */
export function featuresOf(variants: readonly CodeVariant[]): ReadonlySet<Feature> {
  return new Set(allFeatures.filter((feature) => variants.some(({ needs }) => needs.includes(feature))));
}

/** The size of a variant's code in bytes. */
export function sizeOf({ code }: CodeVariant): number {
  return (code.length / 4) * 3 - (/=*$/.exec(code)?.[0].length ?? 0);
}

/**
 * The type of the variants' names, and the function that tells which of them a kernel takes: the fastest that the engine
 * has, of those that the options allow. Nothing where there is only one.
 */
export function variantChoice(variants: readonly CodeVariant[]): string {
  if (variants.length === 1) return "";
  const features = [...featuresOf(variants)];
  const options = features.map((feature) => choices[feature].option);
  const types = features.map((feature) => choices[feature].type);
  const suffixes = features.map((feature) => `\${${choices[feature].test} ? "-${feature}" : ""}`);
  return `
/** The variants of the kernel's code. */
type CodeVariant = ${variants.map((variant) => `"${variantName(variant)}"`).join(" | ")};

/** The variant that is taken: the fastest that the engine has, of those that the options allow. */
function variantFor({ ${options.join(", ")} }: { ${types.join("; ")} }): CodeVariant {
  return \`kernel${suffixes.join("")}\`;
}
`;
}

/** When a variant is taken that needs a feature: as one of the options of `create…` says, where the engine has it. */
const choices: Readonly<Record<Feature, { readonly option: string; readonly type: string; readonly test: string }>> = {
  relaxed: {
    option: "relaxed = true",
    type: "readonly relaxed?: boolean",
    test: "relaxed && hasRelaxedSimd()",
  },
  threads: {
    option: "threads = 1",
    type: "readonly threads?: number",
    test: "hasThreads(threads)",
  },
};
