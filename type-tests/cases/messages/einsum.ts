// Wrong einsums. Each line of the list is one mistake, which every compiler and the run time describe in the same words.
import { cast, einsum, zeros } from "../../../src/ops/index.js";
import { dim } from "../../../src/shape/index.js";

const seq = dim("seq", 10);
const past = dim("past", 3);
const x = zeros([seq, 512]);
const w = zeros([512, 64]);
const q = zeros([2, 8, seq, 64]);
const k = zeros([2, 8, past, 64]);

export const cases: readonly (() => unknown)[] = [
  // the text
  () => einsum("s1,1e->se", x, w),
  () => einsum("s%,de->se", x, w),
  () => einsum("sd,de->s->e", x, w),
  () => einsum("sd,de- >se", x, w),
  () => einsum("sd,de->s,e", x, w),
  () => einsum("..d,de->..e", x, w),
  () => einsum(". ..d,de->e", x, w),
  () => einsum("...s...d->sd", x),
  () => einsum("sd->sd.", x),
  () => einsum("......", x),
  // the number of operands
  () => einsum("sd,de->se", x),
  () => einsum("sd->ds", x, w),
  () => einsum("sd,de"),
  () => einsum("", x, w),
  () => einsum("sd,,de->se", x, w),
  // the output
  () => einsum("sd,de->sf", x, w),
  () => einsum("sd,de->sE", x, w),
  () => einsum("sd->ssd", x),
  () => einsum("s d -> s d s", x),
  () => einsum("...d->......", x),
  () => einsum("...d->d", q),
  () => einsum("...d,de->e", x, w),
  // ranks
  () => einsum("sd->s", q),
  () => einsum("sde->s", x),
  () => einsum("sd,def->sf", x, w),
  () => einsum("sd,d->s", x, w),
  () => einsum("b...sde->b", x),
  () => einsum("sd,abc...->s", x, w),
  () => einsum("", x),
  () => einsum("s d, d e f -> s f", x, w),
  // sizes
  () => einsum("sd,se->de", x, w),
  () => einsum("bhqd,bhqd->bhq", q, k),
  () => einsum("bhqd,bhkd->bhqk", q, zeros([2, 7, past, 64])),
  () => einsum("ij,jk", x, zeros([256, 64])),
  () => einsum("ij,jk,kl->il", x, w, zeros([32, 8])),
  () => einsum("ij,jk,il->l", x, w, zeros([past, 8])),
  () => einsum("ij,ij,ij->i", zeros([1, 4]), zeros([3, 1]), zeros([2, 4])),
  () => einsum("ii", x),
  () => einsum("ii->i", zeros([1, 3])),
  () => einsum("...ii->...i", q),
  () => einsum("i...i->...", zeros([4, 2, 5])),
  () => einsum("i,ii", zeros([3]), zeros([1, 3])),
  // what the ellipses stand for
  () => einsum("...d,...d->...", q, zeros([3, seq, 64])),
  () => einsum("...qd,...kd->...qk", q, zeros([2, 4, past, 64])),
  () => einsum("...,...,...", zeros([4, 1]), zeros([1, 5]), zeros([4, 6])),
  // dtypes
  () => einsum("sd,de->se", x, cast(w, "i32")),
  () => einsum("sd,de->se", cast(x, "bool"), w),
];
