package org.onnxnet.predictor.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.JsonFile;
import org.onnxnet.predictor.checkpoint.NetworkConfig;

/**
 * Turns texts into token ids as {@code tokenizer.json} says, special tokens included; nothing is cut off and nothing filled up.
 * Safe to share between threads.
 */
public final class Tokenizer implements AutoCloseable {
    static {
        // Without these the library asks the network where it runs, and fetches another build of itself where it finds
        // CUDA.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    private final HuggingFaceTokenizer tokenizer;
    /** How many special tokens end a text. */
    private final int ending;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.ending = ending(tokenizer.encode("a").getSpecialTokenMask());
    }

    private static int ending(long[] special) {
        int count = 0;
        while (count < special.length && special[special.length - 1 - count] == 1) {
            count++;
        }
        return count;
    }

    /**
     * Loads {@code tokenizer.json}.
     *
     * @param config of the network that the tokens are for
     * @throws IOException if the file is missing or cannot be read
     * @throws InvalidCheckpointException if it is no tokenizer, or one of another vocabulary than the network's
     */
    public static Tokenizer load(Path file, NetworkConfig config) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no such file; a model directory has the tokenizer it was trained with");
        }
        requireSameVocabulary(file, config);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (RuntimeException e) {
            throw new InvalidCheckpointException(file + ": not a tokenizer: " + e.getMessage(), e);
        }
    }

    /**
     * The tokenizer made for texts of networks ({@link DomainTokenizer}).
     *
     * @throws InvalidCheckpointException if the library that runs tokenizers refuses it
     */
    public static Tokenizer domain() {
        try (InputStream file = DomainTokenizer.open(DomainTokenizer.TOKENIZER)) {
            return read(file);
        } catch (IOException | RuntimeException e) {
            throw new InvalidCheckpointException("the domain tokenizer cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static Tokenizer read(InputStream file) throws IOException {
        return new Tokenizer(HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false", "padding", "false")));
    }

    private static void requireSameVocabulary(Path file, NetworkConfig config) throws IOException {
        JsonNode json = JsonFile.read(file).root();
        int largest = -1;
        for (JsonNode id : json.path("model").path("vocab")) {
            largest = Math.max(largest, id.asInt(-1));
        }
        for (JsonNode token : json.path("added_tokens")) {
            largest = Math.max(largest, token.path("id").asInt(-1));
            if (token.path("content").asText().equals("[PAD]")
                    && token.path("id").asInt() != config.padToken()) {
                throw new InvalidCheckpointException(file + ": [PAD] has the id " + token.path("id")
                        + ", config.json has " + config.padToken() + ": this is the tokenizer of another model");
            }
        }
        if (largest < 0 || largest >= config.vocabulary()) {
            throw new InvalidCheckpointException(file + ": the largest token id is " + largest + ", config.json has a "
                    + "vocabulary of " + config.vocabulary() + ": this is the tokenizer of another model");
        }
    }

    /**
     * The token ids of each text; texts are worked on in parallel.
     *
     * @throws IllegalStateException if the tokenizer was closed
     */
    public List<int[]> encode(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        lock.readLock().lock();
        try {
            requireOpen();
            return Arrays.stream(tokenizer.batchEncode(texts))
                    .map(encoding -> Arrays.stream(encoding.getIds())
                            .mapToInt(Math::toIntExact)
                            .toArray())
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * The beginning of a text that is too long, with the special tokens that end it, as {@code transformers} cuts it.
     *
     * @param tokens of the whole text
     * @param most how many may stay
     */
    public int[] cut(int[] tokens, int most) {
        if (tokens.length <= most) {
            return tokens;
        }
        int[] beginning = Arrays.copyOf(tokens, most);
        int kept = Math.min(ending, most);
        System.arraycopy(tokens, tokens.length - kept, beginning, most - kept, kept);
        return beginning;
    }

    /**
     * The text of token ids, without special tokens.
     *
     * @throws IllegalStateException if the tokenizer was closed
     */
    public String decode(int[] tokens) {
        lock.readLock().lock();
        try {
            requireOpen();
            return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), true);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the predictor was closed while it was in use");
        }
    }

    /** Waits for texts that are being worked on, for they use what is freed. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
