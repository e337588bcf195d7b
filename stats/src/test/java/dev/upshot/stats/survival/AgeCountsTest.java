package dev.upshot.stats.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgeCountsTest {
    private static final List<Long> EDGES = List.of(0L, 10L, 20L, 40L);

    @Test
    void aUnitIsWhereItsEventOrTheEndOfItsFollowUpIs() {
        AgeCounter counter = AgeCounter.create(EDGES);
        counter.add(0, 100);
        counter.add(9, 100);
        counter.add(10, 100);
        counter.add(39, 40);
        counter.add(25);
        counter.add(20);
        counter.add(1000);
        assertThat(counter.counts()).isEqualTo(new AgeCounts(EDGES, List.of(2L, 1L, 1L), List.of(0L, 2L, 1L)));
        assertThat(counter.counts().n()).isEqualTo(7);
    }

    @Test
    void anEventInABinNotWhollyFollowedIsNotSeen() {
        AgeCounter counter = AgeCounter.create(EDGES);
        counter.add(21, 39);
        counter.add(21, 40);
        counter.add(5, 9);
        assertThat(counter.counts()).isEqualTo(new AgeCounts(EDGES, List.of(0L, 0L, 1L), List.of(0L, 1L, 0L)));
    }

    @Test
    void anEventAfterTheLastBinIsOpenAtItsEnd() {
        AgeCounter counter = AgeCounter.create(EDGES);
        counter.add(40, 100);
        assertThat(counter.counts()).isEqualTo(new AgeCounts(EDGES, List.of(0L, 0L, 0L), List.of(0L, 0L, 1L)));
    }

    @Test
    void followedForAnAgeIsWhatWouldHaveBeenCountedThen() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            long age = random.nextInt(60);
            AgeCounter whole = AgeCounter.create(EDGES);
            AgeCounter then = AgeCounter.create(EDGES);
            for (int i = 0; i < 20; i++) {
                long event = random.nextInt(60);
                long followUp = 10 + random.nextInt(50);
                whole.add(event, followUp);
                whole.add(followUp);
                then.add(event, Math.min(followUp, age));
                then.add(Math.min(followUp, age));
            }
            assertThat(whole.counts().followedFor(age)).isEqualTo(then.counts());
        }
    }

    @Test
    void takingAwayUndoesAdding() {
        Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            AgeCounter counter = AgeCounter.create(EDGES);
            AgeCounter kept = AgeCounter.create(EDGES);
            for (int i = 0; i < 20; i++) {
                long event = random.nextInt(60);
                long followUp = random.nextInt(60);
                counter.add(event, followUp);
                counter.add(followUp);
                if (random.nextBoolean()) {
                    counter.remove(event, followUp);
                    counter.remove(followUp);
                } else {
                    kept.add(event, followUp);
                    kept.add(followUp);
                }
            }
            assertThat(counter.counts()).isEqualTo(kept.counts());
        }
    }

    @Test
    void aCohortIsFollowedAsFarAsItsYoungest() {
        List<Long> events = List.of(3L, 2L, 1L);
        assertThat(AgeCounts.cohort(EDGES, 10, events, 25))
                .isEqualTo(new AgeCounts(EDGES, List.of(3L, 2L, 0L), List.of(0L, 5L, 0L)));
        assertThat(AgeCounts.cohort(EDGES, 10, events, 40))
                .isEqualTo(new AgeCounts(EDGES, events, List.of(0L, 0L, 4L)));
        assertThat(AgeCounts.cohort(EDGES, 10, events, 9)).isEqualTo(AgeCounts.zero(EDGES));
        assertThat(AgeCounts.cohort(EDGES, 10, events, -5)).isEqualTo(AgeCounts.zero(EDGES));
    }

    @Test
    void countsFormAGroup() {
        AgeCounts a = new AgeCounts(EDGES, List.of(3L, 2L, 1L), List.of(0L, 1L, 7L));
        AgeCounts b = new AgeCounts(EDGES, List.of(1L, 0L, 5L), List.of(2L, 2L, 2L));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(AgeCounts.zero(EDGES))).isEqualTo(a);
        assertThat(AgeCounts.zero(EDGES).minus(a).n()).isEqualTo(-a.n());
    }

    @Test
    void refusesBinsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.zero(List.of(0L)))
                .withMessage("number of edges must be >= 2: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounter.create(List.of(1L, 2L)))
                .withMessage("edges must start at 0: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.zero(List.of(0L, 5L, 5L)))
                .withMessage("edges must rise: 5, 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgeCounts(EDGES, List.of(1L), List.of(0L, 0L, 0L)))
                .withMessage("events must have 3 bins: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgeCounts(EDGES, List.of(0L, 0L, 0L), List.of()))
                .withMessage("open must have 3 bins: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.zero(EDGES).plus(AgeCounts.zero(List.of(0L, 1L))))
                .withMessage("other must have the edges [0, 10, 20, 40]: [0, 1]");
    }

    @Test
    void refusesCountsAndAgesThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.cohort(EDGES, 4, List.of(3L, 2L, 1L), 25))
                .withMessage("starts minus events must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.cohort(EDGES, -1, List.of(0L, 0L, 0L), 25))
                .withMessage("starts must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounts.cohort(EDGES, 4, List.of(-1L, 0L, 0L), 25))
                .withMessage("events must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounter.create(EDGES).add(-1, 5))
                .withMessage("eventAge must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeCounter.create(EDGES).add(-1))
                .withMessage("followUp must be >= 0: -1");
    }
}
