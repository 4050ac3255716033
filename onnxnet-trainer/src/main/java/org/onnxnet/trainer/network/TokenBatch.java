package org.onnxnet.trainer.network;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * Texts side by side, the short ones filled up at the right. Its tensors belong to the scope in which it was made.
 *
 * @param rows number of texts
 * @param tokens length that all are filled up to, a multiple of {@link NetworkConfig#block}
 * @param lengths of the texts
 * @param ids integers [rows, tokens]
 * @param mask 1 for tokens and 0 for padding, floats [rows, tokens]
 */
public record TokenBatch(int rows, int tokens, List<Integer> lengths, Tensor ids, Tensor mask) {
    public TokenBatch {
        lengths = List.copyOf(lengths);
    }

    /** Puts texts side by side. */
    public static TokenBatch of(List<int[]> texts, NetworkConfig config, TorchDevice device) {
        int tokens =
                paddedLength(texts.stream().mapToInt(text -> text.length).max().orElse(1), config);
        long[] ids = new long[texts.size() * tokens];
        float[] mask = new float[ids.length];
        Arrays.fill(ids, config.padToken());
        for (int row = 0; row < texts.size(); row++) {
            int[] text = texts.get(row);
            for (int i = 0; i < text.length; i++) {
                ids[row * tokens + i] = text[i];
                mask[row * tokens + i] = 1;
            }
        }
        return new TokenBatch(
                texts.size(),
                tokens,
                texts.stream().map(text -> text.length).toList(),
                device.integers(ids, texts.size(), tokens),
                device.floats(mask, texts.size(), tokens));
    }

    /** The length a text of so many tokens is filled up to when it is the longest. */
    public static int paddedLength(int length, NetworkConfig config) {
        int block = config.block();
        return (Math.max(1, length) + block - 1) / block * block;
    }

    boolean isFull() {
        return lengths.stream().allMatch(length -> length == tokens);
    }
}
