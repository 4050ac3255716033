package org.onnxnet.predictor.text;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.io.TemporaryFile;

/**
 * Scores that are known already, at most a given number of them; those that were not asked for the longest make room. The key
 * holds the model and its settings, so that predictors may share a cache. Safe to share between threads.
 */
public final class ScoreCache {
    private static final long MAGIC = 0x4f4e4e5853434f31L;
    private static final int KEY_BYTES = 32;
    private static final float LOAD = 0.75f;

    private final int capacity;
    private final Map<String, TextScore> scores;

    /** @param capacity how many scores it may hold, 1 or more; each takes about 200 bytes */
    public ScoreCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", wanted 1 or more");
        }
        this.capacity = capacity;
        this.scores = new LinkedHashMap<>(16, LOAD, true);
    }

    /** A key that no other text and no other model has. */
    static String key(String model, String text) {
        MessageDigest digest = sha256();
        digest.update(model.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    synchronized @Nullable TextScore get(String key) {
        return scores.get(key);
    }

    synchronized void put(String key, TextScore score) {
        scores.put(key, score);
        if (scores.size() > capacity) {
            scores.remove(scores.keySet().iterator().next());
        }
    }

    public synchronized int size() {
        return scores.size();
    }

    /**
     * Writes all scores to a file, or replaces an earlier one, in one step at the end.
     *
     * @throws IOException if the file cannot be written; nothing has changed then
     */
    public void save(Path file) throws IOException {
        List<Map.Entry<String, TextScore>> copy;
        synchronized (this) {
            copy = new ArrayList<>(scores.entrySet());
        }
        TemporaryFile.replace(file, out -> {
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(MAGIC);
            data.writeInt(copy.size());
            for (Map.Entry<String, TextScore> entry : copy) {
                data.write(HexFormat.of().parseHex(entry.getKey()));
                data.writeDouble(entry.getValue().score());
                data.writeInt(entry.getValue().tokens());
                data.writeBoolean(entry.getValue().truncated());
            }
            data.flush();
        });
    }

    /**
     * Reads a saved cache. If it has more scores than there is room for, those used last stay.
     *
     * @throws IOException if the file cannot be read
     * @throws OnnxNetException if it is no cache
     */
    public static ScoreCache load(Path file, int capacity) throws IOException {
        ScoreCache cache = new ScoreCache(capacity);
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new BufferedInputStream(in))) {
            if (data.readLong() != MAGIC) {
                throw new OnnxNetException(file + ": not a saved cache of scores");
            }
            byte[] key = new byte[KEY_BYTES];
            for (int left = data.readInt(); left > 0; left--) {
                data.readFully(key);
                cache.put(
                        HexFormat.of().formatHex(key),
                        new TextScore(data.readDouble(), data.readInt(), data.readBoolean()));
            }
            return cache;
        } catch (EOFException e) {
            throw new OnnxNetException(file + ": a saved cache of scores that is cut off", e);
        }
    }
}
