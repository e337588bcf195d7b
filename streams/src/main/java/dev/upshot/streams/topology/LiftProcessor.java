package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.Progress;
import dev.upshot.event.Stage;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.book.LiftBook;
import dev.upshot.streams.topology.book.ProgressBook;
import dev.upshot.streams.topology.published.RowKey;
import dev.upshot.streams.topology.store.StateStores;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Sums partials and publishes what days closed and the lifts of every slot that changed, then how far that goes.
 */
final class LiftProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private final Measurement measurement;
    private final Map<String, MeasuredPlan> plans = new HashMap<>();
    private final Intake intake;
    private final PublicationPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private LiftBook lifts;
    private ProgressBook progress;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    LiftProcessor(Measurement measurement) {
        this.measurement = measurement;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.pace = new PublicationPace(measurement.emitEvery());
        for (MeasuredPlan plan : intake.plans()) {
            plans.put(plan.plan().id(), plan);
        }
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> partials = context.getStateStore(StateStores.PARTIALS);
        lifts = new LiftBook(
                measurement.generation(), intake.plans(), partials, context.getStateStore(StateStores.CLOSED));
        progress = new ProgressBook(context.getStateStore(StateStores.PROGRESS));
        context.schedule(pace.lookEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        pace.took(record.timestamp());
        SpecificRecord value = record.value();
        if (value instanceof CellPartial cell && isOurs(cell.getGeneration())) {
            MeasuredPlan plan = plans.get(cell.getUseCase() + " v" + cell.getPlanVersion());
            if (plan != null) {
                lifts.take(plan, record.key(), cell);
            }
        } else if (value instanceof Progress reached && isOurs(reached.getGeneration())) {
            progress.take(reached);
        }
    }

    private boolean isOurs(String generation) {
        return generation.equals(measurement.generation());
    }

    private void look(long now) {
        if (pace.isDue(now)) {
            publish();
            context.commit(); // nobody sees what was published before the commit
        }
    }

    /** First what closed, for live rows follow its verdicts; then what changed; then how far that goes. */
    private void publish() {
        lifts.advance(progress.finalClock(measurement.partitions()), row -> forward(RowKey.ofClose(row), row));
        for (MeasuredPlan measured : intake.plans()) {
            Plan plan = measured.plan();
            lifts.lifts(measured.ordinal())
                    .drainChanged((slot, kpi, arm, row) -> forward(
                            RowKey.ofLift(
                                    plan.useCase(), plan.version(), kpi, arm, slot.dimensionName(plan), slot.value()),
                            row));
        }
        progress.drainChanged(cells -> {
            Progress reached = Progress.newBuilder(cells).setStage(Stage.LIFTS).build();
            forward(RowKey.of(reached), reached);
        });
    }

    private void forward(String key, @Nullable SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentStreamTimeMs()), MeasurementTopology.LIFTS);
    }
}
