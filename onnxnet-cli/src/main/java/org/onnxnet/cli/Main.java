package org.onnxnet.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.onnxnet.cli.bench.BenchCommand;
import org.onnxnet.cli.experiment.ExperimentCommand;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.space.SpaceCommand;
import org.onnxnet.cli.train.EvaluateCommand;
import org.onnxnet.cli.train.TrainCommand;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.Device;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code onnxnet} command. */
@Command(
        name = "onnxnet",
        mixinStandardHelpOptions = true,
        version = "onnxnet 0.1.0-SNAPSHOT",
        description = "Loads, simplifies, describes and ranks neural networks in ONNX form.",
        subcommands = {
            RankCommand.class,
            ScoreCommand.class,
            InspectCommand.class,
            SimplifyCommand.class,
            ShapesCommand.class,
            EncodeCommand.class,
            DecodeCommand.class,
            SpaceCommand.class,
            BenchCommand.class,
            ExperimentCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // The same numbers on every machine.
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, false, java.nio.charset.StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs the command with other streams; returns the exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Main::path)
                .registerConverter(Device.class, Main::device)
                .setExecutionExceptionHandler((exception, command, parse) -> main.report(exception, command.getErr()));
        int exitCode = line.execute(args);
        if (out.checkError()) {
            err.println(
                    "onnxnet: the output could not be written, wanted room for it and a reader; part of it is lost");
            return CommandLine.ExitCode.SOFTWARE;
        }
        return exitCode;
    }

    /** An empty name, as of a shell variable that is not set, would be the current directory. */
    private static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name is empty, wanted a file or directory ('.' is the current one)");
        }
        return Path.of(name);
    }

    private static Device device(String text) {
        try {
            return Device.parse(text);
        } catch (OnnxNetException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private int report(Exception exception, PrintWriter err) {
        err.println("onnxnet: " + Failure.messageOf(exception));
        if (debug) {
            exception.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Without a subcommand there is nothing to do: that is wrong usage. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
