// llama: a kernel written by heddle. Don't edit it; make it again with
//   npx heddle generate llama
// Shapes:
//   params: embeddings [512, 64], layer0_attentionNorm [64], layer0_wq [64, 64], layer0_wk [32, 64], layer0_wv [32, 64], layer0_wo [64, 64], layer0_feedForwardNorm [64], layer0_gate [172, 64], layer0_up [172, 64], layer0_down [64, 172], layer1_attentionNorm [64], layer1_wq [64, 64], layer1_wk [32, 64], layer1_wv [32, 64], layer1_wo [64, 64], layer1_feedForwardNorm [64], layer1_gate [172, 64], layer1_up [172, 64], layer1_down [64, 172], layer2_attentionNorm [64], layer2_wq [64, 64], layer2_wk [32, 64], layer2_wv [32, 64], layer2_wo [64, 64], layer2_feedForwardNorm [64], layer2_gate [172, 64], layer2_up [172, 64], layer2_down [64, 172], layer3_attentionNorm [64], layer3_wq [64, 64], layer3_wk [32, 64], layer3_wv [32, 64], layer3_wo [64, 64], layer3_feedForwardNorm [64], layer3_gate [172, 64], layer3_up [172, 64], layer3_down [64, 172], layer4_attentionNorm [64], layer4_wq [64, 64], layer4_wk [32, 64], layer4_wv [32, 64], layer4_wo [64, 64], layer4_feedForwardNorm [64], layer4_gate [172, 64], layer4_up [172, 64], layer4_down [64, 172], norm [64]
//   inputs: ids [seq]
//   cache: layer0_keys [4, past, 8], layer0_values [4, past, 8], layer1_keys [4, past, 8], layer1_values [4, past, 8], layer2_keys [4, past, 8], layer2_values [4, past, 8], layer3_keys [4, past, 8], layer3_values [4, past, 8], layer4_keys [4, past, 8], layer4_values [4, past, 8]
//   outputs: out [seq, 512]
// Sums are taken in float64 and rounded to float32 where a result is stored.
/**
 * The loops of a call, and the blocks that they work in. Bundlers make variables of the constants at the top of a module,
 * but not of these.
 */
