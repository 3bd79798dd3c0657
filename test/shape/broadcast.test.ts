import fc from "fast-check";
import { expect, test } from "vitest";
import { broadcast } from "../../src/shape/broadcast.js";
import { noBindings } from "../../src/shape/dim.js";
import { maskRule } from "../../src/shape/rules/index.js";

const dimArbitrary = fc.constantFrom<number | string>(1, 2, 3, "seq");
const shapeArbitrary = fc.array(dimArbitrary, { maxLength: 4 });

test("the common shape of shapes that come from one by setting dims to 1 and leaving out leading axes is that one", () => {
  const ones = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(shapeArbitrary, ones, fc.nat(4), (whole, isOne, leftOut) => {
      const part = whole.map((dim, axis) => (isOne[axis] ? 1 : dim)).slice(leftOut);
      expect(broadcast(whole, part, noBindings)).toEqual(whole);
      expect(broadcast(part, whole, noBindings)).toEqual(whole);
      expect(maskRule("attention", whole, part, noBindings)).toEqual(whole);
    }),
  );
});

test("broadcasting doesn't depend on the order, and a mask that fits never enlarges", () => {
  fc.assert(
    fc.property(shapeArbitrary, shapeArbitrary, (a, b) => {
      const [ab, ba] = [broadcast(a, b, noBindings), broadcast(b, a, noBindings)];
      if (Array.isArray(ab)) expect(ba).toEqual(ab);
      else expect(ba).toEqual({ left: ab.right, right: ab.left });
      const enlarges = !Array.isArray(ab) || ab.join() !== a.join() || b.length > a.length;
      if (enlarges) expect(() => maskRule("attention", a, b, noBindings)).toThrow("attention: mask");
      else expect(maskRule("attention", a, b, noBindings)).toEqual(a);
    }),
  );
});

test("a number that is the size of a name gives way to the name", () => {
  const dims = new Map([["seq", 10]]);
  expect(broadcast([10, 1], ["seq", 4], dims)).toEqual(["seq", 4]);
  expect(broadcast([2, 10], [3, "seq"], dims)).toEqual({ left: 2, right: 3 });
});
