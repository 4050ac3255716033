package org.onnxnet.bench.pickle;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.Bytes;

/**
 * Reads pickles of protocol 2 to 5 as plain data: {@code dict} as {@link Map}, {@code list} and {@code tuple} as {@link List},
 * {@code set} as {@link Set}, {@code int} as {@link Long} or {@link BigInteger}, {@code float} as {@link Double},
 * {@code bytes} as {@link Bytes}, {@code OrderedDict} as {@link Map}, numbers of NumPy as {@link Double} or {@link Long}. Nothing
 * that a pickle names is run; any other object is an {@link Opaque}. Not thread-safe.
 */
public final class PickleReader {
    private static final int MAX_KEY_DEPTH = 4;

    private final DataInputStream in;
    private final String place;
    private final Map<Integer, @Nullable Object> memo = new HashMap<>();
    private List<@Nullable Object> stack = new ArrayList<>();
    private final List<List<@Nullable Object>> marks = new ArrayList<>();

    private PickleReader(InputStream in, String place) {
        this.in = new DataInputStream(in);
        this.place = place;
    }

    /**
     * Reads one pickle; the stream stands behind it afterwards.
     *
     * @param place what errors call the source
     * @throws BenchException if it is no pickle, cut off, or of an older protocol
     * @throws IOException if the stream cannot be read
     */
    public static @Nullable Object read(InputStream in, String place) throws IOException {
        return new PickleReader(in, place).run();
    }

    private @Nullable Object run() throws IOException {
        try {
            while (true) {
                int opcode = in.readUnsignedByte();
                if (opcode == '.') {
                    return pop();
                }
                step(opcode);
            }
        } catch (EOFException e) {
            throw new BenchException(place + ": the pickle ends too early; it was cut off", e);
        }
    }

