package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.start.Start;

/** What tells a training from others: SHA-256 of all that its models depend on, but for the machine. */
final class Identity {
    private final MessageDigest digest;

    private Identity() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(TrainerBuilder settings, String purpose, NetworkConfig config, List<List<Row>> sets)
            throws IOException {
        Identity identity = new Identity();
        Execution execution = settings.execution;
        identity.add(String.join(
                "\n",
                purpose,
                settings.name,
                settings.encoder.dialect() + " "
                        + settings.encoder.components().stream().sorted().toList(),
                config.toString(),
                settings.loss.toString(),
                settings.schedule.toString(),
                settings.selection.toString(),
                execution.precision() + " " + execution.tokenBudget() + " " + execution.gradientCheckpointing(),
                String.valueOf(settings.seed)));
        if (settings.start instanceof Start.Trained trained) {
            identity.digest.update(trained.checkpoint().fingerprint());
        }
        for (List<Row> rows : sets) {
            identity.add("set of " + rows.size());
            rows.forEach(row -> identity.add(row));
        }
        return HexFormat.of().formatHex(identity.digest.digest());
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void add(Row row) {
        add(row.key() + " " + row.group());
        ByteBuffer tokens = ByteBuffer.allocate(4 * row.tokens().length);
        tokens.asIntBuffer().put(row.tokens());
        digest.update(tokens);
        for (int i = 0; i < row.labels(); i++) {
            digest.update(ByteBuffer.allocate(8).putDouble(0, row.label(i)));
        }
    }
}
