package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

class LargeFileTest {
    @TempDir
    Path folder;

    @Test
    void weightsAreNotTouched() throws IOException {
        Path file = model(100, 3L << 20);
        assertThat(Files.size(file)).isGreaterThan(300L << 20);
        try (FileChannel channel = FileChannel.open(file)) {
            Counting input = new Counting(new MappedInput(channel, Files.size(file)));

            Model model = OnnxReader.read(input, new FileStore(file, FileStamp.of(file)), "large");

            assertThat(model.graph().initializers()).hasSize(201);
            // 100 weights of 3 MiB, and 100 vectors of 256 bytes, which are read.
            assertThat(input.touched).isLessThan(40_000);
        }
    }

    @Test
    void filesBeyond4GiBAreReadThroughSeveralWindows() throws IOException {
        Path file = model(3, 1500L << 20);
        assertThat(Files.size(file)).isGreaterThan(1L << 32);

        Model model = OnnxReader.read(file);

        List<Tensor> tensors = model.graph().initializers();
        assertThat(tensors.get(6).toLongs()).containsExactly(42);
        TensorData.Encoded last = (TensorData.Encoded) tensors.get(4).data();
        assertThat(last.bytes().size()).isEqualTo(1500L << 20);
        assertThat(last.bytes().read((1500L << 20) - 3, 3).toArray()).containsExactly(0, 0, 0);
    }

    @Test
    void windowsMayEndAnywhere() throws IOException {
        Path file = folder.resolve("m.onnx");
        byte[] bytes = new RandomProtos(7).model().toByteArray();
        Files.write(file, bytes);
        Model expected = OnnxReader.read(bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            Input input = new MappedInput(channel, bytes.length, 3);
            assertThat(OnnxReader.read(input, new TensorStore.Memory(), "m")).isEqualTo(expected);
            assertThat(input.copy(0, bytes.length)).isEqualTo(bytes);
        }
    }

    /** Pairs of a large and a small tensor, and one more at the end. */
    private Path model(int pairs, long size) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            tensors.add(Tensor.ofRaw("w" + i, ElementType.UINT8, Shape.of(size), new SparseBytes.Zeros(size)));
            tensors.add(Tensor.ofFloats("b" + i, Shape.of(64), new float[64]));
        }
        tensors.add(Tensor.ofLongs("last", 42));
        SparseBytes bytes = new SparseBytes();
        new ModelEncoder(external -> external)
                .model(Model.of(8, 17, Graph.of(parts -> parts.name("g").initializers(tensors))))
                .writeTo(bytes);
        Path file = folder.resolve("large.onnx");
        bytes.writeTo(file);
        return file;
    }

    private static final class Counting implements Input {
        private final Input input;
        private long touched;

        Counting(Input input) {
            this.input = input;
        }

        @Override
        public long size() {
            return input.size();
        }

        @Override
        public byte at(long position) {
            touched++;
            return input.at(position);
        }

        @Override
        public byte[] copy(long position, int length) {
            touched += length;
            return input.copy(position, length);
        }
    }
}
