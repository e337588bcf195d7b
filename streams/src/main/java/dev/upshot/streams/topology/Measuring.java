package dev.upshot.streams.topology;

import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.intake.Admission;
import dev.upshot.streams.intake.Intake;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.intake.Reason;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.routing.Waybill;
import dev.upshot.streams.topology.book.Books;
import dev.upshot.streams.topology.book.ExpiryBook;
import dev.upshot.streams.topology.book.JourneyBook;
import dev.upshot.streams.topology.published.PublishedEntries;
import dev.upshot.streams.topology.published.RowKey;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One event through intake, journey, attribution and cell; changed rows leave by the clock on the wall. Where events come
 * from is the matter of the processor around it.
 */
final class Measuring {

    /** Journeys swept per record while any are due: more than one record can bring to life, so the sweep keeps up. */
    private static final int SWEPT_PER_RECORD = 4;

    /** Journeys swept per look at the clock, so that a task at rest comes to an end, too. */
    private static final int SWEPT_PER_LOOK = 500;

    private final Measurement measurement;
    private final Intake intake;
    private final Admittance admittance;
    private final JourneyBook[] journeyBooks;
    private final @Nullable PublishedEntries[] entries;
    private final PublicationPace pace;
    private final ProcessorContext<String, SpecificRecord> context;
    private final Reached reached;
    private final Books books;
    private final ExpiryBook expiry;
    private final Publication publication;

    /** Opens the books of a task. */
    Measuring(
            Measurement measurement,
            WireFormat wire,
            ProcessorContext<String, SpecificRecord> context,
            Reached reached) {
        this.measurement = measurement;
        this.context = context;
        this.reached = reached;
        this.intake = new Intake(measurement.plans(), measurement.elsewhere(), measurement.partitions());
        this.admittance = new Admittance(intake, wire);
        this.pace = new PublicationPace(measurement.emitEvery());
        KeyValueStore<Bytes, Journey> journeys = context.getStateStore(StateStores.JOURNEYS);
        this.journeyBooks = intake.plans().stream()
                .map(plan -> new JourneyBook(plan, journeys))
                .toArray(JourneyBook[]::new);
        this.entries = intake.plans().stream()
                .map(plan -> PublishedEntries.of(measurement.generation(), plan))
                .toArray(PublishedEntries[]::new);
        this.books = new Books(intake.plans(), context);
        this.expiry = new ExpiryBook(context.getStateStore(StateStores.EXPIRIES), journeyBooks);
        this.publication =
                new Publication(measurement, intake.plans(), context.taskId().partition());
        context.schedule(pace.lookEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    /** Takes note of the clocks, milliseconds since the epoch: the lowest of all, and that of the decisions. */
    void timePassed(long finalClock, long decisionsClock) {
        expiry.reached(finalClock);
        books.decisionsPassed(decisionsClock);
    }

    /** Takes an event in, or says in quarantine why not. */
    void take(Arrival arrival) {
        SpecificRecord event = admittance.decode(arrival, this::quarantine);
        if (event == null) {
            return;
        }
        boolean resolved = arrival.origin().plan() != Waybill.ANY;
        if (resolved) {
            name(event, arrival);
        }
        for (Admission admission : admittance.admit(event, arrival)) {
            if (admission instanceof Admission.Accepted accepted) {
                if (isFor(accepted.plan(), arrival.origin())) {
                    take(accepted, arrival);
                }
            } else if (admission instanceof Admission.Refused refused && !resolved) {
                quarantine(refused, arrival);
            }
        }
    }

    /** After each record, whatever it was; its timestamp in milliseconds since the epoch. */
    void took(long observed) {
        expiry.sweep(SWEPT_PER_RECORD);
        pace.took(observed);
    }

    private static boolean isFor(MeasuredPlan plan, Waybill origin) {
        return origin.plan() == Waybill.ANY || origin.plan() == plan.ordinal();
    }

    /** An event that named no subject has been found one, under whose key it comes. */
    private static void name(SpecificRecord event, Arrival arrival) {
        String subject = new String(Objects.requireNonNull(arrival.subject()), StandardCharsets.UTF_8);
        if (event instanceof OutcomeEvent outcome) {
            outcome.setSubjectId(subject);
        } else if (event instanceof ReviewEvent review) {
            review.setSubjectId(subject);
        }
    }

    private void take(Admission.Accepted accepted, Arrival arrival) {
        Reason reason = take(accepted.plan(), accepted.event(), arrival);
        if (reason != null) {
            quarantine(new Admission.Refused(accepted.plan(), reason, null), arrival);
        }
    }

    /** Takes an accepted event into its journey; returns why not, if so. */
    @SuppressWarnings("ReferenceEquality") // a journey that an event adds nothing to is the very same
    private @Nullable Reason take(MeasuredPlan plan, JourneyEvent event, Arrival arrival) {
        JourneyBook book = journeyBooks[plan.ordinal()];
        if (book.isAfterFinal(event.at(), arrival.origin().clock())) {
            return Reason.AFTER_FINAL;
        }
        byte[] subject = Objects.requireNonNull(arrival.subject());
        Bytes key = book.key(subject);
        Journey known = book.read(key);
        // As if the sweep had been here already: when it comes must not show.
        Journey before = book.prune(known, reached.finalClock());
        Journey after = before.with(event);
        if (after == before) {
            books.duplicate(plan, arrival.observed());
            return null;
        }
        if (after.size() > Math.max(before.size(), plan.plan().limits().eventsPerJourney())) {
            return Reason.JOURNEY_FULL;
        }
        Reason reason = books.apply(plan, book.change(before, after, event));
        if (reason == null) {
            book.write(key, after);
            publishEntries(plan, before, after, event, subject);
            if (known.isEmpty()) {
                expiry.born(plan.ordinal(), subject, after);
            }
        }
        return reason;
    }

    private void publishEntries(MeasuredPlan plan, Journey before, Journey after, JourneyEvent event, byte[] subject) {
        PublishedEntries ledger = entries[plan.ordinal()];
        if (ledger != null) {
            ledger.publish(
                    before,
                    after,
                    event,
                    subject,
                    entry -> context.forward(
                            new Record<>(RowKey.of(entry), entry, reached.seen()), MeasurementTopology.LEDGER));
        }
    }

    void quarantine(Admission.Refused refused, Arrival arrival) {
        context.forward(
                new Record<>(
                        Quarantine.key(refused.plan(), arrival),
                        Quarantine.record(measurement.generation(), refused, arrival),
                        arrival.observed()),
                MeasurementTopology.QUARANTINE);
    }

    private void look(long now) {
        expiry.sweep(SWEPT_PER_LOOK);
        if (pace.isDue(now)) {
            publication.publish(books, reached, this::forward);
            books.forgetFinal(reached.finalClock());
            context.commit(); // nobody sees what was published before the commit
        }
    }

    private void forward(String key, SpecificRecord value) {
        context.forward(new Record<>(key, value, reached.seen()), MeasurementTopology.CELLS);
    }
}
