package org.onnxnet.cli.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code onnxnet bench}: what the search spaces and their accuracies amount to. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Diversity and splits of search spaces, and baselines on their real accuracies.",
        subcommands = {StatsCommand.class, PlotCommand.class, SplitsCommand.class, BaselinesCommand.class})
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Without a subcommand there is nothing to do: that is wrong usage. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
