package dev.upshot.app.demo;

import dev.upshot.app.demo.DemoDirectory.Phase;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.simulate.SimulateRun;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.app.simulate.SimulationSummary;
import dev.upshot.app.simulate.Truth;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.ProgressLine;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.app.verify.Drain;
import dev.upshot.app.verify.Verification;
import dev.upshot.app.verify.VerifyReport;
import dev.upshot.app.verify.VerifySettings;
import dev.upshot.report.query.ScorecardQuery;
import dev.upshot.report.scorecard.Scorecard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of the demonstration, in their order, over services that are ready. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Stack stack;
    private final Pipeline pipeline;
    private final DemoDirectory directory;
    private final DemoSize size;
    private final Terminal terminal;

    /** A demonstration in a prepared directory. */
    public Demo(Stack stack, Pipeline pipeline, DemoDirectory directory, DemoSize size, Terminal terminal) {
        this.stack = stack;
        this.pipeline = pipeline;
        this.directory = directory;
        this.size = size;
        this.terminal = terminal;
    }

    /** Sets the pipeline up and lets it run. */
    public void startPipeline() throws InterruptedException {
        TopicPartitions partitions = pipeline.topics();
        pipeline.tables();
        var generations = pipeline.plans(List.of(size.plan()), partitions);
        pipeline.write();
        pipeline.measure(generations, partitions);
    }

    /** Publishes the history, unless a killed demonstration has done so already; returns what is true of it. */
    public Truth simulate() {
        Truth truth = Simulation.of(size.plan(), size.decisions(), size.days(), size.seed())
                .truth();
        if (directory.phase() == Phase.BEGUN) {
            try (ProgressLine progress = progress("simulating")) {
                SimulationSummary summary = SimulateRun.run(
                        size.plan(),
                        size.decisions(),
                        size.days(),
                        size.seed(),
                        stack.target(),
                        History.COMPLETE,
                        (done, total, unit) -> {
                            pipeline.requireHealth();
                            progress.at(done, total, unit);
                        });
                terminal.ok("simulated " + kinds(summary) + "  " + terminal.dim(progress.elapsed()));
            }
            directory.note(Phase.SIMULATED);
        }
        return truth;
    }

    /** Waits until everything published is in the reporting database. */
    public void drain() throws InterruptedException {
        try (ProgressLine progress = progress("measuring")) {
            Drain.await(stack.target(), stack.database(), PATIENCE, (done, total, unit) -> {
                pipeline.requireHealth();
                progress.at(done, total, unit);
            });
            terminal.ok("measured  " + terminal.dim(progress.elapsed()));
        }
    }

    /** Recomputes everything independently and compares. */
    public VerifyReport verify() {
        try (ProgressLine progress = progress("verifying")) {
            return Verification.run(new VerifySettings(stack.target(), stack.database(), progress));
        }
    }

    /** Reads what was measured. */
    public Scorecard scorecard() {
        return ScorecardQuery.read(stack.database(), Set.of(size.plan().useCase()));
    }

    /** Notes that it came to its end: the next one begins anew. */
    public void finished() {
        directory.note(Phase.FINISHED);
    }

    private ProgressLine progress(String task) {
        return new ProgressLine(terminal, task, System::nanoTime);
    }

    private static String kinds(SimulationSummary summary) {
        return Arrays.stream(EventKind.values())
                .map(kind -> Numbers.grouped(summary.events().getOrDefault(kind, 0L)) + " " + kind.plural())
                .collect(Collectors.joining(" · "));
    }
}
