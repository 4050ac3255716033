package org.onnxnet.predictor.runtime;

import org.onnxnet.graph.OnnxNetException;

/** Where a network runs. */
public sealed interface Device {
    /**
     * The processor.
     *
     * @param threads how many it may use, 1 or more
     */
    record Cpu(int threads) implements Device {
        public Cpu {
            if (threads < 1) {
                throw new IllegalArgumentException("threads is " + threads + ", wanted 1 or more");
            }
        }

        @Override
        public String toString() {
            return "cpu(" + threads + ")";
        }
    }

    /**
     * A graphics processor with CUDA. Needs {@code com.microsoft.onnxruntime:onnxruntime_gpu} in the place of
     * {@code onnxruntime}, and the CUDA and cuDNN libraries it was built for.
     *
     * @param id number of the processor, from 0
     */
    record Cuda(int id) implements Device {
        public Cuda {
            if (id < 0) {
                throw new IllegalArgumentException("id of the CUDA device is " + id + ", wanted 0 or more");
            }
        }

        @Override
        public String toString() {
            return "cuda(" + id + ")";
        }
    }

    /** The first graphics processor if it can be used, else the processor. */
    record Auto() implements Device {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** The processor with as many threads as it has cores. */
    static Device cpu() {
        return cpu(Runtime.getRuntime().availableProcessors());
    }

    static Device cpu(int threads) {
        return new Cpu(threads);
    }

    static Device cuda(int id) {
        return new Cuda(id);
    }

    static Device auto() {
        return new Auto();
    }

    /**
     * Reads {@code cpu}, {@code cpu:THREADS}, {@code cuda}, {@code cuda:ID} or {@code auto}.
     *
     * @throws OnnxNetException if it is something else
     */
    static Device parse(String text) {
        String[] parts = text.split(":", 2);
        boolean named = parts.length == 1;
        try {
            return switch (named ? text : parts[0] + ":") {
                case "cpu" -> cpu();
                case "cuda" -> cuda(0);
                case "auto" -> auto();
                case "cpu:" -> cpu(Integer.parseInt(parts[1]));
                case "cuda:" -> cuda(Integer.parseInt(parts[1]));
                default -> throw new IllegalArgumentException("no such device");
            };
        } catch (IllegalArgumentException e) {
            throw new OnnxNetException("device is '" + text + "', wanted cpu, cpu:THREADS, cuda:ID or auto", e);
        }
    }
}
