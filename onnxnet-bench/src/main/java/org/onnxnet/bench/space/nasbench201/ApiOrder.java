package org.onnxnet.bench.space.nasbench201;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.onnxnet.bench.random.PythonRandom;

/**
 * The numbers that the published tables and their programming interface give the architectures: all of them in product
 * order, the last edge changing fastest, shuffled by Python with seed 88.
 */
final class ApiOrder {
    static final int COUNT = 15_625;

    private static final List<Operation> OPERATIONS = List.of(Operation.values());
    private static final int[] PRODUCT_OF_INDEX = IntStream.range(0, COUNT).toArray();
    private static final int[] INDEX_OF_PRODUCT = new int[COUNT];

    static {
        new PythonRandom(88).shuffle(PRODUCT_OF_INDEX);
        for (int index = 0; index < COUNT; index++) {
            INDEX_OF_PRODUCT[PRODUCT_OF_INDEX[index]] = index;
        }
    }

    private ApiOrder() {}

    static Cell cell(int index) {
        List<Operation> edges = new ArrayList<>();
        int rest = PRODUCT_OF_INDEX[index];
        for (int edge = 0; edge < Cell.EDGES; edge++) {
            edges.add(0, OPERATIONS.get(rest % OPERATIONS.size()));
            rest /= OPERATIONS.size();
        }
        return new Cell(edges);
    }

    static int index(Cell cell) {
        int product = 0;
        for (Operation operation : cell.edges()) {
            product = product * OPERATIONS.size() + OPERATIONS.indexOf(operation);
        }
        return INDEX_OF_PRODUCT[product];
    }
}
