package org.onnxnet.bench.space.nasbench101;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** The text of a cell: adjacency matrix and labels, as in the records of the published data. */
final class CellText {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String FORM = "wanted the MD5 hash of a cell, or its matrix row by row and its labels, such as"
            + " 010001000:input,maxpool3x3,output, with labels "
            + Arrays.stream(Operation.values()).map(Operation::label).collect(Collectors.joining(", "));

    private CellText() {}

    static String format(Cell cell) {
        StringBuilder text = new StringBuilder();
        for (int source = 0; source < cell.vertices(); source++) {
            for (int target = 0; target < cell.vertices(); target++) {
                text.append(source < target && cell.hasEdge(source, target) ? '1' : '0');
            }
        }
        text.append(':').append(INPUT);
        cell.operations().forEach(operation -> text.append(',').append(operation.label()));
        return text.append(',').append(OUTPUT).toString();
    }

    /** Reads a cell and prunes it. */
    static Cell parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw malformed(text, "no colon");
        }
        String[] labels = text.substring(colon + 1).split(",", -1);
        int vertices = labels.length;
        if (vertices < 2 || !labels[0].equals(INPUT) || !labels[vertices - 1].equals(OUTPUT)) {
            throw malformed(text, "labels that do not start with input and end with output");
        }
        boolean[][] matrix = matrix(text, text.substring(0, colon), vertices);
        List<Operation> operations = new ArrayList<>();
        for (String label : Arrays.asList(labels).subList(1, vertices - 1)) {
            operations.add(operation(text, label));
        }
        return Pruning.prune(matrix, operations);
    }

    private static boolean[][] matrix(String text, String digits, int vertices) {
        if (digits.length() != vertices * vertices) {
            throw malformed(text, digits.length() + " digits for " + vertices + " labels");
        }
        boolean[][] matrix = new boolean[vertices][vertices];
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            int source = i / vertices;
            int target = i % vertices;
            if (digit != '0' && (digit != '1' || source >= target)) {
                throw malformed(
                        text,
                        "'" + digit + "' in row " + source + ", column " + target
                                + " of a matrix that has 0 and, above the diagonal, 1");
            }
            matrix[source][target] = digit == '1';
        }
        return matrix;
    }

    private static Operation operation(String text, String label) {
        for (Operation operation : Operation.values()) {
            if (operation.label().equals(label)) {
                return operation;
            }
        }
        throw malformed(text, "label '" + label + "'");
    }

    private static BenchException malformed(String text, String found) {
        return new BenchException("'" + text + "' is no NAS-Bench-101 cell: found " + found + ", " + FORM);
    }
}
