package org.onnxnet.trainer.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * Attention of each token to those at most {@code window} tokens away. The text is cut into blocks no shorter than the window, and
 * the queries of a block meet the keys of three: its own and its neighbours. So the cost grows with the text and not with its
 * square.
 */
final class LocalAttention implements Attention {
    private final int block;
    private final long blocks;
    /** Floats [rows, blocks, 1, block, 3 blocks] to add to the scores. */
    private final Tensor bias;

    LocalAttention(TokenBatch batch, ModernBertConfig config, Precision precision, TorchDevice device) {
        this.block = config.block();
        this.blocks = batch.tokens() / block;
        Tensor visible = threeBlocks(batch.mask().view(batch.rows(), blocks, block, 1, 1));
        Tensor band = device.floats(band(block, config.window()), 1, 1, 1, block, 3L * block);
        this.bias =
                Hidden.bias(visible.view(batch.rows(), blocks, 1, 1, 3L * block).mul(band), precision);
    }

    /** 1 where token i of a block sees token j of the three blocks, row-major. */
    private static float[] band(int block, int window) {
        float[] band = new float[block * 3 * block];
        for (int i = 0; i < block; i++) {
            for (int j = 0; j < 3 * block; j++) {
                band[i * 3 * block + j] = Math.abs(i - (j - block)) <= window ? 1 : 0;
            }
        }
        return band;
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value) {
        Tensor queries = inBlocks(query).permute(0, 1, 3, 2, 4);
        Tensor keys = threeBlocks(inBlocks(key)).permute(0, 1, 3, 4, 2);
        Tensor values = threeBlocks(inBlocks(value)).transpose(2, 3);
        Tensor scores = torch.matmul(queries, keys).add_(bias);
        Tensor seen = torch.matmul(torch.softmax(scores, 4), values);
        return seen.transpose(2, 3).reshape(query.size(0), query.size(1), -1);
    }

    /** [rows, tokens, heads, head size] to [rows, blocks, block, heads, head size]. */
    private Tensor inBlocks(Tensor x) {
        return x.unflatten(1, blocks, block);
    }

    /** Each block between its neighbours, zeros beyond the ends: [rows, blocks, 3 blocks, heads, head size]. */
    private Tensor threeBlocks(Tensor x) {
        Tensor padded = torch.constant_pad_nd(x, 0, 0, 0, 0, 0, 0, 1, 1);
        return torch.cat(new TensorVector(padded.narrow(1, 0, blocks), x, padded.narrow(1, 2, blocks)), 2);
    }
}
