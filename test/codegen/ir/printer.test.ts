import { expect, test } from "vitest";
import {
  add,
  and,
  bool,
  buffer,
  compare,
  div,
  type Expression,
  indexValue,
  int,
  load,
  max,
  mul,
  nameOf,
  neg,
  num,
  procedure,
  select,
  showExpression,
  showModule,
  showStatement,
  splat,
  sub,
  valueType,
} from "../../../codegen/ir/index.js";
import { tiledMatmul } from "./tiled-matmul.js";

const a = nameOf("a", valueType("float"));
const b = nameOf("b", valueType("float"));
const c = nameOf("c", valueType("float"));

test.each<[Expression, string]>([
  [sub(a, sub(b, c)), "a - (b - c)"],
  [sub(sub(a, b), c), "a - b - c"],
  [add(a, mul(b, c)), "a + b * c"],
  [mul(add(a, b), c), "(a + b) * c"],
  [div(a, mul(b, c)), "a / (b * c)"],
  [neg(add(a, b)), "-(a + b)"],
  [mul(neg(a), neg(neg(b))), "-a * --b"],
  [max(a, add(b, c)), "max(a, b + c)"],
  [and(compare("lt", a, b), compare("ne", b, c)), "a < b and b != c"],
  [select(compare("le", a, b), select(bool(true), a, b), c), "a <= b ? (true ? a : b) : c"],
  [add(select(bool(true), a, b), c), "(true ? a : b) + c"],
  [add(indexValue("row"), int(2)), "int(row) + 2"],
  [add(num(2), num(1e30)), "2.0 + 1e+30"],
  [num(-Infinity), "-Infinity"],
  [splat(a, 4), "splat4(a)"],
])("an expression shows its grouping and no more: %#", (expression, text) => {
  expect(showExpression(expression)).toBe(text);
});

test("every statement has a text", () => {
  const x = buffer("x", "f32", ["seq"], "output");
  const inner = procedure("inner", { summary: "Does nothing.", buffers: [x], indices: ["i"] }, () => {});
  const { body } = procedure("p", { summary: "Shows." }, (p) => {
    p.block("all of it", () => {
      const total = p.var("total", num(0));
      const end = p.bind("end", ["seq", 4]);
      p.bindMax("start", [0, end]);
      p.for("i", 0, [end, 9], { step: 2, unroll: true }, (i) => p.call(inner, [x], [i]));
      p.strip("j", 1, end, [2, 1], (j, width) => p.store(x, [j], num(0, width)));
      p.if(
        compare("lt", total, load(x, [0])),
        () => p.assign(total, num(1)),
        () => p.assign(total, num(2)),
      );
      p.if(bool(true), () => p.assign(total, num(3)));
    });
  });
  expect(body.map(showStatement).join("\n")).toMatchInlineSnapshot(`
    "# all of it
    {
      var total = 0.0
      index end = min(seq, 4)
      index start = max(0, end)
      for i in 0 .. min(end, 9) step 2 unrolled {
        call inner(x; i)
      }
      strip j in 1 .. end {
        width 2 {
          x[j .. j + 2] = splat2(0.0)
        }
        width 1 {
          x[j] = 0.0
        }
      }
      if total < x[0] {
        total = 1.0
      } else {
        total = 2.0
      }
      if true {
        total = 3.0
      }
    }"
  `);
});

test("a module shows its buffers by role and its procedures", () => {
  expect(showModule(tiledMatmul())).toMatchInlineSnapshot(`
    "kernel matmul(seq): prepare is prepare, run is run
      input   a: f32[seq, 5]
      param   b: f32[5, 8]
      output  c: f32[seq, 8]
      scratch panel: f32[5, 4]

    # Copies the columns from \`first\` into a panel.
    procedure packPanel(source: f32[5, 8], packed: f32[5, 4]; first) {
      for k in 0 .. 5 {
        for column in 0 .. 4 step 2 {
          packed[k, column .. column + 2] = source[k, column + first .. column + first + 2]
        }
      }
    }

    # Nothing is packed before a call.
    procedure prepare() {
    }

    # Multiplies a by b.
    procedure run() {
      for first in 0 .. 8 step 4 {
        call packPanel(b, panel; first)
        strip row in 0 .. seq {
          width 3 {
            for column in 0 .. 4 step 2 unrolled {
              # 3 rows, 2 columns
              {
                var sum0 = splat2(0.0)
                var sum1 = splat2(0.0)
                var sum2 = splat2(0.0)
                for k in 0 .. 5 {
                  let weights = panel[k, column .. column + 2]
                  sum0 = sum0 + splat2(a[row, k]) * weights
                  sum1 = sum1 + splat2(a[row + 1, k]) * weights
                  sum2 = sum2 + splat2(a[row + 2, k]) * weights
                }
                c[row, column + first .. column + first + 2] = sum0
                c[row + 1, column + first .. column + first + 2] = sum1
                c[row + 2, column + first .. column + first + 2] = sum2
              }
            }
          }
          width 1 {
            for column2 in 0 .. 4 step 2 unrolled {
              # 1 rows, 2 columns
              {
                var sum0_2 = splat2(0.0)
                for k2 in 0 .. 5 {
                  let weights2 = panel[k2, column2 .. column2 + 2]
                  sum0_2 = sum0_2 + splat2(a[row, k2]) * weights2
                }
                c[row, column2 + first .. column2 + first + 2] = sum0_2
              }
            }
          }
        }
      }
    }
    "
  `);
});
