// mha512x8Causal: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha512x8Causal
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   outputs: out [seq, 512]
// Sums are taken in float64 and rounded to float32 where a result is stored.
/** A block to work in: 126 x 512. */
const rowBlock0 = new Float64Array(64512);
/** A block to work in: 126 x 512. */
const rowBlock1 = new Float64Array(64512);
/** A block to work in: 126 x 512. */
const rowBlock2 = new Float64Array(64512);
/** A block to work in: 2 x 512. */
const panel0 = new Float64Array(1024);
/** A block to work in: 2 x 512. */
const panel1 = new Float64Array(1024);
/** A block to work in: 126 x 2. */
const product = new Float64Array(252);
/** A block to work in: 48 x 512. */
const scores = new Float64Array(24576);
/** A block to work in: 48. */
const rescale = new Float64Array(48);
/** A block to work in: 48 x 64. */
const contextBlock = new Float64Array(3072);
/** A block to work in: 48 x 64. */
const queryBlock0 = new Float64Array(3072);
/** A block to work in: 48 x 64. */
const queryBlock1 = new Float64Array(3072);
/** A block to work in: 48 x 64. */
const queryBlock2 = new Float64Array(3072);
/** A block to work in: 512 x 64. */
const keyBlock0 = new Float64Array(32768);
/** A block to work in: 512 x 64. */
const keyBlock1 = new Float64Array(32768);
/** A block to work in: 48 x 512. */
const weights0 = new Float64Array(24576);
/** A block to work in: 48 x 512. */
const weights1 = new Float64Array(24576);
/** A block to work in: 48 x 512. */
const weights2 = new Float64Array(24576);
/** A block to work in: 64 x 512. */
const valueBlock0 = new Float64Array(32768);
/** A block to work in: 64 x 512. */
const valueBlock1 = new Float64Array(32768);
/** The normal powers of two, from 2^-1022 up. */
const POWERS_OF_TWO = new Float64Array(2046);
for (let exponent = 0, power = 2 ** -1022; exponent < POWERS_OF_TWO.length; exponent++, power *= 2) {
    POWERS_OF_TWO[exponent] = power;
}
/** 3 x 2 sums of 512 products, kept in registers. */
function multiply3x2x512(row, column) {
    const panelAt = (column * 512) | 0;
    const rowBlockAt = (row * 512) | 0;
    const productAt = (row * 2 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    let sum2_0 = 0;
    let sum2_1 = 0;
    for (let k = 0; k < 512; k = (k + 1) | 0) {
        const panelAt2 = (panelAt + k) | 0;
        const rowBlockAt2 = (rowBlockAt + k) | 0;
        const right0 = panel0[panelAt2];
        const right1 = panel1[panelAt2];
        const left0 = rowBlock0[rowBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = rowBlock1[rowBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
        const left2 = rowBlock2[rowBlockAt2];
        sum2_0 = sum2_0 + left2 * right0;
        sum2_1 = sum2_1 + left2 * right1;
    }
    product[productAt] = sum0_0;
    product[(productAt + 1) | 0] = sum0_1;
    product[(productAt + 2) | 0] = sum1_0;
    product[(productAt + 3) | 0] = sum1_1;
    product[(productAt + 4) | 0] = sum2_0;
    product[(productAt + 5) | 0] = sum2_1;
}
/** 2 x 2 sums of 512 products, kept in registers. */
function multiply2x2x512(row, column) {
    const panelAt = (column * 512) | 0;
    const rowBlockAt = (row * 512) | 0;
    const productAt = (row * 2 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    for (let k = 0; k < 512; k = (k + 1) | 0) {
        const panelAt2 = (panelAt + k) | 0;
        const rowBlockAt2 = (rowBlockAt + k) | 0;
        const right0 = panel0[panelAt2];
        const right1 = panel1[panelAt2];
        const left0 = rowBlock0[rowBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = rowBlock1[rowBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
    }
    product[productAt] = sum0_0;
    product[(productAt + 1) | 0] = sum0_1;
    product[(productAt + 2) | 0] = sum1_0;
    product[(productAt + 3) | 0] = sum1_1;
}
/** 1 x 2 sums of 512 products, kept in registers. */
function multiply1x2x512(row, column) {
    const panelAt = (column * 512) | 0;
    const rowBlockAt = (row * 512) | 0;
    const productAt = (row * 2 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    for (let k = 0; k < 512; k = (k + 1) | 0) {
        const panelAt2 = (panelAt + k) | 0;
        const rowBlockAt2 = (rowBlockAt + k) | 0;
        const right0 = panel0[panelAt2];
        const right1 = panel1[panelAt2];
        const left0 = rowBlock0[rowBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
    }
    product[productAt] = sum0_0;
    product[(productAt + 1) | 0] = sum0_1;
}
/** result = input weight^T + bias. */
function linear512x512(input, weight, bias, result, seq) {
    for (let top = 0; top < seq; top = (top + 126) | 0) {
        const inputAt = (top * 512) | 0;
        const height = Math.min(126, seq - top);
        // Pack a block of rows.
        {
            let row = 0;
            for (; row < height - 2; row = (row + 3) | 0) {
                const inputAt2 = (inputAt + row * 512) | 0;
                const rowBlockAt = (row * 512) | 0;
                for (let k = 0; k < 512; k = (k + 1) | 0) {
                    const inputAt3 = (inputAt2 + k) | 0;
                    const rowBlockAt2 = (rowBlockAt + k) | 0;
                    rowBlock0[rowBlockAt2] = input[inputAt3];
                    rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                    rowBlock2[rowBlockAt2] = input[(inputAt3 + 1024) | 0];
                }
            }
            for (; row < height - 1; row = (row + 2) | 0) {
                const inputAt4 = (inputAt + row * 512) | 0;
                const rowBlockAt3 = (row * 512) | 0;
                for (let k2 = 0; k2 < 512; k2 = (k2 + 1) | 0) {
                    const inputAt5 = (inputAt4 + k2) | 0;
                    const rowBlockAt4 = (rowBlockAt3 + k2) | 0;
                    rowBlock0[rowBlockAt4] = input[inputAt5];
                    rowBlock1[rowBlockAt4] = input[(inputAt5 + 512) | 0];
                }
            }
            for (; row < height; row = (row + 1) | 0) {
                const inputAt6 = (inputAt + row * 512) | 0;
                const rowBlockAt5 = (row * 512) | 0;
                for (let k3 = 0; k3 < 512; k3 = (k3 + 1) | 0) {
                    const inputAt7 = (inputAt6 + k3) | 0;
                    const rowBlockAt6 = (rowBlockAt5 + k3) | 0;
                    rowBlock0[rowBlockAt6] = input[inputAt7];
                }
            }
        }
        for (let column = 0; column < 512; column = (column + 2) | 0) {
            const weightAt = (column * 512) | 0;
            const resultAt = (inputAt + column) | 0;
            for (let k4 = 0; k4 < 512; k4 = (k4 + 1) | 0) {
                const weightAt2 = (weightAt + k4) | 0;
                panel0[k4] = weight[weightAt2];
                panel1[k4] = weight[(weightAt2 + 512) | 0];
            }
            let row3 = 0;
            for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                multiply3x2x512(row3, 0);
            }
            for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                multiply2x2x512(row3, 0);
            }
            for (; row3 < height; row3 = (row3 + 1) | 0) {
                multiply1x2x512(row3, 0);
            }
            for (let row5 = 0; row5 < height; row5 = (row5 + 1) | 0) {
                const productAt = (row5 * 2) | 0;
                const resultAt2 = (resultAt + row5 * 512) | 0;
                result[resultAt2] = product[productAt] + bias[column];
                result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
            }
        }
    }
}
/** Scores to weights, with the softmax's running maximum and total. */
function softmaxRows(rowGreatest, rowTotal, head, firstQuery, firstKey, queries, visible) {
    for (let row = 0; row < queries; row = (row + 1) | 0) {
        const rowGreatestAt = (firstQuery + row) | 0;
        const scoresAt = (row * 512) | 0;
        const seen = Math.min(visible, -firstKey + firstQuery + row + 1);
        const before = rowGreatest[rowGreatestAt];
        let greatest = before;
        for (let key = 0; key < seen; key = (key + 1) | 0) {
            const scoresAt2 = (scoresAt + key) | 0;
            const value = scores[scoresAt2];
            greatest = greatest < value ? value : greatest;
        }
        const base = greatest === -Infinity ? 0 : greatest;
        let sum = 0;
        for (let key2 = 0; key2 < seen; key2 = (key2 + 1) | 0) {
            const scoresAt3 = (scoresAt + key2) | 0;
            const x = scores[scoresAt3] - base;
            const value2 = x < -708 ? -708 : x;
            const bounded = 709 < value2 ? 709 : value2;
            const power = Math.floor(bounded * 1.4426950408889634 + 0.5);
            const rest = bounded - power * 0.6931471803691238 - power * 1.9082146973659064e-10;
            const exp = x < -708 ? 0 : 709 < x ? Infinity : ((((((((((2.755731922398589e-7 * rest + 0.0000027557319223985893) * rest + 0.0000248015873015873) * rest + 0.0001984126984126984) * rest + 0.001388888888888889) * rest + 0.008333333333333333) * rest + 0.041666666666666664) * rest + 0.16666666666666666) * rest + 0.5) * rest + 1) * rest + 1) * POWERS_OF_TWO[((power | 0) + 1022) | 0];
            scores[scoresAt3] = exp;
            sum = sum + exp;
        }
        const x2 = before - base;
        const value3 = x2 < -708 ? -708 : x2;
        const bounded2 = 709 < value3 ? 709 : value3;
        const power2 = Math.floor(bounded2 * 1.4426950408889634 + 0.5);
        const rest2 = bounded2 - power2 * 0.6931471803691238 - power2 * 1.9082146973659064e-10;
        const exp2 = x2 < -708 ? 0 : 709 < x2 ? Infinity : ((((((((((2.755731922398589e-7 * rest2 + 0.0000027557319223985893) * rest2 + 0.0000248015873015873) * rest2 + 0.0001984126984126984) * rest2 + 0.001388888888888889) * rest2 + 0.008333333333333333) * rest2 + 0.041666666666666664) * rest2 + 0.16666666666666666) * rest2 + 0.5) * rest2 + 1) * rest2 + 1) * POWERS_OF_TWO[((power2 | 0) + 1022) | 0];
        rescale[row] = exp2;
        rowGreatest[rowGreatestAt] = greatest;
        rowTotal[rowGreatestAt] = rowTotal[rowGreatestAt] * exp2 + sum;
        for (let key3 = seen; key3 < visible; key3 = (key3 + 1) | 0) {
            const scoresAt4 = (scoresAt + key3) | 0;
            scores[scoresAt4] = 0;
        }
    }
}
/** 3 x 2 sums of 64 products, kept in registers. */
function score3x2x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    let sum2_0 = 0;
    let sum2_1 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const right1 = keyBlock1[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = queryBlock1[queryBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
        const left2 = queryBlock2[queryBlockAt2];
        sum2_0 = sum2_0 + left2 * right0;
        sum2_1 = sum2_1 + left2 * right1;
    }
    scores[scoresAt] = sum0_0;
    scores[(scoresAt + 1) | 0] = sum0_1;
    scores[(scoresAt + 512) | 0] = sum1_0;
    scores[(scoresAt + 513) | 0] = sum1_1;
    scores[(scoresAt + 1024) | 0] = sum2_0;
    scores[(scoresAt + 1025) | 0] = sum2_1;
}
/** 2 x 2 sums of 64 products, kept in registers. */
function score2x2x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const right1 = keyBlock1[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = queryBlock1[queryBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
    }
    scores[scoresAt] = sum0_0;
    scores[(scoresAt + 1) | 0] = sum0_1;
    scores[(scoresAt + 512) | 0] = sum1_0;
    scores[(scoresAt + 513) | 0] = sum1_1;
}
/** 1 x 2 sums of 64 products, kept in registers. */
function score1x2x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const right1 = keyBlock1[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
    }
    scores[scoresAt] = sum0_0;
    scores[(scoresAt + 1) | 0] = sum0_1;
}
/** 3 x 1 sums of 64 products, kept in registers. */
function score3x1x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    let sum1_0 = 0;
    let sum2_0 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        const left1 = queryBlock1[queryBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
        const left2 = queryBlock2[queryBlockAt2];
        sum2_0 = sum2_0 + left2 * right0;
    }
    scores[scoresAt] = sum0_0;
    scores[(scoresAt + 512) | 0] = sum1_0;
    scores[(scoresAt + 1024) | 0] = sum2_0;
}
/** 2 x 1 sums of 64 products, kept in registers. */
function score2x1x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    let sum1_0 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
        const left1 = queryBlock1[queryBlockAt2];
        sum1_0 = sum1_0 + left1 * right0;
    }
    scores[scoresAt] = sum0_0;
    scores[(scoresAt + 512) | 0] = sum1_0;
}
/** 1 x 1 sums of 64 products, kept in registers. */
function score1x1x64(row, column) {
    const keyBlockAt = (column * 64) | 0;
    const queryBlockAt = (row * 64) | 0;
    const scoresAt = (row * 512 + column) | 0;
    let sum0_0 = 0;
    for (let k = 0; k < 64; k = (k + 1) | 0) {
        const keyBlockAt2 = (keyBlockAt + k) | 0;
        const queryBlockAt2 = (queryBlockAt + k) | 0;
        const right0 = keyBlock0[keyBlockAt2];
        const left0 = queryBlock0[queryBlockAt2];
        sum0_0 = sum0_0 + left0 * right0;
    }
    scores[scoresAt] = sum0_0;
}
/** 3 x 2 sums of `depth` products, kept in registers. */
function weigh3x2(row, column, depth) {
    const valueBlockAt = (column * 512) | 0;
    const weightsAt = (row * 512) | 0;
    const contextBlockAt = (row * 64 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    let sum2_0 = 0;
    let sum2_1 = 0;
    for (let k = 0; k < depth; k = (k + 1) | 0) {
        const valueBlockAt2 = (valueBlockAt + k) | 0;
        const weightsAt2 = (weightsAt + k) | 0;
        const right0 = valueBlock0[valueBlockAt2];
        const right1 = valueBlock1[valueBlockAt2];
        const left0 = weights0[weightsAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = weights1[weightsAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
        const left2 = weights2[weightsAt2];
        sum2_0 = sum2_0 + left2 * right0;
        sum2_1 = sum2_1 + left2 * right1;
    }
    contextBlock[contextBlockAt] = sum0_0;
    contextBlock[(contextBlockAt + 1) | 0] = sum0_1;
    contextBlock[(contextBlockAt + 64) | 0] = sum1_0;
    contextBlock[(contextBlockAt + 65) | 0] = sum1_1;
    contextBlock[(contextBlockAt + 128) | 0] = sum2_0;
    contextBlock[(contextBlockAt + 129) | 0] = sum2_1;
}
/** 2 x 2 sums of `depth` products, kept in registers. */
function weigh2x2(row, column, depth) {
    const valueBlockAt = (column * 512) | 0;
    const weightsAt = (row * 512) | 0;
    const contextBlockAt = (row * 64 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    let sum1_0 = 0;
    let sum1_1 = 0;
    for (let k = 0; k < depth; k = (k + 1) | 0) {
        const valueBlockAt2 = (valueBlockAt + k) | 0;
        const weightsAt2 = (weightsAt + k) | 0;
        const right0 = valueBlock0[valueBlockAt2];
        const right1 = valueBlock1[valueBlockAt2];
        const left0 = weights0[weightsAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
        const left1 = weights1[weightsAt2];
        sum1_0 = sum1_0 + left1 * right0;
        sum1_1 = sum1_1 + left1 * right1;
    }
    contextBlock[contextBlockAt] = sum0_0;
    contextBlock[(contextBlockAt + 1) | 0] = sum0_1;
    contextBlock[(contextBlockAt + 64) | 0] = sum1_0;
    contextBlock[(contextBlockAt + 65) | 0] = sum1_1;
}
/** 1 x 2 sums of `depth` products, kept in registers. */
function weigh1x2(row, column, depth) {
    const valueBlockAt = (column * 512) | 0;
    const weightsAt = (row * 512) | 0;
    const contextBlockAt = (row * 64 + column) | 0;
    let sum0_0 = 0;
    let sum0_1 = 0;
    for (let k = 0; k < depth; k = (k + 1) | 0) {
        const valueBlockAt2 = (valueBlockAt + k) | 0;
        const weightsAt2 = (weightsAt + k) | 0;
        const right0 = valueBlock0[valueBlockAt2];
        const right1 = valueBlock1[valueBlockAt2];
        const left0 = weights0[weightsAt2];
        sum0_0 = sum0_0 + left0 * right0;
        sum0_1 = sum0_1 + left0 * right1;
    }
    contextBlock[contextBlockAt] = sum0_0;
    contextBlock[(contextBlockAt + 1) | 0] = sum0_1;
}
/** As the tiles do, but a key of weight 0 is passed over, whatever its value. */
function weighSeen(queries, visible) {
    for (let row = 0; row < queries; row = (row + 1) | 0) {
        const scoresAt = (row * 512) | 0;
        const contextBlockAt = (row * 64) | 0;
        for (let column = 0; column < 64; column = (column + 2) | 0) {
            const valueBlockAt = (column * 512) | 0;
            const contextBlockAt2 = (contextBlockAt + column) | 0;
            let sum = 0;
            for (let key = 0; key < visible; key = (key + 1) | 0) {
                const scoresAt2 = (scoresAt + key) | 0;
                const valueBlockAt2 = (valueBlockAt + key) | 0;
                const weight = scores[scoresAt2];
                sum = sum + (weight === 0 ? 0 : weight * valueBlock0[valueBlockAt2]);
            }
            contextBlock[contextBlockAt2] = sum;
            let sum2 = 0;
            for (let key2 = 0; key2 < visible; key2 = (key2 + 1) | 0) {
                const scoresAt3 = (scoresAt + key2) | 0;
                const valueBlockAt3 = (valueBlockAt + key2) | 0;
                const weight2 = scores[scoresAt3];
                sum2 = sum2 + (weight2 === 0 ? 0 : weight2 * valueBlock1[valueBlockAt3]);
            }
            contextBlock[(contextBlockAt2 + 1) | 0] = sum2;
        }
    }
}
/** result = softmax(scale query key^T + mask) value, a block of keys after the other. */
function attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, result, seq) {
    for (let head = 0; head < 8; head = (head + 1) | 0) {
        const keyAt = (head * 64) | 0;
        for (let row = 0; row < seq; row = (row + 1) | 0) {
            const rowWeightedAt = (row * 64) | 0;
            rowGreatest[row] = -Infinity;
            rowTotal[row] = 0;
            for (let column = 0; column < 64; column = (column + 1) | 0) {
                const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                rowWeighted[rowWeightedAt2] = 0;
            }
        }
        for (let firstKey = 0; firstKey < seq; firstKey = (firstKey + 512) | 0) {
            const keyAt2 = (keyAt + firstKey * 512) | 0;
            const keys = Math.min(512, -firstKey + seq);
            // Pack the keys.
            {
                let row2 = 0;
                for (; row2 < keys - 1; row2 = (row2 + 2) | 0) {
                    const keyAt3 = (keyAt2 + row2 * 512) | 0;
                    const keyBlockAt = (row2 * 64) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const keyAt4 = (keyAt3 + k) | 0;
                        const keyBlockAt2 = (keyBlockAt + k) | 0;
                        keyBlock0[keyBlockAt2] = key[keyAt4];
                        keyBlock1[keyBlockAt2] = key[(keyAt4 + 512) | 0];
                    }
                }
                for (; row2 < keys; row2 = (row2 + 1) | 0) {
                    const keyAt5 = (keyAt2 + row2 * 512) | 0;
                    const keyBlockAt3 = (row2 * 64) | 0;
                    for (let k2 = 0; k2 < 64; k2 = (k2 + 1) | 0) {
                        const keyAt6 = (keyAt5 + k2) | 0;
                        const keyBlockAt4 = (keyBlockAt3 + k2) | 0;
                        keyBlock0[keyBlockAt4] = key[keyAt6];
                    }
                }
            }
            let spoilt = 0;
            // Pack the values, transposed.
            {
                for (let row3 = 0; row3 < 64; row3 = (row3 + 2) | 0) {
                    const valueAt = (keyAt2 + row3) | 0;
                    const valueBlockAt = (row3 * 512) | 0;
                    for (let k3 = 0; k3 < keys; k3 = (k3 + 1) | 0) {
                        const valueAt2 = (valueAt + k3 * 512) | 0;
                        const valueBlockAt2 = (valueBlockAt + k3) | 0;
                        const element = value[valueAt2];
                        valueBlock0[valueBlockAt2] = element;
                        spoilt = spoilt + element * 0;
                        const element2 = value[(valueAt2 + 1) | 0];
                        valueBlock1[valueBlockAt2] = element2;
                        spoilt = spoilt + element2 * 0;
                    }
                }
            }
            for (let firstQuery = firstKey; firstQuery < seq; firstQuery = (firstQuery + 48) | 0) {
                const queryAt = (keyAt + firstQuery * 512) | 0;
                const rowWeightedAt3 = (firstQuery * 64) | 0;
                const queries = Math.min(48, -firstQuery + seq);
                const visible = Math.min(keys, -firstKey + firstQuery + queries);
                // Pack the queries, scaled.
                {
                    let row4 = 0;
                    for (; row4 < queries - 2; row4 = (row4 + 3) | 0) {
                        const queryAt2 = (queryAt + row4 * 512) | 0;
                        const queryBlockAt = (row4 * 64) | 0;
                        for (let k5 = 0; k5 < 64; k5 = (k5 + 1) | 0) {
                            const queryAt3 = (queryAt2 + k5) | 0;
                            const queryBlockAt2 = (queryBlockAt + k5) | 0;
                            queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                            queryBlock1[queryBlockAt2] = query[(queryAt3 + 512) | 0] * 0.125;
                            queryBlock2[queryBlockAt2] = query[(queryAt3 + 1024) | 0] * 0.125;
                        }
                    }
                    for (; row4 < queries - 1; row4 = (row4 + 2) | 0) {
                        const queryAt4 = (queryAt + row4 * 512) | 0;
                        const queryBlockAt3 = (row4 * 64) | 0;
                        for (let k6 = 0; k6 < 64; k6 = (k6 + 1) | 0) {
                            const queryAt5 = (queryAt4 + k6) | 0;
                            const queryBlockAt4 = (queryBlockAt3 + k6) | 0;
                            queryBlock0[queryBlockAt4] = query[queryAt5] * 0.125;
                            queryBlock1[queryBlockAt4] = query[(queryAt5 + 512) | 0] * 0.125;
                        }
                    }
                    for (; row4 < queries; row4 = (row4 + 1) | 0) {
                        const queryAt6 = (queryAt + row4 * 512) | 0;
                        const queryBlockAt5 = (row4 * 64) | 0;
                        for (let k7 = 0; k7 < 64; k7 = (k7 + 1) | 0) {
                            const queryAt7 = (queryAt6 + k7) | 0;
                            const queryBlockAt6 = (queryBlockAt5 + k7) | 0;
                            queryBlock0[queryBlockAt6] = query[queryAt7] * 0.125;
                        }
                    }
                }
                let column2 = 0;
                for (; column2 < visible - 1; column2 = (column2 + 2) | 0) {
                    let row5 = 0;
                    for (; row5 < queries - 2; row5 = (row5 + 3) | 0) {
                        score3x2x64(row5, column2);
                    }
                    for (; row5 < queries - 1; row5 = (row5 + 2) | 0) {
                        score2x2x64(row5, column2);
                    }
                    for (; row5 < queries; row5 = (row5 + 1) | 0) {
                        score1x2x64(row5, column2);
                    }
                }
                for (; column2 < visible; column2 = (column2 + 1) | 0) {
                    let row6 = 0;
                    for (; row6 < queries - 2; row6 = (row6 + 3) | 0) {
                        score3x1x64(row6, column2);
                    }
                    for (; row6 < queries - 1; row6 = (row6 + 2) | 0) {
                        score2x1x64(row6, column2);
                    }
                    for (; row6 < queries; row6 = (row6 + 1) | 0) {
                        score1x1x64(row6, column2);
                    }
                }
                softmaxRows(rowGreatest, rowTotal, head, firstQuery, firstKey, queries, visible);
                if (spoilt === 0) {
                    let row7 = 0;
                    for (; row7 < queries - 2; row7 = (row7 + 3) | 0) {
                        const scoresAt = (row7 * 512) | 0;
                        for (let k8 = 0; k8 < visible; k8 = (k8 + 1) | 0) {
                            const scoresAt2 = (scoresAt + k8) | 0;
                            weights0[scoresAt2] = scores[scoresAt2];
                            weights1[scoresAt2] = scores[(scoresAt2 + 512) | 0];
                            weights2[scoresAt2] = scores[(scoresAt2 + 1024) | 0];
                        }
                    }
                    for (; row7 < queries - 1; row7 = (row7 + 2) | 0) {
                        const scoresAt3 = (row7 * 512) | 0;
                        for (let k9 = 0; k9 < visible; k9 = (k9 + 1) | 0) {
                            const scoresAt4 = (scoresAt3 + k9) | 0;
                            weights0[scoresAt4] = scores[scoresAt4];
                            weights1[scoresAt4] = scores[(scoresAt4 + 512) | 0];
                        }
                    }
                    for (; row7 < queries; row7 = (row7 + 1) | 0) {
                        const scoresAt5 = (row7 * 512) | 0;
                        for (let k10 = 0; k10 < visible; k10 = (k10 + 1) | 0) {
                            const scoresAt6 = (scoresAt5 + k10) | 0;
                            weights0[scoresAt6] = scores[scoresAt6];
                        }
                    }
                    for (let column3 = 0; column3 < 64; column3 = (column3 + 2) | 0) {
                        let row8 = 0;
                        for (; row8 < queries - 2; row8 = (row8 + 3) | 0) {
                            weigh3x2(row8, column3, visible);
                        }
                        for (; row8 < queries - 1; row8 = (row8 + 2) | 0) {
                            weigh2x2(row8, column3, visible);
                        }
                        for (; row8 < queries; row8 = (row8 + 1) | 0) {
                            weigh1x2(row8, column3, visible);
                        }
                    }
                }
                else {
                    weighSeen(queries, visible);
                }
                for (let row10 = 0; row10 < queries; row10 = (row10 + 1) | 0) {
                    const rowWeightedAt4 = (rowWeightedAt3 + row10 * 64) | 0;
                    const contextBlockAt = (row10 * 64) | 0;
                    const rescale2 = rescale[row10];
                    for (let column4 = 0; column4 < 64; column4 = (column4 + 1) | 0) {
                        const rowWeightedAt5 = (rowWeightedAt4 + column4) | 0;
                        const contextBlockAt2 = (contextBlockAt + column4) | 0;
                        rowWeighted[rowWeightedAt5] = rowWeighted[rowWeightedAt5] * rescale2 + contextBlock[contextBlockAt2];
                    }
                }
            }
        }
        for (let row11 = 0; row11 < seq; row11 = (row11 + 1) | 0) {
            const rowWeightedAt6 = (row11 * 64) | 0;
            const resultAt = (keyAt + row11 * 512) | 0;
            const total = rowTotal[row11];
            const inverse = total === 0 ? 0 : 1 / total;
            for (let column5 = 0; column5 < 64; column5 = (column5 + 1) | 0) {
                const rowWeightedAt7 = (rowWeightedAt6 + column5) | 0;
                const resultAt2 = (resultAt + column5) | 0;
                result[resultAt2] = rowWeighted[rowWeightedAt7] * inverse;
            }
        }
    }
}
/** result = input weight^T + bias. */
function linear512x512_2(input, weight, bias, result, seq) {
    for (let top = 0; top < seq; top = (top + 126) | 0) {
        const inputAt = (top * 512) | 0;
        const height = Math.min(126, seq - top);
        // Pack a block of rows.
        {
            let row = 0;
            for (; row < height - 2; row = (row + 3) | 0) {
                const inputAt2 = (inputAt + row * 512) | 0;
                const rowBlockAt = (row * 512) | 0;
                for (let k = 0; k < 512; k = (k + 1) | 0) {
                    const inputAt3 = (inputAt2 + k) | 0;
                    const rowBlockAt2 = (rowBlockAt + k) | 0;
                    rowBlock0[rowBlockAt2] = input[inputAt3];
                    rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                    rowBlock2[rowBlockAt2] = input[(inputAt3 + 1024) | 0];
                }
            }
            for (; row < height - 1; row = (row + 2) | 0) {
                const inputAt4 = (inputAt + row * 512) | 0;
                const rowBlockAt3 = (row * 512) | 0;
                for (let k2 = 0; k2 < 512; k2 = (k2 + 1) | 0) {
                    const inputAt5 = (inputAt4 + k2) | 0;
                    const rowBlockAt4 = (rowBlockAt3 + k2) | 0;
                    rowBlock0[rowBlockAt4] = input[inputAt5];
                    rowBlock1[rowBlockAt4] = input[(inputAt5 + 512) | 0];
                }
            }
            for (; row < height; row = (row + 1) | 0) {
                const inputAt6 = (inputAt + row * 512) | 0;
                const rowBlockAt5 = (row * 512) | 0;
                for (let k3 = 0; k3 < 512; k3 = (k3 + 1) | 0) {
                    const inputAt7 = (inputAt6 + k3) | 0;
                    const rowBlockAt6 = (rowBlockAt5 + k3) | 0;
                    rowBlock0[rowBlockAt6] = input[inputAt7];
                }
            }
        }
        for (let column = 0; column < 512; column = (column + 2) | 0) {
            const weightAt = (column * 512) | 0;
            const resultAt = (inputAt + column) | 0;
            for (let k4 = 0; k4 < 512; k4 = (k4 + 1) | 0) {
                const weightAt2 = (weightAt + k4) | 0;
                panel0[k4] = weight[weightAt2];
                panel1[k4] = weight[(weightAt2 + 512) | 0];
            }
            let row3 = 0;
            for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                multiply3x2x512(row3, 0);
            }
            for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                multiply2x2x512(row3, 0);
            }
            for (; row3 < height; row3 = (row3 + 1) | 0) {
                multiply1x2x512(row3, 0);
            }
            for (let row5 = 0; row5 < height; row5 = (row5 + 1) | 0) {
                const productAt = (row5 * 2) | 0;
                const resultAt2 = (resultAt + row5 * 512) | 0;
                result[resultAt2] = product[productAt] + bias[column];
                result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
            }
        }
    }
}
/** One call of the kernel. */
function run(x, wq, bq, wk, bk, wv, bv, wo, bo, out, query, key, value, context, rowGreatest, rowTotal, rowWeighted, seq) {
    linear512x512(x, wq, bq, query, seq);
    linear512x512(x, wk, bk, key, seq);
    linear512x512(x, wv, bv, value, seq);
    attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, context, seq);
    linear512x512_2(context, wo, bo, out, seq);
}
/** The elements of an argument. */
function dataOf(what, given, array, dtype) {
    if (given === undefined || given === null)
        throw new TypeError(`mha512x8Causal: ${what} is missing`);
    const data = ArrayBuffer.isView(given) ? given : given.data;
    if (data instanceof array)
        return data;
    throw new TypeError(`mha512x8Causal: ${what} is not ${dtype}; give a Tensor or its ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`mha512x8Causal: ${what} has ${found}, but ${wanted} is expected`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export async function createMha512x8Causal(params, options = {}) {
    const { target = "typescript" } = options;
    if (target !== "typescript") {
        throw new RangeError(`mha512x8Causal: there is no target ${String(target)} here; this module has: typescript`);
    }
    let wq = dataOf("param wq", params.wq, Float32Array, "f32");
    if (wq.length !== 262144 || (!ArrayBuffer.isView(params.wq) && (params.wq.sizes.length !== 2 || params.wq.sizes[0] !== 512 || params.wq.sizes[1] !== 512))) {
        throw mismatch("param wq", params.wq, "[512, 512]");
    }
    let bq = dataOf("param bq", params.bq, Float32Array, "f32");
    if (bq.length !== 512 || (!ArrayBuffer.isView(params.bq) && (params.bq.sizes.length !== 1 || params.bq.sizes[0] !== 512))) {
        throw mismatch("param bq", params.bq, "[512]");
    }
    let wk = dataOf("param wk", params.wk, Float32Array, "f32");
    if (wk.length !== 262144 || (!ArrayBuffer.isView(params.wk) && (params.wk.sizes.length !== 2 || params.wk.sizes[0] !== 512 || params.wk.sizes[1] !== 512))) {
        throw mismatch("param wk", params.wk, "[512, 512]");
    }
    let bk = dataOf("param bk", params.bk, Float32Array, "f32");
    if (bk.length !== 512 || (!ArrayBuffer.isView(params.bk) && (params.bk.sizes.length !== 1 || params.bk.sizes[0] !== 512))) {
        throw mismatch("param bk", params.bk, "[512]");
    }
    let wv = dataOf("param wv", params.wv, Float32Array, "f32");
    if (wv.length !== 262144 || (!ArrayBuffer.isView(params.wv) && (params.wv.sizes.length !== 2 || params.wv.sizes[0] !== 512 || params.wv.sizes[1] !== 512))) {
        throw mismatch("param wv", params.wv, "[512, 512]");
    }
    let bv = dataOf("param bv", params.bv, Float32Array, "f32");
    if (bv.length !== 512 || (!ArrayBuffer.isView(params.bv) && (params.bv.sizes.length !== 1 || params.bv.sizes[0] !== 512))) {
        throw mismatch("param bv", params.bv, "[512]");
    }
    let wo = dataOf("param wo", params.wo, Float32Array, "f32");
    if (wo.length !== 262144 || (!ArrayBuffer.isView(params.wo) && (params.wo.sizes.length !== 2 || params.wo.sizes[0] !== 512 || params.wo.sizes[1] !== 512))) {
        throw mismatch("param wo", params.wo, "[512, 512]");
    }
    let bo = dataOf("param bo", params.bo, Float32Array, "f32");
    if (bo.length !== 512 || (!ArrayBuffer.isView(params.bo) && (params.bo.sizes.length !== 1 || params.bo.sizes[0] !== 512))) {
        throw mismatch("param bo", params.bo, "[512]");
    }
    let seqCapacity = 0;
    let query = new Float64Array(0);
    let key = new Float64Array(0);
    let value = new Float64Array(0);
    let context = new Float64Array(0);
    let rowGreatest = new Float64Array(0);
    let rowTotal = new Float64Array(0);
    let rowWeighted = new Float64Array(0);
    let disposed = false;
    /** Grows the memory so that a call of these sizes fits. */
    function reserve(seq) {
        seqCapacity = Math.max(seqCapacity, seq);
        const memory = new ArrayBuffer(seqCapacity * 16912);
        query = new Float64Array(memory, 0, seqCapacity * 512);
        key = new Float64Array(memory, seqCapacity * 4096, seqCapacity * 512);
        value = new Float64Array(memory, seqCapacity * 8192, seqCapacity * 512);
        context = new Float64Array(memory, seqCapacity * 12288, seqCapacity * 512);
        rowGreatest = new Float64Array(memory, seqCapacity * 16384, seqCapacity);
        rowTotal = new Float64Array(memory, seqCapacity * 16392, seqCapacity);
        rowWeighted = new Float64Array(memory, seqCapacity * 16400, seqCapacity * 64);
    }
    function call(inputs, out) {
        if (disposed)
            throw new Error("mha512x8Causal: this kernel has been disposed of");
        const x = dataOf("input x", inputs.x, Float32Array, "f32");
        const seq = sizeOf(inputs.x, 0, x.length, 512);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input x", inputs.x, "[seq, 512]");
        if (x.length !== (seq * 512) || (!ArrayBuffer.isView(inputs.x) && (inputs.x.sizes.length !== 2 || inputs.x.sizes[0] !== seq || inputs.x.sizes[1] !== 512))) {
            throw mismatch("input x", inputs.x, "[seq, 512]");
        }
        const out2 = out === undefined ? new Float32Array(seq * 512) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== (seq * 512) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 512))) {
                throw mismatch("out", out, "[seq, 512]");
            }
            if (overlap(out2, x))
                throw new RangeError("mha512x8Causal: out must not share memory with an input");
        }
        if (seq > seqCapacity)
            reserve(seq);
        run(x, wq, bq, wk, bk, wv, bv, wo, bo, out2, query, key, value, context, rowGreatest, rowTotal, rowWeighted, seq);
        if (out !== undefined)
            return out;
        return { shape: ["seq", 512], sizes: [seq, 512], dtype: "f32", data: out2 };
    }
    function dispose() {
        disposed = true;
        wq = new Float32Array(0);
        bq = new Float32Array(0);
        wk = new Float32Array(0);
        bk = new Float32Array(0);
        wv = new Float32Array(0);
        bv = new Float32Array(0);
        wo = new Float32Array(0);
        bo = new Float32Array(0);
        query = new Float64Array(0);
        key = new Float64Array(0);
        value = new Float64Array(0);
        context = new Float64Array(0);
        rowGreatest = new Float64Array(0);
        rowTotal = new Float64Array(0);
        rowWeighted = new Float64Array(0);
    }
    return Object.assign(call, { dispose });
}
