package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.FALSE_POSITIVE_METER;
import static dev.upshot.sink.jooq.outcome.Tables.TRUST_CHECKS;

import dev.upshot.event.FalsePositiveMeter;
import dev.upshot.event.TrustCheck;
import java.util.List;

/** What is said of the data rather than of an arm: one row for a check, one for a KPI's false-positive meter. */
final class TrustChange {
    private TrustChange() {}

    static Change of(Origin origin, String key, TrustCheck check) {
        return Change.putting(
                origin,
                key,
                List.of(TRUST_CHECKS
                        .newRecord()
                        .setUseCase(check.getUseCase())
                        .setPlanVersion(check.getPlanVersion())
                        .setArm(check.getArm())
                        .setKpi(check.getKpi())
                        .setCheckName(check.getCheckName())
                        .setGeneration(check.getGeneration())
                        .setState(check.getState())
                        .setPValue(check.getPValue())
                        .setDeviation(check.getDeviation())
                        .setThreshold(check.getThreshold())
                        .setUnitCount(check.getUnits())
                        .setCohortDate(check.getCohortDay())));
    }

    static Change of(Origin origin, String key, FalsePositiveMeter meter) {
        return Change.putting(
                origin,
                key,
                List.of(FALSE_POSITIVE_METER
                        .newRecord()
                        .setUseCase(meter.getUseCase())
                        .setPlanVersion(meter.getPlanVersion())
                        .setKpi(meter.getKpi())
                        .setGeneration(meter.getGeneration())
                        .setNEven(meter.getNEven())
                        .setNOdd(meter.getNOdd())
                        .setReadingCount(meter.getReadings())
                        .setClaimCount(meter.getClaims())
                        .setFirstClaimDate(meter.getFirstClaimDay())
                        .setCohortDate(meter.getCohortDay())
                        .setRelativeValue(meter.getRelativeValue())
                        .setRelativeLower(meter.getRelativeLower())
                        .setRelativeUpper(meter.getRelativeUpper())
                        .setClock(meter.getClock())));
    }
}
