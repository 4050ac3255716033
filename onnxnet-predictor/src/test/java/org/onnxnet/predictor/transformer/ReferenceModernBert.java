package org.onnxnet.predictor.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.onnxnet.predictor.checkpoint.Activation;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.Pooling;

/** ModernBERT for one text, written down as plainly as can be, in 64-bit floats. */
final class ReferenceModernBert {
    private final Checkpoint checkpoint;
    private final ModernBertConfig config;
    private final Map<String, float[]> weights = new HashMap<>();

    ReferenceModernBert(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.config = (ModernBertConfig) checkpoint.config();
    }

    double score(int[] tokens) {
        double[][] x = embeddings(tokens);
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "model.layers." + layer + ".";
            double[][] h = layer == 0 ? x : norm(x, name + "attn_norm");
            x = add(x, linear(attention(linear(h, name + "attn.Wqkv"), layer), name + "attn.Wo"));
            x = add(x, linear(gated(linear(norm(x, name + "mlp_norm"), name + "mlp.Wi")), name + "mlp.Wo"));
        }
        double[][] pooled = {pool(norm(x, "model.final_norm"))};
        double[][] hidden = activate(linear(pooled, "head.dense"), config.headActivation());
        return linear(norm(hidden, "head.norm"), "classifier")[0][0];
    }

    private double[][] embeddings(int[] tokens) {
        float[] table = weight("model.embeddings.tok_embeddings.weight");
        double[][] x = new double[tokens.length][config.hidden()];
        for (int t = 0; t < tokens.length; t++) {
            for (int i = 0; i < config.hidden(); i++) {
                x[t][i] = table[tokens[t] * config.hidden() + i];
            }
        }
        return norm(x, "model.embeddings.norm");
    }

    private double[][] attention(double[][] qkv, int layer) {
        boolean global = config.globalLayers().get(layer);
        int size = config.headSize();
        double theta = global ? config.globalTheta() : config.localTheta();
        double[][] result = new double[qkv.length][config.hidden()];
        for (int start = 0; start < config.hidden(); start += size) {
            for (int t = 0; t < qkv.length; t++) {
                double[] shares = new double[qkv.length];
                double sum = 0;
                for (int s = 0; s < qkv.length; s++) {
                    if (global || Math.abs(t - s) <= config.localAttention() / 2) {
                        shares[s] = Math.exp(product(qkv, t, s, start, theta) / Math.sqrt(size));
                        sum += shares[s];
                    }
                }
                for (int s = 0; s < qkv.length; s++) {
                    for (int i = 0; i < size; i++) {
                        result[t][start + i] += shares[s] / sum * qkv[s][2 * config.hidden() + start + i];
                    }
                }
            }
        }
        return result;
    }

    /** The product of a turned query and a turned key. */
    private double product(double[][] qkv, int t, int s, int start, double theta) {
        double[] query = turned(qkv[t], start, t, theta);
        double[] key = turned(qkv[s], config.hidden() + start, s, theta);
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += query[i] * key[i];
        }
        return sum;
    }

    private double[] turned(double[] row, int start, int position, double theta) {
        int half = config.headSize() / 2;
        double[] result = new double[2 * half];
        for (int i = 0; i < half; i++) {
            double angle = position * Math.pow(theta, -2.0 * i / config.headSize());
            double a = row[start + i];
            double b = row[start + half + i];
            result[i] = a * Math.cos(angle) - b * Math.sin(angle);
            result[half + i] = b * Math.cos(angle) + a * Math.sin(angle);
        }
        return result;
    }

    private double[][] gated(double[][] u) {
        int half = config.intermediate();
        double[][] result = new double[u.length][half];
        double[][] activated = activate(u, config.activation());
        for (int t = 0; t < u.length; t++) {
            for (int i = 0; i < half; i++) {
                result[t][i] = activated[t][i] * u[t][half + i];
            }
        }
        return result;
    }

    private double[] pool(double[][] x) {
        if (config.pooling() == Pooling.CLS) {
            return x[0];
        }
        double[] mean = new double[config.hidden()];
        for (double[] row : x) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / x.length;
            }
        }
        return mean;
    }

    private double[][] linear(double[][] x, String name) {
        float[] w = weight(name + ".weight");
        int in = x[0].length;
        double[][] y = new double[x.length][w.length / in];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < y[t].length; o++) {
                y[t][o] = checkpoint.has(name + ".bias") ? weight(name + ".bias")[o] : 0;
                for (int i = 0; i < in; i++) {
                    y[t][o] += w[o * in + i] * x[t][i];
                }
            }
        }
        return y;
    }

    private double[][] norm(double[][] x, String name) {
        float[] scale = weight(name + ".weight");
        float[] bias = checkpoint.has(name + ".bias") ? weight(name + ".bias") : new float[scale.length];
        double[][] y = new double[x.length][scale.length];
        for (int t = 0; t < x.length; t++) {
            double mean = Arrays.stream(x[t]).average().orElseThrow();
            double variance = Arrays.stream(x[t])
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < scale.length; i++) {
                y[t][i] = (x[t][i] - mean) / Math.sqrt(variance + config.epsilon()) * scale[i] + bias[i];
            }
        }
        return y;
    }

    private static double[][] activate(double[][] x, Activation activation) {
        DoubleUnaryOperator function = switch (activation) {
            case GELU -> v -> v / 2 * (1 + erf(v / Math.sqrt(2)));
            case GELU_TANH -> v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
            case RELU -> v -> Math.max(0, v);
            case SILU -> v -> v / (1 + Math.exp(-v));
            case TANH -> Math::tanh;
        };
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = Arrays.stream(x[t]).map(function).toArray();
        }
        return y;
    }

    /** The integral of the bell curve from 0, by Simpson's rule. */
    private static double erf(double x) {
        double end = Math.max(-6, Math.min(6, x));
        int steps = 200;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double a = end * i / steps;
            double b = end * (i + 1) / steps;
            double m = (a + b) / 2;
            sum += (Math.exp(-a * a) + 4 * Math.exp(-m * m) + Math.exp(-b * b)) * (b - a) / 6;
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double[][] add(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] = a[t][i] + b[t][i];
            }
        }
        return sum;
    }

    private float[] weight(String name) {
        return weights.computeIfAbsent(name, this::read);
    }

    private float[] read(String name) {
        try {
            return checkpoint.floats(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
