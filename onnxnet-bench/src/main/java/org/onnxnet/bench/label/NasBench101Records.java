package org.onnxnet.bench.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.onnxnet.bench.BenchException;

/**
 * The released data of NAS-Bench-101, {@code nasbench_full.tfrecord} or {@code nasbench_only108.tfrecord}. A record is a JSON
 * list of hash, epochs, adjacency, operations and the metrics: a {@code ModelMetrics} message (nasbench/lib/model_metrics.proto)
 * in base64. Values of the three runs of a cell are averaged.
 */
public final class NasBench101Records {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Protocol PARAMETERS = Protocol.cost("params", "parameters");

    private NasBench101Records() {}

    /** What one evaluation during training measured; accuracies from 0 to 1, time in seconds. */
    private record Evaluation(double seconds, double valid, double test) {}

    /** What one run measured: at the start, halfway and at the end. */
    private record Metrics(List<Evaluation> evaluations, long parameters) {}

    /**
     * Reads a file: for each number of epochs {@code valid_EPOCHS} and {@code test_EPOCHS} in percent and
     * {@code seconds_EPOCHS}, all at the end of training, and {@code params}.
     *
     * @throws IOException if the file cannot be read
     * @throws BenchException if it is cut off, damaged or of another kind
     */
    public static LabelTable read(Path file) throws IOException {
        LabelCollector labels = new LabelCollector();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            TfRecords records = new TfRecords(in, file.toString());
            for (byte[] record = records.next(); record != null; record = records.next()) {
                add(record, records, labels);
            }
        }
        return labels.table("nasbench101");
    }

    private static void add(byte[] record, TfRecords records, LabelCollector labels) {
        try {
            JsonNode row = JSON.readTree(new String(record, StandardCharsets.UTF_8));
            if (!row.isArray()
                    || row.size() != 5
                    || !row.get(0).isTextual()
                    || !row.get(4).isTextual()) {
                throw new BenchException("wanted a list of hash, epochs, adjacency, operations and metrics");
            }
            Metrics metrics = metrics(
                    ByteBuffer.wrap(Base64.getMimeDecoder().decode(row.get(4).textValue())));
            if (metrics.evaluations().size() < 3) {
                throw new BenchException("found " + metrics.evaluations().size() + " evaluations, wanted 3");
            }
            add(row.get(0).textValue(), row.get(1).asInt(), metrics, labels);
        } catch (JsonProcessingException e) {
            throw records.error("the record before is not JSON: " + e.getOriginalMessage());
        } catch (BenchException | IllegalArgumentException e) {
            throw records.error("the record before is not of NAS-Bench-101: " + e.getMessage());
        }
    }

    private static void add(String hash, int epochs, Metrics metrics, LabelCollector labels) {
        Evaluation last = metrics.evaluations().get(2);
        labels.add(accuracy("valid", epochs), hash, 100 * last.valid());
        labels.add(accuracy("test", epochs), hash, 100 * last.test());
        String seconds = "training time in seconds, mean of runs of " + epochs + " epochs";
        labels.add(Protocol.cost("seconds_" + epochs, seconds), hash, last.seconds());
        labels.add(PARAMETERS, hash, (double) metrics.parameters());
    }

    private static Protocol accuracy(String split, int epochs) {
        return new Protocol(
                split + "_" + epochs,
                "cifar10",
                split,
                "accuracy in percent",
                epochs,
                "trained on train, mean of runs");
    }

    private static Metrics metrics(ByteBuffer message) {
        List<Evaluation> evaluations = new ArrayList<>();
        long parameters = 0;
        ProtoFields fields = new ProtoFields(message);
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> evaluations.add(evaluation(fields.asMessage()));
                case 2 -> parameters = fields.asLong();
                default -> fields.skip();
            }
        }
        return new Metrics(evaluations, parameters);
    }

    private static Evaluation evaluation(ProtoFields fields) {
        double seconds = 0;
        double valid = 0;
        double test = 0;
        while (fields.next()) {
            switch (fields.number()) {
                case 2 -> seconds = fields.asDouble();
                case 4 -> valid = fields.asDouble();
                case 5 -> test = fields.asDouble();
                default -> fields.skip();
            }
        }
        return new Evaluation(seconds, valid, test);
    }
}
