// mha256x4: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate mha256x4
// Shapes:
//   params: wq [256, 256], bq [256], wk [256, 256], bk [256], wv [256, 256], bv [256], wo [256, 256], bo [256]
//   inputs: x [seq, 256]
//   outputs: out [seq, 256]
// Sums are taken in float64 and rounded to float32 where a result is stored.
/**
 * The loops of a call, and the blocks that they work in. Bundlers make variables of the constants at the top of a module,
 * but not of these.
 */
const run = /* @__PURE__ */ (() => {
    /** A block to work in: 256. */
    const row = new Float64Array(256);
    /** A block to work in: 384 x 256. */
    const rowBlock0 = new Float64Array(98304);
    /** A block to work in: 384 x 256. */
    const rowBlock1 = new Float64Array(98304);
    /** A block to work in: 384 x 256. */
    const rowBlock2 = new Float64Array(98304);
    /** A block to work in: 2 x 256. */
    const panel0 = new Float64Array(512);
    /** A block to work in: 2 x 256. */
    const panel1 = new Float64Array(512);
    /** A block to work in: 384 x 2. */
    const product = new Float64Array(768);
    /** A block to work in: 24 x 256. */
    const scores = new Float64Array(6144);
    /** A block to work in: 24. */
    const rescale = new Float64Array(24);
    /** A block to work in: 24 x 64. */
    const contextBlock = new Float64Array(1536);
    /** A block to work in: 24 x 64. */
    const queryBlock0 = new Float64Array(1536);
    /** A block to work in: 24 x 64. */
    const queryBlock1 = new Float64Array(1536);
    /** A block to work in: 24 x 64. */
    const queryBlock2 = new Float64Array(1536);
    /** A block to work in: 256 x 64. */
    const keyBlock0 = new Float64Array(16384);
    /** A block to work in: 256 x 64. */
    const keyBlock1 = new Float64Array(16384);
    /** A block to work in: 24 x 264. */
    const weights0 = new Float64Array(6336);
    /** A block to work in: 24 x 264. */
    const weights1 = new Float64Array(6336);
    /** A block to work in: 24 x 264. */
    const weights2 = new Float64Array(6336);
    /** A block to work in: 64 x 264. */
    const valueBlock0 = new Float64Array(16896);
    /** A block to work in: 64 x 264. */
    const valueBlock1 = new Float64Array(16896);
    /** The normal powers of two, from 2^-1022 up. */
    const POWERS_OF_TWO = new Float64Array(2046);
    for (let exponent = 0, power = 2 ** -1022; exponent < POWERS_OF_TWO.length; exponent++, power *= 2) {
        POWERS_OF_TWO[exponent] = power;
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear256x256Row(input, weight, bias, result, row2) {
        const inputAt = (row2 * 256) | 0;
        for (let k = 0; k < 256; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 256; column = (column + 8) | 0) {
            const weightAt = (column * 256) | 0;
            const resultAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 256; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 256) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 512) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 768) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 1024) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 1280) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 1536) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 1792) | 0];
            }
            result[resultAt] = sum0 + bias[column];
            result[(resultAt + 1) | 0] = sum1 + bias[(column + 1) | 0];
            result[(resultAt + 2) | 0] = sum2 + bias[(column + 2) | 0];
            result[(resultAt + 3) | 0] = sum3 + bias[(column + 3) | 0];
            result[(resultAt + 4) | 0] = sum4 + bias[(column + 4) | 0];
            result[(resultAt + 5) | 0] = sum5 + bias[(column + 5) | 0];
            result[(resultAt + 6) | 0] = sum6 + bias[(column + 6) | 0];
            result[(resultAt + 7) | 0] = sum7 + bias[(column + 7) | 0];
        }
    }
    /** 3 x 2 sums of 256 products, kept in registers. */
    function multiply3x2x256(row2) {
        const rowBlockAt = (row2 * 256) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 86; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
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
        for (let k = 86; k < 172; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
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
        for (let k = 172; k < 256; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
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
    /** 2 x 2 sums of 256 products, kept in registers. */
    function multiply2x2x256(row2) {
        const rowBlockAt = (row2 * 256) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 86; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock1[rowBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 86; k < 172; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock1[rowBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 172; k < 256; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
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
    /** 1 x 2 sums of 256 products, kept in registers. */
    function multiply1x2x256(row2) {
        const rowBlockAt = (row2 * 256) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 86; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 86; k < 172; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 172; k < 256; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        product[productAt] = sum0_0;
        product[(productAt + 1) | 0] = sum0_1;
    }
    /** Covers `rows` rows of a panel with tiles. */
    function multiply256Panel2(rows) {
        let row2 = 0;
        for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
            multiply3x2x256(row2);
        }
        for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
            multiply2x2x256(row2);
        }
        for (; row2 < rows; row2 = (row2 + 1) | 0) {
            multiply1x2x256(row2);
        }
    }
    /** result = input weight^T + bias. */
    function linear256x256(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                linear256x256Row(input, weight, bias, result, row2);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 384) | 0) {
                const inputAt = (top * 256) | 0;
                const height = Math.min(384, seq - top);
                // Pack a block of rows.
                {
                    let row2 = 0;
                    for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                        }
                    }
                    for (; row2 < height; row2 = (row2 + 1) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 256; column = (column + 2) | 0) {
                    const weightAt = (column * 256) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 256; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 256) | 0];
                    }
                    multiply256Panel2(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const productAt = (row2 * 2) | 0;
                        const resultAt2 = (resultAt + row2 * 256) | 0;
                        result[resultAt2] = product[productAt] + bias[column];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** Scores to weights, with the softmax's running maximum and total. */
    function softmaxRows(rowGreatest, rowTotal, firstQuery, queries, visible) {
        for (let row2 = 0; row2 < queries; row2 = (row2 + 1) | 0) {
            const rowGreatestAt = (firstQuery + row2) | 0;
            const scoresAt = (row2 * 256) | 0;
            const before = rowGreatest[rowGreatestAt];
            let greatest = before;
            for (let key = 0; key < visible; key = (key + 1) | 0) {
                const scoresAt2 = (scoresAt + key) | 0;
                const value = scores[scoresAt2];
                greatest = greatest < value ? value : greatest;
            }
            const base = greatest === -Infinity ? 0 : greatest;
            let sum = 0;
            for (let key = 0; key < visible; key = (key + 1) | 0) {
                const scoresAt2 = (scoresAt + key) | 0;
                const x = scores[scoresAt2] - base;
                const bounded = x < -708 ? -708 : x;
                const power = bounded * 1.4426950408889634 - 0.5 | 0;
                const exponent = power;
                const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
                const power2 = rest * rest;
                const power3 = power2 * power2;
                const power4 = power3 * power3;
                const exp = x < -708 ? 0 : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
                scores[scoresAt2] = exp;
                sum = sum + exp;
            }
            const x = before - base;
            const bounded = x < -708 ? -708 : x;
            const power = bounded * 1.4426950408889634 - 0.5 | 0;
            const exponent = power;
            const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
            const power2 = rest * rest;
            const power3 = power2 * power2;
            const power4 = power3 * power3;
            const exp = x < -708 ? 0 : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
            rescale[row2] = exp;
            rowGreatest[rowGreatestAt] = greatest;
            rowTotal[rowGreatestAt] = rowTotal[rowGreatestAt] * exp + sum;
        }
    }
    /** 3 x 2 sums of 64 products, kept in registers. */
    function score3x2x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
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
        for (let k = 22; k < 44; k = (k + 1) | 0) {
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
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
        scores[(scoresAt + 256) | 0] = sum1_0;
        scores[(scoresAt + 257) | 0] = sum1_1;
        scores[(scoresAt + 512) | 0] = sum2_0;
        scores[(scoresAt + 513) | 0] = sum2_1;
    }
    /** 2 x 2 sums of 64 products, kept in registers. */
    function score2x2x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
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
        for (let k = 22; k < 44; k = (k + 1) | 0) {
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
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
        scores[(scoresAt + 256) | 0] = sum1_0;
        scores[(scoresAt + 257) | 0] = sum1_1;
    }
    /** 1 x 2 sums of 64 products, kept in registers. */
    function score1x2x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const right1 = keyBlock1[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const right1 = keyBlock1[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
    function score3x1x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
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
        for (let k = 22; k < 44; k = (k + 1) | 0) {
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
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
        scores[(scoresAt + 256) | 0] = sum1_0;
        scores[(scoresAt + 512) | 0] = sum2_0;
    }
    /** 2 x 1 sums of 64 products, kept in registers. */
    function score2x1x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock1[queryBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock1[queryBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock1[queryBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        scores[scoresAt] = sum0_0;
        scores[(scoresAt + 256) | 0] = sum1_0;
    }
    /** 1 x 1 sums of 64 products, kept in registers. */
    function score1x1x64(row2, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row2 * 64) | 0;
        const scoresAt = (row2 * 256 + column) | 0;
        let sum0_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        scores[scoresAt] = sum0_0;
    }
    /** Covers `rows` rows and `columns` columns with tiles. */
    function score64(rows, columns) {
        let column = 0;
        for (; column < columns - 1; column = (column + 2) | 0) {
            let row2 = 0;
            for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
                score3x2x64(row2, column);
            }
            for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
                score2x2x64(row2, column);
            }
            for (; row2 < rows; row2 = (row2 + 1) | 0) {
                score1x2x64(row2, column);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row2 = 0;
            for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
                score3x1x64(row2, column);
            }
            for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
                score2x1x64(row2, column);
            }
            for (; row2 < rows; row2 = (row2 + 1) | 0) {
                score1x1x64(row2, column);
            }
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function weigh3x2(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
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
    function weigh2x2(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
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
    function weigh1x2(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const right1 = valueBlock1[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const right1 = valueBlock1[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
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
    /** 3 x 1 sums of `depth` products, kept in registers. */
    function weigh3x1(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        contextBlock[contextBlockAt] = sum0_0;
        contextBlock[(contextBlockAt + 64) | 0] = sum1_0;
        contextBlock[(contextBlockAt + 128) | 0] = sum2_0;
    }
    /** 2 x 1 sums of `depth` products, kept in registers. */
    function weigh2x1(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        contextBlock[contextBlockAt] = sum0_0;
        contextBlock[(contextBlockAt + 64) | 0] = sum1_0;
    }
    /** 1 x 1 sums of `depth` products, kept in registers. */
    function weigh1x1(row2, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row2 * 264) | 0;
        const contextBlockAt = (row2 * 64 + column) | 0;
        let sum0_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlockAt2 = (valueBlockAt + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock0[valueBlockAt2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        contextBlock[contextBlockAt] = sum0_0;
    }
    /** Covers `rows` rows and `columns` columns with tiles. */
    function weigh(rows, columns, depth) {
        let column = 0;
        for (; column < columns - 1; column = (column + 2) | 0) {
            let row2 = 0;
            for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
                weigh3x2(row2, column, depth);
            }
            for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
                weigh2x2(row2, column, depth);
            }
            for (; row2 < rows; row2 = (row2 + 1) | 0) {
                weigh1x2(row2, column, depth);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row2 = 0;
            for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
                weigh3x1(row2, column, depth);
            }
            for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
                weigh2x1(row2, column, depth);
            }
            for (; row2 < rows; row2 = (row2 + 1) | 0) {
                weigh1x1(row2, column, depth);
            }
        }
    }
    /** result = softmax(scale query key^T + mask) value, a block of keys after the other. */
    function attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, result, seq) {
        for (let head = 0; head < 4; head = (head + 1) | 0) {
            const keyAt = (head * 64) | 0;
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                const rowWeightedAt = (row2 * 64) | 0;
                rowGreatest[row2] = -Infinity;
                rowTotal[row2] = 0;
                for (let column = 0; column < 64; column = (column + 1) | 0) {
                    const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                    rowWeighted[rowWeightedAt2] = 0;
                }
            }
            for (let firstKey = 0; firstKey < seq; firstKey = (firstKey + 256) | 0) {
                const keyAt2 = (keyAt + firstKey * 256) | 0;
                const keys = Math.min(256, -firstKey + seq);
                // Pack the keys.
                {
                    let row2 = 0;
                    for (; row2 < keys - 1; row2 = (row2 + 2) | 0) {
                        const keyAt3 = (keyAt2 + row2 * 256) | 0;
                        const keyBlockAt = (row2 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const keyAt4 = (keyAt3 + k) | 0;
                            const keyBlockAt2 = (keyBlockAt + k) | 0;
                            keyBlock0[keyBlockAt2] = key[keyAt4];
                            keyBlock1[keyBlockAt2] = key[(keyAt4 + 256) | 0];
                        }
                    }
                    for (; row2 < keys; row2 = (row2 + 1) | 0) {
                        const keyAt3 = (keyAt2 + row2 * 256) | 0;
                        const keyBlockAt = (row2 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const keyAt4 = (keyAt3 + k) | 0;
                            const keyBlockAt2 = (keyBlockAt + k) | 0;
                            keyBlock0[keyBlockAt2] = key[keyAt4];
                        }
                    }
                }
                // Pack the values, transposed.
                {
                    for (let row2 = 0; row2 < 64; row2 = (row2 + 2) | 0) {
                        const valueAt = (keyAt2 + row2) | 0;
                        const valueBlockAt = (row2 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const valueAt2 = (valueAt + k * 256) | 0;
                            const valueBlockAt2 = (valueBlockAt + k) | 0;
                            const element = value[valueAt2];
                            valueBlock0[valueBlockAt2] = element;
                            const element2 = value[(valueAt2 + 1) | 0];
                            valueBlock1[valueBlockAt2] = element2;
                        }
                    }
                }
                for (let firstQuery = 0; firstQuery < seq; firstQuery = (firstQuery + 24) | 0) {
                    const queryAt = (keyAt + firstQuery * 256) | 0;
                    const rowWeightedAt = (firstQuery * 64) | 0;
                    const queries = Math.min(24, -firstQuery + seq);
                    // Pack the queries, scaled.
                    {
                        let row2 = 0;
                        for (; row2 < queries - 2; row2 = (row2 + 3) | 0) {
                            const queryAt2 = (queryAt + row2 * 256) | 0;
                            const queryBlockAt = (row2 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                                queryBlock1[queryBlockAt2] = query[(queryAt3 + 256) | 0] * 0.125;
                                queryBlock2[queryBlockAt2] = query[(queryAt3 + 512) | 0] * 0.125;
                            }
                        }
                        for (; row2 < queries - 1; row2 = (row2 + 2) | 0) {
                            const queryAt2 = (queryAt + row2 * 256) | 0;
                            const queryBlockAt = (row2 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                                queryBlock1[queryBlockAt2] = query[(queryAt3 + 256) | 0] * 0.125;
                            }
                        }
                        for (; row2 < queries; row2 = (row2 + 1) | 0) {
                            const queryAt2 = (queryAt + row2 * 256) | 0;
                            const queryBlockAt = (row2 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                            }
                        }
                    }
                    score64(queries, keys);
                    softmaxRows(rowGreatest, rowTotal, firstQuery, queries, keys);
                    let row2 = 0;
                    for (; row2 < queries - 2; row2 = (row2 + 3) | 0) {
                        const scoresAt = (row2 * 256) | 0;
                        const weightsAt = (row2 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                            weights2[weightsAt2] = scores[(scoresAt2 + 512) | 0];
                        }
                    }
                    for (; row2 < queries - 1; row2 = (row2 + 2) | 0) {
                        const scoresAt = (row2 * 256) | 0;
                        const weightsAt = (row2 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                        }
                    }
                    for (; row2 < queries; row2 = (row2 + 1) | 0) {
                        const scoresAt = (row2 * 256) | 0;
                        const weightsAt = (row2 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                        }
                    }
                    weigh(queries, 64, keys);
                    for (let row3 = 0; row3 < queries; row3 = (row3 + 1) | 0) {
                        const rowWeightedAt2 = (rowWeightedAt + row3 * 64) | 0;
                        const contextBlockAt = (row3 * 64) | 0;
                        const rescale2 = rescale[row3];
                        for (let column = 0; column < 64; column = (column + 1) | 0) {
                            const rowWeightedAt3 = (rowWeightedAt2 + column) | 0;
                            const contextBlockAt2 = (contextBlockAt + column) | 0;
                            rowWeighted[rowWeightedAt3] = rowWeighted[rowWeightedAt3] * rescale2 + contextBlock[contextBlockAt2];
                        }
                    }
                }
            }
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                const rowWeightedAt = (row2 * 64) | 0;
                const resultAt = (keyAt + row2 * 256) | 0;
                const inverse = 1 / rowTotal[row2];
                for (let column = 0; column < 64; column = (column + 1) | 0) {
                    const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    result[resultAt2] = rowWeighted[rowWeightedAt2] * inverse;
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear256x256Row2(input, weight, bias, result, row2) {
        const inputAt = (row2 * 256) | 0;
        for (let k = 0; k < 256; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 256; column = (column + 8) | 0) {
            const weightAt = (column * 256) | 0;
            const resultAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 256; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 256) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 512) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 768) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 1024) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 1280) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 1536) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 1792) | 0];
            }
            result[resultAt] = sum0 + bias[column];
            result[(resultAt + 1) | 0] = sum1 + bias[(column + 1) | 0];
            result[(resultAt + 2) | 0] = sum2 + bias[(column + 2) | 0];
            result[(resultAt + 3) | 0] = sum3 + bias[(column + 3) | 0];
            result[(resultAt + 4) | 0] = sum4 + bias[(column + 4) | 0];
            result[(resultAt + 5) | 0] = sum5 + bias[(column + 5) | 0];
            result[(resultAt + 6) | 0] = sum6 + bias[(column + 6) | 0];
            result[(resultAt + 7) | 0] = sum7 + bias[(column + 7) | 0];
        }
    }
    /** result = input weight^T + bias. */
    function linear256x256_2(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                linear256x256Row2(input, weight, bias, result, row2);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 384) | 0) {
                const inputAt = (top * 256) | 0;
                const height = Math.min(384, seq - top);
                // Pack a block of rows.
                {
                    let row2 = 0;
                    for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                        }
                    }
                    for (; row2 < height; row2 = (row2 + 1) | 0) {
                        const inputAt2 = (inputAt + row2 * 256) | 0;
                        const rowBlockAt = (row2 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 256; column = (column + 2) | 0) {
                    const weightAt = (column * 256) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 256; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 256) | 0];
                    }
                    multiply256Panel2(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const productAt = (row2 * 2) | 0;
                        const resultAt2 = (resultAt + row2 * 256) | 0;
                        result[resultAt2] = product[productAt] + bias[column];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** One call of the kernel. */
    function run(x, wq, bq, wk, bk, wv, bv, wo, bo, out, query, key, value, context, rowGreatest, rowTotal, rowWeighted, seq) {
        linear256x256(x, wq, bq, query, seq);
        linear256x256(x, wk, bk, key, seq);
        linear256x256(x, wv, bv, value, seq);
        attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, context, seq);
        linear256x256_2(context, wo, bo, out, seq);
    }
    return run;
})();
/** Whether `data` is an array of this kind, perhaps one of another realm, such as a frame or a test runner's sandbox. */
function isA(array, data) {
    return ArrayBuffer.isView(data) && Symbol.toStringTag in data && data[Symbol.toStringTag] === array.name;
}
/** The elements of an argument. */
function dataOf(what, given, array, dtype) {
    if (given === undefined || given === null)
        throw new TypeError(`mha256x4: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`mha256x4: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`mha256x4: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`mha256x4: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export async function createMha256x4(params, options = {}) {
    const { target = "typescript" } = options;
    if (target !== "typescript") {
        throw new RangeError(`mha256x4: there is no target ${String(target)} here; this module has: typescript`);
    }
    let wq = dataOf("param wq", params?.wq, Float32Array, "f32");
    if (wq.length !== 65536 || (!ArrayBuffer.isView(params.wq) && (params.wq.sizes.length !== 2 || params.wq.sizes[0] !== 256 || params.wq.sizes[1] !== 256))) {
        throw mismatch("param wq", params.wq, "[256, 256]");
    }
    let bq = dataOf("param bq", params?.bq, Float32Array, "f32");
    if (bq.length !== 256 || (!ArrayBuffer.isView(params.bq) && (params.bq.sizes.length !== 1 || params.bq.sizes[0] !== 256))) {
        throw mismatch("param bq", params.bq, "[256]");
    }
    let wk = dataOf("param wk", params?.wk, Float32Array, "f32");
    if (wk.length !== 65536 || (!ArrayBuffer.isView(params.wk) && (params.wk.sizes.length !== 2 || params.wk.sizes[0] !== 256 || params.wk.sizes[1] !== 256))) {
        throw mismatch("param wk", params.wk, "[256, 256]");
    }
    let bk = dataOf("param bk", params?.bk, Float32Array, "f32");
    if (bk.length !== 256 || (!ArrayBuffer.isView(params.bk) && (params.bk.sizes.length !== 1 || params.bk.sizes[0] !== 256))) {
        throw mismatch("param bk", params.bk, "[256]");
    }
    let wv = dataOf("param wv", params?.wv, Float32Array, "f32");
    if (wv.length !== 65536 || (!ArrayBuffer.isView(params.wv) && (params.wv.sizes.length !== 2 || params.wv.sizes[0] !== 256 || params.wv.sizes[1] !== 256))) {
        throw mismatch("param wv", params.wv, "[256, 256]");
    }
    let bv = dataOf("param bv", params?.bv, Float32Array, "f32");
    if (bv.length !== 256 || (!ArrayBuffer.isView(params.bv) && (params.bv.sizes.length !== 1 || params.bv.sizes[0] !== 256))) {
        throw mismatch("param bv", params.bv, "[256]");
    }
    let wo = dataOf("param wo", params?.wo, Float32Array, "f32");
    if (wo.length !== 65536 || (!ArrayBuffer.isView(params.wo) && (params.wo.sizes.length !== 2 || params.wo.sizes[0] !== 256 || params.wo.sizes[1] !== 256))) {
        throw mismatch("param wo", params.wo, "[256, 256]");
    }
    let bo = dataOf("param bo", params?.bo, Float32Array, "f32");
    if (bo.length !== 256 || (!ArrayBuffer.isView(params.bo) && (params.bo.sizes.length !== 1 || params.bo.sizes[0] !== 256))) {
        throw mismatch("param bo", params.bo, "[256]");
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
    let memory = new ArrayBuffer(0);
    /** Lays the memory out so that a call of these sizes fits, and grows it if need be. */
    function reserve(seq) {
        const bytes = seq * 8720;
        if (bytes > memory.byteLength)
            memory = new ArrayBuffer(bytes);
        query = new Float64Array(memory, 0, seq * 256);
        key = new Float64Array(memory, seq * 2048, seq * 256);
        value = new Float64Array(memory, seq * 4096, seq * 256);
        context = new Float64Array(memory, seq * 6144, seq * 256);
        rowGreatest = new Float64Array(memory, seq * 8192, seq);
        rowTotal = new Float64Array(memory, seq * 8200, seq);
        rowWeighted = new Float64Array(memory, seq * 8208, seq * 64);
        seqCapacity = seq;
    }
    function call(inputs, out) {
        if (disposed)
            throw new Error("mha256x4: this kernel has been disposed of");
        const x = dataOf("input x", inputs?.x, Float32Array, "f32");
        const seq = sizeOf(inputs.x, 0, x.length, 256);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input x", inputs.x, "[seq, 256]");
        if (x.length !== (seq * 256) || (!ArrayBuffer.isView(inputs.x) && (inputs.x.sizes.length !== 2 || inputs.x.sizes[0] !== seq || inputs.x.sizes[1] !== 256))) {
            throw mismatch("input x", inputs.x, `[seq, 256] with seq = ${seq}`);
        }
        const out2 = out === undefined ? new Float32Array(seq * 256) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== (seq * 256) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 256))) {
                throw mismatch("out", out, `[seq, 256] with seq = ${seq}`);
            }
            if (overlap(out2, x))
                throw shared("out", "input x");
            if (overlap(out2, wq))
                throw shared("out", "param wq");
            if (overlap(out2, bq))
                throw shared("out", "param bq");
            if (overlap(out2, wk))
                throw shared("out", "param wk");
            if (overlap(out2, bk))
                throw shared("out", "param bk");
            if (overlap(out2, wv))
                throw shared("out", "param wv");
            if (overlap(out2, bv))
                throw shared("out", "param bv");
            if (overlap(out2, wo))
                throw shared("out", "param wo");
            if (overlap(out2, bo))
                throw shared("out", "param bo");
        }
        if (seq > seqCapacity)
            reserve(seq);
        run(x, wq, bq, wk, bk, wv, bv, wo, bo, out2, query, key, value, context, rowGreatest, rowTotal, rowWeighted, seq);
        if (out !== undefined)
            return out;
        return { shape: ["seq", 256], sizes: [seq, 256], dtype: "f32", data: out2 };
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
        memory = new ArrayBuffer(0);
    }
    return Object.assign(call, { dispose });
}
