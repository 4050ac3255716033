package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * Rotary positions: the two halves of a vector of a head are turned by angles that grow with the position of its token.
 *
 * @param cosines [tokens, 1, 1, head size]
 * @param sines the same; those of the first half are negative
 * @see <a href="https://arxiv.org/abs/2104.09864">RoFormer, Su et al. 2021</a>
 */
record Rotary(Tensor cosines, Tensor sines) {
    /** The tables for so many tokens, in the scope of the caller. */
    static Rotary of(double theta, int headSize, int tokens, TorchDevice device) {
        float[] cosines = new float[tokens * headSize];
        float[] sines = new float[cosines.length];
        int half = headSize / 2;
        for (int position = 0; position < tokens; position++) {
            for (int k = 0; k < half; k++) {
                // In 32 bits, as the reference computes it.
                double angle = position * (float) Math.pow(theta, -2.0 * k / headSize);
                int first = position * headSize + k;
                cosines[first] = cosines[first + half] = (float) Math.cos((float) angle);
                sines[first + half] = (float) Math.sin((float) angle);
                sines[first] = -sines[first + half];
            }
        }
        return new Rotary(device.floats(cosines, tokens, 1, 1, headSize), device.floats(sines, tokens, 1, 1, headSize));
    }

    /** Turns vectors [rows, tokens, any, heads, head size]. */
    Tensor turn(Tensor x) {
        long half = cosines.size(3) / 2;
        Tensor swapped = torch.cat(new TensorVector(x.narrow(4, half, half), x.narrow(4, 0, half)), 4);
        return torch.addcmul(x.mul(cosines), swapped, sines);
    }
}