    private void step(int opcode) throws IOException {
        switch (opcode) {
            case 0x80 -> in.skipNBytes(1);
            case 0x95 -> in.skipNBytes(8);
            case '(' -> {
                marks.add(stack);
                stack = new ArrayList<>();
            }
            case '0' -> pop();
            case '1' -> popMark();
            case '2' -> stack.add(top());
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'h' -> stack.add(memo.get(in.readUnsignedByte()));
            case 'j' -> stack.add(memo.get(littleInt()));
            case 'q' -> memo.put(in.readUnsignedByte(), top());
            case 'r' -> memo.put(littleInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            default -> {
                if (!scalar(opcode) && !collection(opcode)) {
                    object(opcode);
                }
            }
        }
    }

    /** Numbers, text and bytes. */
    private boolean scalar(int opcode) throws IOException {
        switch (opcode) {
            case 'J' -> stack.add((long) littleInt());
            case 'K' -> stack.add((long) in.readUnsignedByte());
            case 'M' -> stack.add((long) (Short.reverseBytes(in.readShort()) & 0xFFFF));
            case 0x8A -> stack.add(integer(in.readUnsignedByte()));
            case 0x8B -> stack.add(integer(littleInt()));
            case 'G' -> stack.add(in.readDouble());
            case 0x8C -> stack.add(text(in.readUnsignedByte()));
            case 'X' -> stack.add(text(littleInt()));
            case 0x8D -> stack.add(text(longLength()));
            case 'U' -> stack.add(latin(in.readUnsignedByte()));
            case 'T' -> stack.add(latin(littleInt()));
            case 'C' -> stack.add(Bytes.wrap(bytes(in.readUnsignedByte())));
            case 'B' -> stack.add(Bytes.wrap(bytes(littleInt())));
            case 0x8E -> stack.add(Bytes.wrap(bytes(longLength())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean collection(int opcode) {
        switch (opcode) {
            case ']' -> stack.add(new ArrayList<>());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 0x8F -> stack.add(new LinkedHashSet<>());
            case ')' -> stack.add(List.of());
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case 't' -> push(Collections.unmodifiableList(popMark()));
            case 'l' -> push(popMark());
            case 'd' -> {
                List<@Nullable Object> items = popMark();
                stack.add(new LinkedHashMap<>());
                putAll(items);
            }
            case 'a' -> addAll(new ArrayList<>(Collections.singletonList(pop())));
            case 'e', 0x90 -> addAll(popMark());
            case 's' -> {
                Object value = pop();
                Object key = pop();
                putAll(Arrays.asList(key, value));
            }
            case 'u' -> putAll(popMark());
            case 0x91 -> {
                List<@Nullable Object> items = popMark();
                stack.add(new LinkedHashSet<>());
                addAll(items);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What names a class or a function. */
    private void object(int opcode) throws IOException {
        switch (opcode) {
            case 'c' -> stack.add(new Opaque(line() + "." + line()));
            case 0x93 -> {
                Object name = pop();
                stack.add(new Opaque(pop() + "." + name));
            }
            case 'R', 0x81 -> {
                Object arguments = pop();
                Object function = pop();
                stack.add(PlainObjects.call(nameOf(function), arguments));
            }
            case 0x92 -> {
                pop();
                Object arguments = pop();
                Object function = pop();
                stack.add(PlainObjects.call(nameOf(function), arguments));
            }
            case 'b' -> {
                Object state = pop();
                Object made = pop();
                stack.add(PlainObjects.build(made, state));
            }
            case 'Q' -> {
                pop();
                stack.add(new Opaque("persistent object"));
            }
            default ->
                throw error("opcode 0x" + Integer.toHexString(opcode) + ", wanted a pickle of protocol 2 or newer");
        }
    }

    private void tuple(int size) {
        if (stack.size() < size) {
            throw error("a tuple of " + size + " with " + stack.size() + " values before it");
        }
        List<@Nullable Object> last = stack.subList(stack.size() - size, stack.size());
        List<@Nullable Object> items = Collections.unmodifiableList(new ArrayList<>(last));
        last.clear();
        stack.add(items);
    }

    @SuppressWarnings("unchecked")
    private void addAll(List<@Nullable Object> items) {
        Object target = top();
        if (target instanceof ArrayList<?> list) {
            ((List<@Nullable Object>) list).addAll(items);
        } else if (target instanceof Set<?> set) {
            items.forEach(item -> ((Set<@Nullable Object>) set).add(key(item, 0)));
        } else if (!(target instanceof Opaque)) {
            throw error("appending to " + kind(target));
        }
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<@Nullable Object> items) {
        Object target = top();
        if (items.size() % 2 != 0) {
            throw error("a dict with " + items.size() + " keys and values");
        }
        if (target instanceof Map<?, ?> map) {
            for (int i = 0; i < items.size(); i += 2) {
                ((Map<@Nullable Object, @Nullable Object>) map).put(key(items.get(i), 0), items.get(i + 1));
            }
        } else if (!(target instanceof Opaque)) {
            throw error("setting items of " + kind(target));
        }
    }

    /** Checks that a value can be a key: plain, or a tuple of such, so that hashing it ends. */
    private @Nullable Object key(@Nullable Object value, int depth) {
        if (value instanceof Map || value instanceof Set || value instanceof ArrayList || depth > MAX_KEY_DEPTH) {
            throw error("a key that is " + kind(value));
        }
        if (value instanceof List<?> tuple) {
            tuple.forEach(item -> key(item, depth + 1));
        }
        return value;
    }

    /** Unlike {@code stack.add}, evaluates the value before it looks at the stack, which {@link #popMark} replaces. */
    private void push(@Nullable Object value) {
        stack.add(value);
    }

    private @Nullable Object pop() {
        if (stack.isEmpty()) {
            throw error("a value is wanted, but there is none");
        }
        return stack.remove(stack.size() - 1);
    }

    private @Nullable Object top() {
        if (stack.isEmpty()) {
            throw error("a value is wanted, but there is none");
        }
        return stack.get(stack.size() - 1);
    }

    private List<@Nullable Object> popMark() {
        if (marks.isEmpty()) {
            throw error("the end of a list that has no start");
        }
        List<@Nullable Object> items = stack;
        stack = marks.remove(marks.size() - 1);
        return items;
    }

    private static String nameOf(@Nullable Object function) {
        return function instanceof Opaque opaque ? opaque.name() : kind(function);
    }

    private int littleInt() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private int longLength() throws IOException {
        long length = Long.reverseBytes(in.readLong());
        return length == (int) length ? (int) length : -1;
    }

    private Object integer(int length) throws IOException {
        byte[] little = bytes(length);
        byte[] big = new byte[little.length + 1];
        for (int i = 0; i < little.length; i++) {
            big[little.length - i] = little[i];
        }
        big[0] = (byte) (little.length > 0 && little[little.length - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(big);
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private String text(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private String latin(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Memory grows with what is really there, whatever length a pickle claims. */
    private byte[] bytes(int length) throws IOException {
        if (length < 0) {
            throw error("a length that no array has");
        }
        byte[] found = in.readNBytes(length);
        if (found.length < length) {
            throw new EOFException();
        }
        return found;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            text.append((char) c);
        }
        return text.toString();
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "None" : value.getClass().getSimpleName();
    }

    private BenchException error(String found) {
        return new BenchException(place + ": no pickle that can be read: found " + found);
    }
}
