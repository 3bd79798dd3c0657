import type { Program } from "heddle";
import { alibi, or, prefix, softcap, window } from "heddle/attention";
import { describe, expect, test } from "vitest";
import { affine, bool, type Statement, visitStatements } from "../../../codegen/ir/index.js";
import { planProgram } from "../../../codegen/plan/plan.js";
import { javaScript, type Machine, webAssembly } from "../../../codegen/schedule/machine.js";
import { schedule } from "../../../codegen/schedule/schedule.js";
import { type Comparison, type Found, found, isStore } from "./found.js";
import { type Change, rewrite } from "./rewrite.js";
import { packed, scored } from "./score-programs.js";
import { declaredTensors } from "./tensors.js";

const windowed = scored("windowed", { mask: window({ left: 3, right: 5, offset: -2 }) });
const gap = scored("gap", { mask: or(prefix(3), window({ left: 5, right: 0 })) });
const capped = scored("capped", { score: softcap(0.5) });
const tilted = scored("tilted", { score: alibi(2) });

interface Mutation {
  readonly what: string;
  readonly program: Program;
  readonly change: Change;
  readonly found: Found;
}

function isLet(statement: Statement, name: string): statement is Extract<Statement, { kind: "let" }> {
  return statement.kind === "let" && new RegExp(`^${name}\\d*$`).test(statement.name);
}

const everywhere: readonly Mutation[] = [
  {
    what: "keys before the window are seen",
    program: windowed,
    change: (s) => (s.kind === "bind" && s.name === "from" ? [{ ...s, min: [affine.constant(0)] }] : undefined),
    found: "by its result",
  },
  {
    what: "keys behind the window are seen",
    program: windowed,
    change: (s) =>
      s.kind === "bind" && (s.name === "seen" || s.name === "visible") ? [{ ...s, min: s.min.slice(0, 1) }] : undefined,
    found: "by its result",
  },
  {
    what: "the keys that a query sees are not counted",
    program: windowed,
    change: (s) => (isStore(s, "rowOpen") && s.value.kind === "binary" ? [] : undefined),
    found: "by its result",
  },
  {
    what: "the mask is not asked for each key",
    program: gap,
    change: (s) => (isLet(s, "isHidden") ? [{ ...s, value: bool(false) }] : undefined),
    found: "by its result",
  },
  {
    what: "blocks that are seen in part are passed over",
    program: gap,
    change: (s) => (s.kind === "if" && s.otherwise.length === 0 && hasCall(s.whenTrue) ? [] : undefined),
    found: "by its result",
  },
  {
    what: "blocks of other documents are told by their first keys",
    program: packed,
    change: (s) => (s.kind === "assign" && s.name.startsWith("greatestOf") ? [] : undefined),
    found: "by its result",
  },
  {
    what: "the score is not divided by the cap",
    program: capped,
    change: (s) => (isLet(s, "div") && s.value.kind === "binary" ? [{ ...s, value: s.value.left }] : undefined),
    found: "by its result",
  },
  {
    what: "nothing is added to the score",
    program: tilted,
    change: (s) =>
      isLet(s, "add") && s.value.kind === "binary" && s.value.left.kind === "name" && s.value.left.name === "score"
        ? [{ ...s, value: s.value.left }]
        : undefined,
    found: "by its result",
  },
];

const inVectors: readonly Mutation[] = [
  {
    what: "the scores are not brought into the unit of their powers",
    program: capped,
    change: (s) => (isStore(s, "scores") && s.value.kind === "binary" ? [{ ...s, value: s.value.left }] : undefined),
    found: "by its result",
  },
  {
    what: "the keys all have the position 0",
    program: tilted,
    change: (s) =>
      isStore(s, "positions") ? [{ ...s, value: { kind: "index", index: affine.constant(0) } }] : undefined,
    found: "by its result",
  },
];

describe.each([
  ["for TypeScript", javaScript, everywhere],
  ["with vectors", webAssembly, [...everywhere, ...inVectors]],
] as const)("a module %s in which", (_, machine, mutations) => {
  test.each(mutations)("$what is found wrong $found", ({ program, change, found: expected }) => {
    const comparison: Comparison = { arithmetic: machine.arithmetic, tolerance: 4e-6, least: 1e-3 };
    const module = scheduled(program, machine);
    const tensors = [
      declaredTensors(program.inputs, { n: 21, m: 30 }),
      declaredTensors(program.inputs, { n: 3, m: 30 }),
      declaredTensors(program.inputs, { n: 30, m: 9 }),
    ];
    for (const given of tensors) expect(found(module, program, given, comparison)).toBe("not at all");
    const changed = rewrite(module, change);
    expect(tensors.map((given) => found(changed, program, given, comparison))).toContain(expected);
  });
});

test.each([javaScript, webAssembly])("what a mask hides in whole blocks is not computed", (machine) => {
  const loops: Statement[] = [];
  const guards: Statement[] = [];
  for (const program of [windowed, gap]) {
    for (const { body } of scheduled(program, machine).procedures) {
      visitStatements(body, (statement) => {
        if (statement.kind === "for" && statement.variable.startsWith("firstQuery")) loops.push(statement);
        if (statement.kind === "if" && hasCall(statement.whenTrue) && statement.otherwise.length === 0)
          guards.push(statement);
      });
    }
  }
  const [first] = loops;
  expect(first).toMatchObject({ lower: { terms: [["firstSeeing", 1]] }, upper: [{}, {}] });
  expect(guards.length).toBeGreaterThan(0);
});

function scheduled(program: Program, machine: Machine) {
  return schedule(planProgram(program, machine.temporary), machine);
}

function hasCall(body: readonly Statement[]): boolean {
  return body.some((statement) => statement.kind === "call");
}
