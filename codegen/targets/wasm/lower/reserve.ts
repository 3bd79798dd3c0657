import type { Offset } from "../../../ir/offset.js";
import {
  type Code,
  f64,
  type FunctionReference,
  getGlobal,
  getLocal,
  i32,
  ifElse,
  type Local,
  memoryGrow,
  memorySize,
  type ModuleBuilder,
  operation,
  setGlobal,
  setLocal,
  giveBack,
  after,
} from "../encode/index.js";
import { ALIGNMENT } from "../../../plan/regions.js";
import { isOwn } from "./layout.js";
import type { MovingPlace, Places } from "./places.js";
import type { Team } from "./team.js";

/** The sizes of the dims by name. */
type Sizes = ReadonlyMap<string, Local<"i32"> | undefined>;

const PAGE = 65_536;
/** The most that 32-bit addresses reach, less a page: where a buffer ends is an address too. */
const GREATEST = 2 ** 32 - PAGE;

/**
 * Adds the function that is called with the sizes of the dims before a call that has others: it lays out the memory,
 * lets it grow where it is too small, and gives 1; or 0, with everything as it was, where there is no memory for them.
 * Sizes are computed in float64, which is exact up to 2^53 and doesn't wrap.
 */
export function addReserve(wasm: ModuleBuilder, places: Places): FunctionReference<readonly "i32"[], "i32"> {
  const parameters = places.dims.map(() => "i32" as const);
  const names = places.dims.map(({ name }) => name);
  return wasm.function(
    "reserve",
    parameters,
    "i32",
    (locals, ...given) => {
      const { team } = places;
      const sizes = new Map(names.map((name, i) => [name, given[i]]));
      const starts = places.moving.map((held) => locals.make("f64", `start of ${held[0]?.global.name}`));
      const end = locals.make("f64", "end");
      const pages = locals.make("i32", "missing pages");
      const fit = places.layout.moving.flatMap(({ buffers, bytes }, i) => {
        const start = starts[i];
        if (!start) return [];
        const size = wholeLines(bytes, sizes);
        if (team && isOwn({ buffers, bytes })) return ownRegion(team, start, end, size);
        return [setLocal(start, getLocal(end)), setLocal(end, operation("f64.add", getLocal(end), size))];
      });
      const tooMuch = operation("f64.gt", getLocal(end), f64(GREATEST));
      const needed = operation(
        "i32.trunc_sat_f64_u",
        operation("f64.ceil", operation("f64.mul", getLocal(end), f64(1 / PAGE))),
      );
      const isSmall = operation("i32.gt_s", getLocal(pages), i32(0));
      const cannotGrow = operation("i32.eq", memoryGrow(getLocal(pages)), i32(-1));
      return after(
        [
          setLocal(end, fixedEnd(places)),
          ...fit,
          ifElse(tooMuch, giveBack(i32(0))),
          setLocal(pages, operation("i32.sub", needed, memorySize)),
          ifElse(isSmall, ifElse(cannotGrow, giveBack(i32(0)))),
          ...places.dims.flatMap(({ global }, i) => {
            const size = given[i];
            return size ? [setGlobal(global, getLocal(size))] : [];
          }),
          ...places.moving.flatMap((held, i) => {
            const start = starts[i];
            return start ? held.map((place) => setPlace(place, start, sizes)) : [];
          }),
        ],
        i32(1),
      );
    },
    names,
  );
}

/** Sets an address in a region that starts there. */
function setPlace({ global, offset }: MovingPlace, start: Local<"f64">, sizes: Sizes): Code {
  const isFirst = offset.constant === 0 && offset.terms.length === 0;
  const place = isFirst ? getLocal(start) : operation("f64.add", getLocal(start), bytesCode(offset, sizes));
  return setGlobal(global, operation("i32.trunc_sat_f64_u", place));
}

/** Every thread has a region of this size; the one at hand has the one of its number. */
function ownRegion(team: Team, start: Local<"f64">, end: Local<"f64">, size: Code<"f64">): readonly Code[] {
  const times = (count: Code<"i32">): Code<"f64"> => operation("f64.mul", size, operation("f64.convert_i32_u", count));
  return [
    setLocal(start, operation("f64.add", getLocal(end), times(getGlobal(team.thread)))),
    setLocal(end, operation("f64.add", getLocal(end), times(getGlobal(team.threads)))),
  ];
}

/** Where the fixed regions end: behind those that each thread has of its own. */
function fixedEnd({ layout, team }: Places): Code<"f64"> {
  const end = f64(layout.fixedEnd);
  if (!team) return end;
  const others = operation("i32.sub", getGlobal(team.threads), i32(1));
  const bytes = operation("f64.mul", operation("f64.convert_i32_u", others), f64(layout.ownBytes));
  return operation("f64.add", end, bytes);
}

function bytesCode(bytes: Offset, sizes: Sizes): Code<"f64"> {
  const products = bytes.terms.map(({ coefficient, variables }) =>
    variables.reduce((product, name) => {
      const size = sizes.get(name);
      if (!size) throw new Error(`the size of a buffer names ${name}, which is no dim`);
      return operation("f64.mul", product, operation("f64.convert_i32_u", getLocal(size)));
    }, f64(coefficient)),
  );
  const constants = bytes.constant === 0 ? [] : [f64(bytes.constant)];
  const [first = f64(0), ...others] = [...products, ...constants];
  return others.reduce((sum, product) => operation("f64.add", sum, product), first);
}

/** The bytes of a region, and what is left free up to where the next may start. */
function wholeLines(bytes: Offset, sizes: Sizes): Code<"f64"> {
  const exact = bytesCode(bytes, sizes);
  const isWhole = [bytes.constant, ...bytes.terms.map(({ coefficient }) => coefficient)].every(
    (count) => count % ALIGNMENT === 0,
  );
  if (isWhole) return exact;
  const lines = operation("f64.mul", exact, f64(1 / ALIGNMENT));
  return operation("f64.mul", operation("f64.ceil", lines), f64(ALIGNMENT));
}
