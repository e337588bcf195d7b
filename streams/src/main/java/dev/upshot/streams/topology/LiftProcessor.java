package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.Lift;
import dev.upshot.event.Progress;
import dev.upshot.event.Stage;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.lift.LiftRows;
import dev.upshot.streams.lift.Slot;
import dev.upshot.streams.plan.Plan;
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
 * Sums partials to totals and publishes the lifts of every slot that changed, then how far that goes.
 */
final class LiftProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private final Measurement measurement;
    private final Map<String, MeasuredPlan> plans = new HashMap<>();
    private final Intake intake;
    private final LiftRows[] rows;
    private final PublicationPace pace;

    private ProcessorContext<String, SpecificRecord> context;
    private TotalsBook totals;
    private ProgressBook progress;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    LiftProcessor(Measurement measurement) {
        this.measurement = measurement;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.rows = intake.plans().stream()
                .map(plan -> LiftRows.of(measurement.generation(), plan.plan()))
                .toArray(LiftRows[]::new);
        this.pace = new PublicationPace(measurement.emitEvery());
        for (MeasuredPlan plan : intake.plans()) {
            plans.put(plan.plan().id(), plan);
        }
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> partials = context.getStateStore(StateStores.PARTIALS);
        totals = new TotalsBook(intake.plans(), partials, context.getStateStore(StateStores.TOTALS));
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
                totals.take(plan, record.key(), cell);
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

    private void publish() {
        totals.drainChanged(this::publish);
        progress.drainChanged(cells -> {
            Progress lifts = Progress.newBuilder(cells).setStage(Stage.LIFTS).build();
            forward(RowKey.of(lifts), lifts);
        });
    }

    /** Publishes the lifts of a slot; where nothing counts any more, takes the rows back. */
    private void publish(Slot slot) {
        MeasuredPlan measured = intake.plans().get(slot.plan());
        Plan plan = measured.plan();
        int kpis = plan.kpis().size();
        byte[][] arms = new byte[measured.arms().size()][];
        boolean empty = true;
        for (int arm = 0; arm < arms.length; arm++) {
            arms[arm] = totals.total(slot, arm);
            empty &= totals.isEmpty(slot, arms[arm]);
        }
        for (int kpi = 0; kpi < kpis; kpi++) {
            for (int arm = 1; arm < arms.length; arm++) {
                String candidate = measured.arms().get(arm);
                String key = RowKey.ofLift(
                        plan.useCase(),
                        plan.version(),
                        plan.kpis().get(kpi).name(),
                        candidate,
                        slot.dimensionName(plan),
                        slot.value());
                Lift lift = empty ? null : rows[slot.plan()].row(kpi, candidate, slot, arms[0], arms[arm]);
                forward(key, lift);
            }
        }
    }

    private void forward(String key, @Nullable SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentStreamTimeMs()), MeasurementTopology.LIFTS);
    }
}
