/** The names of attention's options, but what it returns: the layers that return nothing else take them too. */
export const attentionOptionNames = [
  "mask",
  "bias",
  "causal",
  "window",
  "lengths",
  "scale",
  "softcap",
  "score",
  "sinks",
  "precision",
] as const;
