package dev.upshot.streams.plan.record;

import dev.upshot.event.KpiDefinition;
import dev.upshot.event.PricedKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.CreditModel;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.RatioKpi;
import dev.upshot.streams.plan.ValueKpi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** KPIs as the record of a plan shows them: everything that a recomputation outside of this program needs. */
final class KpiRecords {
    private KpiRecords() {}

    static KpiDefinition definition(Kpi kpi, @Nullable Covariate adjustment) {
        KpiDefinition.Builder definition = KpiDefinition.newBuilder()
                .setName(kpi.name())
                .setType(kpi.type())
                .setOutcome(kpi.outcome())
                .setBetter(kpi.better().code())
                .setUnit(kpi.unit())
                .setScale(kpi.scale())
                .setWindowMs(kpi.window().toMillis())
                .setStartsAt(Moment.Kind.DECIDED_AT.code())
                .setMissing(kpi.missing().code())
                .setCap(kpi.cap())
                .setParts(kpi instanceof NetKpi net ? parts(net) : List.of());
        join(kpi, definition);
        if (kpi instanceof BinaryKpi binary) {
            definition.setRule(binary.rule().code());
        } else if (kpi instanceof DurationKpi duration) {
            definition
                    .setStartsAt(duration.from().kind().code())
                    .setStartsOutcome(duration.from().outcome())
                    .setEndsAt(duration.to().kind().code());
        } else if (kpi instanceof ValueKpi value) {
            definition.setQuantity(value.quantity().code()).setCovariate(value.covariate());
        } else if (kpi instanceof RatioKpi ratio) {
            definition
                    .setNumerator(ratio.numerator().name())
                    .setDenominator(ratio.denominator().name());
        }
        if (adjustment != null) {
            definition.setAdjustedBy(adjustment.name()).setAdjustedByScale(adjustment.scale());
        }
        return definition.build();
    }

    private static List<PricedKpi> parts(NetKpi net) {
        return net.priced().stream()
                .map(part -> new PricedKpi(part.kpi().name(), part.price().toPlainString()))
                .toList();
    }

    private static void join(Kpi kpi, KpiDefinition.Builder definition) {
        if (kpi.outcomes().isEmpty()) {
            return;
        }
        definition.setJoin(kpi.join().code());
        if (kpi.join() instanceof JoinRule.Subject subject) {
            definition.setModel(subject.model().code());
            if (subject.model() instanceof CreditModel.Position position) {
                definition.setModelFirst(position.first()).setModelLast(position.last());
            } else if (subject.model() instanceof CreditModel.TimeDecay decay) {
                definition.setHalfLifeMs(decay.halfLife().toMillis());
            }
        }
    }
}
