package org.onnxnet.cli.experiment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment}. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = "Measures how well predictors rank architectures of known accuracy.",
        subcommands = {
            FewShotCommand.class,
            ZeroShotCommand.class,
            LeaveOneOutCommand.class,
            LanguageModelCommand.class,
            PretrainingTextsCommand.class,
            TaughtTextsCommand.class,
            ProxyCommand.class,
            BundledCommand.class
        })
public final class ExperimentCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing experiment");
    }
}
