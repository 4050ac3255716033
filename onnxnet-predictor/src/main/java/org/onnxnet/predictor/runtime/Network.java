package org.onnxnet.predictor.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.transformer.Precision;

/**
 * The network of a checkpoint, ready to run. Safe to share between threads; no more than {@link #concurrency()} of them run at once,
 * the others wait. Closing waits for what is running.
 */
public final class Network implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int padToken;
    private final Device device;
    private final int concurrency;
    private final Semaphore slots;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    Network(OrtEnvironment environment, OrtSession session, int padToken, Device device, int concurrency) {
        this.environment = environment;
        this.session = session;
        this.padToken = padToken;
        this.device = device;
        this.concurrency = concurrency;
        this.slots = new Semaphore(concurrency);
    }

    /**
     * Reads the weights and prepares them.
     *
     * @throws org.onnxnet.graph.OnnxNetException if weights are not finite, or the device is not there
     */
    public static Network load(Checkpoint checkpoint, Precision precision, Device device) {
        return NetworkLoader.load(checkpoint, precision, device);
    }

    /** Where it runs, also if that was left open. */
    public Device device() {
        return device;
    }

    /** How many texts may run at once without waiting for each other. */
    public int concurrency() {
        return concurrency;
    }

    /**
     * Runs texts together.
     *
     * @param texts token ids; padding up to {@code tokens} is added
     * @param tokens at least as many as the longest text has
     * @return the first output for each text
     * @throws CancellationException if it was cancelled
     * @throws IllegalStateException if the network was closed
     */
    public float[] run(List<int[]> texts, int tokens, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        slots.acquireUninterruptibly();
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the predictor was closed while it was in use");
            }
            return runNow(texts, tokens, cancellation);
        } catch (OrtException e) {
            cancellation.throwIfCancelled();
            throw new DeviceException(
                    "ONNX Runtime could not run " + texts.size() + " texts of " + tokens + " tokens: " + e.getMessage(),
                    e);
        } finally {
            lock.readLock().unlock();
            slots.release();
        }
    }

    private float[] runNow(List<int[]> texts, int tokens, Cancellation cancellation) throws OrtException {
        long[] shape = {texts.size(), tokens};
        LongBuffer ids = direct(texts.size() * tokens);
        LongBuffer mask = direct(texts.size() * tokens);
        fill(texts, tokens, ids, mask);
        // The buffers are ours and stay reachable until the tensors over them are closed.
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids, shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask, shape);
                Termination termination = new Termination(cancellation);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor), termination.options())) {
            FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] scores = new float[texts.size()];
            int labels = logits.remaining() / scores.length;
            for (int text = 0; text < scores.length; text++) {
                scores[text] = logits.get(text * labels);
            }
            return scores;
        }
    }

    private static LongBuffer direct(int elements) {
        return ByteBuffer.allocateDirect(elements * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    private void fill(List<int[]> texts, int tokens, LongBuffer ids, LongBuffer mask) {
        int row = 0;
        for (int[] text : texts) {
            for (int token = 0; token < tokens; token++) {
                boolean real = token < text.length;
                ids.put(row + token, real ? text[token] : padToken);
                mask.put(row + token, real ? 1 : 0);
            }
            row += tokens;
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new DeviceException("ONNX Runtime could not free the network: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
