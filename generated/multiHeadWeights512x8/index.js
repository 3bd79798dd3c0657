// multiHeadWeights512x8: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate multiHeadWeights512x8
// Shapes:
//   params: wq [512, 512], bq [512], wk [512, 512], bk [512], wv [512, 512], bv [512], wo [512, 512], bo [512]
//   inputs: x [seq, 512]
//   outputs: weights [8, seq, seq], out [seq, 512]
// Sums are taken in float64 and rounded to float32 where a result is stored.
/**
 * The loops of a call, and the blocks that they work in. Bundlers make variables of the constants at the top of a module,
 * but not of these.
 */
const run = /* @__PURE__ */ (() => {
    /** A block to work in: 512. */
    const row = new Float64Array(512);
    /** A block to work in: 192 x 512. */
    const rowBlock0 = new Float64Array(98304);
    /** A block to work in: 192 x 512. */
    const rowBlock1 = new Float64Array(98304);
    /** A block to work in: 192 x 512. */
    const rowBlock2 = new Float64Array(98304);
    /** A block to work in: 2 x 512. */
    const panel0 = new Float64Array(1024);
    /** A block to work in: 2 x 512. */
    const panel1 = new Float64Array(1024);
    /** A block to work in: 192 x 2. */
    const product = new Float64Array(384);
    /** A block to work in: 1536 x 64. */
    const rowBlock20 = new Float64Array(98304);
    /** A block to work in: 1536 x 64. */
    const rowBlock21 = new Float64Array(98304);
    /** A block to work in: 1536 x 64. */
    const rowBlock22 = new Float64Array(98304);
    /** A block to work in: 2 x 64. */
    const panel20 = new Float64Array(128);
    /** A block to work in: 2 x 64. */
    const panel21 = new Float64Array(128);
    /** A block to work in: 1536 x 2. */
    const product2 = new Float64Array(3072);
    /** The normal powers of two, from 2^-1022 up. */
    const POWERS_OF_TWO = new Float64Array(2046);
    for (let exponent = 0, power = 2 ** -1022; exponent < POWERS_OF_TWO.length; exponent++, power *= 2) {
        POWERS_OF_TWO[exponent] = power;
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x512Row(input, weight, bias, result, row2) {
        const inputAt = (row2 * 512) | 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 512) | 0;
            const resultAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 512; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 512) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 1024) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 1536) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 2048) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 2560) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 3072) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 3584) | 0];
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
    /** 3 x 2 sums of 512 products, kept in registers. */
    function multiply3x2x512(row2) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
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
        for (let k = 171; k < 342; k = (k + 1) | 0) {
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
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of 512 products, kept in registers. */
    function multiply2x2x512(row2) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
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
        for (let k = 171; k < 342; k = (k + 1) | 0) {
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
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of 512 products, kept in registers. */
    function multiply1x2x512(row2) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 171; k < 342; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    function multiply512Panel2(rows) {
        let row2 = 0;
        for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
            multiply3x2x512(row2);
        }
        for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
            multiply2x2x512(row2);
        }
        for (; row2 < rows; row2 = (row2 + 1) | 0) {
            multiply1x2x512(row2);
        }
    }
    /** result = input weight^T + bias. */
    function linear512x512(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                linear512x512Row(input, weight, bias, result, row2);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 512) | 0;
                const height = Math.min(192, seq - top);
                // Pack a block of rows.
                {
                    let row2 = 0;
                    for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 1024) | 0];
                        }
                    }
                    for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row2 < height; row2 = (row2 + 1) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 512) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 512; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 512) | 0];
                    }
                    multiply512Panel2(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const productAt = (row2 * 2) | 0;
                        const resultAt2 = (resultAt + row2 * 512) | 0;
                        result[resultAt2] = product[productAt] + bias[column];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** 3 x 2 sums of 64 products, kept in registers. */
    function multiply3x2x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
            sum2_1 = sum2_1 + left2 * right1;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
            sum2_1 = sum2_1 + left2 * right1;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
            sum2_1 = sum2_1 + left2 * right1;
        }
        product2[product2At] = sum0_0;
        product2[(product2At + 1) | 0] = sum0_1;
        product2[(product2At + 2) | 0] = sum1_0;
        product2[(product2At + 3) | 0] = sum1_1;
        product2[(product2At + 4) | 0] = sum2_0;
        product2[(product2At + 5) | 0] = sum2_1;
    }
    /** 2 x 2 sums of 64 products, kept in registers. */
    function multiply2x2x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        product2[product2At] = sum0_0;
        product2[(product2At + 1) | 0] = sum0_1;
        product2[(product2At + 2) | 0] = sum1_0;
        product2[(product2At + 3) | 0] = sum1_1;
    }
    /** 1 x 2 sums of 64 products, kept in registers. */
    function multiply1x2x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        product2[product2At] = sum0_0;
        product2[(product2At + 1) | 0] = sum0_1;
    }
    /** Covers `rows` rows of a panel with tiles. */
    function multiply64Panel2(rows) {
        let row2 = 0;
        for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
            multiply3x2x64(row2);
        }
        for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
            multiply2x2x64(row2);
        }
        for (; row2 < rows; row2 = (row2 + 1) | 0) {
            multiply1x2x64(row2);
        }
    }
    /** 3 x 1 sums of 64 products, kept in registers. */
    function multiply3x1x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = rowBlock22[rowBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        product2[product2At] = sum0_0;
        product2[(product2At + 2) | 0] = sum1_0;
        product2[(product2At + 4) | 0] = sum2_0;
    }
    /** 2 x 1 sums of 64 products, kept in registers. */
    function multiply2x1x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = rowBlock21[rowBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        product2[product2At] = sum0_0;
        product2[(product2At + 2) | 0] = sum1_0;
    }
    /** 1 x 1 sums of 64 products, kept in registers. */
    function multiply1x1x64(row2) {
        const rowBlock2At = (row2 * 64) | 0;
        const product2At = (row2 * 2) | 0;
        let sum0_0 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        product2[product2At] = sum0_0;
    }
    /** Covers `rows` rows of a panel with tiles. */
    function multiply64Panel1(rows) {
        let row2 = 0;
        for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
            multiply3x1x64(row2);
        }
        for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
            multiply2x1x64(row2);
        }
        for (; row2 < rows; row2 = (row2 + 1) | 0) {
            multiply1x1x64(row2);
        }
    }
    /** result = left right. */
    function matmul64(linear, linear2, result, seq) {
        for (let head = 0; head < 8; head = (head + 1) | 0) {
            const linearAt = (head * 64) | 0;
            const resultAt = (head * seq * seq) | 0;
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const linearAt2 = (linearAt + top * 512) | 0;
                const resultAt2 = (resultAt + seq * top) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row2 = 0;
                    for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                        const linearAt3 = (linearAt2 + row2 * 512) | 0;
                        const rowBlock2At = (row2 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const linearAt4 = (linearAt3 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = linear[linearAt4];
                            rowBlock21[rowBlock2At2] = linear[(linearAt4 + 512) | 0];
                            rowBlock22[rowBlock2At2] = linear[(linearAt4 + 1024) | 0];
                        }
                    }
                    for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                        const linearAt3 = (linearAt2 + row2 * 512) | 0;
                        const rowBlock2At = (row2 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const linearAt4 = (linearAt3 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = linear[linearAt4];
                            rowBlock21[rowBlock2At2] = linear[(linearAt4 + 512) | 0];
                        }
                    }
                    for (; row2 < height; row2 = (row2 + 1) | 0) {
                        const linearAt3 = (linearAt2 + row2 * 512) | 0;
                        const rowBlock2At = (row2 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const linearAt4 = (linearAt3 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = linear[linearAt4];
                        }
                    }
                }
                let column = 0;
                for (; column < seq - 1; column = (column + 2) | 0) {
                    const linear2At = (linearAt + column * 512) | 0;
                    const resultAt3 = (resultAt2 + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const linear2At2 = (linear2At + k) | 0;
                        panel20[k] = linear2[linear2At2];
                        panel21[k] = linear2[(linear2At2 + 512) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const product2At = (row2 * 2) | 0;
                        const resultAt4 = (resultAt3 + row2 * seq) | 0;
                        result[resultAt4] = product2[product2At] * 0.125;
                        result[(resultAt4 + 1) | 0] = product2[(product2At + 1) | 0] * 0.125;
                    }
                }
                for (; column < seq; column = (column + 1) | 0) {
                    const linear2At = (linearAt + column * 512) | 0;
                    const resultAt3 = (resultAt2 + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const linear2At2 = (linear2At + k) | 0;
                        panel20[k] = linear2[linear2At2];
                    }
                    multiply64Panel1(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const product2At = (row2 * 2) | 0;
                        const resultAt4 = (resultAt3 + row2 * seq) | 0;
                        result[resultAt4] = product2[product2At] * 0.125;
                    }
                }
            }
        }
    }
    /** Softmax of each row. */
    function softmax(powers, input, result, seq) {
        for (let axis0 = 0; axis0 < 8; axis0 = (axis0 + 1) | 0) {
            const inputAt = (axis0 * seq * seq) | 0;
            for (let axis1 = 0; axis1 < seq; axis1 = (axis1 + 1) | 0) {
                const inputAt2 = (inputAt + axis1 * seq) | 0;
                let greatest = -Infinity;
                for (let k = 0; k < seq; k = (k + 1) | 0) {
                    const inputAt3 = (inputAt2 + k) | 0;
                    const x = input[inputAt3];
                    greatest = x !== x ? x : greatest < x ? x : greatest;
                }
                for (let k = 0; k < seq; k = (k + 1) | 0) {
                    const inputAt3 = (inputAt2 + k) | 0;
                    const x = input[inputAt3] - greatest;
                    const bounded = x < -708 ? -708 : x;
                    const power = bounded * 1.4426950408889634 - 0.5 | 0;
                    const exponent = power;
                    const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
                    const power2 = rest * rest;
                    const power3 = power2 * power2;
                    const power4 = power3 * power3;
                    const exp = x < -708 ? 0 : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
                    powers[k] = exp;
                }
                let total = 0;
                for (let k = 0; k < seq; k = (k + 1) | 0) {
                    total = total + powers[k];
                }
                const inverse = 1 / total;
                for (let k = 0; k < seq; k = (k + 1) | 0) {
                    const resultAt = (inputAt2 + k) | 0;
                    result[resultAt] = powers[k] * inverse;
                }
            }
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function multiply3x2(row2, depth) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of `depth` products, kept in registers. */
    function multiply2x2(row2, depth) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of `depth` products, kept in registers. */
    function multiply1x2(row2, depth) {
        const rowBlockAt = (row2 * 512) | 0;
        const productAt = (row2 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    function multiplyPanel2(rows, depth) {
        let row2 = 0;
        for (; row2 < rows - 2; row2 = (row2 + 3) | 0) {
            multiply3x2(row2, depth);
        }
        for (; row2 < rows - 1; row2 = (row2 + 2) | 0) {
            multiply2x2(row2, depth);
        }
        for (; row2 < rows; row2 = (row2 + 1) | 0) {
            multiply1x2(row2, depth);
        }
    }
    /** result = left right. */
    function matmul64_2(partialSums, left, linear3, result, seq) {
        const leftAt11 = (seq * 2) | 0;
        for (let head = 0; head < 8; head = (head + 1) | 0) {
            const leftAt = (head * seq * seq) | 0;
            const leftAt6 = (seq + head * seq * seq) | 0;
            const leftAt12 = (leftAt11 + head * seq * seq) | 0;
            const linear3At = (head * 64) | 0;
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const leftAt2 = (leftAt + seq * top) | 0;
                const leftAt7 = (leftAt6 + seq * top) | 0;
                const leftAt13 = (leftAt12 + seq * top) | 0;
                const resultAt = (linear3At + top * 512) | 0;
                const height = Math.min(192, seq - top);
                for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                    const partialSumsAt = (row2 * 64) | 0;
                    for (let column = 0; column < 64; column = (column + 1) | 0) {
                        const partialSumsAt2 = (partialSumsAt + column) | 0;
                        partialSums[partialSumsAt2] = 0;
                    }
                }
                for (let from = 0; from < seq; from = (from + 512) | 0) {
                    const leftAt3 = (leftAt2 + from) | 0;
                    const leftAt8 = (leftAt7 + from) | 0;
                    const leftAt14 = (leftAt13 + from) | 0;
                    const linear3At2 = (linear3At + from * 512) | 0;
                    const summands = Math.min(512, -from + seq);
                    // Pack a block of rows.
                    {
                        let row2 = 0;
                        for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                            const leftAt4 = (leftAt3 + row2 * seq) | 0;
                            const rowBlockAt = (row2 * 512) | 0;
                            const leftAt9 = (leftAt8 + row2 * seq) | 0;
                            const leftAt15 = (leftAt14 + row2 * seq) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const leftAt5 = (leftAt4 + k) | 0;
                                const rowBlockAt2 = (rowBlockAt + k) | 0;
                                const leftAt10 = (leftAt9 + k) | 0;
                                const leftAt16 = (leftAt15 + k) | 0;
                                rowBlock0[rowBlockAt2] = left[leftAt5];
                                rowBlock1[rowBlockAt2] = left[leftAt10];
                                rowBlock2[rowBlockAt2] = left[leftAt16];
                            }
                        }
                        for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                            const leftAt4 = (leftAt3 + row2 * seq) | 0;
                            const rowBlockAt = (row2 * 512) | 0;
                            const leftAt9 = (leftAt8 + row2 * seq) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const leftAt5 = (leftAt4 + k) | 0;
                                const rowBlockAt2 = (rowBlockAt + k) | 0;
                                const leftAt10 = (leftAt9 + k) | 0;
                                rowBlock0[rowBlockAt2] = left[leftAt5];
                                rowBlock1[rowBlockAt2] = left[leftAt10];
                            }
                        }
                        for (; row2 < height; row2 = (row2 + 1) | 0) {
                            const leftAt4 = (leftAt3 + row2 * seq) | 0;
                            const rowBlockAt = (row2 * 512) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const leftAt5 = (leftAt4 + k) | 0;
                                const rowBlockAt2 = (rowBlockAt + k) | 0;
                                rowBlock0[rowBlockAt2] = left[leftAt5];
                            }
                        }
                    }
                    for (let column = 0; column < 64; column = (column + 2) | 0) {
                        const linear3At3 = (linear3At2 + column) | 0;
                        for (let k = 0; k < summands; k = (k + 1) | 0) {
                            const linear3At4 = (linear3At3 + k * 512) | 0;
                            panel0[k] = linear3[linear3At4];
                            panel1[k] = linear3[(linear3At4 + 1) | 0];
                        }
                        multiplyPanel2(height, summands);
                        for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                            const partialSumsAt = (column + row2 * 64) | 0;
                            const productAt = (row2 * 2) | 0;
                            partialSums[partialSumsAt] = partialSums[partialSumsAt] + product[productAt];
                            partialSums[(partialSumsAt + 1) | 0] = partialSums[(partialSumsAt + 1) | 0] + product[(productAt + 1) | 0];
                        }
                    }
                }
                for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                    const partialSumsAt = (row2 * 64) | 0;
                    const resultAt2 = (resultAt + row2 * 512) | 0;
                    for (let column = 0; column < 64; column = (column + 1) | 0) {
                        const partialSumsAt2 = (partialSumsAt + column) | 0;
                        const resultAt3 = (resultAt2 + column) | 0;
                        result[resultAt3] = partialSums[partialSumsAt2];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x512Row2(input, weight, bias, result, row2) {
        const inputAt = (row2 * 512) | 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 512) | 0;
            const resultAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 512; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 512) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 1024) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 1536) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 2048) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 2560) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 3072) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 3584) | 0];
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
    function linear512x512_2(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row2 = 0; row2 < seq; row2 = (row2 + 1) | 0) {
                linear512x512Row2(input, weight, bias, result, row2);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 512) | 0;
                const height = Math.min(192, seq - top);
                // Pack a block of rows.
                {
                    let row2 = 0;
                    for (; row2 < height - 2; row2 = (row2 + 3) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 1024) | 0];
                        }
                    }
                    for (; row2 < height - 1; row2 = (row2 + 2) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row2 < height; row2 = (row2 + 1) | 0) {
                        const inputAt2 = (inputAt + row2 * 512) | 0;
                        const rowBlockAt = (row2 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 512) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 512; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 512) | 0];
                    }
                    multiply512Panel2(height);
                    for (let row2 = 0; row2 < height; row2 = (row2 + 1) | 0) {
                        const productAt = (row2 * 2) | 0;
                        const resultAt2 = (resultAt + row2 * 512) | 0;
                        result[resultAt2] = product[productAt] + bias[column];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** One call of the kernel. */
    function run(x, wq, bq, wk, bk, wv, bv, wo, bo, weights, out, linear, linear2, scale, linear3, reshape, powers, partialSums, seq) {
        linear512x512(x, wq, bq, linear, seq);
        linear512x512(x, wk, bk, linear2, seq);
        matmul64(linear, linear2, scale, seq);
        softmax(powers, scale, weights, seq);
        linear512x512(x, wv, bv, linear3, seq);
        matmul64_2(partialSums, weights, linear3, reshape, seq);
        linear512x512_2(reshape, wo, bo, out, seq);
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
        throw new TypeError(`multiHeadWeights512x8: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`multiHeadWeights512x8: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`multiHeadWeights512x8: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`multiHeadWeights512x8: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export async function createMultiHeadWeights512x8(params, options = {}) {
    const { target = "typescript" } = options;
    if (target !== "typescript") {
        throw new RangeError(`multiHeadWeights512x8: there is no target ${String(target)} here; this module has: typescript`);
    }
    let wq = dataOf("param wq", params?.wq, Float32Array, "f32");
    if (wq.length !== 262144 || (!ArrayBuffer.isView(params.wq) && (params.wq.sizes.length !== 2 || params.wq.sizes[0] !== 512 || params.wq.sizes[1] !== 512))) {
        throw mismatch("param wq", params.wq, "[512, 512]");
    }
    let bq = dataOf("param bq", params?.bq, Float32Array, "f32");
    if (bq.length !== 512 || (!ArrayBuffer.isView(params.bq) && (params.bq.sizes.length !== 1 || params.bq.sizes[0] !== 512))) {
        throw mismatch("param bq", params.bq, "[512]");
    }
    let wk = dataOf("param wk", params?.wk, Float32Array, "f32");
    if (wk.length !== 262144 || (!ArrayBuffer.isView(params.wk) && (params.wk.sizes.length !== 2 || params.wk.sizes[0] !== 512 || params.wk.sizes[1] !== 512))) {
        throw mismatch("param wk", params.wk, "[512, 512]");
    }
    let bk = dataOf("param bk", params?.bk, Float32Array, "f32");
    if (bk.length !== 512 || (!ArrayBuffer.isView(params.bk) && (params.bk.sizes.length !== 1 || params.bk.sizes[0] !== 512))) {
        throw mismatch("param bk", params.bk, "[512]");
    }
    let wv = dataOf("param wv", params?.wv, Float32Array, "f32");
    if (wv.length !== 262144 || (!ArrayBuffer.isView(params.wv) && (params.wv.sizes.length !== 2 || params.wv.sizes[0] !== 512 || params.wv.sizes[1] !== 512))) {
        throw mismatch("param wv", params.wv, "[512, 512]");
    }
    let bv = dataOf("param bv", params?.bv, Float32Array, "f32");
    if (bv.length !== 512 || (!ArrayBuffer.isView(params.bv) && (params.bv.sizes.length !== 1 || params.bv.sizes[0] !== 512))) {
        throw mismatch("param bv", params.bv, "[512]");
    }
    let wo = dataOf("param wo", params?.wo, Float32Array, "f32");
    if (wo.length !== 262144 || (!ArrayBuffer.isView(params.wo) && (params.wo.sizes.length !== 2 || params.wo.sizes[0] !== 512 || params.wo.sizes[1] !== 512))) {
        throw mismatch("param wo", params.wo, "[512, 512]");
    }
    let bo = dataOf("param bo", params?.bo, Float32Array, "f32");
    if (bo.length !== 512 || (!ArrayBuffer.isView(params.bo) && (params.bo.sizes.length !== 1 || params.bo.sizes[0] !== 512))) {
        throw mismatch("param bo", params.bo, "[512]");
    }
    let seqCapacity = 0;
    let linear = new Float64Array(0);
    let linear3 = new Float64Array(0);
    let powers = new Float64Array(0);
    let linear2 = new Float64Array(0);
    let reshape = new Float64Array(0);
    let scale = new Float64Array(0);
    let partialSums = new Float64Array(0);
    let disposed = false;
    let memory = new ArrayBuffer(0);
    /** Lays the memory out so that a call of these sizes fits, and grows it if need be. */
    function reserve(seq) {
        const bytes = seq * 8192 + seq * seq * 64 + 98304;
        if (bytes > memory.byteLength)
            memory = new ArrayBuffer(bytes);
        linear = new Float64Array(memory, 0, seq * 512);
        linear3 = new Float64Array(memory, 0, seq * 512);
        powers = new Float64Array(memory, 0, seq);
        linear2 = new Float64Array(memory, seq * 4096, seq * 512);
        reshape = new Float64Array(memory, seq * 4096, seq * 512);
        scale = new Float64Array(memory, seq * 8192, seq * seq * 8);
        partialSums = new Float64Array(memory, seq * 8192 + seq * seq * 64, 12288);
        seqCapacity = seq;
    }
    function call(inputs, out) {
        if (disposed)
            throw new Error("multiHeadWeights512x8: this kernel has been disposed of");
        const x = dataOf("input x", inputs?.x, Float32Array, "f32");
        const seq = sizeOf(inputs.x, 0, x.length, 512);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input x", inputs.x, "[seq, 512]");
        if (x.length !== (seq * 512) || (!ArrayBuffer.isView(inputs.x) && (inputs.x.sizes.length !== 2 || inputs.x.sizes[0] !== seq || inputs.x.sizes[1] !== 512))) {
            throw mismatch("input x", inputs.x, `[seq, 512] with seq = ${seq}`);
        }
        const weights = out === undefined ? new Float32Array(seq * seq * 8) : dataOf("out.weights", out.weights, Float32Array, "f32");
        if (out !== undefined) {
            if (weights.length !== (seq * seq * 8) || (!ArrayBuffer.isView(out.weights) && (out.weights.sizes.length !== 3 || out.weights.sizes[0] !== 8 || out.weights.sizes[1] !== seq || out.weights.sizes[2] !== seq))) {
                throw mismatch("out.weights", out.weights, `[8, seq, seq] with seq = ${seq}`);
            }
            if (overlap(weights, x))
                throw shared("out.weights", "input x");
            if (overlap(weights, wq))
                throw shared("out.weights", "param wq");
            if (overlap(weights, bq))
                throw shared("out.weights", "param bq");
            if (overlap(weights, wk))
                throw shared("out.weights", "param wk");
            if (overlap(weights, bk))
                throw shared("out.weights", "param bk");
            if (overlap(weights, wv))
                throw shared("out.weights", "param wv");
            if (overlap(weights, bv))
                throw shared("out.weights", "param bv");
            if (overlap(weights, wo))
                throw shared("out.weights", "param wo");
            if (overlap(weights, bo))
                throw shared("out.weights", "param bo");
        }
        const out2 = out === undefined ? new Float32Array(seq * 512) : dataOf("out.out", out.out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== (seq * 512) || (!ArrayBuffer.isView(out.out) && (out.out.sizes.length !== 2 || out.out.sizes[0] !== seq || out.out.sizes[1] !== 512))) {
                throw mismatch("out.out", out.out, `[seq, 512] with seq = ${seq}`);
            }
            if (overlap(out2, x))
                throw shared("out.out", "input x");
            if (overlap(out2, wq))
                throw shared("out.out", "param wq");
            if (overlap(out2, bq))
                throw shared("out.out", "param bq");
            if (overlap(out2, wk))
                throw shared("out.out", "param wk");
            if (overlap(out2, bk))
                throw shared("out.out", "param bk");
            if (overlap(out2, wv))
                throw shared("out.out", "param wv");
            if (overlap(out2, bv))
                throw shared("out.out", "param bv");
            if (overlap(out2, wo))
                throw shared("out.out", "param wo");
            if (overlap(out2, bo))
                throw shared("out.out", "param bo");
            if (overlap(out2, weights))
                throw shared("out.out", "out.weights");
        }
        if (seq > seqCapacity)
            reserve(seq);
        run(x, wq, bq, wk, bk, wv, bv, wo, bo, weights, out2, linear, linear2, scale, linear3, reshape, powers, partialSums, seq);
        if (out !== undefined)
            return out;
        return { weights: { shape: [8, "seq", "seq"], sizes: [8, seq, seq], dtype: "f32", data: weights }, out: { shape: ["seq", 512], sizes: [seq, 512], dtype: "f32", data: out2 } };
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
        linear = new Float64Array(0);
        linear3 = new Float64Array(0);
        powers = new Float64Array(0);
        linear2 = new Float64Array(0);
        reshape = new Float64Array(0);
        scale = new Float64Array(0);
        partialSums = new Float64Array(0);
        memory = new ArrayBuffer(0);
    }
    return Object.assign(call, { dispose });
}
