package org.onnxnet.predictor.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts points into fronts: no point of a front is worse in nothing and better in something than another one of it, and all
 * behind the first front are worse than a point of the front before. Less is better in every coordinate.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2014.2308305">Zhang et al. 2015, ENS: efficient non-dominated sort</a>
 */
final class ParetoFronts {
    private final double[][] points;
    private final List<List<Integer>> fronts = new ArrayList<>();

    private ParetoFronts(double[][] points) {
        this.points = points;
    }

    /** The indices of the points, front by front, in ascending order within each. */
    static List<List<Integer>> of(double[][] points) {
        ParetoFronts sorted = new ParetoFronts(points);
        Comparator<Integer> order = (a, b) -> Arrays.compare(points[a], points[b]);
        IntStream.range(0, points.length)
                .boxed()
                .sorted(order)
                .forEach(point -> sorted.fronts.get(sorted.frontOf(point)).add(point));
        sorted.fronts.forEach(front -> front.sort(Comparator.naturalOrder()));
        return sorted.fronts;
    }

    /** The first front of which no point is better, found by halving: a point is not better than itself or its equals. */
    private int frontOf(int point) {
        int first = 0;
        int end = fronts.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (isDominated(point, fronts.get(middle))) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        if (first == fronts.size()) {
            fronts.add(new ArrayList<>());
        }
        return first;
    }

    /** Those added last are most alike, so they are asked first. */
    private boolean isDominated(int point, List<Integer> front) {
        for (int i = front.size() - 1; i >= 0; i--) {
            if (dominates(points[front.get(i)], points[point])) {
                return true;
            }
        }
        return false;
    }

    static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better;
    }

    /**
     * How much room each point of a front has around it: the sum over coordinates of the distance of its neighbours, in
     * shares of the front's extent; infinite for the ends.
     *
     * @see <a href="https://doi.org/10.1109/4235.996017">Deb et al. 2002, NSGA-II, crowding distance</a>
     */
    static double[] crowding(double[][] points, List<Integer> front) {
        double[] room = new double[front.size()];
        Integer[] order = new Integer[front.size()];
        Arrays.setAll(order, i -> i);
        for (int axis = 0; axis < points[front.get(0)].length; axis++) {
            int a = axis;
            Arrays.sort(order, Comparator.comparingDouble(i -> points[front.get(i)][a]));
            double least = points[front.get(order[0])][a];
            double extent = points[front.get(order[order.length - 1])][a] - least;
            room[order[0]] = Double.POSITIVE_INFINITY;
            room[order[order.length - 1]] = Double.POSITIVE_INFINITY;
            for (int i = 1; extent > 0 && i < order.length - 1; i++) {
                room[order[i]] += (points[front.get(order[i + 1])][a] - points[front.get(order[i - 1])][a]) / extent;
            }
        }
        return room;
    }
}
