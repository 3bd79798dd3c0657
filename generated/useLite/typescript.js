// useLite: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate useLite
// Shapes:
//   params: embedding [8002, 256], layer0_norm1_weight [256], layer0_norm1_bias [256], layer0_attention_wq [256, 256], layer0_attention_bq [256], layer0_attention_wk [256, 256], layer0_attention_bk [256], layer0_attention_wv [256, 256], layer0_attention_bv [256], layer0_attention_wo [512, 256], layer0_attention_bo [512], layer0_residual_weight [512, 256], layer0_residual_bias [512], layer0_norm2_weight [512], layer0_norm2_bias [512], layer0_ff1_weight [1536, 512], layer0_ff1_bias [1536], layer0_ff2_weight [512, 1536], layer0_ff2_bias [512], layer1_norm1_weight [512], layer1_norm1_bias [512], layer1_attention_wq [512, 512], layer1_attention_bq [512], layer1_attention_wk [512, 512], layer1_attention_bk [512], layer1_attention_wv [512, 512], layer1_attention_bv [512], layer1_attention_wo [512, 512], layer1_attention_bo [512], layer1_norm2_weight [512], layer1_norm2_bias [512], layer1_ff1_weight [1536, 512], layer1_ff1_bias [1536], layer1_ff2_weight [512, 1536], layer1_ff2_bias [512], head_weight [512, 512], head_bias [512]
//   inputs: ids [seq]
//   outputs: out [512]
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
    /** A block to work in: 512. */
    const row2 = new Float64Array(512);
    /** A block to work in: 192 x 512. */
    const rowBlock20 = new Float64Array(98304);
    /** A block to work in: 192 x 512. */
    const rowBlock21 = new Float64Array(98304);
    /** A block to work in: 192 x 512. */
    const rowBlock22 = new Float64Array(98304);
    /** A block to work in: 2 x 512. */
    const panel20 = new Float64Array(1024);
    /** A block to work in: 2 x 512. */
    const panel21 = new Float64Array(1024);
    /** A block to work in: 192 x 2. */
    const product2 = new Float64Array(384);
    /** A block to work in: 1536. */
    const row3 = new Float64Array(1536);
    /** A block to work in: 24 x 128. */
    const contextBlock2 = new Float64Array(3072);
    /** A block to work in: 24 x 128. */
    const queryBlock20 = new Float64Array(3072);
    /** A block to work in: 24 x 128. */
    const queryBlock21 = new Float64Array(3072);
    /** A block to work in: 24 x 128. */
    const queryBlock22 = new Float64Array(3072);
    /** A block to work in: 256 x 128. */
    const keyBlock20 = new Float64Array(32768);
    /** A block to work in: 256 x 128. */
    const keyBlock21 = new Float64Array(32768);
    /** A block to work in: 128 x 264. */
    const valueBlock20 = new Float64Array(33792);
    /** A block to work in: 128 x 264. */
    const valueBlock21 = new Float64Array(33792);
    /** The normal powers of two, from 2^-1022 up. */
    const POWERS_OF_TWO = new Float64Array(2046);
    for (let exponent = 0, power = 2 ** -1022; exponent < POWERS_OF_TWO.length; exponent++, power *= 2) {
        POWERS_OF_TWO[exponent] = power;
    }
    /** Computes element by element. */
    function map(ids, embedding, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 256) | 0;
            const position = Math.min(Math.max(ids[axis0], 0), 8001);
            const embeddingAt = (position * 256) | 0;
            for (let axis1 = 0; axis1 < 256; axis1 = (axis1 + 1) | 0) {
                const embeddingAt2 = (embeddingAt + axis1) | 0;
                const resultAt2 = (resultAt + axis1) | 0;
                result[resultAt2] = embedding[embeddingAt2];
            }
        }
    }
    /** The sine of each position's angle for each pair of features. */
    function sinTable(rests, turns, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 128) | 0;
            const position = axis0;
            const distance = position;
            for (let pair = 0; pair < 128; pair = (pair + 1) | 0) {
                const resultAt2 = (resultAt + pair) | 0;
                const angle = (Math.imul(position, turns[pair]) + (Math.floor(distance * rests[pair] + 0.5) | 0)) | 0;
                const halves = Math.floor(angle * 4.656612873077393e-10 + 0.5);
                const within = (angle - Math.imul(halves | 0, -2147483648)) | 0;
                const fraction = within * 2.3283064365386963e-10;
                const square = fraction * fraction;
                const sine = fraction * ((((((3.654955333098769 * square + -15.079270747140981) * square + 42.05796213706344) * square + -76.70584107011746) * square + 81.60524903106807) * square + -41.34170223898256) * square + 6.283185307177213);
                result[resultAt2] = halves === 0 ? sine : -sine;
            }
        }
    }
    /** The cosine of each position's angle for each pair of features. */
    function cosTable(rests, turns, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 128) | 0;
            const position = axis0;
            const distance = position;
            for (let pair = 0; pair < 128; pair = (pair + 1) | 0) {
                const resultAt2 = (resultAt + pair) | 0;
                const angle = (((Math.imul(position, turns[pair]) + (Math.floor(distance * rests[pair] + 0.5) | 0)) | 0) + 1073741824) | 0;
                const halves = Math.floor(angle * 4.656612873077393e-10 + 0.5);
                const within = (angle - Math.imul(halves | 0, -2147483648)) | 0;
                const fraction = within * 2.3283064365386963e-10;
                const square = fraction * fraction;
                const sine = fraction * ((((((3.654955333098769 * square + -15.079270747140981) * square + 42.05796213706344) * square + -76.70584107011746) * square + 81.60524903106807) * square + -41.34170223898256) * square + 6.283185307177213);
                result[resultAt2] = halves === 0 ? sine : -sine;
            }
        }
    }
    /** The inputs one after the other along axis 1. */
    function concat(result, sin, cos, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const sinAt = (axis0 * 128) | 0;
            const resultAt = (axis0 * 256) | 0;
            for (let axis1 = 0; axis1 < 128; axis1 = (axis1 + 1) | 0) {
                const sinAt2 = (sinAt + axis1) | 0;
                const resultAt2 = (resultAt + axis1) | 0;
                result[resultAt2] = sin[sinAt2];
            }
        }
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const cosAt = (axis0 * 128) | 0;
            const resultAt = (axis0 * 256) | 0;
            for (let axis1 = 0; axis1 < 128; axis1 = (axis1 + 1) | 0) {
                const cosAt2 = (cosAt + axis1) | 0;
                const resultAt2 = (resultAt + axis1) | 0;
                result[(resultAt2 + 128) | 0] = cos[cosAt2];
            }
        }
    }
    /** Computes element by element. */
    function map2(gather, concat2, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const gatherAt = (axis0 * 256) | 0;
            for (let axis1 = 0; axis1 < 256; axis1 = (axis1 + 1) | 0) {
                const gatherAt2 = (gatherAt + axis1) | 0;
                result[gatherAt2] = gather[gatherAt2] + (gather[gatherAt2] + concat2[gatherAt2]);
            }
        }
    }
    /** Normalises each row. */
    function layerNorm(input, weight, bias, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const inputAt = (axis0 * 256) | 0;
            const width = 256;
            let sum = 0;
            for (let k = 0; k < 256; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                sum = sum + input[inputAt2];
            }
            const mean2 = sum / width;
            let squares = 0;
            for (let k = 0; k < 256; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                const centred = input[inputAt2] - mean2;
                squares = squares + centred * centred;
            }
            const inverse = 1 / Math.sqrt(squares / width + 0.000001);
            for (let k = 0; k < 256; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                result[inputAt2] = (input[inputAt2] - mean2) * inverse * weight[k] + bias[k];
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear256x256Row(input, weight, bias, result, row4) {
        const inputAt = (row4 * 256) | 0;
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
    function multiply3x2x256(row4) {
        const rowBlockAt = (row4 * 256) | 0;
        const productAt = (row4 * 2) | 0;
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
    function multiply2x2x256(row4) {
        const rowBlockAt = (row4 * 256) | 0;
        const productAt = (row4 * 2) | 0;
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
    function multiply1x2x256(row4) {
        const rowBlockAt = (row4 * 256) | 0;
        const productAt = (row4 * 2) | 0;
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
        let row4 = 0;
        for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
            multiply3x2x256(row4);
        }
        for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
            multiply2x2x256(row4);
        }
        for (; row4 < rows; row4 = (row4 + 1) | 0) {
            multiply1x2x256(row4);
        }
    }
    /** result = input weight^T + bias. */
    function linear256x256(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear256x256Row(input, weight, bias, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 384) | 0) {
                const inputAt = (top * 256) | 0;
                const height = Math.min(384, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
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
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const productAt = (row4 * 2) | 0;
                        const resultAt2 = (resultAt + row4 * 256) | 0;
                        result[resultAt2] = product[productAt] + bias[column];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** Scores to weights, with the softmax's running maximum and total. */
    function softmaxRows(rowGreatest, rowTotal, firstQuery, queries, visible) {
        for (let row4 = 0; row4 < queries; row4 = (row4 + 1) | 0) {
            const rowGreatestAt = (firstQuery + row4) | 0;
            const scoresAt = (row4 * 256) | 0;
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
            rescale[row4] = exp;
            rowGreatest[rowGreatestAt] = greatest;
            rowTotal[rowGreatestAt] = rowTotal[rowGreatestAt] * exp + sum;
        }
    }
    /** 3 x 2 sums of 64 products, kept in registers. */
    function score3x2x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
    function score2x2x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
    function score1x2x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
    function score3x1x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
    function score2x1x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
    function score1x1x64(row4, column) {
        const keyBlockAt = (column * 64) | 0;
        const queryBlockAt = (row4 * 64) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
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
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                score3x2x64(row4, column);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                score2x2x64(row4, column);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                score1x2x64(row4, column);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                score3x1x64(row4, column);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                score2x1x64(row4, column);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                score1x1x64(row4, column);
            }
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function weigh3x2(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
    function weigh2x2(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
    function weigh1x2(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
    function weigh3x1(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
    function weigh2x1(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
    function weigh1x1(row4, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlockAt = (row4 * 64 + column) | 0;
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
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                weigh3x2(row4, column, depth);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                weigh2x2(row4, column, depth);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                weigh1x2(row4, column, depth);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                weigh3x1(row4, column, depth);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                weigh2x1(row4, column, depth);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                weigh1x1(row4, column, depth);
            }
        }
    }
    /** result = softmax(scale query key^T + mask) value, a block of keys after the other. */
    function attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, result, seq) {
        for (let head = 0; head < 4; head = (head + 1) | 0) {
            const keyAt = (head * 64) | 0;
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                const rowWeightedAt = (row4 * 64) | 0;
                rowGreatest[row4] = -Infinity;
                rowTotal[row4] = 0;
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
                    let row4 = 0;
                    for (; row4 < keys - 1; row4 = (row4 + 2) | 0) {
                        const keyAt3 = (keyAt2 + row4 * 256) | 0;
                        const keyBlockAt = (row4 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const keyAt4 = (keyAt3 + k) | 0;
                            const keyBlockAt2 = (keyBlockAt + k) | 0;
                            keyBlock0[keyBlockAt2] = key[keyAt4];
                            keyBlock1[keyBlockAt2] = key[(keyAt4 + 256) | 0];
                        }
                    }
                    for (; row4 < keys; row4 = (row4 + 1) | 0) {
                        const keyAt3 = (keyAt2 + row4 * 256) | 0;
                        const keyBlockAt = (row4 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const keyAt4 = (keyAt3 + k) | 0;
                            const keyBlockAt2 = (keyBlockAt + k) | 0;
                            keyBlock0[keyBlockAt2] = key[keyAt4];
                        }
                    }
                }
                // Pack the values, transposed.
                {
                    for (let row4 = 0; row4 < 64; row4 = (row4 + 2) | 0) {
                        const valueAt = (keyAt2 + row4) | 0;
                        const valueBlockAt = (row4 * 264) | 0;
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
                        let row4 = 0;
                        for (; row4 < queries - 2; row4 = (row4 + 3) | 0) {
                            const queryAt2 = (queryAt + row4 * 256) | 0;
                            const queryBlockAt = (row4 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                                queryBlock1[queryBlockAt2] = query[(queryAt3 + 256) | 0] * 0.125;
                                queryBlock2[queryBlockAt2] = query[(queryAt3 + 512) | 0] * 0.125;
                            }
                        }
                        for (; row4 < queries - 1; row4 = (row4 + 2) | 0) {
                            const queryAt2 = (queryAt + row4 * 256) | 0;
                            const queryBlockAt = (row4 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                                queryBlock1[queryBlockAt2] = query[(queryAt3 + 256) | 0] * 0.125;
                            }
                        }
                        for (; row4 < queries; row4 = (row4 + 1) | 0) {
                            const queryAt2 = (queryAt + row4 * 256) | 0;
                            const queryBlockAt = (row4 * 64) | 0;
                            for (let k = 0; k < 64; k = (k + 1) | 0) {
                                const queryAt3 = (queryAt2 + k) | 0;
                                const queryBlockAt2 = (queryBlockAt + k) | 0;
                                queryBlock0[queryBlockAt2] = query[queryAt3] * 0.125;
                            }
                        }
                    }
                    score64(queries, keys);
                    softmaxRows(rowGreatest, rowTotal, firstQuery, queries, keys);
                    let row4 = 0;
                    for (; row4 < queries - 2; row4 = (row4 + 3) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                            weights2[weightsAt2] = scores[(scoresAt2 + 512) | 0];
                        }
                    }
                    for (; row4 < queries - 1; row4 = (row4 + 2) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                        }
                    }
                    for (; row4 < queries; row4 = (row4 + 1) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                        }
                    }
                    weigh(queries, 64, keys);
                    for (let row5 = 0; row5 < queries; row5 = (row5 + 1) | 0) {
                        const rowWeightedAt2 = (rowWeightedAt + row5 * 64) | 0;
                        const contextBlockAt = (row5 * 64) | 0;
                        const rescale2 = rescale[row5];
                        for (let column = 0; column < 64; column = (column + 1) | 0) {
                            const rowWeightedAt3 = (rowWeightedAt2 + column) | 0;
                            const contextBlockAt2 = (contextBlockAt + column) | 0;
                            rowWeighted[rowWeightedAt3] = rowWeighted[rowWeightedAt3] * rescale2 + contextBlock[contextBlockAt2];
                        }
                    }
                }
            }
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                const rowWeightedAt = (row4 * 64) | 0;
                const resultAt = (keyAt + row4 * 256) | 0;
                const inverse = 1 / rowTotal[row4];
                for (let column = 0; column < 64; column = (column + 1) | 0) {
                    const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    result[resultAt2] = rowWeighted[rowWeightedAt2] * inverse;
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear256x512Row(input, weight, bias, result, row4) {
        const inputAt = (row4 * 256) | 0;
        const resultAt = (row4 * 512) | 0;
        for (let k = 0; k < 256; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 256) | 0;
            const resultAt2 = (resultAt + column) | 0;
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
            result[resultAt2] = sum0 + bias[column];
            result[(resultAt2 + 1) | 0] = sum1 + bias[(column + 1) | 0];
            result[(resultAt2 + 2) | 0] = sum2 + bias[(column + 2) | 0];
            result[(resultAt2 + 3) | 0] = sum3 + bias[(column + 3) | 0];
            result[(resultAt2 + 4) | 0] = sum4 + bias[(column + 4) | 0];
            result[(resultAt2 + 5) | 0] = sum5 + bias[(column + 5) | 0];
            result[(resultAt2 + 6) | 0] = sum6 + bias[(column + 6) | 0];
            result[(resultAt2 + 7) | 0] = sum7 + bias[(column + 7) | 0];
        }
    }
    /** result = input weight^T + bias. */
    function linear256x512(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear256x512Row(input, weight, bias, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 384) | 0) {
                const inputAt = (top * 256) | 0;
                const resultAt = (top * 512) | 0;
                const height = Math.min(384, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 256) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    for (let k = 0; k < 256; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 256) | 0];
                    }
                    multiply256Panel2(height);
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const productAt = (row4 * 2) | 0;
                        const resultAt3 = (resultAt2 + row4 * 512) | 0;
                        result[resultAt3] = product[productAt] + bias[column];
                        result[(resultAt3 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear256x512Row2(input, weight, bias, linear, result, row4) {
        const inputAt = (row4 * 256) | 0;
        const linearAt = (row4 * 512) | 0;
        for (let k = 0; k < 256; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 256) | 0;
            const linearAt2 = (linearAt + column) | 0;
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
            result[linearAt2] = sum0 + bias[column] + linear[linearAt2];
            result[(linearAt2 + 1) | 0] = sum1 + bias[(column + 1) | 0] + linear[(linearAt2 + 1) | 0];
            result[(linearAt2 + 2) | 0] = sum2 + bias[(column + 2) | 0] + linear[(linearAt2 + 2) | 0];
            result[(linearAt2 + 3) | 0] = sum3 + bias[(column + 3) | 0] + linear[(linearAt2 + 3) | 0];
            result[(linearAt2 + 4) | 0] = sum4 + bias[(column + 4) | 0] + linear[(linearAt2 + 4) | 0];
            result[(linearAt2 + 5) | 0] = sum5 + bias[(column + 5) | 0] + linear[(linearAt2 + 5) | 0];
            result[(linearAt2 + 6) | 0] = sum6 + bias[(column + 6) | 0] + linear[(linearAt2 + 6) | 0];
            result[(linearAt2 + 7) | 0] = sum7 + bias[(column + 7) | 0] + linear[(linearAt2 + 7) | 0];
        }
    }
    /** result = input weight^T + bias. */
    function linear256x512_2(input, weight, bias, linear, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear256x512Row2(input, weight, bias, linear, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 384) | 0) {
                const inputAt = (top * 256) | 0;
                const linearAt = (top * 512) | 0;
                const height = Math.min(384, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 256) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 256) | 0;
                        const rowBlockAt = (row4 * 256) | 0;
                        for (let k = 0; k < 256; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 256) | 0;
                    const linearAt2 = (linearAt + column) | 0;
                    for (let k = 0; k < 256; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 256) | 0];
                    }
                    multiply256Panel2(height);
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const productAt = (row4 * 2) | 0;
                        const linearAt3 = (linearAt2 + row4 * 512) | 0;
                        result[linearAt3] = product[productAt] + bias[column] + linear[linearAt3];
                        result[(linearAt3 + 1) | 0] = product[(productAt + 1) | 0] + bias[(column + 1) | 0] + linear[(linearAt3 + 1) | 0];
                    }
                }
            }
        }
    }
    /** Normalises each row. */
    function layerNorm2(input, weight, bias, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const inputAt = (axis0 * 512) | 0;
            const width = 512;
            let sum = 0;
            for (let k = 0; k < 512; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                sum = sum + input[inputAt2];
            }
            const mean2 = sum / width;
            let squares = 0;
            for (let k = 0; k < 512; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                const centred = input[inputAt2] - mean2;
                squares = squares + centred * centred;
            }
            const inverse = 1 / Math.sqrt(squares / width + 0.000001);
            for (let k = 0; k < 512; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                result[inputAt2] = (input[inputAt2] - mean2) * inverse * weight[k] + bias[k];
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x1536Row(input, weight, bias, result, row4) {
        const inputAt = (row4 * 512) | 0;
        const resultAt = (row4 * 1536) | 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row2[k] = input[inputAt2];
        }
        for (let column = 0; column < 1536; column = (column + 8) | 0) {
            const weightAt = (column * 512) | 0;
            const resultAt2 = (resultAt + column) | 0;
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
                const element = row2[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 512) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 1024) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 1536) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 2048) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 2560) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 3072) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 3584) | 0];
            }
            const x = sum0 + bias[column];
            result[resultAt2] = x < 0 ? 0 : x;
            const x2 = sum1 + bias[(column + 1) | 0];
            result[(resultAt2 + 1) | 0] = x2 < 0 ? 0 : x2;
            const x3 = sum2 + bias[(column + 2) | 0];
            result[(resultAt2 + 2) | 0] = x3 < 0 ? 0 : x3;
            const x4 = sum3 + bias[(column + 3) | 0];
            result[(resultAt2 + 3) | 0] = x4 < 0 ? 0 : x4;
            const x5 = sum4 + bias[(column + 4) | 0];
            result[(resultAt2 + 4) | 0] = x5 < 0 ? 0 : x5;
            const x6 = sum5 + bias[(column + 5) | 0];
            result[(resultAt2 + 5) | 0] = x6 < 0 ? 0 : x6;
            const x7 = sum6 + bias[(column + 6) | 0];
            result[(resultAt2 + 6) | 0] = x7 < 0 ? 0 : x7;
            const x8 = sum7 + bias[(column + 7) | 0];
            result[(resultAt2 + 7) | 0] = x8 < 0 ? 0 : x8;
        }
    }
    /** 3 x 2 sums of 512 products, kept in registers. */
    function multiply3x2x512(row4) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
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
        for (let k = 171; k < 342; k = (k + 1) | 0) {
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
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of 512 products, kept in registers. */
    function multiply2x2x512(row4) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
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
        for (let k = 171; k < 342; k = (k + 1) | 0) {
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
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of 512 products, kept in registers. */
    function multiply1x2x512(row4) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 171; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 171; k < 342; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 342; k < 512; k = (k + 1) | 0) {
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
    function multiply512Panel2(rows) {
        let row4 = 0;
        for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
            multiply3x2x512(row4);
        }
        for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
            multiply2x2x512(row4);
        }
        for (; row4 < rows; row4 = (row4 + 1) | 0) {
            multiply1x2x512(row4);
        }
    }
    /** result = input weight^T + bias. */
    function linear512x1536(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear512x1536Row(input, weight, bias, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 512) | 0;
                const resultAt = (top * 1536) | 0;
                const height = Math.min(192, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                            rowBlock22[rowBlock2At2] = input[(inputAt3 + 1024) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 1536; column = (column + 2) | 0) {
                    const weightAt = (column * 512) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    for (let k = 0; k < 512; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel20[k] = weight[weightAt2];
                        panel21[k] = weight[(weightAt2 + 512) | 0];
                    }
                    multiply512Panel2(height);
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const product2At = (row4 * 2) | 0;
                        const resultAt3 = (resultAt2 + row4 * 1536) | 0;
                        const x = product2[product2At] + bias[column];
                        result[resultAt3] = x < 0 ? 0 : x;
                        const x2 = product2[(product2At + 1) | 0] + bias[(column + 1) | 0];
                        result[(resultAt3 + 1) | 0] = x2 < 0 ? 0 : x2;
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear1536x512Row(input, weight, bias, add2, result, row4) {
        const inputAt = (row4 * 1536) | 0;
        const add2At = (row4 * 512) | 0;
        for (let k = 0; k < 1536; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row3[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 1536) | 0;
            const add2At2 = (add2At + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 1536; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row3[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 1536) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 3072) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 4608) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 6144) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 7680) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 9216) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 10752) | 0];
            }
            result[add2At2] = add2[add2At2] + (sum0 + bias[column]);
            result[(add2At2 + 1) | 0] = add2[(add2At2 + 1) | 0] + (sum1 + bias[(column + 1) | 0]);
            result[(add2At2 + 2) | 0] = add2[(add2At2 + 2) | 0] + (sum2 + bias[(column + 2) | 0]);
            result[(add2At2 + 3) | 0] = add2[(add2At2 + 3) | 0] + (sum3 + bias[(column + 3) | 0]);
            result[(add2At2 + 4) | 0] = add2[(add2At2 + 4) | 0] + (sum4 + bias[(column + 4) | 0]);
            result[(add2At2 + 5) | 0] = add2[(add2At2 + 5) | 0] + (sum5 + bias[(column + 5) | 0]);
            result[(add2At2 + 6) | 0] = add2[(add2At2 + 6) | 0] + (sum6 + bias[(column + 6) | 0]);
            result[(add2At2 + 7) | 0] = add2[(add2At2 + 7) | 0] + (sum7 + bias[(column + 7) | 0]);
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function multiply3x2(row4, depth) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of `depth` products, kept in registers. */
    function multiply2x2(row4, depth) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
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
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
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
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of `depth` products, kept in registers. */
    function multiply1x2(row4, depth) {
        const rowBlock2At = (row4 * 512) | 0;
        const product2At = (row4 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        const end = Math.min(171, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end2 = Math.min(342, depth);
        for (let k = 171; k < end2; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end3 = Math.min(512, depth);
        for (let k = 342; k < end3; k = (k + 1) | 0) {
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
    function multiplyPanel2(rows, depth) {
        let row4 = 0;
        for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
            multiply3x2(row4, depth);
        }
        for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
            multiply2x2(row4, depth);
        }
        for (; row4 < rows; row4 = (row4 + 1) | 0) {
            multiply1x2(row4, depth);
        }
    }
    /** result = input weight^T + bias. */
    function linear1536x512(input, weight, bias, add2, result, partialSums, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear1536x512Row(input, weight, bias, add2, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 1536) | 0;
                const add2At = (top * 512) | 0;
                const height = Math.min(192, seq - top);
                for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                    const partialSumsAt = (row4 * 512) | 0;
                    for (let column = 0; column < 512; column = (column + 1) | 0) {
                        const partialSumsAt2 = (partialSumsAt + column) | 0;
                        partialSums[partialSumsAt2] = 0;
                    }
                }
                for (let from = 0; from < 1536; from = (from + 512) | 0) {
                    const inputAt2 = (inputAt + from) | 0;
                    const summands = Math.min(512, -from + 1536);
                    // Pack a block of rows.
                    {
                        let row4 = 0;
                        for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                            const inputAt3 = (inputAt2 + row4 * 1536) | 0;
                            const rowBlock2At = (row4 * 512) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const inputAt4 = (inputAt3 + k) | 0;
                                const rowBlock2At2 = (rowBlock2At + k) | 0;
                                rowBlock20[rowBlock2At2] = input[inputAt4];
                                rowBlock21[rowBlock2At2] = input[(inputAt4 + 1536) | 0];
                                rowBlock22[rowBlock2At2] = input[(inputAt4 + 3072) | 0];
                            }
                        }
                        for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                            const inputAt3 = (inputAt2 + row4 * 1536) | 0;
                            const rowBlock2At = (row4 * 512) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const inputAt4 = (inputAt3 + k) | 0;
                                const rowBlock2At2 = (rowBlock2At + k) | 0;
                                rowBlock20[rowBlock2At2] = input[inputAt4];
                                rowBlock21[rowBlock2At2] = input[(inputAt4 + 1536) | 0];
                            }
                        }
                        for (; row4 < height; row4 = (row4 + 1) | 0) {
                            const inputAt3 = (inputAt2 + row4 * 1536) | 0;
                            const rowBlock2At = (row4 * 512) | 0;
                            for (let k = 0; k < summands; k = (k + 1) | 0) {
                                const inputAt4 = (inputAt3 + k) | 0;
                                const rowBlock2At2 = (rowBlock2At + k) | 0;
                                rowBlock20[rowBlock2At2] = input[inputAt4];
                            }
                        }
                    }
                    for (let column = 0; column < 512; column = (column + 2) | 0) {
                        const weightAt = (from + column * 1536) | 0;
                        for (let k = 0; k < summands; k = (k + 1) | 0) {
                            const weightAt2 = (weightAt + k) | 0;
                            panel20[k] = weight[weightAt2];
                            panel21[k] = weight[(weightAt2 + 1536) | 0];
                        }
                        multiplyPanel2(height, summands);
                        for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                            const partialSumsAt = (column + row4 * 512) | 0;
                            const product2At = (row4 * 2) | 0;
                            partialSums[partialSumsAt] = partialSums[partialSumsAt] + product2[product2At];
                            partialSums[(partialSumsAt + 1) | 0] = partialSums[(partialSumsAt + 1) | 0] + product2[(product2At + 1) | 0];
                        }
                    }
                }
                for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                    const add2At2 = (add2At + row4 * 512) | 0;
                    const partialSumsAt = (row4 * 512) | 0;
                    for (let column = 0; column < 512; column = (column + 1) | 0) {
                        const add2At3 = (add2At2 + column) | 0;
                        const partialSumsAt2 = (partialSumsAt + column) | 0;
                        result[add2At3] = add2[add2At3] + (partialSums[partialSumsAt2] + bias[column]);
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x512Row(input, weight, bias, result, row4) {
        const inputAt = (row4 * 512) | 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row2[k] = input[inputAt2];
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
                const element = row2[k];
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
    function linear512x512(input, weight, bias, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear512x512Row(input, weight, bias, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 512) | 0;
                const height = Math.min(192, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                            rowBlock22[rowBlock2At2] = input[(inputAt3 + 1024) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 512) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 512; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel20[k] = weight[weightAt2];
                        panel21[k] = weight[(weightAt2 + 512) | 0];
                    }
                    multiply512Panel2(height);
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const product2At = (row4 * 2) | 0;
                        const resultAt2 = (resultAt + row4 * 512) | 0;
                        result[resultAt2] = product2[product2At] + bias[column];
                        result[(resultAt2 + 1) | 0] = product2[(product2At + 1) | 0] + bias[(column + 1) | 0];
                    }
                }
            }
        }
    }
    /** 3 x 2 sums of 128 products, kept in registers. */
    function score3x2x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = queryBlock22[queryBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
            sum2_1 = sum2_1 + left2 * right1;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = queryBlock22[queryBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
            sum2_1 = sum2_1 + left2 * right1;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
            const left2 = queryBlock22[queryBlock2At2];
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
    /** 2 x 2 sums of 128 products, kept in registers. */
    function score2x2x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        scores[scoresAt] = sum0_0;
        scores[(scoresAt + 1) | 0] = sum0_1;
        scores[(scoresAt + 256) | 0] = sum1_0;
        scores[(scoresAt + 257) | 0] = sum1_1;
    }
    /** 1 x 2 sums of 128 products, kept in registers. */
    function score1x2x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const right1 = keyBlock21[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        scores[scoresAt] = sum0_0;
        scores[(scoresAt + 1) | 0] = sum0_1;
    }
    /** 3 x 1 sums of 128 products, kept in registers. */
    function score3x1x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = queryBlock22[queryBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = queryBlock22[queryBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = queryBlock22[queryBlock2At2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        scores[scoresAt] = sum0_0;
        scores[(scoresAt + 256) | 0] = sum1_0;
        scores[(scoresAt + 512) | 0] = sum2_0;
    }
    /** 2 x 1 sums of 128 products, kept in registers. */
    function score2x1x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock21[queryBlock2At2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        scores[scoresAt] = sum0_0;
        scores[(scoresAt + 256) | 0] = sum1_0;
    }
    /** 1 x 1 sums of 128 products, kept in registers. */
    function score1x1x128(row4, column) {
        const keyBlock2At = (column * 128) | 0;
        const queryBlock2At = (row4 * 128) | 0;
        const scoresAt = (row4 * 256 + column) | 0;
        let sum0_0 = 0;
        for (let k = 0; k < 43; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 43; k < 86; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 86; k < 128; k = (k + 1) | 0) {
            const keyBlock2At2 = (keyBlock2At + k) | 0;
            const queryBlock2At2 = (queryBlock2At + k) | 0;
            const right0 = keyBlock20[keyBlock2At2];
            const left0 = queryBlock20[queryBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        scores[scoresAt] = sum0_0;
    }
    /** Covers `rows` rows and `columns` columns with tiles. */
    function score128(rows, columns) {
        let column = 0;
        for (; column < columns - 1; column = (column + 2) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                score3x2x128(row4, column);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                score2x2x128(row4, column);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                score1x2x128(row4, column);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                score3x1x128(row4, column);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                score2x1x128(row4, column);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                score1x1x128(row4, column);
            }
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function weigh3x2_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
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
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
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
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
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
        contextBlock2[contextBlock2At] = sum0_0;
        contextBlock2[(contextBlock2At + 1) | 0] = sum0_1;
        contextBlock2[(contextBlock2At + 128) | 0] = sum1_0;
        contextBlock2[(contextBlock2At + 129) | 0] = sum1_1;
        contextBlock2[(contextBlock2At + 256) | 0] = sum2_0;
        contextBlock2[(contextBlock2At + 257) | 0] = sum2_1;
    }
    /** 2 x 2 sums of `depth` products, kept in registers. */
    function weigh2x2_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            sum1_1 = sum1_1 + left1 * right1;
        }
        contextBlock2[contextBlock2At] = sum0_0;
        contextBlock2[(contextBlock2At + 1) | 0] = sum0_1;
        contextBlock2[(contextBlock2At + 128) | 0] = sum1_0;
        contextBlock2[(contextBlock2At + 129) | 0] = sum1_1;
    }
    /** 1 x 2 sums of `depth` products, kept in registers. */
    function weigh1x2_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const right1 = valueBlock21[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        contextBlock2[contextBlock2At] = sum0_0;
        contextBlock2[(contextBlock2At + 1) | 0] = sum0_1;
    }
    /** 3 x 1 sums of `depth` products, kept in registers. */
    function weigh3x1_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
            const left2 = weights2[weightsAt2];
            sum2_0 = sum2_0 + left2 * right0;
        }
        contextBlock2[contextBlock2At] = sum0_0;
        contextBlock2[(contextBlock2At + 128) | 0] = sum1_0;
        contextBlock2[(contextBlock2At + 256) | 0] = sum2_0;
    }
    /** 2 x 1 sums of `depth` products, kept in registers. */
    function weigh2x1_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = weights1[weightsAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        contextBlock2[contextBlock2At] = sum0_0;
        contextBlock2[(contextBlock2At + 128) | 0] = sum1_0;
    }
    /** 1 x 1 sums of `depth` products, kept in registers. */
    function weigh1x1_2(row4, column, depth) {
        const valueBlock2At = (column * 264) | 0;
        const weightsAt = (row4 * 264) | 0;
        const contextBlock2At = (row4 * 128 + column) | 0;
        let sum0_0 = 0;
        const end = Math.min(86, depth);
        for (let k = 0; k < end; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        const end2 = Math.min(172, depth);
        for (let k = 86; k < end2; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        const end3 = Math.min(256, depth);
        for (let k = 172; k < end3; k = (k + 1) | 0) {
            const valueBlock2At2 = (valueBlock2At + k) | 0;
            const weightsAt2 = (weightsAt + k) | 0;
            const right0 = valueBlock20[valueBlock2At2];
            const left0 = weights0[weightsAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        contextBlock2[contextBlock2At] = sum0_0;
    }
    /** Covers `rows` rows and `columns` columns with tiles. */
    function weigh2(rows, columns, depth) {
        let column = 0;
        for (; column < columns - 1; column = (column + 2) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                weigh3x2_2(row4, column, depth);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                weigh2x2_2(row4, column, depth);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                weigh1x2_2(row4, column, depth);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row4 = 0;
            for (; row4 < rows - 2; row4 = (row4 + 3) | 0) {
                weigh3x1_2(row4, column, depth);
            }
            for (; row4 < rows - 1; row4 = (row4 + 2) | 0) {
                weigh2x1_2(row4, column, depth);
            }
            for (; row4 < rows; row4 = (row4 + 1) | 0) {
                weigh1x1_2(row4, column, depth);
            }
        }
    }
    /** result = softmax(scale query key^T + mask) value, a block of keys after the other. */
    function attention128(rowGreatest2, rowTotal2, rowWeighted2, key2, value2, query2, result, seq) {
        for (let head = 0; head < 4; head = (head + 1) | 0) {
            const key2At = (head * 128) | 0;
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                const rowWeighted2At = (row4 * 128) | 0;
                rowGreatest2[row4] = -Infinity;
                rowTotal2[row4] = 0;
                for (let column = 0; column < 128; column = (column + 1) | 0) {
                    const rowWeighted2At2 = (rowWeighted2At + column) | 0;
                    rowWeighted2[rowWeighted2At2] = 0;
                }
            }
            for (let firstKey = 0; firstKey < seq; firstKey = (firstKey + 256) | 0) {
                const key2At2 = (key2At + firstKey * 512) | 0;
                const keys = Math.min(256, -firstKey + seq);
                // Pack the keys.
                {
                    let row4 = 0;
                    for (; row4 < keys - 1; row4 = (row4 + 2) | 0) {
                        const key2At3 = (key2At2 + row4 * 512) | 0;
                        const keyBlock2At = (row4 * 128) | 0;
                        for (let k = 0; k < 128; k = (k + 1) | 0) {
                            const key2At4 = (key2At3 + k) | 0;
                            const keyBlock2At2 = (keyBlock2At + k) | 0;
                            keyBlock20[keyBlock2At2] = key2[key2At4];
                            keyBlock21[keyBlock2At2] = key2[(key2At4 + 512) | 0];
                        }
                    }
                    for (; row4 < keys; row4 = (row4 + 1) | 0) {
                        const key2At3 = (key2At2 + row4 * 512) | 0;
                        const keyBlock2At = (row4 * 128) | 0;
                        for (let k = 0; k < 128; k = (k + 1) | 0) {
                            const key2At4 = (key2At3 + k) | 0;
                            const keyBlock2At2 = (keyBlock2At + k) | 0;
                            keyBlock20[keyBlock2At2] = key2[key2At4];
                        }
                    }
                }
                // Pack the values, transposed.
                {
                    for (let row4 = 0; row4 < 128; row4 = (row4 + 2) | 0) {
                        const value2At = (key2At2 + row4) | 0;
                        const valueBlock2At = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const value2At2 = (value2At + k * 512) | 0;
                            const valueBlock2At2 = (valueBlock2At + k) | 0;
                            const element = value2[value2At2];
                            valueBlock20[valueBlock2At2] = element;
                            const element2 = value2[(value2At2 + 1) | 0];
                            valueBlock21[valueBlock2At2] = element2;
                        }
                    }
                }
                for (let firstQuery = 0; firstQuery < seq; firstQuery = (firstQuery + 24) | 0) {
                    const query2At = (key2At + firstQuery * 512) | 0;
                    const rowWeighted2At = (firstQuery * 128) | 0;
                    const queries = Math.min(24, -firstQuery + seq);
                    // Pack the queries, scaled.
                    {
                        let row4 = 0;
                        for (; row4 < queries - 2; row4 = (row4 + 3) | 0) {
                            const query2At2 = (query2At + row4 * 512) | 0;
                            const queryBlock2At = (row4 * 128) | 0;
                            for (let k = 0; k < 128; k = (k + 1) | 0) {
                                const query2At3 = (query2At2 + k) | 0;
                                const queryBlock2At2 = (queryBlock2At + k) | 0;
                                queryBlock20[queryBlock2At2] = query2[query2At3] * 0.08838834764831843;
                                queryBlock21[queryBlock2At2] = query2[(query2At3 + 512) | 0] * 0.08838834764831843;
                                queryBlock22[queryBlock2At2] = query2[(query2At3 + 1024) | 0] * 0.08838834764831843;
                            }
                        }
                        for (; row4 < queries - 1; row4 = (row4 + 2) | 0) {
                            const query2At2 = (query2At + row4 * 512) | 0;
                            const queryBlock2At = (row4 * 128) | 0;
                            for (let k = 0; k < 128; k = (k + 1) | 0) {
                                const query2At3 = (query2At2 + k) | 0;
                                const queryBlock2At2 = (queryBlock2At + k) | 0;
                                queryBlock20[queryBlock2At2] = query2[query2At3] * 0.08838834764831843;
                                queryBlock21[queryBlock2At2] = query2[(query2At3 + 512) | 0] * 0.08838834764831843;
                            }
                        }
                        for (; row4 < queries; row4 = (row4 + 1) | 0) {
                            const query2At2 = (query2At + row4 * 512) | 0;
                            const queryBlock2At = (row4 * 128) | 0;
                            for (let k = 0; k < 128; k = (k + 1) | 0) {
                                const query2At3 = (query2At2 + k) | 0;
                                const queryBlock2At2 = (queryBlock2At + k) | 0;
                                queryBlock20[queryBlock2At2] = query2[query2At3] * 0.08838834764831843;
                            }
                        }
                    }
                    score128(queries, keys);
                    softmaxRows(rowGreatest2, rowTotal2, firstQuery, queries, keys);
                    let row4 = 0;
                    for (; row4 < queries - 2; row4 = (row4 + 3) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                            weights2[weightsAt2] = scores[(scoresAt2 + 512) | 0];
                        }
                    }
                    for (; row4 < queries - 1; row4 = (row4 + 2) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                            weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                        }
                    }
                    for (; row4 < queries; row4 = (row4 + 1) | 0) {
                        const scoresAt = (row4 * 256) | 0;
                        const weightsAt = (row4 * 264) | 0;
                        for (let k = 0; k < keys; k = (k + 1) | 0) {
                            const scoresAt2 = (scoresAt + k) | 0;
                            const weightsAt2 = (weightsAt + k) | 0;
                            weights0[weightsAt2] = scores[scoresAt2];
                        }
                    }
                    weigh2(queries, 128, keys);
                    for (let row5 = 0; row5 < queries; row5 = (row5 + 1) | 0) {
                        const rowWeighted2At2 = (rowWeighted2At + row5 * 128) | 0;
                        const contextBlock2At = (row5 * 128) | 0;
                        const rescale2 = rescale[row5];
                        for (let column = 0; column < 128; column = (column + 1) | 0) {
                            const rowWeighted2At3 = (rowWeighted2At2 + column) | 0;
                            const contextBlock2At2 = (contextBlock2At + column) | 0;
                            rowWeighted2[rowWeighted2At3] = rowWeighted2[rowWeighted2At3] * rescale2 + contextBlock2[contextBlock2At2];
                        }
                    }
                }
            }
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                const rowWeighted2At = (row4 * 128) | 0;
                const resultAt = (key2At + row4 * 512) | 0;
                const inverse = 1 / rowTotal2[row4];
                for (let column = 0; column < 128; column = (column + 1) | 0) {
                    const rowWeighted2At2 = (rowWeighted2At + column) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    result[resultAt2] = rowWeighted2[rowWeighted2At2] * inverse;
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x512Row2(input, weight, bias, add3, result, row4) {
        const inputAt = (row4 * 512) | 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row2[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 512) | 0;
            const add3At = (inputAt + column) | 0;
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
                const element = row2[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 512) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 1024) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 1536) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 2048) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 2560) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 3072) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 3584) | 0];
            }
            result[add3At] = add3[add3At] + (sum0 + bias[column]);
            result[(add3At + 1) | 0] = add3[(add3At + 1) | 0] + (sum1 + bias[(column + 1) | 0]);
            result[(add3At + 2) | 0] = add3[(add3At + 2) | 0] + (sum2 + bias[(column + 2) | 0]);
            result[(add3At + 3) | 0] = add3[(add3At + 3) | 0] + (sum3 + bias[(column + 3) | 0]);
            result[(add3At + 4) | 0] = add3[(add3At + 4) | 0] + (sum4 + bias[(column + 4) | 0]);
            result[(add3At + 5) | 0] = add3[(add3At + 5) | 0] + (sum5 + bias[(column + 5) | 0]);
            result[(add3At + 6) | 0] = add3[(add3At + 6) | 0] + (sum6 + bias[(column + 6) | 0]);
            result[(add3At + 7) | 0] = add3[(add3At + 7) | 0] + (sum7 + bias[(column + 7) | 0]);
        }
    }
    /** result = input weight^T + bias. */
    function linear512x512_2(input, weight, bias, add3, result, seq) {
        if (seq <= 4) {
            for (let row4 = 0; row4 < seq; row4 = (row4 + 1) | 0) {
                linear512x512Row2(input, weight, bias, add3, result, row4);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 192) | 0) {
                const inputAt = (top * 512) | 0;
                const height = Math.min(192, seq - top);
                // Pack a block of rows.
                {
                    let row4 = 0;
                    for (; row4 < height - 2; row4 = (row4 + 3) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                            rowBlock22[rowBlock2At2] = input[(inputAt3 + 1024) | 0];
                        }
                    }
                    for (; row4 < height - 1; row4 = (row4 + 2) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 512) | 0];
                        }
                    }
                    for (; row4 < height; row4 = (row4 + 1) | 0) {
                        const inputAt2 = (inputAt + row4 * 512) | 0;
                        const rowBlock2At = (row4 * 512) | 0;
                        for (let k = 0; k < 512; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 512) | 0;
                    const add3At = (inputAt + column) | 0;
                    for (let k = 0; k < 512; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel20[k] = weight[weightAt2];
                        panel21[k] = weight[(weightAt2 + 512) | 0];
                    }
                    multiply512Panel2(height);
                    for (let row4 = 0; row4 < height; row4 = (row4 + 1) | 0) {
                        const add3At2 = (add3At + row4 * 512) | 0;
                        const product2At = (row4 * 2) | 0;
                        result[add3At2] = add3[add3At2] + (product2[product2At] + bias[column]);
                        result[(add3At2 + 1) | 0] = add3[(add3At2 + 1) | 0] + (product2[(product2At + 1) | 0] + bias[(column + 1) | 0]);
                    }
                }
            }
        }
    }
    /** The mean over axis 0. */
    function mean(input, result, seq) {
        for (let axis0 = 0; axis0 < 512; axis0 = (axis0 + 1) | 0) {
            let sum = 0;
            for (let k = 0; k < seq; k = (k + 1) | 0) {
                const inputAt = (axis0 + k * 512) | 0;
                sum = sum + input[inputAt];
            }
            result[axis0] = sum / seq;
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear512x512Row3(input, weight, bias, result) {
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            row2[k] = input[k];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 512) | 0;
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
                const element = row2[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 512) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 1024) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 1536) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 2048) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 2560) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 3072) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 3584) | 0];
            }
            const x = sum0 + bias[column];
            const value = 2 * x;
            const value2 = value < -708 ? -708 : value;
            const bounded = 709 < value2 ? 709 : value2;
            const power = Math.floor(bounded * 1.4426950408889634 + 0.5) | 0;
            const exponent = power;
            const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
            const power2 = rest * rest;
            const power3 = power2 * power2;
            const power4 = power3 * power3;
            const exp = 2 * x < -708 ? 0 : 709 < 2 * x ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
            const square = x * x;
            const tanh = square < 0.010000000000000002 ? x * ((((0.021869488536155203 * square + -0.05396825396825397) * square + 0.13333333333333333) * square + -0.3333333333333333) * square + 1) : 1 - 2 / (exp + 1);
            result[column] = tanh;
            const x2 = sum1 + bias[(column + 1) | 0];
            const value3 = 2 * x2;
            const value4 = value3 < -708 ? -708 : value3;
            const bounded2 = 709 < value4 ? 709 : value4;
            const power5 = Math.floor(bounded2 * 1.4426950408889634 + 0.5) | 0;
            const exponent2 = power5;
            const rest2 = bounded2 - exponent2 * 0.6931471803691238 - exponent2 * 1.9082146973659064e-10;
            const power6 = rest2 * rest2;
            const power7 = power6 * power6;
            const power8 = power7 * power7;
            const exp2 = 2 * x2 < -708 ? 0 : 709 < 2 * x2 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest2 + (0.4999999999978751 + 0.16666666891246937 * rest2) * power6 + (0.04166666689614388 + 0.008333266059918323 * rest2 + (0.0013888820909782379 + 0.0001991588722373937 * rest2) * power6) * power7 + 0.00002487650579280306 * power8) * POWERS_OF_TWO[(power5 + 1022) | 0];
            const square2 = x2 * x2;
            const tanh2 = square2 < 0.010000000000000002 ? x2 * ((((0.021869488536155203 * square2 + -0.05396825396825397) * square2 + 0.13333333333333333) * square2 + -0.3333333333333333) * square2 + 1) : 1 - 2 / (exp2 + 1);
            result[(column + 1) | 0] = tanh2;
            const x3 = sum2 + bias[(column + 2) | 0];
            const value5 = 2 * x3;
            const value6 = value5 < -708 ? -708 : value5;
            const bounded3 = 709 < value6 ? 709 : value6;
            const power9 = Math.floor(bounded3 * 1.4426950408889634 + 0.5) | 0;
            const exponent3 = power9;
            const rest3 = bounded3 - exponent3 * 0.6931471803691238 - exponent3 * 1.9082146973659064e-10;
            const power10 = rest3 * rest3;
            const power11 = power10 * power10;
            const power12 = power11 * power11;
            const exp3 = 2 * x3 < -708 ? 0 : 709 < 2 * x3 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest3 + (0.4999999999978751 + 0.16666666891246937 * rest3) * power10 + (0.04166666689614388 + 0.008333266059918323 * rest3 + (0.0013888820909782379 + 0.0001991588722373937 * rest3) * power10) * power11 + 0.00002487650579280306 * power12) * POWERS_OF_TWO[(power9 + 1022) | 0];
            const square3 = x3 * x3;
            const tanh3 = square3 < 0.010000000000000002 ? x3 * ((((0.021869488536155203 * square3 + -0.05396825396825397) * square3 + 0.13333333333333333) * square3 + -0.3333333333333333) * square3 + 1) : 1 - 2 / (exp3 + 1);
            result[(column + 2) | 0] = tanh3;
            const x4 = sum3 + bias[(column + 3) | 0];
            const value7 = 2 * x4;
            const value8 = value7 < -708 ? -708 : value7;
            const bounded4 = 709 < value8 ? 709 : value8;
            const power13 = Math.floor(bounded4 * 1.4426950408889634 + 0.5) | 0;
            const exponent4 = power13;
            const rest4 = bounded4 - exponent4 * 0.6931471803691238 - exponent4 * 1.9082146973659064e-10;
            const power14 = rest4 * rest4;
            const power15 = power14 * power14;
            const power16 = power15 * power15;
            const exp4 = 2 * x4 < -708 ? 0 : 709 < 2 * x4 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest4 + (0.4999999999978751 + 0.16666666891246937 * rest4) * power14 + (0.04166666689614388 + 0.008333266059918323 * rest4 + (0.0013888820909782379 + 0.0001991588722373937 * rest4) * power14) * power15 + 0.00002487650579280306 * power16) * POWERS_OF_TWO[(power13 + 1022) | 0];
            const square4 = x4 * x4;
            const tanh4 = square4 < 0.010000000000000002 ? x4 * ((((0.021869488536155203 * square4 + -0.05396825396825397) * square4 + 0.13333333333333333) * square4 + -0.3333333333333333) * square4 + 1) : 1 - 2 / (exp4 + 1);
            result[(column + 3) | 0] = tanh4;
            const x5 = sum4 + bias[(column + 4) | 0];
            const value9 = 2 * x5;
            const value10 = value9 < -708 ? -708 : value9;
            const bounded5 = 709 < value10 ? 709 : value10;
            const power17 = Math.floor(bounded5 * 1.4426950408889634 + 0.5) | 0;
            const exponent5 = power17;
            const rest5 = bounded5 - exponent5 * 0.6931471803691238 - exponent5 * 1.9082146973659064e-10;
            const power18 = rest5 * rest5;
            const power19 = power18 * power18;
            const power20 = power19 * power19;
            const exp5 = 2 * x5 < -708 ? 0 : 709 < 2 * x5 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest5 + (0.4999999999978751 + 0.16666666891246937 * rest5) * power18 + (0.04166666689614388 + 0.008333266059918323 * rest5 + (0.0013888820909782379 + 0.0001991588722373937 * rest5) * power18) * power19 + 0.00002487650579280306 * power20) * POWERS_OF_TWO[(power17 + 1022) | 0];
            const square5 = x5 * x5;
            const tanh5 = square5 < 0.010000000000000002 ? x5 * ((((0.021869488536155203 * square5 + -0.05396825396825397) * square5 + 0.13333333333333333) * square5 + -0.3333333333333333) * square5 + 1) : 1 - 2 / (exp5 + 1);
            result[(column + 4) | 0] = tanh5;
            const x6 = sum5 + bias[(column + 5) | 0];
            const value11 = 2 * x6;
            const value12 = value11 < -708 ? -708 : value11;
            const bounded6 = 709 < value12 ? 709 : value12;
            const power21 = Math.floor(bounded6 * 1.4426950408889634 + 0.5) | 0;
            const exponent6 = power21;
            const rest6 = bounded6 - exponent6 * 0.6931471803691238 - exponent6 * 1.9082146973659064e-10;
            const power22 = rest6 * rest6;
            const power23 = power22 * power22;
            const power24 = power23 * power23;
            const exp6 = 2 * x6 < -708 ? 0 : 709 < 2 * x6 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest6 + (0.4999999999978751 + 0.16666666891246937 * rest6) * power22 + (0.04166666689614388 + 0.008333266059918323 * rest6 + (0.0013888820909782379 + 0.0001991588722373937 * rest6) * power22) * power23 + 0.00002487650579280306 * power24) * POWERS_OF_TWO[(power21 + 1022) | 0];
            const square6 = x6 * x6;
            const tanh6 = square6 < 0.010000000000000002 ? x6 * ((((0.021869488536155203 * square6 + -0.05396825396825397) * square6 + 0.13333333333333333) * square6 + -0.3333333333333333) * square6 + 1) : 1 - 2 / (exp6 + 1);
            result[(column + 5) | 0] = tanh6;
            const x7 = sum6 + bias[(column + 6) | 0];
            const value13 = 2 * x7;
            const value14 = value13 < -708 ? -708 : value13;
            const bounded7 = 709 < value14 ? 709 : value14;
            const power25 = Math.floor(bounded7 * 1.4426950408889634 + 0.5) | 0;
            const exponent7 = power25;
            const rest7 = bounded7 - exponent7 * 0.6931471803691238 - exponent7 * 1.9082146973659064e-10;
            const power26 = rest7 * rest7;
            const power27 = power26 * power26;
            const power28 = power27 * power27;
            const exp7 = 2 * x7 < -708 ? 0 : 709 < 2 * x7 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest7 + (0.4999999999978751 + 0.16666666891246937 * rest7) * power26 + (0.04166666689614388 + 0.008333266059918323 * rest7 + (0.0013888820909782379 + 0.0001991588722373937 * rest7) * power26) * power27 + 0.00002487650579280306 * power28) * POWERS_OF_TWO[(power25 + 1022) | 0];
            const square7 = x7 * x7;
            const tanh7 = square7 < 0.010000000000000002 ? x7 * ((((0.021869488536155203 * square7 + -0.05396825396825397) * square7 + 0.13333333333333333) * square7 + -0.3333333333333333) * square7 + 1) : 1 - 2 / (exp7 + 1);
            result[(column + 6) | 0] = tanh7;
            const x8 = sum7 + bias[(column + 7) | 0];
            const value15 = 2 * x8;
            const value16 = value15 < -708 ? -708 : value15;
            const bounded8 = 709 < value16 ? 709 : value16;
            const power29 = Math.floor(bounded8 * 1.4426950408889634 + 0.5) | 0;
            const exponent8 = power29;
            const rest8 = bounded8 - exponent8 * 0.6931471803691238 - exponent8 * 1.9082146973659064e-10;
            const power30 = rest8 * rest8;
            const power31 = power30 * power30;
            const power32 = power31 * power31;
            const exp8 = 2 * x8 < -708 ? 0 : 709 < 2 * x8 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest8 + (0.4999999999978751 + 0.16666666891246937 * rest8) * power30 + (0.04166666689614388 + 0.008333266059918323 * rest8 + (0.0013888820909782379 + 0.0001991588722373937 * rest8) * power30) * power31 + 0.00002487650579280306 * power32) * POWERS_OF_TWO[(power29 + 1022) | 0];
            const square8 = x8 * x8;
            const tanh8 = square8 < 0.010000000000000002 ? x8 * ((((0.021869488536155203 * square8 + -0.05396825396825397) * square8 + 0.13333333333333333) * square8 + -0.3333333333333333) * square8 + 1) : 1 - 2 / (exp8 + 1);
            result[(column + 7) | 0] = tanh8;
        }
    }
    /** result = input weight^T + bias. */
    function linear512x512_3(input, weight, bias, result) {
        linear512x512Row3(input, weight, bias, result);
    }
    /** Divides each row by its length. */
    function l2Normalise(input, result) {
        let squares = 0;
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            const x = input[k];
            squares = squares + x * x;
        }
        const inverse = 1 / Math.sqrt(squares + 1e-12);
        for (let k = 0; k < 512; k = (k + 1) | 0) {
            result[k] = input[k] * inverse;
        }
    }
    /** One call of the kernel. */
    function run(embedding, ids, layer0_residual_weight, layer0_residual_bias, layer0_norm1_weight, layer0_norm1_bias, layer0_attention_wq, layer0_attention_bq, layer0_attention_wk, layer0_attention_bk, layer0_attention_wv, layer0_attention_bv, layer0_attention_wo, layer0_attention_bo, layer0_norm2_weight, layer0_norm2_bias, layer0_ff1_weight, layer0_ff1_bias, layer0_ff2_weight, layer0_ff2_bias, layer1_norm1_weight, layer1_norm1_bias, layer1_attention_wq, layer1_attention_bq, layer1_attention_wk, layer1_attention_bk, layer1_attention_wv, layer1_attention_bv, layer1_attention_wo, layer1_attention_bo, layer1_norm2_weight, layer1_norm2_bias, layer1_ff1_weight, layer1_ff1_bias, layer1_ff2_weight, layer1_ff2_bias, head_weight, head_bias, out, gather, sin, cos, concat2, add, layerNorm3, query, key, value, context, linear, add2, layerNorm2_2, relu, add3, layerNorm3_2, query2, key2, value2, context2, add4, layerNorm4, relu2, add5, reduce, tanh, turns, rests, rowGreatest, rowTotal, rowWeighted, partialSums, rowGreatest2, rowTotal2, rowWeighted2, partialSums2, seq) {
        map(ids, embedding, gather, seq);
        sinTable(rests, turns, sin, seq);
        cosTable(rests, turns, cos, seq);
        concat(concat2, sin, cos, seq);
        map2(gather, concat2, add, seq);
        layerNorm(add, layer0_norm1_weight, layer0_norm1_bias, layerNorm3, seq);
        linear256x256(layerNorm3, layer0_attention_wq, layer0_attention_bq, query, seq);
        linear256x256(layerNorm3, layer0_attention_wk, layer0_attention_bk, key, seq);
        linear256x256(layerNorm3, layer0_attention_wv, layer0_attention_bv, value, seq);
        attention64(rowGreatest, rowTotal, rowWeighted, key, value, query, context, seq);
        linear256x512(context, layer0_attention_wo, layer0_attention_bo, linear, seq);
        linear256x512_2(add, layer0_residual_weight, layer0_residual_bias, linear, add2, seq);
        layerNorm2(add2, layer0_norm2_weight, layer0_norm2_bias, layerNorm2_2, seq);
        linear512x1536(layerNorm2_2, layer0_ff1_weight, layer0_ff1_bias, relu, seq);
        linear1536x512(relu, layer0_ff2_weight, layer0_ff2_bias, add2, add3, partialSums, seq);
        layerNorm2(add3, layer1_norm1_weight, layer1_norm1_bias, layerNorm3_2, seq);
        linear512x512(layerNorm3_2, layer1_attention_wq, layer1_attention_bq, query2, seq);
        linear512x512(layerNorm3_2, layer1_attention_wk, layer1_attention_bk, key2, seq);
        linear512x512(layerNorm3_2, layer1_attention_wv, layer1_attention_bv, value2, seq);
        attention128(rowGreatest2, rowTotal2, rowWeighted2, key2, value2, query2, context2, seq);
        linear512x512_2(context2, layer1_attention_wo, layer1_attention_bo, add3, add4, seq);
        layerNorm2(add4, layer1_norm2_weight, layer1_norm2_bias, layerNorm4, seq);
        linear512x1536(layerNorm4, layer1_ff1_weight, layer1_ff1_bias, relu2, seq);
        linear1536x512(relu2, layer1_ff2_weight, layer1_ff2_bias, add4, add5, partialSums2, seq);
        mean(add5, reduce, seq);
        linear512x512_3(reduce, head_weight, head_bias, tanh);
        l2Normalise(tanh, out);
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
        throw new TypeError(`useLite: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`useLite: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`useLite: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about the first index that is no position of an axis of this length. */
function refuseIndices(subject, what, indices, length, place) {
    for (let i = 0; i < indices.length; i++) {
        const index = indices[i];
        if (index >= 0 && index < length)
            continue;
        const at = `${index} at position ${i} of ${what}`;
        throw new RangeError(`useLite: ${subject} ${at} is not ${place} from 0 to ${length - 1}`);
    }
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`useLite: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** The bytes of a text in base64. */
function bytesFrom(text) {
    const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, "").length * 3) / 4));
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (let i = 0, at = 0, held = 0; at < bytes.length; i++) {
        held = (held << 6) | digits.indexOf(text.charAt(i));
        if (i % 4 !== 0)
            bytes[at++] = held >> (6 - 2 * (i % 4));
    }
    return bytes;
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export async function createUseLite(params, options = {}) {
    const { target = "typescript" } = options;
    if (target !== "typescript") {
        throw new RangeError(`useLite: there is no target ${String(target)} here; this module has: typescript`);
    }
    let embedding = dataOf("param embedding", params?.embedding, Float32Array, "f32");
    if (embedding.length !== 2048512 || (!ArrayBuffer.isView(params.embedding) && (params.embedding.sizes.length !== 2 || params.embedding.sizes[0] !== 8002 || params.embedding.sizes[1] !== 256))) {
        throw mismatch("param embedding", params.embedding, "[8002, 256]");
    }
    let layer0_norm1_weight = dataOf("param layer0_norm1_weight", params?.layer0_norm1_weight, Float32Array, "f32");
    if (layer0_norm1_weight.length !== 256 || (!ArrayBuffer.isView(params.layer0_norm1_weight) && (params.layer0_norm1_weight.sizes.length !== 1 || params.layer0_norm1_weight.sizes[0] !== 256))) {
        throw mismatch("param layer0_norm1_weight", params.layer0_norm1_weight, "[256]");
    }
    let layer0_norm1_bias = dataOf("param layer0_norm1_bias", params?.layer0_norm1_bias, Float32Array, "f32");
    if (layer0_norm1_bias.length !== 256 || (!ArrayBuffer.isView(params.layer0_norm1_bias) && (params.layer0_norm1_bias.sizes.length !== 1 || params.layer0_norm1_bias.sizes[0] !== 256))) {
        throw mismatch("param layer0_norm1_bias", params.layer0_norm1_bias, "[256]");
    }
    let layer0_attention_wq = dataOf("param layer0_attention_wq", params?.layer0_attention_wq, Float32Array, "f32");
    if (layer0_attention_wq.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wq) && (params.layer0_attention_wq.sizes.length !== 2 || params.layer0_attention_wq.sizes[0] !== 256 || params.layer0_attention_wq.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wq", params.layer0_attention_wq, "[256, 256]");
    }
    let layer0_attention_bq = dataOf("param layer0_attention_bq", params?.layer0_attention_bq, Float32Array, "f32");
    if (layer0_attention_bq.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bq) && (params.layer0_attention_bq.sizes.length !== 1 || params.layer0_attention_bq.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bq", params.layer0_attention_bq, "[256]");
    }
    let layer0_attention_wk = dataOf("param layer0_attention_wk", params?.layer0_attention_wk, Float32Array, "f32");
    if (layer0_attention_wk.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wk) && (params.layer0_attention_wk.sizes.length !== 2 || params.layer0_attention_wk.sizes[0] !== 256 || params.layer0_attention_wk.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wk", params.layer0_attention_wk, "[256, 256]");
    }
    let layer0_attention_bk = dataOf("param layer0_attention_bk", params?.layer0_attention_bk, Float32Array, "f32");
    if (layer0_attention_bk.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bk) && (params.layer0_attention_bk.sizes.length !== 1 || params.layer0_attention_bk.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bk", params.layer0_attention_bk, "[256]");
    }
    let layer0_attention_wv = dataOf("param layer0_attention_wv", params?.layer0_attention_wv, Float32Array, "f32");
    if (layer0_attention_wv.length !== 65536 || (!ArrayBuffer.isView(params.layer0_attention_wv) && (params.layer0_attention_wv.sizes.length !== 2 || params.layer0_attention_wv.sizes[0] !== 256 || params.layer0_attention_wv.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wv", params.layer0_attention_wv, "[256, 256]");
    }
    let layer0_attention_bv = dataOf("param layer0_attention_bv", params?.layer0_attention_bv, Float32Array, "f32");
    if (layer0_attention_bv.length !== 256 || (!ArrayBuffer.isView(params.layer0_attention_bv) && (params.layer0_attention_bv.sizes.length !== 1 || params.layer0_attention_bv.sizes[0] !== 256))) {
        throw mismatch("param layer0_attention_bv", params.layer0_attention_bv, "[256]");
    }
    let layer0_attention_wo = dataOf("param layer0_attention_wo", params?.layer0_attention_wo, Float32Array, "f32");
    if (layer0_attention_wo.length !== 131072 || (!ArrayBuffer.isView(params.layer0_attention_wo) && (params.layer0_attention_wo.sizes.length !== 2 || params.layer0_attention_wo.sizes[0] !== 512 || params.layer0_attention_wo.sizes[1] !== 256))) {
        throw mismatch("param layer0_attention_wo", params.layer0_attention_wo, "[512, 256]");
    }
    let layer0_attention_bo = dataOf("param layer0_attention_bo", params?.layer0_attention_bo, Float32Array, "f32");
    if (layer0_attention_bo.length !== 512 || (!ArrayBuffer.isView(params.layer0_attention_bo) && (params.layer0_attention_bo.sizes.length !== 1 || params.layer0_attention_bo.sizes[0] !== 512))) {
        throw mismatch("param layer0_attention_bo", params.layer0_attention_bo, "[512]");
    }
    let layer0_residual_weight = dataOf("param layer0_residual_weight", params?.layer0_residual_weight, Float32Array, "f32");
    if (layer0_residual_weight.length !== 131072 || (!ArrayBuffer.isView(params.layer0_residual_weight) && (params.layer0_residual_weight.sizes.length !== 2 || params.layer0_residual_weight.sizes[0] !== 512 || params.layer0_residual_weight.sizes[1] !== 256))) {
        throw mismatch("param layer0_residual_weight", params.layer0_residual_weight, "[512, 256]");
    }
    let layer0_residual_bias = dataOf("param layer0_residual_bias", params?.layer0_residual_bias, Float32Array, "f32");
    if (layer0_residual_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_residual_bias) && (params.layer0_residual_bias.sizes.length !== 1 || params.layer0_residual_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_residual_bias", params.layer0_residual_bias, "[512]");
    }
    let layer0_norm2_weight = dataOf("param layer0_norm2_weight", params?.layer0_norm2_weight, Float32Array, "f32");
    if (layer0_norm2_weight.length !== 512 || (!ArrayBuffer.isView(params.layer0_norm2_weight) && (params.layer0_norm2_weight.sizes.length !== 1 || params.layer0_norm2_weight.sizes[0] !== 512))) {
        throw mismatch("param layer0_norm2_weight", params.layer0_norm2_weight, "[512]");
    }
    let layer0_norm2_bias = dataOf("param layer0_norm2_bias", params?.layer0_norm2_bias, Float32Array, "f32");
    if (layer0_norm2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_norm2_bias) && (params.layer0_norm2_bias.sizes.length !== 1 || params.layer0_norm2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_norm2_bias", params.layer0_norm2_bias, "[512]");
    }
    let layer0_ff1_weight = dataOf("param layer0_ff1_weight", params?.layer0_ff1_weight, Float32Array, "f32");
    if (layer0_ff1_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer0_ff1_weight) && (params.layer0_ff1_weight.sizes.length !== 2 || params.layer0_ff1_weight.sizes[0] !== 1536 || params.layer0_ff1_weight.sizes[1] !== 512))) {
        throw mismatch("param layer0_ff1_weight", params.layer0_ff1_weight, "[1536, 512]");
    }
    let layer0_ff1_bias = dataOf("param layer0_ff1_bias", params?.layer0_ff1_bias, Float32Array, "f32");
    if (layer0_ff1_bias.length !== 1536 || (!ArrayBuffer.isView(params.layer0_ff1_bias) && (params.layer0_ff1_bias.sizes.length !== 1 || params.layer0_ff1_bias.sizes[0] !== 1536))) {
        throw mismatch("param layer0_ff1_bias", params.layer0_ff1_bias, "[1536]");
    }
    let layer0_ff2_weight = dataOf("param layer0_ff2_weight", params?.layer0_ff2_weight, Float32Array, "f32");
    if (layer0_ff2_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer0_ff2_weight) && (params.layer0_ff2_weight.sizes.length !== 2 || params.layer0_ff2_weight.sizes[0] !== 512 || params.layer0_ff2_weight.sizes[1] !== 1536))) {
        throw mismatch("param layer0_ff2_weight", params.layer0_ff2_weight, "[512, 1536]");
    }
    let layer0_ff2_bias = dataOf("param layer0_ff2_bias", params?.layer0_ff2_bias, Float32Array, "f32");
    if (layer0_ff2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer0_ff2_bias) && (params.layer0_ff2_bias.sizes.length !== 1 || params.layer0_ff2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer0_ff2_bias", params.layer0_ff2_bias, "[512]");
    }
    let layer1_norm1_weight = dataOf("param layer1_norm1_weight", params?.layer1_norm1_weight, Float32Array, "f32");
    if (layer1_norm1_weight.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm1_weight) && (params.layer1_norm1_weight.sizes.length !== 1 || params.layer1_norm1_weight.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm1_weight", params.layer1_norm1_weight, "[512]");
    }
    let layer1_norm1_bias = dataOf("param layer1_norm1_bias", params?.layer1_norm1_bias, Float32Array, "f32");
    if (layer1_norm1_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm1_bias) && (params.layer1_norm1_bias.sizes.length !== 1 || params.layer1_norm1_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm1_bias", params.layer1_norm1_bias, "[512]");
    }
    let layer1_attention_wq = dataOf("param layer1_attention_wq", params?.layer1_attention_wq, Float32Array, "f32");
    if (layer1_attention_wq.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wq) && (params.layer1_attention_wq.sizes.length !== 2 || params.layer1_attention_wq.sizes[0] !== 512 || params.layer1_attention_wq.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wq", params.layer1_attention_wq, "[512, 512]");
    }
    let layer1_attention_bq = dataOf("param layer1_attention_bq", params?.layer1_attention_bq, Float32Array, "f32");
    if (layer1_attention_bq.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bq) && (params.layer1_attention_bq.sizes.length !== 1 || params.layer1_attention_bq.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bq", params.layer1_attention_bq, "[512]");
    }
    let layer1_attention_wk = dataOf("param layer1_attention_wk", params?.layer1_attention_wk, Float32Array, "f32");
    if (layer1_attention_wk.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wk) && (params.layer1_attention_wk.sizes.length !== 2 || params.layer1_attention_wk.sizes[0] !== 512 || params.layer1_attention_wk.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wk", params.layer1_attention_wk, "[512, 512]");
    }
    let layer1_attention_bk = dataOf("param layer1_attention_bk", params?.layer1_attention_bk, Float32Array, "f32");
    if (layer1_attention_bk.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bk) && (params.layer1_attention_bk.sizes.length !== 1 || params.layer1_attention_bk.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bk", params.layer1_attention_bk, "[512]");
    }
    let layer1_attention_wv = dataOf("param layer1_attention_wv", params?.layer1_attention_wv, Float32Array, "f32");
    if (layer1_attention_wv.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wv) && (params.layer1_attention_wv.sizes.length !== 2 || params.layer1_attention_wv.sizes[0] !== 512 || params.layer1_attention_wv.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wv", params.layer1_attention_wv, "[512, 512]");
    }
    let layer1_attention_bv = dataOf("param layer1_attention_bv", params?.layer1_attention_bv, Float32Array, "f32");
    if (layer1_attention_bv.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bv) && (params.layer1_attention_bv.sizes.length !== 1 || params.layer1_attention_bv.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bv", params.layer1_attention_bv, "[512]");
    }
    let layer1_attention_wo = dataOf("param layer1_attention_wo", params?.layer1_attention_wo, Float32Array, "f32");
    if (layer1_attention_wo.length !== 262144 || (!ArrayBuffer.isView(params.layer1_attention_wo) && (params.layer1_attention_wo.sizes.length !== 2 || params.layer1_attention_wo.sizes[0] !== 512 || params.layer1_attention_wo.sizes[1] !== 512))) {
        throw mismatch("param layer1_attention_wo", params.layer1_attention_wo, "[512, 512]");
    }
    let layer1_attention_bo = dataOf("param layer1_attention_bo", params?.layer1_attention_bo, Float32Array, "f32");
    if (layer1_attention_bo.length !== 512 || (!ArrayBuffer.isView(params.layer1_attention_bo) && (params.layer1_attention_bo.sizes.length !== 1 || params.layer1_attention_bo.sizes[0] !== 512))) {
        throw mismatch("param layer1_attention_bo", params.layer1_attention_bo, "[512]");
    }
    let layer1_norm2_weight = dataOf("param layer1_norm2_weight", params?.layer1_norm2_weight, Float32Array, "f32");
    if (layer1_norm2_weight.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm2_weight) && (params.layer1_norm2_weight.sizes.length !== 1 || params.layer1_norm2_weight.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm2_weight", params.layer1_norm2_weight, "[512]");
    }
    let layer1_norm2_bias = dataOf("param layer1_norm2_bias", params?.layer1_norm2_bias, Float32Array, "f32");
    if (layer1_norm2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_norm2_bias) && (params.layer1_norm2_bias.sizes.length !== 1 || params.layer1_norm2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_norm2_bias", params.layer1_norm2_bias, "[512]");
    }
    let layer1_ff1_weight = dataOf("param layer1_ff1_weight", params?.layer1_ff1_weight, Float32Array, "f32");
    if (layer1_ff1_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer1_ff1_weight) && (params.layer1_ff1_weight.sizes.length !== 2 || params.layer1_ff1_weight.sizes[0] !== 1536 || params.layer1_ff1_weight.sizes[1] !== 512))) {
        throw mismatch("param layer1_ff1_weight", params.layer1_ff1_weight, "[1536, 512]");
    }
    let layer1_ff1_bias = dataOf("param layer1_ff1_bias", params?.layer1_ff1_bias, Float32Array, "f32");
    if (layer1_ff1_bias.length !== 1536 || (!ArrayBuffer.isView(params.layer1_ff1_bias) && (params.layer1_ff1_bias.sizes.length !== 1 || params.layer1_ff1_bias.sizes[0] !== 1536))) {
        throw mismatch("param layer1_ff1_bias", params.layer1_ff1_bias, "[1536]");
    }
    let layer1_ff2_weight = dataOf("param layer1_ff2_weight", params?.layer1_ff2_weight, Float32Array, "f32");
    if (layer1_ff2_weight.length !== 786432 || (!ArrayBuffer.isView(params.layer1_ff2_weight) && (params.layer1_ff2_weight.sizes.length !== 2 || params.layer1_ff2_weight.sizes[0] !== 512 || params.layer1_ff2_weight.sizes[1] !== 1536))) {
        throw mismatch("param layer1_ff2_weight", params.layer1_ff2_weight, "[512, 1536]");
    }
    let layer1_ff2_bias = dataOf("param layer1_ff2_bias", params?.layer1_ff2_bias, Float32Array, "f32");
    if (layer1_ff2_bias.length !== 512 || (!ArrayBuffer.isView(params.layer1_ff2_bias) && (params.layer1_ff2_bias.sizes.length !== 1 || params.layer1_ff2_bias.sizes[0] !== 512))) {
        throw mismatch("param layer1_ff2_bias", params.layer1_ff2_bias, "[512]");
    }
    let head_weight = dataOf("param head_weight", params?.head_weight, Float32Array, "f32");
    if (head_weight.length !== 262144 || (!ArrayBuffer.isView(params.head_weight) && (params.head_weight.sizes.length !== 2 || params.head_weight.sizes[0] !== 512 || params.head_weight.sizes[1] !== 512))) {
        throw mismatch("param head_weight", params.head_weight, "[512, 512]");
    }
    let head_bias = dataOf("param head_bias", params?.head_bias, Float32Array, "f32");
    if (head_bias.length !== 512 || (!ArrayBuffer.isView(params.head_bias) && (params.head_bias.sizes.length !== 1 || params.head_bias.sizes[0] !== 512))) {
        throw mismatch("param head_bias", params.head_bias, "[512]");
    }
    const turns = new Int32Array(bytesFrom("3GC+KH645CUyGz4j3PbGIFT5ex7pC1ocOk9eGloXhhgx6M4WKnI2FQ6PuhMnP1kSiqYQEZcK3w+jz8IO0na6DRCcxAww9N8LMUsLC5+CRQoNkI0J" +
        "tXviCCNfQwgFZK8HBMMlB73CpQbEti4Gvv6/BYcFWQVqQPkEZS6gBH5XTQQfTAAEf6S4AxsAdgMsBTgDNmD+ApPDyAIL55YCdYdoAlpmPQKgSRUC" +
        "P/vvAfdIzQEMBK0BBQGPAXUXcwHEIVkB+fxAAY+IKgFGphUB/TkCAYsp8ACZXN8Ah7zPAEc0wQBIsLMAVR6nAH1tmwAEjpAAQnGGAJgJfQBdSnQA" +
        "xidsAOCWZAB5jV0AFgJXAObrUAC4QksA6v5FAGUZQQCRizwAS084AN9eNAD+tDAAuUwtAHkhKgD6LicAQnEkAKHkIQCohR8AJFEdAB9EGwDTWxkA" +
        "sJUXAFLvFQCAZhQAKfkSAGGlEQBdaRAAdUMPAB0yDgDjMw0AckcMAIxrCwAInwoA0uAJAOsvCQBjiwgAX/IHAA5kBwCy3wYAmWQGABzyBQChhwUA" +
        "mSQFAH/IBADWcgQAKyMEABPZAwAqlAMAE1QDAHcYAwAI4QIAeK0CAIV9AgDsUAIAcScCAN4AAgD93AEAn7sBAJacAQC6fwEA4mQBAOtLAQCyNAEA" +
        "Gh8BAAULAQA=").buffer);
    const rests = new Float64Array(bytesFrom("AAAAgL4b278AAAAAC77SvwAAAADd3Mq/AAAAADnv0T8AAAAAyNGzvwAAAADmo9u/AAAAAK+2uT8AAAAAM6XAvwAAAECSFNs/AAAAAAKH1L8AAAAA" +
        "xr6nPwAAAIAqINI/AAAAgNWPyj8AAAAAqhPYvwAAAICI7Lg/AAAAoE782z8AAAAAOv+dvwAAAAB77rq/AAAAAMdYxz8AAACAbZDTvwAAAAAcKtQ/" +
        "AAAAgNnztD8AAABgysPaPwAAADAbJdK/AAAA8KxT178AAACgsPTZvwAAAIBAkqk/AAAAoB0Wzz8AAADAlZXIPwAAAAAhuMm/AAAAAFzKeT8AAAAA" +
        "P3yaPwAAALAtodG/AAAAgGUg1D8AAABgQTvcvwAAAKApHM+/AAAAcG2Fxr8AAACw7qbFvwAAAHD8Nto/AAAAiEqO3j8AAACwZCfOvwAAADhZEdW/" +
        "AAAAAA1DhT8AAABocDbNPwAAAJwJjtK/AAAAYC0nxr8AAACEhY3YPwAAAKgt8MQ/AAAAGGoX0j8AAAAgBB62PwAAAJwX4NU/AAAAtNSh3z8AAADY" +
        "nOXMvwAAACAv/aa/AAAARDEi278AAADEGlLdPwAAAOKclNY/AAAA5MdI278AAAAUvkPePwAAAMgWe9e/AAAAWF0T1r8AAACr3HLbPwAAAC6Qb8u/" +
        "AAAAZKSu2z8AAAAEW+O0PwAAAECr59O/AAAAMG1+0b8AAACroYbaPwAAAOCUyMO/AAAAuHfRrb8AAAAM9HbHPwAAAJjXD6w/AAAAQ0afxD8AAACM" +
        "S1eivwAAAJhGFbk/AAAAMLZLzD8AAABo9p7XPwAAAEB2Is2/AAAABGUpuz8AAAAfFzrCPwAAAPTwjcy/AADAaFDM2T8AAABkjPTYvwAAAKMRPsc/" +
        "AAAAlhD71z8AAAAyY1/dPwAAwAfT1t8/AABAx4Sf1j8AAADwWha4vwAAAIvScd0/AABAS+i31T8AAOCLorLWvwAAwBGeXsY/AADgKLbY3j8AAADL" +
        "ncGzPwAAgANu78+/AAAAoMKoiz8AAODrXG7WvwAAgCi6ZNc/AABQbhiM3b8AAICsa8SoPwAAoD1O/cg/AACgIZTp078AABDL83XSvwAAgLdJNac/" +
        "AAAAdk6t0D8AAIDeMdCjvwAAQM6DTrU/AAAguGXZzj8AAOBuMv++PwAAoJXQPrW/AACgk98Lyb8AADC8Je/cPwAA6NrCmtu/AAAwkcir3j8AAMgk" +
        "rxnRvwAA8Crc1tC/AADoY9q42j8AAMB5WcK4vwAASMT9ls0/AABQAjrDsj8AAKQ1w+HePwAAqCNeA9a/AAA84EE40r8AACxQNubfvwAA6DCbrNg/" +
        "AABQwBcotz8AAPjdfjzevw==").buffer);
    let seqCapacity = 0;
    let relu = new Float64Array(0);
    let relu2 = new Float64Array(0);
    let linear = new Float64Array(0);
    let add2 = new Float64Array(0);
    let layerNorm2 = new Float64Array(0);
    let add3 = new Float64Array(0);
    let layerNorm3 = new Float64Array(0);
    let query2 = new Float64Array(0);
    let key2 = new Float64Array(0);
    let value2 = new Float64Array(0);
    let context2 = new Float64Array(0);
    let add4 = new Float64Array(0);
    let layerNorm4 = new Float64Array(0);
    let add5 = new Float64Array(0);
    let gather = new Float64Array(0);
    let concat = new Float64Array(0);
    let add = new Float64Array(0);
    let layerNorm = new Float64Array(0);
    let query = new Float64Array(0);
    let key = new Float64Array(0);
    let value = new Float64Array(0);
    let context = new Float64Array(0);
    let sin = new Float64Array(0);
    let cos = new Float64Array(0);
    let rowWeighted2 = new Float64Array(0);
    let rowWeighted = new Float64Array(0);
    let rowGreatest = new Float64Array(0);
    let rowTotal = new Float64Array(0);
    let rowGreatest2 = new Float64Array(0);
    let rowTotal2 = new Float64Array(0);
    let partialSums = new Float64Array(0);
    let partialSums2 = new Float64Array(0);
    let reduce = new Float64Array(0);
    let tanh = new Float64Array(0);
    let disposed = false;
    let memory = new ArrayBuffer(0);
    /** Lays the memory out so that a call of these sizes fits, and grows it if need be. */
    function reserve(seq) {
        const bytes = seq * 21576 + 786432;
        if (bytes > memory.byteLength)
            memory = new ArrayBuffer(bytes);
        relu = new Float64Array(memory, 0, seq * 1536);
        relu2 = new Float64Array(memory, 0, seq * 1536);
        linear = new Float64Array(memory, 0, seq * 512);
        add2 = new Float64Array(memory, seq * 12288, seq * 512);
        layerNorm2 = new Float64Array(memory, seq * 16384, seq * 512);
        add3 = new Float64Array(memory, seq * 16384, seq * 512);
        layerNorm3 = new Float64Array(memory, 0, seq * 512);
        query2 = new Float64Array(memory, seq * 4096, seq * 512);
        key2 = new Float64Array(memory, seq * 8192, seq * 512);
        value2 = new Float64Array(memory, seq * 12288, seq * 512);
        context2 = new Float64Array(memory, 0, seq * 512);
        add4 = new Float64Array(memory, seq * 12288, seq * 512);
        layerNorm4 = new Float64Array(memory, seq * 16384, seq * 512);
        add5 = new Float64Array(memory, seq * 16384, seq * 512);
        gather = new Float64Array(memory, 0, seq * 256);
        concat = new Float64Array(memory, seq * 2048, seq * 256);
        add = new Float64Array(memory, seq * 4096, seq * 256);
        layerNorm = new Float64Array(memory, 0, seq * 256);
        query = new Float64Array(memory, seq * 2048, seq * 256);
        key = new Float64Array(memory, seq * 6144, seq * 256);
        value = new Float64Array(memory, seq * 8192, seq * 256);
        context = new Float64Array(memory, seq * 10240, seq * 256);
        sin = new Float64Array(memory, seq * 4096, seq * 128);
        cos = new Float64Array(memory, seq * 5120, seq * 128);
        rowWeighted2 = new Float64Array(memory, seq * 20480, seq * 128);
        rowWeighted = new Float64Array(memory, 0, seq * 64);
        rowGreatest = new Float64Array(memory, seq * 512, seq);
        rowTotal = new Float64Array(memory, seq * 576, seq);
        rowGreatest2 = new Float64Array(memory, seq * 21504, seq);
        rowTotal2 = new Float64Array(memory, seq * 21568, seq);
        partialSums = new Float64Array(memory, seq * 21576, 98304);
        partialSums2 = new Float64Array(memory, seq * 21576, 98304);
        reduce = new Float64Array(memory, seq * 21576, 512);
        tanh = new Float64Array(memory, seq * 21576 + 4096, 512);
        seqCapacity = seq;
    }
    function call(inputs, out) {
        if (disposed)
            throw new Error("useLite: this kernel has been disposed of");
        const ids = dataOf("input ids", inputs?.ids, Int32Array, "i32");
        const seq = sizeOf(inputs.ids, 0, ids.length, 1);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input ids", inputs.ids, "[seq]");
        if (ids.length !== seq || (!ArrayBuffer.isView(inputs.ids) && (inputs.ids.sizes.length !== 1 || inputs.ids.sizes[0] !== seq))) {
            throw mismatch("input ids", inputs.ids, `[seq] with seq = ${seq}`);
        }
        refuseIndices("embedding: id", "input ids", ids, 8002, "a row of the table: give ids");
        const out2 = out === undefined ? new Float32Array(512) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== 512 || (!ArrayBuffer.isView(out) && (out.sizes.length !== 1 || out.sizes[0] !== 512))) {
                throw mismatch("out", out, "[512]");
            }
            if (overlap(out2, ids))
                throw shared("out", "input ids");
            if (overlap(out2, embedding))
                throw shared("out", "param embedding");
            if (overlap(out2, layer0_norm1_weight))
                throw shared("out", "param layer0_norm1_weight");
            if (overlap(out2, layer0_norm1_bias))
                throw shared("out", "param layer0_norm1_bias");
            if (overlap(out2, layer0_attention_wq))
                throw shared("out", "param layer0_attention_wq");
            if (overlap(out2, layer0_attention_bq))
                throw shared("out", "param layer0_attention_bq");
            if (overlap(out2, layer0_attention_wk))
                throw shared("out", "param layer0_attention_wk");
            if (overlap(out2, layer0_attention_bk))
                throw shared("out", "param layer0_attention_bk");
            if (overlap(out2, layer0_attention_wv))
                throw shared("out", "param layer0_attention_wv");
            if (overlap(out2, layer0_attention_bv))
                throw shared("out", "param layer0_attention_bv");
            if (overlap(out2, layer0_attention_wo))
                throw shared("out", "param layer0_attention_wo");
            if (overlap(out2, layer0_attention_bo))
                throw shared("out", "param layer0_attention_bo");
            if (overlap(out2, layer0_residual_weight))
                throw shared("out", "param layer0_residual_weight");
            if (overlap(out2, layer0_residual_bias))
                throw shared("out", "param layer0_residual_bias");
            if (overlap(out2, layer0_norm2_weight))
                throw shared("out", "param layer0_norm2_weight");
            if (overlap(out2, layer0_norm2_bias))
                throw shared("out", "param layer0_norm2_bias");
            if (overlap(out2, layer0_ff1_weight))
                throw shared("out", "param layer0_ff1_weight");
            if (overlap(out2, layer0_ff1_bias))
                throw shared("out", "param layer0_ff1_bias");
            if (overlap(out2, layer0_ff2_weight))
                throw shared("out", "param layer0_ff2_weight");
            if (overlap(out2, layer0_ff2_bias))
                throw shared("out", "param layer0_ff2_bias");
            if (overlap(out2, layer1_norm1_weight))
                throw shared("out", "param layer1_norm1_weight");
            if (overlap(out2, layer1_norm1_bias))
                throw shared("out", "param layer1_norm1_bias");
            if (overlap(out2, layer1_attention_wq))
                throw shared("out", "param layer1_attention_wq");
            if (overlap(out2, layer1_attention_bq))
                throw shared("out", "param layer1_attention_bq");
            if (overlap(out2, layer1_attention_wk))
                throw shared("out", "param layer1_attention_wk");
            if (overlap(out2, layer1_attention_bk))
                throw shared("out", "param layer1_attention_bk");
            if (overlap(out2, layer1_attention_wv))
                throw shared("out", "param layer1_attention_wv");
            if (overlap(out2, layer1_attention_bv))
                throw shared("out", "param layer1_attention_bv");
            if (overlap(out2, layer1_attention_wo))
                throw shared("out", "param layer1_attention_wo");
            if (overlap(out2, layer1_attention_bo))
                throw shared("out", "param layer1_attention_bo");
            if (overlap(out2, layer1_norm2_weight))
                throw shared("out", "param layer1_norm2_weight");
            if (overlap(out2, layer1_norm2_bias))
                throw shared("out", "param layer1_norm2_bias");
            if (overlap(out2, layer1_ff1_weight))
                throw shared("out", "param layer1_ff1_weight");
            if (overlap(out2, layer1_ff1_bias))
                throw shared("out", "param layer1_ff1_bias");
            if (overlap(out2, layer1_ff2_weight))
                throw shared("out", "param layer1_ff2_weight");
            if (overlap(out2, layer1_ff2_bias))
                throw shared("out", "param layer1_ff2_bias");
            if (overlap(out2, head_weight))
                throw shared("out", "param head_weight");
            if (overlap(out2, head_bias))
                throw shared("out", "param head_bias");
        }
        if (seq > seqCapacity)
            reserve(seq);
        run(embedding, ids, layer0_residual_weight, layer0_residual_bias, layer0_norm1_weight, layer0_norm1_bias, layer0_attention_wq, layer0_attention_bq, layer0_attention_wk, layer0_attention_bk, layer0_attention_wv, layer0_attention_bv, layer0_attention_wo, layer0_attention_bo, layer0_norm2_weight, layer0_norm2_bias, layer0_ff1_weight, layer0_ff1_bias, layer0_ff2_weight, layer0_ff2_bias, layer1_norm1_weight, layer1_norm1_bias, layer1_attention_wq, layer1_attention_bq, layer1_attention_wk, layer1_attention_bk, layer1_attention_wv, layer1_attention_bv, layer1_attention_wo, layer1_attention_bo, layer1_norm2_weight, layer1_norm2_bias, layer1_ff1_weight, layer1_ff1_bias, layer1_ff2_weight, layer1_ff2_bias, head_weight, head_bias, out2, gather, sin, cos, concat, add, layerNorm, query, key, value, context, linear, add2, layerNorm2, relu, add3, layerNorm3, query2, key2, value2, context2, add4, layerNorm4, relu2, add5, reduce, tanh, turns, rests, rowGreatest, rowTotal, rowWeighted, partialSums, rowGreatest2, rowTotal2, rowWeighted2, partialSums2, seq);
        if (out !== undefined)
            return out;
        return { shape: [512], sizes: [512], dtype: "f32", data: out2 };
    }
    function dispose() {
        disposed = true;
        embedding = new Float32Array(0);
        layer0_norm1_weight = new Float32Array(0);
        layer0_norm1_bias = new Float32Array(0);
        layer0_attention_wq = new Float32Array(0);
        layer0_attention_bq = new Float32Array(0);
        layer0_attention_wk = new Float32Array(0);
        layer0_attention_bk = new Float32Array(0);
        layer0_attention_wv = new Float32Array(0);
        layer0_attention_bv = new Float32Array(0);
        layer0_attention_wo = new Float32Array(0);
        layer0_attention_bo = new Float32Array(0);
        layer0_residual_weight = new Float32Array(0);
        layer0_residual_bias = new Float32Array(0);
        layer0_norm2_weight = new Float32Array(0);
        layer0_norm2_bias = new Float32Array(0);
        layer0_ff1_weight = new Float32Array(0);
        layer0_ff1_bias = new Float32Array(0);
        layer0_ff2_weight = new Float32Array(0);
        layer0_ff2_bias = new Float32Array(0);
        layer1_norm1_weight = new Float32Array(0);
        layer1_norm1_bias = new Float32Array(0);
        layer1_attention_wq = new Float32Array(0);
        layer1_attention_bq = new Float32Array(0);
        layer1_attention_wk = new Float32Array(0);
        layer1_attention_bk = new Float32Array(0);
        layer1_attention_wv = new Float32Array(0);
        layer1_attention_bv = new Float32Array(0);
        layer1_attention_wo = new Float32Array(0);
        layer1_attention_bo = new Float32Array(0);
        layer1_norm2_weight = new Float32Array(0);
        layer1_norm2_bias = new Float32Array(0);
        layer1_ff1_weight = new Float32Array(0);
        layer1_ff1_bias = new Float32Array(0);
        layer1_ff2_weight = new Float32Array(0);
        layer1_ff2_bias = new Float32Array(0);
        head_weight = new Float32Array(0);
        head_bias = new Float32Array(0);
        relu = new Float64Array(0);
        relu2 = new Float64Array(0);
        linear = new Float64Array(0);
        add2 = new Float64Array(0);
        layerNorm2 = new Float64Array(0);
        add3 = new Float64Array(0);
        layerNorm3 = new Float64Array(0);
        query2 = new Float64Array(0);
        key2 = new Float64Array(0);
        value2 = new Float64Array(0);
        context2 = new Float64Array(0);
        add4 = new Float64Array(0);
        layerNorm4 = new Float64Array(0);
        add5 = new Float64Array(0);
        gather = new Float64Array(0);
        concat = new Float64Array(0);
        add = new Float64Array(0);
        layerNorm = new Float64Array(0);
        query = new Float64Array(0);
        key = new Float64Array(0);
        value = new Float64Array(0);
        context = new Float64Array(0);
        sin = new Float64Array(0);
        cos = new Float64Array(0);
        rowWeighted2 = new Float64Array(0);
        rowWeighted = new Float64Array(0);
        rowGreatest = new Float64Array(0);
        rowTotal = new Float64Array(0);
        rowGreatest2 = new Float64Array(0);
        rowTotal2 = new Float64Array(0);
        partialSums = new Float64Array(0);
        partialSums2 = new Float64Array(0);
        reduce = new Float64Array(0);
        tanh = new Float64Array(0);
        memory = new ArrayBuffer(0);
    }
    return Object.assign(call, { dispose });
}
