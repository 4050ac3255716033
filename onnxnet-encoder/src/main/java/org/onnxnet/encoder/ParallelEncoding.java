package org.onnxnet.encoder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.onnxnet.graph.OnnxNetException;

/** Encodes sources on threads of its own and hands the results out in order. For one consumer; another thread may close it. */
final class ParallelEncoding<S> implements Iterator<EncodedSource<S>>, AutoCloseable {
    private static final int AHEAD = 2;

    private final Iterator<S> sources;
    private final Work<S> work;
    private final int window;
    private final ExecutorService threads;
    private final Deque<Future<EncodedSource<S>>> running = new ArrayDeque<>();

    /** Encodes one source. */
    interface Work<S> {
        Encoding encode(S source) throws Exception;
    }

    private ParallelEncoding(Iterator<S> sources, int threads, Work<S> work) {
        this.sources = sources;
        this.work = work;
        this.window = AHEAD * threads;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "onnxnet-encoder");
            thread.setDaemon(true);
            return thread;
        });
    }

    static <S> Stream<EncodedSource<S>> stream(Iterator<S> sources, int threads, Work<S> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", wanted 1 or more");
        }
        ParallelEncoding<S> encoding = new ParallelEncoding<>(sources, threads, work);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(encoding, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(encoding::close);
    }

    @Override
    public boolean hasNext() {
        if (!running.isEmpty() || sources.hasNext()) {
            return true;
        }
        close();
        return false;
    }

    @Override
    public EncodedSource<S> next() {
        if (threads.isShutdown()) {
            throw hasNext() ? new IllegalStateException("the stream was closed") : new NoSuchElementException();
        }
        try {
            while (running.size() < window && sources.hasNext()) {
                S source = sources.next();
                running.add(threads.submit(() -> encode(source)));
            }
            return running.remove().get();
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("exceptions of sources are results", e.getCause());
        } catch (CancellationException | RejectedExecutionException e) {
            throw new IllegalStateException("the stream was closed", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new OnnxNetException("interrupted while networks were encoded", e);
        }
    }

    @SuppressWarnings("IllegalCatch") // Whatever a source throws is its result.
    private EncodedSource<S> encode(S source) {
        try {
            return new EncodedSource<>(source, work.encode(source), null);
        } catch (Exception e) {
            return new EncodedSource<>(source, null, e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
    }
}
