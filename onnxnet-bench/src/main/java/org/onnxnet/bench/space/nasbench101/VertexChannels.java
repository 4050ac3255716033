package org.onnxnet.bench.space.nasbench101;

/** How many channels each vertex of a cell has: those that feed the output share its channels. */
final class VertexChannels {
    private VertexChannels() {}

    /**
     * Channels by vertex.
     *
     * @param in of the input
     * @param out of the output; the first vertices take one more each where it does not divide
     */
    static int[] of(Cell cell, int in, int out) {
        int output = cell.output();
        int[] channels = new int[cell.vertices()];
        channels[0] = in;
        channels[output] = out;
        int feeding = Integer.bitCount(Wiring.sources(cell.edges(), output) & ~1);
        int rest = feeding == 0 ? 0 : out % feeding;
        for (int v = 1; v < output; v++) {
            if (cell.hasEdge(v, output)) {
                channels[v] = out / feeding + (rest-- > 0 ? 1 : 0);
            }
        }
        for (int v = output - 1; v > 0; v--) {
            if (!cell.hasEdge(v, output)) {
                for (int target = v + 1; target < output; target++) {
                    channels[v] = cell.hasEdge(v, target) ? Math.max(channels[v], channels[target]) : channels[v];
                }
            }
        }
        return channels;
    }
}