const run = /* @__PURE__ */ (() => {
    /** A block to work in: 64. */
    const row = new Float64Array(64);
    /** A block to work in: 1536 x 64. */
    const rowBlock0 = new Float64Array(98304);
    /** A block to work in: 1536 x 64. */
    const rowBlock1 = new Float64Array(98304);
    /** A block to work in: 1536 x 64. */
    const rowBlock2 = new Float64Array(98304);
    /** A block to work in: 2 x 64. */
    const panel0 = new Float64Array(128);
    /** A block to work in: 2 x 64. */
    const panel1 = new Float64Array(128);
    /** A block to work in: 1536 x 2. */
    const product = new Float64Array(3072);
    /** A block to work in: 24 x 256. */
    const scores = new Float64Array(6144);
    /** A block to work in: 24. */
    const rescale = new Float64Array(24);
    /** A block to work in: 24 x 8. */
    const contextBlock = new Float64Array(192);
    /** A block to work in: 24 x 8. */
    const queryBlock0 = new Float64Array(192);
    /** A block to work in: 24 x 8. */
    const queryBlock1 = new Float64Array(192);
    /** A block to work in: 24 x 8. */
    const queryBlock2 = new Float64Array(192);
    /** A block to work in: 256 x 8. */
    const keyBlock0 = new Float64Array(2048);
    /** A block to work in: 256 x 8. */
    const keyBlock1 = new Float64Array(2048);
    /** A block to work in: 24 x 264. */
    const weights0 = new Float64Array(6336);
    /** A block to work in: 24 x 264. */
    const weights1 = new Float64Array(6336);
    /** A block to work in: 24 x 264. */
    const weights2 = new Float64Array(6336);
    /** A block to work in: 8 x 264. */
    const valueBlock0 = new Float64Array(2112);
    /** A block to work in: 8 x 264. */
    const valueBlock1 = new Float64Array(2112);
    /** A block to work in: 172. */
    const row2 = new Float64Array(172);
    /** A block to work in: 570 x 172. */
    const rowBlock20 = new Float64Array(98040);
    /** A block to work in: 570 x 172. */
    const rowBlock21 = new Float64Array(98040);
    /** A block to work in: 570 x 172. */
    const rowBlock22 = new Float64Array(98040);
    /** A block to work in: 2 x 172. */
    const panel20 = new Float64Array(344);
    /** A block to work in: 2 x 172. */
    const panel21 = new Float64Array(344);
    /** A block to work in: 570 x 2. */
    const product2 = new Float64Array(1140);
    /** The normal powers of two, from 2^-1022 up. */
    const POWERS_OF_TWO = new Float64Array(2046);
    for (let exponent = 0, power = 2 ** -1022; exponent < POWERS_OF_TWO.length; exponent++, power *= 2) {
        POWERS_OF_TWO[exponent] = power;
    }
    /** Computes element by element. */
    function map(ids, embeddings, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 64) | 0;
            const position = Math.min(Math.max(ids[axis0], 0), 511);
            const embeddingsAt = (position * 64) | 0;
            for (let axis1 = 0; axis1 < 64; axis1 = (axis1 + 1) | 0) {
                const embeddingsAt2 = (embeddingsAt + axis1) | 0;
                const resultAt2 = (resultAt + axis1) | 0;
                result[resultAt2] = embeddings[embeddingsAt2];
            }
        }
    }
    /** Divides each row by the root of the mean of its squares. */
    function rmsNorm(input, weight, result, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const inputAt = (axis0 * 64) | 0;
            let squares = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                const x = input[inputAt2];
                squares = squares + x * x;
            }
            const inverse = 1 / Math.sqrt(squares / 64 + 0.00001);
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const inputAt2 = (inputAt + k) | 0;
                result[inputAt2] = input[inputAt2] * inverse * weight[k];
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x64Row(input, weight, result, row3) {
        const inputAt = (row3 * 64) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 64; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const resultAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[resultAt] = sum0;
            result[(resultAt + 1) | 0] = sum1;
            result[(resultAt + 2) | 0] = sum2;
            result[(resultAt + 3) | 0] = sum3;
            result[(resultAt + 4) | 0] = sum4;
            result[(resultAt + 5) | 0] = sum5;
            result[(resultAt + 6) | 0] = sum6;
            result[(resultAt + 7) | 0] = sum7;
        }
    }
    /** 3 x 2 sums of 64 products, kept in registers. */
    function multiply3x2x64(row3) {
        const rowBlockAt = (row3 * 64) | 0;
        const productAt = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
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
        for (let k = 22; k < 44; k = (k + 1) | 0) {
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
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of 64 products, kept in registers. */
    function multiply2x2x64(row3) {
        const rowBlockAt = (row3 * 64) | 0;
        const productAt = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
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
        for (let k = 22; k < 44; k = (k + 1) | 0) {
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
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of 64 products, kept in registers. */
    function multiply1x2x64(row3) {
        const rowBlockAt = (row3 * 64) | 0;
        const productAt = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 22; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 22; k < 44; k = (k + 1) | 0) {
            const rowBlockAt2 = (rowBlockAt + k) | 0;
            const right0 = panel0[k];
            const right1 = panel1[k];
            const left0 = rowBlock0[rowBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 44; k < 64; k = (k + 1) | 0) {
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
    function multiply64Panel2(rows) {
        let row3 = 0;
        for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
            multiply3x2x64(row3);
        }
        for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
            multiply2x2x64(row3);
        }
        for (; row3 < rows; row3 = (row3 + 1) | 0) {
            multiply1x2x64(row3);
        }
    }
    /** result = input weight^T + bias. */
    function linear64x64(input, weight, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x64Row(input, weight, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 64; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const resultAt = (inputAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const productAt = (row3 * 2) | 0;
                        const resultAt2 = (resultAt + row3 * 64) | 0;
                        result[resultAt2] = product[productAt];
                        result[(resultAt2 + 1) | 0] = product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** The cosine of each position's angle for each pair of features. */
    function cosTable(rests, turns, result, past, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 4) | 0;
            const position = axis0 + past;
            const distance = position;
            for (let pair = 0; pair < 4; pair = (pair + 1) | 0) {
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
    /** The sine of each position's angle for each pair of features. */
    function sinTable(rests, turns, result, past, seq) {
        for (let axis0 = 0; axis0 < seq; axis0 = (axis0 + 1) | 0) {
            const resultAt = (axis0 * 4) | 0;
            const position = axis0 + past;
            const distance = position;
            for (let pair = 0; pair < 4; pair = (pair + 1) | 0) {
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
    /** Turns pairs of features, which are neighbours. */
    function rotate(linear, cos, sin, result, seq) {
        for (let axis0 = 0; axis0 < 8; axis0 = (axis0 + 1) | 0) {
            const linearAt = (axis0 * 8) | 0;
            const resultAt = (axis0 * seq * 8) | 0;
            for (let axis1 = 0; axis1 < seq; axis1 = (axis1 + 1) | 0) {
                const linearAt2 = (linearAt + axis1 * 64) | 0;
                const cosAt = (axis1 * 4) | 0;
                const resultAt2 = (resultAt + axis1 * 8) | 0;
                for (let pair = 0; pair < 4; pair = (pair + 1) | 0) {
                    const linearAt3 = (linearAt2 + pair * 2) | 0;
                    const cosAt2 = (cosAt + pair) | 0;
                    const resultAt3 = (resultAt2 + pair * 2) | 0;
                    const a = linear[linearAt3];
                    const b = linear[(linearAt3 + 1) | 0];
                    const c = cos[cosAt2];
                    const s = sin[cosAt2];
                    result[resultAt3] = a * c - b * s;
                    result[(resultAt3 + 1) | 0] = a * s + b * c;
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x32Row(input, weight, result, row3) {
        const inputAt = (row3 * 64) | 0;
        const resultAt = (row3 * 32) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 32; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const resultAt2 = (resultAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[resultAt2] = sum0;
            result[(resultAt2 + 1) | 0] = sum1;
            result[(resultAt2 + 2) | 0] = sum2;
            result[(resultAt2 + 3) | 0] = sum3;
            result[(resultAt2 + 4) | 0] = sum4;
            result[(resultAt2 + 5) | 0] = sum5;
            result[(resultAt2 + 6) | 0] = sum6;
            result[(resultAt2 + 7) | 0] = sum7;
        }
    }
    /** result = input weight^T + bias. */
    function linear64x32(input, weight, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x32Row(input, weight, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const resultAt = (top * 32) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 32; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const productAt = (row3 * 2) | 0;
                        const resultAt3 = (resultAt2 + row3 * 32) | 0;
                        result[resultAt3] = product[productAt];
                        result[(resultAt3 + 1) | 0] = product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** Turns pairs of features, which are neighbours. */
    function rotate2(linear2, cos, sin, result, capacity, past, seq) {
        const resultAt = (past * 8) | 0;
        for (let axis0 = 0; axis0 < 4; axis0 = (axis0 + 1) | 0) {
            const linear2At = (axis0 * 8) | 0;
            const resultAt2 = (resultAt + axis0 * capacity * 8) | 0;
            for (let axis1 = 0; axis1 < seq; axis1 = (axis1 + 1) | 0) {
                const linear2At2 = (linear2At + axis1 * 32) | 0;
                const cosAt = (axis1 * 4) | 0;
                const resultAt3 = (resultAt2 + axis1 * 8) | 0;
                for (let pair = 0; pair < 4; pair = (pair + 1) | 0) {
                    const linear2At3 = (linear2At2 + pair * 2) | 0;
                    const cosAt2 = (cosAt + pair) | 0;
                    const resultAt4 = (resultAt3 + pair * 2) | 0;
                    const a = linear2[linear2At3];
                    const b = linear2[(linear2At3 + 1) | 0];
                    const c = cos[cosAt2];
                    const s = sin[cosAt2];
                    result[resultAt4] = a * c - b * s;
                    result[(resultAt4 + 1) | 0] = a * s + b * c;
                }
            }
        }
    }
    /** Appends to the cache. */
    function append(value, result, capacity, past, seq) {
        const resultAt = (past * 8) | 0;
        for (let axis0 = 0; axis0 < 4; axis0 = (axis0 + 1) | 0) {
            const valueAt = (axis0 * 8) | 0;
            const resultAt2 = (resultAt + axis0 * capacity * 8) | 0;
            for (let axis1 = 0; axis1 < seq; axis1 = (axis1 + 1) | 0) {
                const valueAt2 = (valueAt + axis1 * 32) | 0;
                const resultAt3 = (resultAt2 + axis1 * 8) | 0;
                for (let axis2 = 0; axis2 < 8; axis2 = (axis2 + 1) | 0) {
                    const valueAt3 = (valueAt2 + axis2) | 0;
                    const resultAt4 = (resultAt3 + axis2) | 0;
                    result[resultAt4] = value[valueAt3];
                }
            }
        }
    }
    /** Scores to weights, with the softmax's running maximum and total. */
    function softmaxRows(rowGreatest, rowTotal, past, firstQuery, firstKey, queries, visible) {
        for (let row3 = 0; row3 < queries; row3 = (row3 + 1) | 0) {
            const rowGreatestAt = (firstQuery + row3) | 0;
            const scoresAt = (row3 * 256) | 0;
            const seen = Math.min(visible, -firstKey + firstQuery + past + row3 + 1);
            const before = rowGreatest[rowGreatestAt];
            let greatest = before;
            for (let key = 0; key < seen; key = (key + 1) | 0) {
                const scoresAt2 = (scoresAt + key) | 0;
                const value = scores[scoresAt2];
                greatest = greatest < value ? value : greatest;
            }
            const base = greatest === -Infinity ? 0 : greatest;
            let sum = 0;
            for (let key = 0; key < seen; key = (key + 1) | 0) {
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
            rescale[row3] = exp;
            rowGreatest[rowGreatestAt] = greatest;
            rowTotal[rowGreatestAt] = rowTotal[rowGreatestAt] * exp + sum;
            for (let key = seen; key < visible; key = (key + 1) | 0) {
                const scoresAt2 = (scoresAt + key) | 0;
                scores[scoresAt2] = 0;
            }
        }
    }
    /** 3 x 2 sums of 8 products, kept in registers. */
    function score3x2x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
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
        for (let k = 3; k < 6; k = (k + 1) | 0) {
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
        for (let k = 6; k < 8; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of 8 products, kept in registers. */
    function score2x2x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
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
        for (let k = 3; k < 6; k = (k + 1) | 0) {
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
        for (let k = 6; k < 8; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of 8 products, kept in registers. */
    function score1x2x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const right1 = keyBlock1[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 3; k < 6; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const right1 = keyBlock1[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 6; k < 8; k = (k + 1) | 0) {
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
    /** 3 x 1 sums of 8 products, kept in registers. */
    function score3x1x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        let sum2_0 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
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
        for (let k = 3; k < 6; k = (k + 1) | 0) {
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
        for (let k = 6; k < 8; k = (k + 1) | 0) {
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
    /** 2 x 1 sums of 8 products, kept in registers. */
    function score2x1x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        let sum1_0 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock1[queryBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 3; k < 6; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
            const left1 = queryBlock1[queryBlockAt2];
            sum1_0 = sum1_0 + left1 * right0;
        }
        for (let k = 6; k < 8; k = (k + 1) | 0) {
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
    /** 1 x 1 sums of 8 products, kept in registers. */
    function score1x1x8(row3, column) {
        const keyBlockAt = (column * 8) | 0;
        const queryBlockAt = (row3 * 8) | 0;
        const scoresAt = (row3 * 256 + column) | 0;
        let sum0_0 = 0;
        for (let k = 0; k < 3; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 3; k < 6; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        for (let k = 6; k < 8; k = (k + 1) | 0) {
            const keyBlockAt2 = (keyBlockAt + k) | 0;
            const queryBlockAt2 = (queryBlockAt + k) | 0;
            const right0 = keyBlock0[keyBlockAt2];
            const left0 = queryBlock0[queryBlockAt2];
            sum0_0 = sum0_0 + left0 * right0;
        }
        scores[scoresAt] = sum0_0;
    }
    /** Covers `rows` rows and `columns` columns with tiles. */
    function score8(rows, columns) {
        let column = 0;
        for (; column < columns - 1; column = (column + 2) | 0) {
            let row3 = 0;
            for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
                score3x2x8(row3, column);
            }
            for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
                score2x2x8(row3, column);
            }
            for (; row3 < rows; row3 = (row3 + 1) | 0) {
                score1x2x8(row3, column);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row3 = 0;
            for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
                score3x1x8(row3, column);
            }
            for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
                score2x1x8(row3, column);
            }
            for (; row3 < rows; row3 = (row3 + 1) | 0) {
                score1x1x8(row3, column);
            }
        }
    }
    /** 3 x 2 sums of `depth` products, kept in registers. */
    function weigh3x2(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
        contextBlock[(contextBlockAt + 8) | 0] = sum1_0;
        contextBlock[(contextBlockAt + 9) | 0] = sum1_1;
        contextBlock[(contextBlockAt + 16) | 0] = sum2_0;
        contextBlock[(contextBlockAt + 17) | 0] = sum2_1;
    }
    /** 2 x 2 sums of `depth` products, kept in registers. */
    function weigh2x2(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
        contextBlock[(contextBlockAt + 8) | 0] = sum1_0;
        contextBlock[(contextBlockAt + 9) | 0] = sum1_1;
    }
    /** 1 x 2 sums of `depth` products, kept in registers. */
    function weigh1x2(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
    function weigh3x1(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
        contextBlock[(contextBlockAt + 8) | 0] = sum1_0;
        contextBlock[(contextBlockAt + 16) | 0] = sum2_0;
    }
    /** 2 x 1 sums of `depth` products, kept in registers. */
    function weigh2x1(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
        contextBlock[(contextBlockAt + 8) | 0] = sum1_0;
    }
    /** 1 x 1 sums of `depth` products, kept in registers. */
    function weigh1x1(row3, column, depth) {
        const valueBlockAt = (column * 264) | 0;
        const weightsAt = (row3 * 264) | 0;
        const contextBlockAt = (row3 * 8 + column) | 0;
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
            let row3 = 0;
            for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
                weigh3x2(row3, column, depth);
            }
            for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
                weigh2x2(row3, column, depth);
            }
            for (; row3 < rows; row3 = (row3 + 1) | 0) {
                weigh1x2(row3, column, depth);
            }
        }
        for (; column < columns; column = (column + 1) | 0) {
            let row3 = 0;
            for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
                weigh3x1(row3, column, depth);
            }
            for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
                weigh2x1(row3, column, depth);
            }
            for (; row3 < rows; row3 = (row3 + 1) | 0) {
                weigh1x1(row3, column, depth);
            }
        }
    }
    /** As the tiles do, but a key of weight 0 is passed over, whatever its value. */
    function weighSeen(queries, visible) {
        for (let row3 = 0; row3 < queries; row3 = (row3 + 1) | 0) {
            const scoresAt = (row3 * 256) | 0;
            const contextBlockAt = (row3 * 8) | 0;
            for (let column = 0; column < 8; column = (column + 2) | 0) {
                const valueBlockAt = (column * 264) | 0;
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
                for (let key = 0; key < visible; key = (key + 1) | 0) {
                    const scoresAt2 = (scoresAt + key) | 0;
                    const valueBlockAt2 = (valueBlockAt + key) | 0;
                    const weight = scores[scoresAt2];
                    sum2 = sum2 + (weight === 0 ? 0 : weight * valueBlock1[valueBlockAt2]);
                }
                contextBlock[(contextBlockAt2 + 1) | 0] = sum2;
            }
        }
    }
    /** result = softmax(scale query key^T + mask) value, a block of keys after the other. */
    function attention8(rowGreatest, rowTotal, rowWeighted, key, value, query, result, capacity, past, seq) {
        for (let keyHead = 0; keyHead < 4; keyHead = (keyHead + 1) | 0) {
            const keyAt = (capacity * keyHead * 8) | 0;
            const queryAt = (keyHead * seq * 16) | 0;
            const resultAt = (keyHead * 16) | 0;
            for (let member = 0; member < 2; member = (member + 1) | 0) {
                const queryAt2 = (queryAt + member * seq * 8) | 0;
                const resultAt2 = (resultAt + member * 8) | 0;
                for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                    const rowWeightedAt = (row3 * 8) | 0;
                    rowGreatest[row3] = -Infinity;
                    rowTotal[row3] = 0;
                    for (let column = 0; column < 8; column = (column + 1) | 0) {
                        const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                        rowWeighted[rowWeightedAt2] = 0;
                    }
                }
                const end = past + seq;
                for (let firstKey = 0; firstKey < end; firstKey = (firstKey + 256) | 0) {
                    const keyAt2 = (keyAt + firstKey * 8) | 0;
                    const keys = Math.min(256, -firstKey + past + seq);
                    // Pack the keys.
                    {
                        let row3 = 0;
                        for (; row3 < keys - 1; row3 = (row3 + 2) | 0) {
                            const keyAt3 = (keyAt2 + row3 * 8) | 0;
                            const keyBlockAt = (row3 * 8) | 0;
                            for (let k = 0; k < 8; k = (k + 1) | 0) {
                                const keyAt4 = (keyAt3 + k) | 0;
                                const keyBlockAt2 = (keyBlockAt + k) | 0;
                                keyBlock0[keyBlockAt2] = key[keyAt4];
                                keyBlock1[keyBlockAt2] = key[(keyAt4 + 8) | 0];
                            }
                        }
                        for (; row3 < keys; row3 = (row3 + 1) | 0) {
                            const keyAt3 = (keyAt2 + row3 * 8) | 0;
                            const keyBlockAt = (row3 * 8) | 0;
                            for (let k = 0; k < 8; k = (k + 1) | 0) {
                                const keyAt4 = (keyAt3 + k) | 0;
                                const keyBlockAt2 = (keyBlockAt + k) | 0;
                                keyBlock0[keyBlockAt2] = key[keyAt4];
                            }
                        }
                    }
                    let spoilt = 0;
                    // Pack the values, transposed.
                    {
                        for (let row3 = 0; row3 < 8; row3 = (row3 + 2) | 0) {
                            const valueAt = (keyAt2 + row3) | 0;
                            const valueBlockAt = (row3 * 264) | 0;
                            for (let k = 0; k < keys; k = (k + 1) | 0) {
                                const valueAt2 = (valueAt + k * 8) | 0;
                                const valueBlockAt2 = (valueBlockAt + k) | 0;
                                const element = value[valueAt2];
                                valueBlock0[valueBlockAt2] = element;
                                spoilt = spoilt + element * 0;
                                const element2 = value[(valueAt2 + 1) | 0];
                                valueBlock1[valueBlockAt2] = element2;
                                spoilt = spoilt + element2 * 0;
                            }
                        }
                    }
                    const firstSeeing = Math.max(0, firstKey - past);
                    for (let firstQuery = firstSeeing; firstQuery < seq; firstQuery = (firstQuery + 24) | 0) {
                        const queryAt3 = (queryAt2 + firstQuery * 8) | 0;
                        const rowWeightedAt = (firstQuery * 8) | 0;
                        const queries = Math.min(24, -firstQuery + seq);
                        const visible = Math.min(keys, -firstKey + firstQuery + past + queries);
                        // Pack the queries, scaled.
                        {
                            let row3 = 0;
                            for (; row3 < queries - 2; row3 = (row3 + 3) | 0) {
                                const queryAt4 = (queryAt3 + row3 * 8) | 0;
                                const queryBlockAt = (row3 * 8) | 0;
                                for (let k = 0; k < 8; k = (k + 1) | 0) {
                                    const queryAt5 = (queryAt4 + k) | 0;
                                    const queryBlockAt2 = (queryBlockAt + k) | 0;
                                    queryBlock0[queryBlockAt2] = query[queryAt5] * 0.35355339059327373;
                                    queryBlock1[queryBlockAt2] = query[(queryAt5 + 8) | 0] * 0.35355339059327373;
                                    queryBlock2[queryBlockAt2] = query[(queryAt5 + 16) | 0] * 0.35355339059327373;
                                }
                            }
                            for (; row3 < queries - 1; row3 = (row3 + 2) | 0) {
                                const queryAt4 = (queryAt3 + row3 * 8) | 0;
                                const queryBlockAt = (row3 * 8) | 0;
                                for (let k = 0; k < 8; k = (k + 1) | 0) {
                                    const queryAt5 = (queryAt4 + k) | 0;
                                    const queryBlockAt2 = (queryBlockAt + k) | 0;
                                    queryBlock0[queryBlockAt2] = query[queryAt5] * 0.35355339059327373;
                                    queryBlock1[queryBlockAt2] = query[(queryAt5 + 8) | 0] * 0.35355339059327373;
                                }
                            }
                            for (; row3 < queries; row3 = (row3 + 1) | 0) {
                                const queryAt4 = (queryAt3 + row3 * 8) | 0;
                                const queryBlockAt = (row3 * 8) | 0;
                                for (let k = 0; k < 8; k = (k + 1) | 0) {
                                    const queryAt5 = (queryAt4 + k) | 0;
                                    const queryBlockAt2 = (queryBlockAt + k) | 0;
                                    queryBlock0[queryBlockAt2] = query[queryAt5] * 0.35355339059327373;
                                }
                            }
                        }
                        score8(queries, visible);
                        softmaxRows(rowGreatest, rowTotal, past, firstQuery, firstKey, queries, visible);
                        if (spoilt === 0) {
                            let row3 = 0;
                            for (; row3 < queries - 2; row3 = (row3 + 3) | 0) {
                                const scoresAt = (row3 * 256) | 0;
                                const weightsAt = (row3 * 264) | 0;
                                for (let k = 0; k < visible; k = (k + 1) | 0) {
                                    const scoresAt2 = (scoresAt + k) | 0;
                                    const weightsAt2 = (weightsAt + k) | 0;
                                    weights0[weightsAt2] = scores[scoresAt2];
                                    weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                                    weights2[weightsAt2] = scores[(scoresAt2 + 512) | 0];
                                }
                            }
                            for (; row3 < queries - 1; row3 = (row3 + 2) | 0) {
                                const scoresAt = (row3 * 256) | 0;
                                const weightsAt = (row3 * 264) | 0;
                                for (let k = 0; k < visible; k = (k + 1) | 0) {
                                    const scoresAt2 = (scoresAt + k) | 0;
                                    const weightsAt2 = (weightsAt + k) | 0;
                                    weights0[weightsAt2] = scores[scoresAt2];
                                    weights1[weightsAt2] = scores[(scoresAt2 + 256) | 0];
                                }
                            }
                            for (; row3 < queries; row3 = (row3 + 1) | 0) {
                                const scoresAt = (row3 * 256) | 0;
                                const weightsAt = (row3 * 264) | 0;
                                for (let k = 0; k < visible; k = (k + 1) | 0) {
                                    const scoresAt2 = (scoresAt + k) | 0;
                                    const weightsAt2 = (weightsAt + k) | 0;
                                    weights0[weightsAt2] = scores[scoresAt2];
                                }
                            }
                            weigh(queries, 8, visible);
                        }
                        else {
                            weighSeen(queries, visible);
                        }
                        for (let row3 = 0; row3 < queries; row3 = (row3 + 1) | 0) {
                            const rowWeightedAt2 = (rowWeightedAt + row3 * 8) | 0;
                            const contextBlockAt = (row3 * 8) | 0;
                            const rescale2 = rescale[row3];
                            for (let column = 0; column < 8; column = (column + 1) | 0) {
                                const rowWeightedAt3 = (rowWeightedAt2 + column) | 0;
                                const contextBlockAt2 = (contextBlockAt + column) | 0;
                                rowWeighted[rowWeightedAt3] = rowWeighted[rowWeightedAt3] * rescale2 + contextBlock[contextBlockAt2];
                            }
                        }
                    }
                }
                for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                    const rowWeightedAt = (row3 * 8) | 0;
                    const resultAt3 = (resultAt2 + row3 * 64) | 0;
                    const inverse = 1 / rowTotal[row3];
                    for (let column = 0; column < 8; column = (column + 1) | 0) {
                        const rowWeightedAt2 = (rowWeightedAt + column) | 0;
                        const resultAt4 = (resultAt3 + column) | 0;
                        result[resultAt4] = rowWeighted[rowWeightedAt2] * inverse;
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x64Row2(input, weight, gather, result, row3) {
        const inputAt = (row3 * 64) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 64; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const gatherAt = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[gatherAt] = gather[gatherAt] + sum0;
            result[(gatherAt + 1) | 0] = gather[(gatherAt + 1) | 0] + sum1;
            result[(gatherAt + 2) | 0] = gather[(gatherAt + 2) | 0] + sum2;
            result[(gatherAt + 3) | 0] = gather[(gatherAt + 3) | 0] + sum3;
            result[(gatherAt + 4) | 0] = gather[(gatherAt + 4) | 0] + sum4;
            result[(gatherAt + 5) | 0] = gather[(gatherAt + 5) | 0] + sum5;
            result[(gatherAt + 6) | 0] = gather[(gatherAt + 6) | 0] + sum6;
            result[(gatherAt + 7) | 0] = gather[(gatherAt + 7) | 0] + sum7;
        }
    }
    /** result = input weight^T + bias. */
    function linear64x64_2(input, weight, gather, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x64Row2(input, weight, gather, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 64; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const gatherAt = (inputAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const gatherAt2 = (gatherAt + row3 * 64) | 0;
                        const productAt = (row3 * 2) | 0;
                        result[gatherAt2] = gather[gatherAt2] + product[productAt];
                        result[(gatherAt2 + 1) | 0] = gather[(gatherAt2 + 1) | 0] + product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x172Row(input, weight, result, row3) {
        const inputAt = (row3 * 64) | 0;
        const resultAt = (row3 * 172) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 168; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const resultAt2 = (resultAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[resultAt2] = sum0;
            result[(resultAt2 + 1) | 0] = sum1;
            result[(resultAt2 + 2) | 0] = sum2;
            result[(resultAt2 + 3) | 0] = sum3;
            result[(resultAt2 + 4) | 0] = sum4;
            result[(resultAt2 + 5) | 0] = sum5;
            result[(resultAt2 + 6) | 0] = sum6;
            result[(resultAt2 + 7) | 0] = sum7;
        }
        for (let column = 168; column < 172; column = (column + 1) | 0) {
            const weightAt = (column * 64) | 0;
            const resultAt2 = (resultAt + column) | 0;
            let sum0 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
            }
            result[resultAt2] = sum0;
        }
    }
    /** result = input weight^T + bias. */
    function linear64x172(input, weight, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x172Row(input, weight, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const resultAt = (top * 172) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 172; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const productAt = (row3 * 2) | 0;
                        const resultAt3 = (resultAt2 + row3 * 172) | 0;
                        result[resultAt3] = product[productAt];
                        result[(resultAt3 + 1) | 0] = product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x172Row2(input, weight, linear3, result, row3) {
        const inputAt = (row3 * 64) | 0;
        const linear3At = (row3 * 172) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 168; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const linear3At2 = (linear3At + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            const x = sum0;
            const negative = -x;
            const value = negative < -708 ? -708 : negative;
            const bounded = 709 < value ? 709 : value;
            const power = Math.floor(bounded * 1.4426950408889634 + 0.5) | 0;
            const exponent = power;
            const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
            const power2 = rest * rest;
            const power3 = power2 * power2;
            const power4 = power3 * power3;
            const exp = negative < -708 ? 0 : 709 < negative ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
            const logistic = 1 / (1 + exp);
            result[linear3At2] = x * logistic * linear3[linear3At2];
            const x2 = sum1;
            const negative2 = -x2;
            const value2 = negative2 < -708 ? -708 : negative2;
            const bounded2 = 709 < value2 ? 709 : value2;
            const power5 = Math.floor(bounded2 * 1.4426950408889634 + 0.5) | 0;
            const exponent2 = power5;
            const rest2 = bounded2 - exponent2 * 0.6931471803691238 - exponent2 * 1.9082146973659064e-10;
            const power6 = rest2 * rest2;
            const power7 = power6 * power6;
            const power8 = power7 * power7;
            const exp2 = negative2 < -708 ? 0 : 709 < negative2 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest2 + (0.4999999999978751 + 0.16666666891246937 * rest2) * power6 + (0.04166666689614388 + 0.008333266059918323 * rest2 + (0.0013888820909782379 + 0.0001991588722373937 * rest2) * power6) * power7 + 0.00002487650579280306 * power8) * POWERS_OF_TWO[(power5 + 1022) | 0];
            const logistic2 = 1 / (1 + exp2);
            result[(linear3At2 + 1) | 0] = x2 * logistic2 * linear3[(linear3At2 + 1) | 0];
            const x3 = sum2;
            const negative3 = -x3;
            const value3 = negative3 < -708 ? -708 : negative3;
            const bounded3 = 709 < value3 ? 709 : value3;
            const power9 = Math.floor(bounded3 * 1.4426950408889634 + 0.5) | 0;
            const exponent3 = power9;
            const rest3 = bounded3 - exponent3 * 0.6931471803691238 - exponent3 * 1.9082146973659064e-10;
            const power10 = rest3 * rest3;
            const power11 = power10 * power10;
            const power12 = power11 * power11;
            const exp3 = negative3 < -708 ? 0 : 709 < negative3 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest3 + (0.4999999999978751 + 0.16666666891246937 * rest3) * power10 + (0.04166666689614388 + 0.008333266059918323 * rest3 + (0.0013888820909782379 + 0.0001991588722373937 * rest3) * power10) * power11 + 0.00002487650579280306 * power12) * POWERS_OF_TWO[(power9 + 1022) | 0];
            const logistic3 = 1 / (1 + exp3);
            result[(linear3At2 + 2) | 0] = x3 * logistic3 * linear3[(linear3At2 + 2) | 0];
            const x4 = sum3;
            const negative4 = -x4;
            const value4 = negative4 < -708 ? -708 : negative4;
            const bounded4 = 709 < value4 ? 709 : value4;
            const power13 = Math.floor(bounded4 * 1.4426950408889634 + 0.5) | 0;
            const exponent4 = power13;
            const rest4 = bounded4 - exponent4 * 0.6931471803691238 - exponent4 * 1.9082146973659064e-10;
            const power14 = rest4 * rest4;
            const power15 = power14 * power14;
            const power16 = power15 * power15;
            const exp4 = negative4 < -708 ? 0 : 709 < negative4 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest4 + (0.4999999999978751 + 0.16666666891246937 * rest4) * power14 + (0.04166666689614388 + 0.008333266059918323 * rest4 + (0.0013888820909782379 + 0.0001991588722373937 * rest4) * power14) * power15 + 0.00002487650579280306 * power16) * POWERS_OF_TWO[(power13 + 1022) | 0];
            const logistic4 = 1 / (1 + exp4);
            result[(linear3At2 + 3) | 0] = x4 * logistic4 * linear3[(linear3At2 + 3) | 0];
            const x5 = sum4;
            const negative5 = -x5;
            const value5 = negative5 < -708 ? -708 : negative5;
            const bounded5 = 709 < value5 ? 709 : value5;
            const power17 = Math.floor(bounded5 * 1.4426950408889634 + 0.5) | 0;
            const exponent5 = power17;
            const rest5 = bounded5 - exponent5 * 0.6931471803691238 - exponent5 * 1.9082146973659064e-10;
            const power18 = rest5 * rest5;
            const power19 = power18 * power18;
            const power20 = power19 * power19;
            const exp5 = negative5 < -708 ? 0 : 709 < negative5 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest5 + (0.4999999999978751 + 0.16666666891246937 * rest5) * power18 + (0.04166666689614388 + 0.008333266059918323 * rest5 + (0.0013888820909782379 + 0.0001991588722373937 * rest5) * power18) * power19 + 0.00002487650579280306 * power20) * POWERS_OF_TWO[(power17 + 1022) | 0];
            const logistic5 = 1 / (1 + exp5);
            result[(linear3At2 + 4) | 0] = x5 * logistic5 * linear3[(linear3At2 + 4) | 0];
            const x6 = sum5;
            const negative6 = -x6;
            const value6 = negative6 < -708 ? -708 : negative6;
            const bounded6 = 709 < value6 ? 709 : value6;
            const power21 = Math.floor(bounded6 * 1.4426950408889634 + 0.5) | 0;
            const exponent6 = power21;
            const rest6 = bounded6 - exponent6 * 0.6931471803691238 - exponent6 * 1.9082146973659064e-10;
            const power22 = rest6 * rest6;
            const power23 = power22 * power22;
            const power24 = power23 * power23;
            const exp6 = negative6 < -708 ? 0 : 709 < negative6 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest6 + (0.4999999999978751 + 0.16666666891246937 * rest6) * power22 + (0.04166666689614388 + 0.008333266059918323 * rest6 + (0.0013888820909782379 + 0.0001991588722373937 * rest6) * power22) * power23 + 0.00002487650579280306 * power24) * POWERS_OF_TWO[(power21 + 1022) | 0];
            const logistic6 = 1 / (1 + exp6);
            result[(linear3At2 + 5) | 0] = x6 * logistic6 * linear3[(linear3At2 + 5) | 0];
            const x7 = sum6;
            const negative7 = -x7;
            const value7 = negative7 < -708 ? -708 : negative7;
            const bounded7 = 709 < value7 ? 709 : value7;
            const power25 = Math.floor(bounded7 * 1.4426950408889634 + 0.5) | 0;
            const exponent7 = power25;
            const rest7 = bounded7 - exponent7 * 0.6931471803691238 - exponent7 * 1.9082146973659064e-10;
            const power26 = rest7 * rest7;
            const power27 = power26 * power26;
            const power28 = power27 * power27;
            const exp7 = negative7 < -708 ? 0 : 709 < negative7 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest7 + (0.4999999999978751 + 0.16666666891246937 * rest7) * power26 + (0.04166666689614388 + 0.008333266059918323 * rest7 + (0.0013888820909782379 + 0.0001991588722373937 * rest7) * power26) * power27 + 0.00002487650579280306 * power28) * POWERS_OF_TWO[(power25 + 1022) | 0];
            const logistic7 = 1 / (1 + exp7);
            result[(linear3At2 + 6) | 0] = x7 * logistic7 * linear3[(linear3At2 + 6) | 0];
            const x8 = sum7;
            const negative8 = -x8;
            const value8 = negative8 < -708 ? -708 : negative8;
            const bounded8 = 709 < value8 ? 709 : value8;
            const power29 = Math.floor(bounded8 * 1.4426950408889634 + 0.5) | 0;
            const exponent8 = power29;
            const rest8 = bounded8 - exponent8 * 0.6931471803691238 - exponent8 * 1.9082146973659064e-10;
            const power30 = rest8 * rest8;
            const power31 = power30 * power30;
            const power32 = power31 * power31;
            const exp8 = negative8 < -708 ? 0 : 709 < negative8 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest8 + (0.4999999999978751 + 0.16666666891246937 * rest8) * power30 + (0.04166666689614388 + 0.008333266059918323 * rest8 + (0.0013888820909782379 + 0.0001991588722373937 * rest8) * power30) * power31 + 0.00002487650579280306 * power32) * POWERS_OF_TWO[(power29 + 1022) | 0];
            const logistic8 = 1 / (1 + exp8);
            result[(linear3At2 + 7) | 0] = x8 * logistic8 * linear3[(linear3At2 + 7) | 0];
        }
        for (let column = 168; column < 172; column = (column + 1) | 0) {
            const weightAt = (column * 64) | 0;
            const linear3At2 = (linear3At + column) | 0;
            let sum0 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
            }
            const x = sum0;
            const negative = -x;
            const value = negative < -708 ? -708 : negative;
            const bounded = 709 < value ? 709 : value;
            const power = Math.floor(bounded * 1.4426950408889634 + 0.5) | 0;
            const exponent = power;
            const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
            const power2 = rest * rest;
            const power3 = power2 * power2;
            const power4 = power3 * power3;
            const exp = negative < -708 ? 0 : 709 < negative ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
            const logistic = 1 / (1 + exp);
            result[linear3At2] = x * logistic * linear3[linear3At2];
        }
    }
    /** result = input weight^T + bias. */
    function linear64x172_2(input, weight, linear3, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x172Row2(input, weight, linear3, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const linear3At = (top * 172) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 172; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const linear3At2 = (linear3At + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const productAt = (row3 * 2) | 0;
                        const linear3At3 = (linear3At2 + row3 * 172) | 0;
                        const x = product[productAt];
                        const negative = -x;
                        const value = negative < -708 ? -708 : negative;
                        const bounded = 709 < value ? 709 : value;
                        const power = Math.floor(bounded * 1.4426950408889634 + 0.5) | 0;
                        const exponent = power;
                        const rest = bounded - exponent * 0.6931471803691238 - exponent * 1.9082146973659064e-10;
                        const power2 = rest * rest;
                        const power3 = power2 * power2;
                        const power4 = power3 * power3;
                        const exp = negative < -708 ? 0 : 709 < negative ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest + (0.4999999999978751 + 0.16666666891246937 * rest) * power2 + (0.04166666689614388 + 0.008333266059918323 * rest + (0.0013888820909782379 + 0.0001991588722373937 * rest) * power2) * power3 + 0.00002487650579280306 * power4) * POWERS_OF_TWO[(power + 1022) | 0];
                        const logistic = 1 / (1 + exp);
                        result[linear3At3] = x * logistic * linear3[linear3At3];
                        const x2 = product[(productAt + 1) | 0];
                        const negative2 = -x2;
                        const value2 = negative2 < -708 ? -708 : negative2;
                        const bounded2 = 709 < value2 ? 709 : value2;
                        const power5 = Math.floor(bounded2 * 1.4426950408889634 + 0.5) | 0;
                        const exponent2 = power5;
                        const rest2 = bounded2 - exponent2 * 0.6931471803691238 - exponent2 * 1.9082146973659064e-10;
                        const power2_2 = rest2 * rest2;
                        const power3_2 = power2_2 * power2_2;
                        const power4_2 = power3_2 * power3_2;
                        const exp2 = negative2 < -708 ? 0 : 709 < negative2 ? Infinity : (1.0000000000000002 + 0.9999999999797591 * rest2 + (0.4999999999978751 + 0.16666666891246937 * rest2) * power2_2 + (0.04166666689614388 + 0.008333266059918323 * rest2 + (0.0013888820909782379 + 0.0001991588722373937 * rest2) * power2_2) * power3_2 + 0.00002487650579280306 * power4_2) * POWERS_OF_TWO[(power5 + 1022) | 0];
                        const logistic2 = 1 / (1 + exp2);
                        result[(linear3At3 + 1) | 0] = x2 * logistic2 * linear3[(linear3At3 + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear172x64Row(input, weight, add, result, row3) {
        const inputAt = (row3 * 172) | 0;
        const addAt = (row3 * 64) | 0;
        for (let k = 0; k < 172; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row2[k] = input[inputAt2];
        }
        for (let column = 0; column < 64; column = (column + 8) | 0) {
            const weightAt = (column * 172) | 0;
            const addAt2 = (addAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 172; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row2[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 172) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 344) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 516) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 688) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 860) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 1032) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 1204) | 0];
            }
            result[addAt2] = add[addAt2] + sum0;
            result[(addAt2 + 1) | 0] = add[(addAt2 + 1) | 0] + sum1;
            result[(addAt2 + 2) | 0] = add[(addAt2 + 2) | 0] + sum2;
            result[(addAt2 + 3) | 0] = add[(addAt2 + 3) | 0] + sum3;
            result[(addAt2 + 4) | 0] = add[(addAt2 + 4) | 0] + sum4;
            result[(addAt2 + 5) | 0] = add[(addAt2 + 5) | 0] + sum5;
            result[(addAt2 + 6) | 0] = add[(addAt2 + 6) | 0] + sum6;
            result[(addAt2 + 7) | 0] = add[(addAt2 + 7) | 0] + sum7;
        }
    }
    /** 3 x 2 sums of 172 products, kept in registers. */
    function multiply3x2x172(row3) {
        const rowBlock2At = (row3 * 172) | 0;
        const product2At = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        let sum2_0 = 0;
        let sum2_1 = 0;
        for (let k = 0; k < 58; k = (k + 1) | 0) {
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
        for (let k = 58; k < 116; k = (k + 1) | 0) {
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
        for (let k = 116; k < 172; k = (k + 1) | 0) {
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
    /** 2 x 2 sums of 172 products, kept in registers. */
    function multiply2x2x172(row3) {
        const rowBlock2At = (row3 * 172) | 0;
        const product2At = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        let sum1_0 = 0;
        let sum1_1 = 0;
        for (let k = 0; k < 58; k = (k + 1) | 0) {
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
        for (let k = 58; k < 116; k = (k + 1) | 0) {
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
        for (let k = 116; k < 172; k = (k + 1) | 0) {
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
    /** 1 x 2 sums of 172 products, kept in registers. */
    function multiply1x2x172(row3) {
        const rowBlock2At = (row3 * 172) | 0;
        const product2At = (row3 * 2) | 0;
        let sum0_0 = 0;
        let sum0_1 = 0;
        for (let k = 0; k < 58; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 58; k < 116; k = (k + 1) | 0) {
            const rowBlock2At2 = (rowBlock2At + k) | 0;
            const right0 = panel20[k];
            const right1 = panel21[k];
            const left0 = rowBlock20[rowBlock2At2];
            sum0_0 = sum0_0 + left0 * right0;
            sum0_1 = sum0_1 + left0 * right1;
        }
        for (let k = 116; k < 172; k = (k + 1) | 0) {
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
    function multiply172Panel2(rows) {
        let row3 = 0;
        for (; row3 < rows - 2; row3 = (row3 + 3) | 0) {
            multiply3x2x172(row3);
        }
        for (; row3 < rows - 1; row3 = (row3 + 2) | 0) {
            multiply2x2x172(row3);
        }
        for (; row3 < rows; row3 = (row3 + 1) | 0) {
            multiply1x2x172(row3);
        }
    }
    /** result = input weight^T + bias. */
    function linear172x64(input, weight, add, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear172x64Row(input, weight, add, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 570) | 0) {
                const inputAt = (top * 172) | 0;
                const addAt = (top * 64) | 0;
                const height = Math.min(570, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 172) | 0;
                        const rowBlock2At = (row3 * 172) | 0;
                        for (let k = 0; k < 172; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 172) | 0];
                            rowBlock22[rowBlock2At2] = input[(inputAt3 + 344) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 172) | 0;
                        const rowBlock2At = (row3 * 172) | 0;
                        for (let k = 0; k < 172; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                            rowBlock21[rowBlock2At2] = input[(inputAt3 + 172) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 172) | 0;
                        const rowBlock2At = (row3 * 172) | 0;
                        for (let k = 0; k < 172; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlock2At2 = (rowBlock2At + k) | 0;
                            rowBlock20[rowBlock2At2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 64; column = (column + 2) | 0) {
                    const weightAt = (column * 172) | 0;
                    const addAt2 = (addAt + column) | 0;
                    for (let k = 0; k < 172; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel20[k] = weight[weightAt2];
                        panel21[k] = weight[(weightAt2 + 172) | 0];
                    }
                    multiply172Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const addAt3 = (addAt2 + row3 * 64) | 0;
                        const product2At = (row3 * 2) | 0;
                        result[addAt3] = add[addAt3] + product2[product2At];
                        result[(addAt3 + 1) | 0] = add[(addAt3 + 1) | 0] + product2[(product2At + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x64Row3(input, weight, add2, result, row3) {
        const inputAt = (row3 * 64) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 64; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const add2At = (inputAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[add2At] = add2[add2At] + sum0;
            result[(add2At + 1) | 0] = add2[(add2At + 1) | 0] + sum1;
            result[(add2At + 2) | 0] = add2[(add2At + 2) | 0] + sum2;
            result[(add2At + 3) | 0] = add2[(add2At + 3) | 0] + sum3;
            result[(add2At + 4) | 0] = add2[(add2At + 4) | 0] + sum4;
            result[(add2At + 5) | 0] = add2[(add2At + 5) | 0] + sum5;
            result[(add2At + 6) | 0] = add2[(add2At + 6) | 0] + sum6;
            result[(add2At + 7) | 0] = add2[(add2At + 7) | 0] + sum7;
        }
    }
    /** result = input weight^T + bias. */
    function linear64x64_3(input, weight, add2, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x64Row3(input, weight, add2, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 64; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const add2At = (inputAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const add2At2 = (add2At + row3 * 64) | 0;
                        const productAt = (row3 * 2) | 0;
                        result[add2At2] = add2[add2At2] + product[productAt];
                        result[(add2At2 + 1) | 0] = add2[(add2At2 + 1) | 0] + product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** One row of the result: each weight is read once, where it lies. */
    function linear64x512Row(input, weight, result, row3) {
        const inputAt = (row3 * 64) | 0;
        const resultAt = (row3 * 512) | 0;
        for (let k = 0; k < 64; k = (k + 1) | 0) {
            const inputAt2 = (inputAt + k) | 0;
            row[k] = input[inputAt2];
        }
        for (let column = 0; column < 512; column = (column + 8) | 0) {
            const weightAt = (column * 64) | 0;
            const resultAt2 = (resultAt + column) | 0;
            let sum0 = 0;
            let sum1 = 0;
            let sum2 = 0;
            let sum3 = 0;
            let sum4 = 0;
            let sum5 = 0;
            let sum6 = 0;
            let sum7 = 0;
            for (let k = 0; k < 64; k = (k + 1) | 0) {
                const weightAt2 = (weightAt + k) | 0;
                const element = row[k];
                sum0 = sum0 + element * weight[weightAt2];
                sum1 = sum1 + element * weight[(weightAt2 + 64) | 0];
                sum2 = sum2 + element * weight[(weightAt2 + 128) | 0];
                sum3 = sum3 + element * weight[(weightAt2 + 192) | 0];
                sum4 = sum4 + element * weight[(weightAt2 + 256) | 0];
                sum5 = sum5 + element * weight[(weightAt2 + 320) | 0];
                sum6 = sum6 + element * weight[(weightAt2 + 384) | 0];
                sum7 = sum7 + element * weight[(weightAt2 + 448) | 0];
            }
            result[resultAt2] = sum0;
            result[(resultAt2 + 1) | 0] = sum1;
            result[(resultAt2 + 2) | 0] = sum2;
            result[(resultAt2 + 3) | 0] = sum3;
            result[(resultAt2 + 4) | 0] = sum4;
            result[(resultAt2 + 5) | 0] = sum5;
            result[(resultAt2 + 6) | 0] = sum6;
            result[(resultAt2 + 7) | 0] = sum7;
        }
    }
    /** result = input weight^T + bias. */
    function linear64x512(input, weight, result, seq) {
        if (seq <= 4) {
            for (let row3 = 0; row3 < seq; row3 = (row3 + 1) | 0) {
                linear64x512Row(input, weight, result, row3);
            }
        }
        else {
            for (let top = 0; top < seq; top = (top + 1536) | 0) {
                const inputAt = (top * 64) | 0;
                const resultAt = (top * 512) | 0;
                const height = Math.min(1536, seq - top);
                // Pack a block of rows.
                {
                    let row3 = 0;
                    for (; row3 < height - 2; row3 = (row3 + 3) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                            rowBlock2[rowBlockAt2] = input[(inputAt3 + 128) | 0];
                        }
                    }
                    for (; row3 < height - 1; row3 = (row3 + 2) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                            rowBlock1[rowBlockAt2] = input[(inputAt3 + 64) | 0];
                        }
                    }
                    for (; row3 < height; row3 = (row3 + 1) | 0) {
                        const inputAt2 = (inputAt + row3 * 64) | 0;
                        const rowBlockAt = (row3 * 64) | 0;
                        for (let k = 0; k < 64; k = (k + 1) | 0) {
                            const inputAt3 = (inputAt2 + k) | 0;
                            const rowBlockAt2 = (rowBlockAt + k) | 0;
                            rowBlock0[rowBlockAt2] = input[inputAt3];
                        }
                    }
                }
                for (let column = 0; column < 512; column = (column + 2) | 0) {
                    const weightAt = (column * 64) | 0;
                    const resultAt2 = (resultAt + column) | 0;
                    for (let k = 0; k < 64; k = (k + 1) | 0) {
                        const weightAt2 = (weightAt + k) | 0;
                        panel0[k] = weight[weightAt2];
                        panel1[k] = weight[(weightAt2 + 64) | 0];
                    }
                    multiply64Panel2(height);
                    for (let row3 = 0; row3 < height; row3 = (row3 + 1) | 0) {
                        const productAt = (row3 * 2) | 0;
                        const resultAt3 = (resultAt2 + row3 * 512) | 0;
                        result[resultAt3] = product[productAt];
                        result[(resultAt3 + 1) | 0] = product[(productAt + 1) | 0];
                    }
                }
            }
        }
    }
    /** One call of the kernel. */
    function run(embeddings, ids, layer0_attentionNorm, layer0_wq, layer0_keys, layer0_wk, layer0_values, layer0_wv, layer0_wo, layer0_feedForwardNorm, layer0_gate, layer0_up, layer0_down, layer1_attentionNorm, layer1_wq, layer1_keys, layer1_wk, layer1_values, layer1_wv, layer1_wo, layer1_feedForwardNorm, layer1_gate, layer1_up, layer1_down, layer2_attentionNorm, layer2_wq, layer2_keys, layer2_wk, layer2_values, layer2_wv, layer2_wo, layer2_feedForwardNorm, layer2_gate, layer2_up, layer2_down, layer3_attentionNorm, layer3_wq, layer3_keys, layer3_wk, layer3_values, layer3_wv, layer3_wo, layer3_feedForwardNorm, layer3_gate, layer3_up, layer3_down, layer4_attentionNorm, layer4_wq, layer4_keys, layer4_wk, layer4_values, layer4_wv, layer4_wo, layer4_feedForwardNorm, layer4_gate, layer4_up, layer4_down, norm, out, gather, rmsNorm2, linear, cos, sin, query, linear2, value, context, add, rmsNorm2_2, linear3, mul, add2, rmsNorm3, linear4, query2, linear5, value2, context2, add3, rmsNorm4, linear6, mul2, add4, rmsNorm5, linear7, query3, linear8, value3, context3, add5, rmsNorm6, linear9, mul3, add6, rmsNorm7, linear10, query4, linear11, value4, context4, add7, rmsNorm8, linear12, mul4, add8, rmsNorm9, linear13, query5, linear14, value5, context5, add9, rmsNorm10, linear15, mul5, add10, rmsNorm11, turns, rests, rowGreatest, rowTotal, rowWeighted, rowGreatest2, rowTotal2, rowWeighted2, rowGreatest3, rowTotal3, rowWeighted3, rowGreatest4, rowTotal4, rowWeighted4, rowGreatest5, rowTotal5, rowWeighted5, capacity, past, seq) {
        map(ids, embeddings, gather, seq);
        rmsNorm(gather, layer0_attentionNorm, rmsNorm2, seq);
        linear64x64(rmsNorm2, layer0_wq, linear, seq);
        cosTable(rests, turns, cos, past, seq);
        sinTable(rests, turns, sin, past, seq);
        rotate(linear, cos, sin, query, seq);
        linear64x32(rmsNorm2, layer0_wk, linear2, seq);
        rotate2(linear2, cos, sin, layer0_keys, capacity, past, seq);
        linear64x32(rmsNorm2, layer0_wv, value, seq);
        append(value, layer0_values, capacity, past, seq);
        attention8(rowGreatest, rowTotal, rowWeighted, layer0_keys, layer0_values, query, context, capacity, past, seq);
        linear64x64_2(context, layer0_wo, gather, add, seq);
        rmsNorm(add, layer0_feedForwardNorm, rmsNorm2_2, seq);
        linear64x172(rmsNorm2_2, layer0_up, linear3, seq);
        linear64x172_2(rmsNorm2_2, layer0_gate, linear3, mul, seq);
        linear172x64(mul, layer0_down, add, add2, seq);
        rmsNorm(add2, layer1_attentionNorm, rmsNorm3, seq);
        linear64x64(rmsNorm3, layer1_wq, linear4, seq);
        rotate(linear4, cos, sin, query2, seq);
        linear64x32(rmsNorm3, layer1_wk, linear5, seq);
        rotate2(linear5, cos, sin, layer1_keys, capacity, past, seq);
        linear64x32(rmsNorm3, layer1_wv, value2, seq);
        append(value2, layer1_values, capacity, past, seq);
        attention8(rowGreatest2, rowTotal2, rowWeighted2, layer1_keys, layer1_values, query2, context2, capacity, past, seq);
        linear64x64_3(context2, layer1_wo, add2, add3, seq);
        rmsNorm(add3, layer1_feedForwardNorm, rmsNorm4, seq);
        linear64x172(rmsNorm4, layer1_up, linear6, seq);
        linear64x172_2(rmsNorm4, layer1_gate, linear6, mul2, seq);
        linear172x64(mul2, layer1_down, add3, add4, seq);
        rmsNorm(add4, layer2_attentionNorm, rmsNorm5, seq);
        linear64x64(rmsNorm5, layer2_wq, linear7, seq);
        rotate(linear7, cos, sin, query3, seq);
        linear64x32(rmsNorm5, layer2_wk, linear8, seq);
        rotate2(linear8, cos, sin, layer2_keys, capacity, past, seq);
        linear64x32(rmsNorm5, layer2_wv, value3, seq);
        append(value3, layer2_values, capacity, past, seq);
        attention8(rowGreatest3, rowTotal3, rowWeighted3, layer2_keys, layer2_values, query3, context3, capacity, past, seq);
        linear64x64_3(context3, layer2_wo, add4, add5, seq);
        rmsNorm(add5, layer2_feedForwardNorm, rmsNorm6, seq);
        linear64x172(rmsNorm6, layer2_up, linear9, seq);
        linear64x172_2(rmsNorm6, layer2_gate, linear9, mul3, seq);
        linear172x64(mul3, layer2_down, add5, add6, seq);
        rmsNorm(add6, layer3_attentionNorm, rmsNorm7, seq);
        linear64x64(rmsNorm7, layer3_wq, linear10, seq);
        rotate(linear10, cos, sin, query4, seq);
        linear64x32(rmsNorm7, layer3_wk, linear11, seq);
        rotate2(linear11, cos, sin, layer3_keys, capacity, past, seq);
        linear64x32(rmsNorm7, layer3_wv, value4, seq);
        append(value4, layer3_values, capacity, past, seq);
        attention8(rowGreatest4, rowTotal4, rowWeighted4, layer3_keys, layer3_values, query4, context4, capacity, past, seq);
        linear64x64_3(context4, layer3_wo, add6, add7, seq);
        rmsNorm(add7, layer3_feedForwardNorm, rmsNorm8, seq);
        linear64x172(rmsNorm8, layer3_up, linear12, seq);
        linear64x172_2(rmsNorm8, layer3_gate, linear12, mul4, seq);
        linear172x64(mul4, layer3_down, add7, add8, seq);
        rmsNorm(add8, layer4_attentionNorm, rmsNorm9, seq);
        linear64x64(rmsNorm9, layer4_wq, linear13, seq);
        rotate(linear13, cos, sin, query5, seq);
        linear64x32(rmsNorm9, layer4_wk, linear14, seq);
        rotate2(linear14, cos, sin, layer4_keys, capacity, past, seq);
        linear64x32(rmsNorm9, layer4_wv, value5, seq);
        append(value5, layer4_values, capacity, past, seq);
        attention8(rowGreatest5, rowTotal5, rowWeighted5, layer4_keys, layer4_values, query5, context5, capacity, past, seq);
        linear64x64_3(context5, layer4_wo, add8, add9, seq);
        rmsNorm(add9, layer4_feedForwardNorm, rmsNorm10, seq);
        linear64x172(rmsNorm10, layer4_up, linear15, seq);
        linear64x172_2(rmsNorm10, layer4_gate, linear15, mul5, seq);
        linear172x64(mul5, layer4_down, add9, add10, seq);
        rmsNorm(add10, norm, rmsNorm11, seq);
        linear64x512(rmsNorm11, embeddings, out, seq);
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
        throw new TypeError(`llama: ${what} is missing`);
    const isData = ArrayBuffer.isView(given);
    const data = isData ? given : given.data;
    if (isA(array, data) && (isData || Array.isArray(given.sizes)))
        return data;
    throw new TypeError(`llama: ${what} is no tensor of ${dtype}; give a Tensor, or its elements in a ${array.name}`);
}
/** The size of an axis: as a tensor says, or from the number of elements. */
function sizeOf(given, axis, length, stride) {
    return ArrayBuffer.isView(given) ? length / stride : (given.sizes[axis] ?? 0);
}
/** Complains about an argument of another shape. */
function mismatch(what, given, wanted) {
    const found = ArrayBuffer.isView(given) ? `${given.length} elements` : `[${given.sizes.join(", ")}]`;
    return new RangeError(`llama: ${what} has ${found}, but ${wanted} is expected`);
}
/** Complains about the first index that is no position of an axis of this length. */
function refuseIndices(subject, what, indices, length, place) {
    for (let i = 0; i < indices.length; i++) {
        const index = indices[i];
        if (index >= 0 && index < length)
            continue;
        const at = `${index} at position ${i} of ${what}`;
        throw new RangeError(`llama: ${subject} ${at} is not ${place} from 0 to ${length - 1}`);
    }
}
/** Complains about an `out` that lies in the memory of something else. */
function shared(out, other) {
    return new RangeError(`llama: ${out} shares memory with ${other}; give an array of its own`);
}
/** Whether two arrays share memory. */
function overlap(left, right) {
    return (left.buffer === right.buffer &&
        left.byteOffset < right.byteOffset + right.byteLength &&
        right.byteOffset < left.byteOffset + left.byteLength);
}
/** How many positions a cache has room for at first. */
function capacityFrom(given) {
    if (given === undefined)
        return 128;
    if (Number.isSafeInteger(given) && given >= 1)
        return given;
    throw new RangeError(`llama: capacity takes a positive integer: got ${String(given)}`);
}
/** Copies rows of `row` elements into those of `longer` ones. */
function copyRows(from, row, into, longer) {
    for (let i = 0; i * row < from.length; i++)
        into.set(from.subarray(i * row, (i + 1) * row), i * longer);
}
/** Makes the kernel for these params, whose arrays are read in place at each call. */
export async function createLlama(params, options = {}) {
    const { target = "typescript" } = options;
    if (target !== "typescript") {
        throw new RangeError(`llama: there is no target ${String(target)} here; this module has: typescript`);
    }
    let embeddings = dataOf("param embeddings", params?.embeddings, Float32Array, "f32");
    if (embeddings.length !== 32768 || (!ArrayBuffer.isView(params.embeddings) && (params.embeddings.sizes.length !== 2 || params.embeddings.sizes[0] !== 512 || params.embeddings.sizes[1] !== 64))) {
        throw mismatch("param embeddings", params.embeddings, "[512, 64]");
    }
    let layer0_attentionNorm = dataOf("param layer0_attentionNorm", params?.layer0_attentionNorm, Float32Array, "f32");
    if (layer0_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer0_attentionNorm) && (params.layer0_attentionNorm.sizes.length !== 1 || params.layer0_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer0_attentionNorm", params.layer0_attentionNorm, "[64]");
    }
    let layer0_wq = dataOf("param layer0_wq", params?.layer0_wq, Float32Array, "f32");
    if (layer0_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer0_wq) && (params.layer0_wq.sizes.length !== 2 || params.layer0_wq.sizes[0] !== 64 || params.layer0_wq.sizes[1] !== 64))) {
        throw mismatch("param layer0_wq", params.layer0_wq, "[64, 64]");
    }
    let layer0_wk = dataOf("param layer0_wk", params?.layer0_wk, Float32Array, "f32");
    if (layer0_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer0_wk) && (params.layer0_wk.sizes.length !== 2 || params.layer0_wk.sizes[0] !== 32 || params.layer0_wk.sizes[1] !== 64))) {
        throw mismatch("param layer0_wk", params.layer0_wk, "[32, 64]");
    }
    let layer0_wv = dataOf("param layer0_wv", params?.layer0_wv, Float32Array, "f32");
    if (layer0_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer0_wv) && (params.layer0_wv.sizes.length !== 2 || params.layer0_wv.sizes[0] !== 32 || params.layer0_wv.sizes[1] !== 64))) {
        throw mismatch("param layer0_wv", params.layer0_wv, "[32, 64]");
    }
    let layer0_wo = dataOf("param layer0_wo", params?.layer0_wo, Float32Array, "f32");
    if (layer0_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer0_wo) && (params.layer0_wo.sizes.length !== 2 || params.layer0_wo.sizes[0] !== 64 || params.layer0_wo.sizes[1] !== 64))) {
        throw mismatch("param layer0_wo", params.layer0_wo, "[64, 64]");
    }
    let layer0_feedForwardNorm = dataOf("param layer0_feedForwardNorm", params?.layer0_feedForwardNorm, Float32Array, "f32");
    if (layer0_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer0_feedForwardNorm) && (params.layer0_feedForwardNorm.sizes.length !== 1 || params.layer0_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer0_feedForwardNorm", params.layer0_feedForwardNorm, "[64]");
    }
    let layer0_gate = dataOf("param layer0_gate", params?.layer0_gate, Float32Array, "f32");
    if (layer0_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer0_gate) && (params.layer0_gate.sizes.length !== 2 || params.layer0_gate.sizes[0] !== 172 || params.layer0_gate.sizes[1] !== 64))) {
        throw mismatch("param layer0_gate", params.layer0_gate, "[172, 64]");
    }
    let layer0_up = dataOf("param layer0_up", params?.layer0_up, Float32Array, "f32");
    if (layer0_up.length !== 11008 || (!ArrayBuffer.isView(params.layer0_up) && (params.layer0_up.sizes.length !== 2 || params.layer0_up.sizes[0] !== 172 || params.layer0_up.sizes[1] !== 64))) {
        throw mismatch("param layer0_up", params.layer0_up, "[172, 64]");
    }
    let layer0_down = dataOf("param layer0_down", params?.layer0_down, Float32Array, "f32");
    if (layer0_down.length !== 11008 || (!ArrayBuffer.isView(params.layer0_down) && (params.layer0_down.sizes.length !== 2 || params.layer0_down.sizes[0] !== 64 || params.layer0_down.sizes[1] !== 172))) {
        throw mismatch("param layer0_down", params.layer0_down, "[64, 172]");
    }
    let layer1_attentionNorm = dataOf("param layer1_attentionNorm", params?.layer1_attentionNorm, Float32Array, "f32");
    if (layer1_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer1_attentionNorm) && (params.layer1_attentionNorm.sizes.length !== 1 || params.layer1_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer1_attentionNorm", params.layer1_attentionNorm, "[64]");
    }
    let layer1_wq = dataOf("param layer1_wq", params?.layer1_wq, Float32Array, "f32");
    if (layer1_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer1_wq) && (params.layer1_wq.sizes.length !== 2 || params.layer1_wq.sizes[0] !== 64 || params.layer1_wq.sizes[1] !== 64))) {
        throw mismatch("param layer1_wq", params.layer1_wq, "[64, 64]");
    }
    let layer1_wk = dataOf("param layer1_wk", params?.layer1_wk, Float32Array, "f32");
    if (layer1_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer1_wk) && (params.layer1_wk.sizes.length !== 2 || params.layer1_wk.sizes[0] !== 32 || params.layer1_wk.sizes[1] !== 64))) {
        throw mismatch("param layer1_wk", params.layer1_wk, "[32, 64]");
    }
    let layer1_wv = dataOf("param layer1_wv", params?.layer1_wv, Float32Array, "f32");
    if (layer1_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer1_wv) && (params.layer1_wv.sizes.length !== 2 || params.layer1_wv.sizes[0] !== 32 || params.layer1_wv.sizes[1] !== 64))) {
        throw mismatch("param layer1_wv", params.layer1_wv, "[32, 64]");
    }
    let layer1_wo = dataOf("param layer1_wo", params?.layer1_wo, Float32Array, "f32");
    if (layer1_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer1_wo) && (params.layer1_wo.sizes.length !== 2 || params.layer1_wo.sizes[0] !== 64 || params.layer1_wo.sizes[1] !== 64))) {
        throw mismatch("param layer1_wo", params.layer1_wo, "[64, 64]");
    }
    let layer1_feedForwardNorm = dataOf("param layer1_feedForwardNorm", params?.layer1_feedForwardNorm, Float32Array, "f32");
    if (layer1_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer1_feedForwardNorm) && (params.layer1_feedForwardNorm.sizes.length !== 1 || params.layer1_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer1_feedForwardNorm", params.layer1_feedForwardNorm, "[64]");
    }
    let layer1_gate = dataOf("param layer1_gate", params?.layer1_gate, Float32Array, "f32");
    if (layer1_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer1_gate) && (params.layer1_gate.sizes.length !== 2 || params.layer1_gate.sizes[0] !== 172 || params.layer1_gate.sizes[1] !== 64))) {
        throw mismatch("param layer1_gate", params.layer1_gate, "[172, 64]");
    }
    let layer1_up = dataOf("param layer1_up", params?.layer1_up, Float32Array, "f32");
    if (layer1_up.length !== 11008 || (!ArrayBuffer.isView(params.layer1_up) && (params.layer1_up.sizes.length !== 2 || params.layer1_up.sizes[0] !== 172 || params.layer1_up.sizes[1] !== 64))) {
        throw mismatch("param layer1_up", params.layer1_up, "[172, 64]");
    }
    let layer1_down = dataOf("param layer1_down", params?.layer1_down, Float32Array, "f32");
    if (layer1_down.length !== 11008 || (!ArrayBuffer.isView(params.layer1_down) && (params.layer1_down.sizes.length !== 2 || params.layer1_down.sizes[0] !== 64 || params.layer1_down.sizes[1] !== 172))) {
        throw mismatch("param layer1_down", params.layer1_down, "[64, 172]");
    }
    let layer2_attentionNorm = dataOf("param layer2_attentionNorm", params?.layer2_attentionNorm, Float32Array, "f32");
    if (layer2_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer2_attentionNorm) && (params.layer2_attentionNorm.sizes.length !== 1 || params.layer2_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer2_attentionNorm", params.layer2_attentionNorm, "[64]");
    }
    let layer2_wq = dataOf("param layer2_wq", params?.layer2_wq, Float32Array, "f32");
    if (layer2_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer2_wq) && (params.layer2_wq.sizes.length !== 2 || params.layer2_wq.sizes[0] !== 64 || params.layer2_wq.sizes[1] !== 64))) {
        throw mismatch("param layer2_wq", params.layer2_wq, "[64, 64]");
    }
    let layer2_wk = dataOf("param layer2_wk", params?.layer2_wk, Float32Array, "f32");
    if (layer2_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer2_wk) && (params.layer2_wk.sizes.length !== 2 || params.layer2_wk.sizes[0] !== 32 || params.layer2_wk.sizes[1] !== 64))) {
        throw mismatch("param layer2_wk", params.layer2_wk, "[32, 64]");
    }
    let layer2_wv = dataOf("param layer2_wv", params?.layer2_wv, Float32Array, "f32");
    if (layer2_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer2_wv) && (params.layer2_wv.sizes.length !== 2 || params.layer2_wv.sizes[0] !== 32 || params.layer2_wv.sizes[1] !== 64))) {
        throw mismatch("param layer2_wv", params.layer2_wv, "[32, 64]");
    }
    let layer2_wo = dataOf("param layer2_wo", params?.layer2_wo, Float32Array, "f32");
    if (layer2_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer2_wo) && (params.layer2_wo.sizes.length !== 2 || params.layer2_wo.sizes[0] !== 64 || params.layer2_wo.sizes[1] !== 64))) {
        throw mismatch("param layer2_wo", params.layer2_wo, "[64, 64]");
    }
    let layer2_feedForwardNorm = dataOf("param layer2_feedForwardNorm", params?.layer2_feedForwardNorm, Float32Array, "f32");
    if (layer2_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer2_feedForwardNorm) && (params.layer2_feedForwardNorm.sizes.length !== 1 || params.layer2_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer2_feedForwardNorm", params.layer2_feedForwardNorm, "[64]");
    }
    let layer2_gate = dataOf("param layer2_gate", params?.layer2_gate, Float32Array, "f32");
    if (layer2_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer2_gate) && (params.layer2_gate.sizes.length !== 2 || params.layer2_gate.sizes[0] !== 172 || params.layer2_gate.sizes[1] !== 64))) {
        throw mismatch("param layer2_gate", params.layer2_gate, "[172, 64]");
    }
    let layer2_up = dataOf("param layer2_up", params?.layer2_up, Float32Array, "f32");
    if (layer2_up.length !== 11008 || (!ArrayBuffer.isView(params.layer2_up) && (params.layer2_up.sizes.length !== 2 || params.layer2_up.sizes[0] !== 172 || params.layer2_up.sizes[1] !== 64))) {
        throw mismatch("param layer2_up", params.layer2_up, "[172, 64]");
    }
    let layer2_down = dataOf("param layer2_down", params?.layer2_down, Float32Array, "f32");
    if (layer2_down.length !== 11008 || (!ArrayBuffer.isView(params.layer2_down) && (params.layer2_down.sizes.length !== 2 || params.layer2_down.sizes[0] !== 64 || params.layer2_down.sizes[1] !== 172))) {
        throw mismatch("param layer2_down", params.layer2_down, "[64, 172]");
    }
    let layer3_attentionNorm = dataOf("param layer3_attentionNorm", params?.layer3_attentionNorm, Float32Array, "f32");
    if (layer3_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer3_attentionNorm) && (params.layer3_attentionNorm.sizes.length !== 1 || params.layer3_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer3_attentionNorm", params.layer3_attentionNorm, "[64]");
    }
    let layer3_wq = dataOf("param layer3_wq", params?.layer3_wq, Float32Array, "f32");
    if (layer3_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer3_wq) && (params.layer3_wq.sizes.length !== 2 || params.layer3_wq.sizes[0] !== 64 || params.layer3_wq.sizes[1] !== 64))) {
        throw mismatch("param layer3_wq", params.layer3_wq, "[64, 64]");
    }
    let layer3_wk = dataOf("param layer3_wk", params?.layer3_wk, Float32Array, "f32");
    if (layer3_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer3_wk) && (params.layer3_wk.sizes.length !== 2 || params.layer3_wk.sizes[0] !== 32 || params.layer3_wk.sizes[1] !== 64))) {
        throw mismatch("param layer3_wk", params.layer3_wk, "[32, 64]");
    }
    let layer3_wv = dataOf("param layer3_wv", params?.layer3_wv, Float32Array, "f32");
    if (layer3_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer3_wv) && (params.layer3_wv.sizes.length !== 2 || params.layer3_wv.sizes[0] !== 32 || params.layer3_wv.sizes[1] !== 64))) {
        throw mismatch("param layer3_wv", params.layer3_wv, "[32, 64]");
    }
    let layer3_wo = dataOf("param layer3_wo", params?.layer3_wo, Float32Array, "f32");
    if (layer3_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer3_wo) && (params.layer3_wo.sizes.length !== 2 || params.layer3_wo.sizes[0] !== 64 || params.layer3_wo.sizes[1] !== 64))) {
        throw mismatch("param layer3_wo", params.layer3_wo, "[64, 64]");
    }
    let layer3_feedForwardNorm = dataOf("param layer3_feedForwardNorm", params?.layer3_feedForwardNorm, Float32Array, "f32");
    if (layer3_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer3_feedForwardNorm) && (params.layer3_feedForwardNorm.sizes.length !== 1 || params.layer3_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer3_feedForwardNorm", params.layer3_feedForwardNorm, "[64]");
    }
    let layer3_gate = dataOf("param layer3_gate", params?.layer3_gate, Float32Array, "f32");
    if (layer3_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer3_gate) && (params.layer3_gate.sizes.length !== 2 || params.layer3_gate.sizes[0] !== 172 || params.layer3_gate.sizes[1] !== 64))) {
        throw mismatch("param layer3_gate", params.layer3_gate, "[172, 64]");
    }
    let layer3_up = dataOf("param layer3_up", params?.layer3_up, Float32Array, "f32");
    if (layer3_up.length !== 11008 || (!ArrayBuffer.isView(params.layer3_up) && (params.layer3_up.sizes.length !== 2 || params.layer3_up.sizes[0] !== 172 || params.layer3_up.sizes[1] !== 64))) {
        throw mismatch("param layer3_up", params.layer3_up, "[172, 64]");
    }
    let layer3_down = dataOf("param layer3_down", params?.layer3_down, Float32Array, "f32");
    if (layer3_down.length !== 11008 || (!ArrayBuffer.isView(params.layer3_down) && (params.layer3_down.sizes.length !== 2 || params.layer3_down.sizes[0] !== 64 || params.layer3_down.sizes[1] !== 172))) {
        throw mismatch("param layer3_down", params.layer3_down, "[64, 172]");
    }
    let layer4_attentionNorm = dataOf("param layer4_attentionNorm", params?.layer4_attentionNorm, Float32Array, "f32");
    if (layer4_attentionNorm.length !== 64 || (!ArrayBuffer.isView(params.layer4_attentionNorm) && (params.layer4_attentionNorm.sizes.length !== 1 || params.layer4_attentionNorm.sizes[0] !== 64))) {
        throw mismatch("param layer4_attentionNorm", params.layer4_attentionNorm, "[64]");
    }
    let layer4_wq = dataOf("param layer4_wq", params?.layer4_wq, Float32Array, "f32");
    if (layer4_wq.length !== 4096 || (!ArrayBuffer.isView(params.layer4_wq) && (params.layer4_wq.sizes.length !== 2 || params.layer4_wq.sizes[0] !== 64 || params.layer4_wq.sizes[1] !== 64))) {
        throw mismatch("param layer4_wq", params.layer4_wq, "[64, 64]");
    }
    let layer4_wk = dataOf("param layer4_wk", params?.layer4_wk, Float32Array, "f32");
    if (layer4_wk.length !== 2048 || (!ArrayBuffer.isView(params.layer4_wk) && (params.layer4_wk.sizes.length !== 2 || params.layer4_wk.sizes[0] !== 32 || params.layer4_wk.sizes[1] !== 64))) {
        throw mismatch("param layer4_wk", params.layer4_wk, "[32, 64]");
    }
    let layer4_wv = dataOf("param layer4_wv", params?.layer4_wv, Float32Array, "f32");
    if (layer4_wv.length !== 2048 || (!ArrayBuffer.isView(params.layer4_wv) && (params.layer4_wv.sizes.length !== 2 || params.layer4_wv.sizes[0] !== 32 || params.layer4_wv.sizes[1] !== 64))) {
        throw mismatch("param layer4_wv", params.layer4_wv, "[32, 64]");
    }
    let layer4_wo = dataOf("param layer4_wo", params?.layer4_wo, Float32Array, "f32");
    if (layer4_wo.length !== 4096 || (!ArrayBuffer.isView(params.layer4_wo) && (params.layer4_wo.sizes.length !== 2 || params.layer4_wo.sizes[0] !== 64 || params.layer4_wo.sizes[1] !== 64))) {
        throw mismatch("param layer4_wo", params.layer4_wo, "[64, 64]");
    }
    let layer4_feedForwardNorm = dataOf("param layer4_feedForwardNorm", params?.layer4_feedForwardNorm, Float32Array, "f32");
    if (layer4_feedForwardNorm.length !== 64 || (!ArrayBuffer.isView(params.layer4_feedForwardNorm) && (params.layer4_feedForwardNorm.sizes.length !== 1 || params.layer4_feedForwardNorm.sizes[0] !== 64))) {
        throw mismatch("param layer4_feedForwardNorm", params.layer4_feedForwardNorm, "[64]");
    }
    let layer4_gate = dataOf("param layer4_gate", params?.layer4_gate, Float32Array, "f32");
    if (layer4_gate.length !== 11008 || (!ArrayBuffer.isView(params.layer4_gate) && (params.layer4_gate.sizes.length !== 2 || params.layer4_gate.sizes[0] !== 172 || params.layer4_gate.sizes[1] !== 64))) {
        throw mismatch("param layer4_gate", params.layer4_gate, "[172, 64]");
    }
    let layer4_up = dataOf("param layer4_up", params?.layer4_up, Float32Array, "f32");
    if (layer4_up.length !== 11008 || (!ArrayBuffer.isView(params.layer4_up) && (params.layer4_up.sizes.length !== 2 || params.layer4_up.sizes[0] !== 172 || params.layer4_up.sizes[1] !== 64))) {
        throw mismatch("param layer4_up", params.layer4_up, "[172, 64]");
    }
    let layer4_down = dataOf("param layer4_down", params?.layer4_down, Float32Array, "f32");
    if (layer4_down.length !== 11008 || (!ArrayBuffer.isView(params.layer4_down) && (params.layer4_down.sizes.length !== 2 || params.layer4_down.sizes[0] !== 64 || params.layer4_down.sizes[1] !== 172))) {
        throw mismatch("param layer4_down", params.layer4_down, "[64, 172]");
    }
    let norm = dataOf("param norm", params?.norm, Float32Array, "f32");
    if (norm.length !== 64 || (!ArrayBuffer.isView(params.norm) && (params.norm.sizes.length !== 1 || params.norm.sizes[0] !== 64))) {
        throw mismatch("param norm", params.norm, "[64]");
    }
    const turns = Int32Array.of(683565276, 68356528, 6835653, 683565);
    const rests = Float64Array.of(-0.42356836795806885, -0.4423568397760391, -0.24423568323254585, 0.27557643165346235);
    let length = 0;
    let capacity = capacityFrom(options.capacity);
    let layer0_keys = new Float32Array(4 * capacity * 8);
    let layer0_values = new Float32Array(4 * capacity * 8);
    let layer1_keys = new Float32Array(4 * capacity * 8);
    let layer1_values = new Float32Array(4 * capacity * 8);
    let layer2_keys = new Float32Array(4 * capacity * 8);
    let layer2_values = new Float32Array(4 * capacity * 8);
    let layer3_keys = new Float32Array(4 * capacity * 8);
    let layer3_values = new Float32Array(4 * capacity * 8);
    let layer4_keys = new Float32Array(4 * capacity * 8);
    let layer4_values = new Float32Array(4 * capacity * 8);
    let seqCapacity = 0;
    let linear3 = new Float64Array(0);
    let mul = new Float64Array(0);
    let linear6 = new Float64Array(0);
    let mul2 = new Float64Array(0);
    let linear9 = new Float64Array(0);
    let mul3 = new Float64Array(0);
    let linear12 = new Float64Array(0);
    let mul4 = new Float64Array(0);
    let linear15 = new Float64Array(0);
    let mul5 = new Float64Array(0);
    let gather = new Float64Array(0);
    let rmsNorm = new Float64Array(0);
    let linear = new Float64Array(0);
    let query = new Float64Array(0);
    let context = new Float64Array(0);
    let add = new Float64Array(0);
    let rmsNorm2 = new Float64Array(0);
    let add2 = new Float64Array(0);
    let rmsNorm3 = new Float64Array(0);
    let linear4 = new Float64Array(0);
    let query2 = new Float64Array(0);
    let context2 = new Float64Array(0);
    let add3 = new Float64Array(0);
    let rmsNorm4 = new Float64Array(0);
    let add4 = new Float64Array(0);
    let rmsNorm5 = new Float64Array(0);
    let linear7 = new Float64Array(0);
    let query3 = new Float64Array(0);
    let context3 = new Float64Array(0);
    let add5 = new Float64Array(0);
    let rmsNorm6 = new Float64Array(0);
    let add6 = new Float64Array(0);
    let rmsNorm7 = new Float64Array(0);
    let linear10 = new Float64Array(0);
    let query4 = new Float64Array(0);
    let context4 = new Float64Array(0);
    let add7 = new Float64Array(0);
    let rmsNorm8 = new Float64Array(0);
    let add8 = new Float64Array(0);
    let rmsNorm9 = new Float64Array(0);
    let linear13 = new Float64Array(0);
    let query5 = new Float64Array(0);
    let context5 = new Float64Array(0);
    let add9 = new Float64Array(0);
    let rmsNorm10 = new Float64Array(0);
    let add10 = new Float64Array(0);
    let rmsNorm11 = new Float64Array(0);
    let linear2 = new Float64Array(0);
    let value = new Float64Array(0);
    let linear5 = new Float64Array(0);
    let value2 = new Float64Array(0);
    let linear8 = new Float64Array(0);
    let value3 = new Float64Array(0);
    let linear11 = new Float64Array(0);
    let value4 = new Float64Array(0);
    let linear14 = new Float64Array(0);
    let value5 = new Float64Array(0);
    let rowWeighted = new Float64Array(0);
    let rowWeighted2 = new Float64Array(0);
    let rowWeighted3 = new Float64Array(0);
    let rowWeighted4 = new Float64Array(0);
    let rowWeighted5 = new Float64Array(0);
    let cos = new Float64Array(0);
    let sin = new Float64Array(0);
    let rowGreatest = new Float64Array(0);
    let rowTotal = new Float64Array(0);
    let rowGreatest2 = new Float64Array(0);
    let rowTotal2 = new Float64Array(0);
    let rowGreatest3 = new Float64Array(0);
    let rowTotal3 = new Float64Array(0);
    let rowGreatest4 = new Float64Array(0);
    let rowTotal4 = new Float64Array(0);
    let rowGreatest5 = new Float64Array(0);
    let rowTotal5 = new Float64Array(0);
    let disposed = false;
    /** Makes room for so many positions, and for at least twice what there was, so that it is seldom done. */
    function grow(needed) {
        const room = Math.max(needed, 2 * capacity);
        const layer0_keysLarger = new Float32Array(4 * room * 8);
        const layer0_valuesLarger = new Float32Array(4 * room * 8);
        const layer1_keysLarger = new Float32Array(4 * room * 8);
        const layer1_valuesLarger = new Float32Array(4 * room * 8);
        const layer2_keysLarger = new Float32Array(4 * room * 8);
        const layer2_valuesLarger = new Float32Array(4 * room * 8);
        const layer3_keysLarger = new Float32Array(4 * room * 8);
        const layer3_valuesLarger = new Float32Array(4 * room * 8);
        const layer4_keysLarger = new Float32Array(4 * room * 8);
        const layer4_valuesLarger = new Float32Array(4 * room * 8);
        copyRows(layer0_keys, capacity * 8, layer0_keysLarger, room * 8);
        layer0_keys = layer0_keysLarger;
        copyRows(layer0_values, capacity * 8, layer0_valuesLarger, room * 8);
        layer0_values = layer0_valuesLarger;
        copyRows(layer1_keys, capacity * 8, layer1_keysLarger, room * 8);
        layer1_keys = layer1_keysLarger;
        copyRows(layer1_values, capacity * 8, layer1_valuesLarger, room * 8);
        layer1_values = layer1_valuesLarger;
        copyRows(layer2_keys, capacity * 8, layer2_keysLarger, room * 8);
        layer2_keys = layer2_keysLarger;
        copyRows(layer2_values, capacity * 8, layer2_valuesLarger, room * 8);
        layer2_values = layer2_valuesLarger;
        copyRows(layer3_keys, capacity * 8, layer3_keysLarger, room * 8);
        layer3_keys = layer3_keysLarger;
        copyRows(layer3_values, capacity * 8, layer3_valuesLarger, room * 8);
        layer3_values = layer3_valuesLarger;
        copyRows(layer4_keys, capacity * 8, layer4_keysLarger, room * 8);
        layer4_keys = layer4_keysLarger;
        copyRows(layer4_values, capacity * 8, layer4_valuesLarger, room * 8);
        layer4_values = layer4_valuesLarger;
        capacity = room;
    }
    let memory = new ArrayBuffer(0);
    /** Lays the memory out so that a call of these sizes fits, and grows it if need be. */
    function reserve(seq) {
        const bytes = seq * 3936;
        if (bytes > memory.byteLength)
            memory = new ArrayBuffer(bytes);
        linear3 = new Float64Array(memory, 0, seq * 172);
        mul = new Float64Array(memory, seq * 1408, seq * 172);
        linear6 = new Float64Array(memory, 0, seq * 172);
        mul2 = new Float64Array(memory, seq * 1408, seq * 172);
        linear9 = new Float64Array(memory, 0, seq * 172);
        mul3 = new Float64Array(memory, seq * 1408, seq * 172);
        linear12 = new Float64Array(memory, 0, seq * 172);
        mul4 = new Float64Array(memory, seq * 1408, seq * 172);
        linear15 = new Float64Array(memory, 0, seq * 172);
        mul5 = new Float64Array(memory, seq * 1408, seq * 172);
        gather = new Float64Array(memory, 0, seq * 64);
        rmsNorm = new Float64Array(memory, seq * 512, seq * 64);
        linear = new Float64Array(memory, seq * 1024, seq * 64);
        query = new Float64Array(memory, seq * 1536, seq * 64);
        context = new Float64Array(memory, seq * 512, seq * 64);
        add = new Float64Array(memory, seq * 2816, seq * 64);
        rmsNorm2 = new Float64Array(memory, seq * 3328, seq * 64);
        add2 = new Float64Array(memory, 0, seq * 64);
        rmsNorm3 = new Float64Array(memory, seq * 512, seq * 64);
        linear4 = new Float64Array(memory, seq * 1024, seq * 64);
        query2 = new Float64Array(memory, seq * 1536, seq * 64);
        context2 = new Float64Array(memory, seq * 512, seq * 64);
        add3 = new Float64Array(memory, seq * 2816, seq * 64);
        rmsNorm4 = new Float64Array(memory, seq * 3328, seq * 64);
        add4 = new Float64Array(memory, 0, seq * 64);
        rmsNorm5 = new Float64Array(memory, seq * 512, seq * 64);
        linear7 = new Float64Array(memory, seq * 1024, seq * 64);
        query3 = new Float64Array(memory, seq * 1536, seq * 64);
        context3 = new Float64Array(memory, seq * 512, seq * 64);
        add5 = new Float64Array(memory, seq * 2816, seq * 64);
        rmsNorm6 = new Float64Array(memory, seq * 3328, seq * 64);
        add6 = new Float64Array(memory, 0, seq * 64);
        rmsNorm7 = new Float64Array(memory, seq * 512, seq * 64);
        linear10 = new Float64Array(memory, seq * 1024, seq * 64);
        query4 = new Float64Array(memory, seq * 1536, seq * 64);
        context4 = new Float64Array(memory, seq * 512, seq * 64);
        add7 = new Float64Array(memory, seq * 2816, seq * 64);
        rmsNorm8 = new Float64Array(memory, seq * 3328, seq * 64);
        add8 = new Float64Array(memory, 0, seq * 64);
        rmsNorm9 = new Float64Array(memory, seq * 512, seq * 64);
        linear13 = new Float64Array(memory, seq * 1024, seq * 64);
        query5 = new Float64Array(memory, seq * 1536, seq * 64);
        context5 = new Float64Array(memory, seq * 512, seq * 64);
        add9 = new Float64Array(memory, seq * 2816, seq * 64);
        rmsNorm10 = new Float64Array(memory, seq * 3328, seq * 64);
        add10 = new Float64Array(memory, 0, seq * 64);
        rmsNorm11 = new Float64Array(memory, seq * 512, seq * 64);
        linear2 = new Float64Array(memory, seq * 1024, seq * 32);
        value = new Float64Array(memory, seq * 1024, seq * 32);
        linear5 = new Float64Array(memory, seq * 1024, seq * 32);
        value2 = new Float64Array(memory, seq * 1024, seq * 32);
        linear8 = new Float64Array(memory, seq * 1024, seq * 32);
        value3 = new Float64Array(memory, seq * 1024, seq * 32);
        linear11 = new Float64Array(memory, seq * 1024, seq * 32);
        value4 = new Float64Array(memory, seq * 1024, seq * 32);
        linear14 = new Float64Array(memory, seq * 1024, seq * 32);
        value5 = new Float64Array(memory, seq * 1024, seq * 32);
        rowWeighted = new Float64Array(memory, seq * 1024, seq * 8);
        rowWeighted2 = new Float64Array(memory, seq * 1024, seq * 8);
        rowWeighted3 = new Float64Array(memory, seq * 1024, seq * 8);
        rowWeighted4 = new Float64Array(memory, seq * 1024, seq * 8);
        rowWeighted5 = new Float64Array(memory, seq * 1024, seq * 8);
        cos = new Float64Array(memory, seq * 3840, seq * 4);
        sin = new Float64Array(memory, seq * 3904, seq * 4);
        rowGreatest = new Float64Array(memory, seq * 1088, seq);
        rowTotal = new Float64Array(memory, seq * 1152, seq);
        rowGreatest2 = new Float64Array(memory, seq * 1088, seq);
        rowTotal2 = new Float64Array(memory, seq * 1152, seq);
        rowGreatest3 = new Float64Array(memory, seq * 1088, seq);
        rowTotal3 = new Float64Array(memory, seq * 1152, seq);
        rowGreatest4 = new Float64Array(memory, seq * 1088, seq);
        rowTotal4 = new Float64Array(memory, seq * 1152, seq);
        rowGreatest5 = new Float64Array(memory, seq * 1088, seq);
        rowTotal5 = new Float64Array(memory, seq * 1152, seq);
        seqCapacity = seq;
    }
    function call(inputs, out) {
        if (disposed)
            throw new Error("llama: this kernel has been disposed of");
        const past = length;
        const ids = dataOf("input ids", inputs?.ids, Int32Array, "i32");
        const seq = sizeOf(inputs.ids, 0, ids.length, 1);
        if (!Number.isSafeInteger(seq) || seq < 1)
            throw mismatch("input ids", inputs.ids, "[seq]");
        if (ids.length !== seq || (!ArrayBuffer.isView(inputs.ids) && (inputs.ids.sizes.length !== 1 || inputs.ids.sizes[0] !== seq))) {
            throw mismatch("input ids", inputs.ids, `[seq] with seq = ${seq}`);
        }
        refuseIndices("embedding: id", "input ids", ids, 512, "a row of the table: give ids");
        const out2 = out === undefined ? new Float32Array(seq * 512) : dataOf("out", out, Float32Array, "f32");
        if (out !== undefined) {
            if (out2.length !== (seq * 512) || (!ArrayBuffer.isView(out) && (out.sizes.length !== 2 || out.sizes[0] !== seq || out.sizes[1] !== 512))) {
                throw mismatch("out", out, `[seq, 512] with seq = ${seq}`);
            }
            if (overlap(out2, ids))
                throw shared("out", "input ids");
            if (overlap(out2, embeddings))
                throw shared("out", "param embeddings");
            if (overlap(out2, layer0_attentionNorm))
                throw shared("out", "param layer0_attentionNorm");
            if (overlap(out2, layer0_wq))
                throw shared("out", "param layer0_wq");
            if (overlap(out2, layer0_wk))
                throw shared("out", "param layer0_wk");
            if (overlap(out2, layer0_wv))
                throw shared("out", "param layer0_wv");
            if (overlap(out2, layer0_wo))
                throw shared("out", "param layer0_wo");
            if (overlap(out2, layer0_feedForwardNorm))
                throw shared("out", "param layer0_feedForwardNorm");
            if (overlap(out2, layer0_gate))
                throw shared("out", "param layer0_gate");
            if (overlap(out2, layer0_up))
                throw shared("out", "param layer0_up");
            if (overlap(out2, layer0_down))
                throw shared("out", "param layer0_down");
            if (overlap(out2, layer1_attentionNorm))
                throw shared("out", "param layer1_attentionNorm");
            if (overlap(out2, layer1_wq))
                throw shared("out", "param layer1_wq");
            if (overlap(out2, layer1_wk))
                throw shared("out", "param layer1_wk");
            if (overlap(out2, layer1_wv))
                throw shared("out", "param layer1_wv");
            if (overlap(out2, layer1_wo))
                throw shared("out", "param layer1_wo");
            if (overlap(out2, layer1_feedForwardNorm))
                throw shared("out", "param layer1_feedForwardNorm");
            if (overlap(out2, layer1_gate))
                throw shared("out", "param layer1_gate");
            if (overlap(out2, layer1_up))
                throw shared("out", "param layer1_up");
            if (overlap(out2, layer1_down))
                throw shared("out", "param layer1_down");
            if (overlap(out2, layer2_attentionNorm))
                throw shared("out", "param layer2_attentionNorm");
            if (overlap(out2, layer2_wq))
                throw shared("out", "param layer2_wq");
            if (overlap(out2, layer2_wk))
                throw shared("out", "param layer2_wk");
            if (overlap(out2, layer2_wv))
                throw shared("out", "param layer2_wv");
            if (overlap(out2, layer2_wo))
                throw shared("out", "param layer2_wo");
            if (overlap(out2, layer2_feedForwardNorm))
                throw shared("out", "param layer2_feedForwardNorm");
            if (overlap(out2, layer2_gate))
                throw shared("out", "param layer2_gate");
            if (overlap(out2, layer2_up))
                throw shared("out", "param layer2_up");
            if (overlap(out2, layer2_down))
                throw shared("out", "param layer2_down");
            if (overlap(out2, layer3_attentionNorm))
                throw shared("out", "param layer3_attentionNorm");
            if (overlap(out2, layer3_wq))
                throw shared("out", "param layer3_wq");
            if (overlap(out2, layer3_wk))
                throw shared("out", "param layer3_wk");
            if (overlap(out2, layer3_wv))
                throw shared("out", "param layer3_wv");
            if (overlap(out2, layer3_wo))
                throw shared("out", "param layer3_wo");
            if (overlap(out2, layer3_feedForwardNorm))
                throw shared("out", "param layer3_feedForwardNorm");
            if (overlap(out2, layer3_gate))
                throw shared("out", "param layer3_gate");
            if (overlap(out2, layer3_up))
                throw shared("out", "param layer3_up");
            if (overlap(out2, layer3_down))
                throw shared("out", "param layer3_down");
            if (overlap(out2, layer4_attentionNorm))
                throw shared("out", "param layer4_attentionNorm");
            if (overlap(out2, layer4_wq))
                throw shared("out", "param layer4_wq");
            if (overlap(out2, layer4_wk))
                throw shared("out", "param layer4_wk");
            if (overlap(out2, layer4_wv))
                throw shared("out", "param layer4_wv");
            if (overlap(out2, layer4_wo))
                throw shared("out", "param layer4_wo");
            if (overlap(out2, layer4_feedForwardNorm))
                throw shared("out", "param layer4_feedForwardNorm");
            if (overlap(out2, layer4_gate))
                throw shared("out", "param layer4_gate");
            if (overlap(out2, layer4_up))
                throw shared("out", "param layer4_up");
            if (overlap(out2, layer4_down))
                throw shared("out", "param layer4_down");
            if (overlap(out2, norm))
                throw shared("out", "param norm");
        }
        if (past + seq > capacity)
            grow(past + seq);
        if (seq > seqCapacity)
            reserve(seq);
        run(embeddings, ids, layer0_attentionNorm, layer0_wq, layer0_keys, layer0_wk, layer0_values, layer0_wv, layer0_wo, layer0_feedForwardNorm, layer0_gate, layer0_up, layer0_down, layer1_attentionNorm, layer1_wq, layer1_keys, layer1_wk, layer1_values, layer1_wv, layer1_wo, layer1_feedForwardNorm, layer1_gate, layer1_up, layer1_down, layer2_attentionNorm, layer2_wq, layer2_keys, layer2_wk, layer2_values, layer2_wv, layer2_wo, layer2_feedForwardNorm, layer2_gate, layer2_up, layer2_down, layer3_attentionNorm, layer3_wq, layer3_keys, layer3_wk, layer3_values, layer3_wv, layer3_wo, layer3_feedForwardNorm, layer3_gate, layer3_up, layer3_down, layer4_attentionNorm, layer4_wq, layer4_keys, layer4_wk, layer4_values, layer4_wv, layer4_wo, layer4_feedForwardNorm, layer4_gate, layer4_up, layer4_down, norm, out2, gather, rmsNorm, linear, cos, sin, query, linear2, value, context, add, rmsNorm2, linear3, mul, add2, rmsNorm3, linear4, query2, linear5, value2, context2, add3, rmsNorm4, linear6, mul2, add4, rmsNorm5, linear7, query3, linear8, value3, context3, add5, rmsNorm6, linear9, mul3, add6, rmsNorm7, linear10, query4, linear11, value4, context4, add7, rmsNorm8, linear12, mul4, add8, rmsNorm9, linear13, query5, linear14, value5, context5, add9, rmsNorm10, linear15, mul5, add10, rmsNorm11, turns, rests, rowGreatest, rowTotal, rowWeighted, rowGreatest2, rowTotal2, rowWeighted2, rowGreatest3, rowTotal3, rowWeighted3, rowGreatest4, rowTotal4, rowWeighted4, rowGreatest5, rowTotal5, rowWeighted5, capacity, past, seq);
        length = past + seq;
        if (out !== undefined)
            return out;
        return { shape: ["seq", 512], sizes: [seq, 512], dtype: "f32", data: out2 };
    }
    function reset() {
        if (disposed)
            throw new Error("llama: this kernel has been disposed of");
        length = 0;
    }
    function truncate(to) {
        if (disposed)
            throw new Error("llama: this kernel has been disposed of");
        if (!Number.isSafeInteger(to) || to < 0 || to > length) {
            throw new RangeError(`llama: truncate takes a length from 0 to ${length}, that of the cache: got ${String(to)}`);
        }
        length = to;
    }
    function dispose() {
        disposed = true;
        embeddings = new Float32Array(0);
        layer0_attentionNorm = new Float32Array(0);
        layer0_wq = new Float32Array(0);
        layer0_wk = new Float32Array(0);
        layer0_wv = new Float32Array(0);
        layer0_wo = new Float32Array(0);
        layer0_feedForwardNorm = new Float32Array(0);
        layer0_gate = new Float32Array(0);
        layer0_up = new Float32Array(0);
        layer0_down = new Float32Array(0);
        layer1_attentionNorm = new Float32Array(0);
        layer1_wq = new Float32Array(0);
        layer1_wk = new Float32Array(0);
        layer1_wv = new Float32Array(0);
        layer1_wo = new Float32Array(0);
        layer1_feedForwardNorm = new Float32Array(0);
        layer1_gate = new Float32Array(0);
        layer1_up = new Float32Array(0);
        layer1_down = new Float32Array(0);
        layer2_attentionNorm = new Float32Array(0);
        layer2_wq = new Float32Array(0);
        layer2_wk = new Float32Array(0);
        layer2_wv = new Float32Array(0);
        layer2_wo = new Float32Array(0);
        layer2_feedForwardNorm = new Float32Array(0);
        layer2_gate = new Float32Array(0);
        layer2_up = new Float32Array(0);
        layer2_down = new Float32Array(0);
        layer3_attentionNorm = new Float32Array(0);
        layer3_wq = new Float32Array(0);
        layer3_wk = new Float32Array(0);
        layer3_wv = new Float32Array(0);
        layer3_wo = new Float32Array(0);
        layer3_feedForwardNorm = new Float32Array(0);
        layer3_gate = new Float32Array(0);
        layer3_up = new Float32Array(0);
        layer3_down = new Float32Array(0);
        layer4_attentionNorm = new Float32Array(0);
        layer4_wq = new Float32Array(0);
        layer4_wk = new Float32Array(0);
        layer4_wv = new Float32Array(0);
        layer4_wo = new Float32Array(0);
        layer4_feedForwardNorm = new Float32Array(0);
        layer4_gate = new Float32Array(0);
        layer4_up = new Float32Array(0);
        layer4_down = new Float32Array(0);
        norm = new Float32Array(0);
        layer0_keys = new Float32Array(0);
        layer0_values = new Float32Array(0);
        layer1_keys = new Float32Array(0);
        layer1_values = new Float32Array(0);
        layer2_keys = new Float32Array(0);
        layer2_values = new Float32Array(0);
        layer3_keys = new Float32Array(0);
        layer3_values = new Float32Array(0);
        layer4_keys = new Float32Array(0);
        layer4_values = new Float32Array(0);
        linear3 = new Float64Array(0);
        mul = new Float64Array(0);
        linear6 = new Float64Array(0);
        mul2 = new Float64Array(0);
        linear9 = new Float64Array(0);
        mul3 = new Float64Array(0);
        linear12 = new Float64Array(0);
        mul4 = new Float64Array(0);
        linear15 = new Float64Array(0);
        mul5 = new Float64Array(0);
        gather = new Float64Array(0);
        rmsNorm = new Float64Array(0);
        linear = new Float64Array(0);
        query = new Float64Array(0);
        context = new Float64Array(0);
        add = new Float64Array(0);
        rmsNorm2 = new Float64Array(0);
        add2 = new Float64Array(0);
        rmsNorm3 = new Float64Array(0);
        linear4 = new Float64Array(0);
        query2 = new Float64Array(0);
        context2 = new Float64Array(0);
        add3 = new Float64Array(0);
        rmsNorm4 = new Float64Array(0);
        add4 = new Float64Array(0);
        rmsNorm5 = new Float64Array(0);
        linear7 = new Float64Array(0);
        query3 = new Float64Array(0);
        context3 = new Float64Array(0);
        add5 = new Float64Array(0);
        rmsNorm6 = new Float64Array(0);
        add6 = new Float64Array(0);
        rmsNorm7 = new Float64Array(0);
        linear10 = new Float64Array(0);
        query4 = new Float64Array(0);
        context4 = new Float64Array(0);
        add7 = new Float64Array(0);
        rmsNorm8 = new Float64Array(0);
        add8 = new Float64Array(0);
        rmsNorm9 = new Float64Array(0);
        linear13 = new Float64Array(0);
        query5 = new Float64Array(0);
        context5 = new Float64Array(0);
        add9 = new Float64Array(0);
        rmsNorm10 = new Float64Array(0);
        add10 = new Float64Array(0);
        rmsNorm11 = new Float64Array(0);
        linear2 = new Float64Array(0);
        value = new Float64Array(0);
        linear5 = new Float64Array(0);
        value2 = new Float64Array(0);
        linear8 = new Float64Array(0);
        value3 = new Float64Array(0);
        linear11 = new Float64Array(0);
        value4 = new Float64Array(0);
        linear14 = new Float64Array(0);
        value5 = new Float64Array(0);
        rowWeighted = new Float64Array(0);
        rowWeighted2 = new Float64Array(0);
        rowWeighted3 = new Float64Array(0);
        rowWeighted4 = new Float64Array(0);
        rowWeighted5 = new Float64Array(0);
        cos = new Float64Array(0);
        sin = new Float64Array(0);
        rowGreatest = new Float64Array(0);
        rowTotal = new Float64Array(0);
        rowGreatest2 = new Float64Array(0);
        rowTotal2 = new Float64Array(0);
        rowGreatest3 = new Float64Array(0);
        rowTotal3 = new Float64Array(0);
        rowGreatest4 = new Float64Array(0);
        rowTotal4 = new Float64Array(0);
        rowGreatest5 = new Float64Array(0);
        rowTotal5 = new Float64Array(0);
        memory = new ArrayBuffer(0);
    }
    const kernel = Object.assign(call, { reset, truncate, dispose, capacity });
    Object.defineProperties(kernel, { length: { get: () => length }, capacity: { get: () => capacity } });
    return kernel;
}
