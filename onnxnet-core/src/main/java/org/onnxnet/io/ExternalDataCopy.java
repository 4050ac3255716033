package org.onnxnet.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.TensorData;

/** The external data of a model that is being saved to another folder, on its way into one file beside the model. */
final class ExternalDataCopy {
    // The specification wants offsets that can be mapped; for small tensors that would only make holes.
    private static final int PAGE = 4096;
    private static final int PAGE_ALIGNED_FROM = 1 << 20;

    private final String location;
    private final Map<ByteSource, Long> offsets = new LinkedHashMap<>();
    private long size;

    private ExternalDataCopy(String location) {
        this.location = location;
    }

    /** Writes a model, and its external data beside it where that is not there already. */
    static void write(Model model, Path target, Path folder) throws IOException {
        List<TensorData.External> found = new ArrayList<>();
        OutMessage message = collecting(model, found);
        requireUnread(found, target);
        boolean inPlace = true;
        for (TensorData.External external : found) {
            inPlace = inPlace && isInPlace(external.bytes(), folder);
        }
        if (inPlace) {
            try (TemporaryFile file = TemporaryFile.write(target, message::writeTo)) {
                file.moveTo(target);
            }
            return;
        }
        ExternalDataCopy copy = new ExternalDataCopy(target.getFileName() + ".data");
        OutMessage moved = new ModelEncoder(copy::place).model(model);
        Path data = folder.resolve(copy.location);
        try (TemporaryFile dataFile = TemporaryFile.write(data, copy::writeTo);
                TemporaryFile file = TemporaryFile.write(target, moved::writeTo)) {
            if (!Files.exists(data) || belongsTo(target, copy.location)) {
                dataFile.moveTo(data);
            } else if (Files.mismatch(dataFile.path(), data) >= 0) {
                throw new FileAlreadyExistsException(
                        data.toString(),
                        null,
                        "it holds other data than that of the model to be saved; move it away, or save under another name");
            }
            file.moveTo(target);
        }
    }

    /** Fails where external data of a model lies in a file that is about to be replaced. */
    static void requireUnread(Model model, Path file) throws IOException {
        // Most files that are about to be written are new, and then there is no need to look through the model.
        if (Files.exists(file)) {
            List<TensorData.External> found = new ArrayList<>();
            collecting(model, found);
            requireUnread(found, file);
        }
    }

    private static void requireUnread(List<TensorData.External> found, Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (TensorData.External external : found) {
            if (external.bytes() instanceof ExternalFile data && data.isIn(file)) {
                throw new FileAlreadyExistsException(
                        file.toString(),
                        null,
                        "it holds external data of the model, '" + Place.printable(data.location()) + "' in "
                                + data.folder() + ", which would be lost; write to another file");
            }
        }
    }

    private static OutMessage collecting(Model model, List<TensorData.External> found) {
        return new ModelEncoder(external -> {
                    found.add(external);
                    return external;
                })
                .model(model);
    }

    private static boolean isInPlace(ByteSource bytes, Path folder) throws IOException {
        return bytes instanceof NowhereSource
                || (bytes instanceof ExternalFile file && Files.isSameFile(file.folder(), folder));
    }

    /** Whether the model that is about to be replaced has its data there. */
    private static boolean belongsTo(Path target, String location) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        List<TensorData.External> found = new ArrayList<>();
        try {
            collecting(OnnxReader.read(target), found);
        } catch (InvalidModelException notAModel) {
            return false;
        }
        return found.stream()
                .flatMap(external -> external.entries().stream())
                .anyMatch(new Property(ExternalEntries.LOCATION, location)::equals);
    }

    private TensorData.External place(TensorData.External external) {
        ByteSource bytes = external.bytes();
        if (bytes instanceof NowhereSource nowhere) {
            throw new OnnxNetException("the model has external data in several places, and '" + nowhere.location()
                    + "' is not known to be in any of them; load the model from its file");
        }
        long offset = offsets.computeIfAbsent(bytes, this::claim);
        List<Property> entries = new ArrayList<>();
        entries.add(new Property(ExternalEntries.LOCATION, location));
        entries.add(new Property(ExternalEntries.OFFSET, Long.toString(offset)));
        entries.add(new Property(ExternalEntries.LENGTH, Long.toString(bytes.size())));
        for (Property entry : external.entries()) {
            if (!ExternalEntries.DESCRIBES_FILE.contains(entry.key())) {
                entries.add(entry);
            }
        }
        return new TensorData.External(entries, bytes);
    }

    private long claim(ByteSource bytes) {
        if (bytes.size() >= PAGE_ALIGNED_FROM) {
            size = (size + PAGE - 1) / PAGE * PAGE;
        }
        long offset = size;
        size = Math.addExact(size, bytes.size());
        return offset;
    }

    private void writeTo(OutputStream out) throws IOException {
        long position = 0;
        for (Map.Entry<ByteSource, Long> entry : offsets.entrySet()) {
            out.write(new byte[(int) (entry.getValue() - position)]);
            ByteSource bytes = entry.getKey();
            OutMessage.copyAll(bytes, out);
            position = entry.getValue() + bytes.size();
        }
    }
}
