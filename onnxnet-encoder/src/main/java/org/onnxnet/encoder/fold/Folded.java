package org.onnxnet.encoder.fold;

import java.util.List;

/**
 * A sequence of statements in which what repeats is written once.
 *
 * @param definitions each calls only those before it
 * @param main what the sequence is
 */
public record Folded(List<Definition> definitions, List<Part> main) {
    /**
     * What is called by a name.
     *
     * @param body statements and calls between spaces, with parameters {@code $1}, {@code $2}, ...
     */
    public record Definition(String name, String body) {}

    /**
     * A statement, a call, or a run of either.
     *
     * @param count how many statements of the sequence it stands for, at least 1
     */
    public record Part(String text, int count) {}

    public Folded {
        definitions = List.copyOf(definitions);
        main = List.copyOf(main);
    }
}
