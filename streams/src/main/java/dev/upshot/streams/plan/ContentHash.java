package dev.upshot.streams.plan;

import dev.upshot.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * SHA-256 of a plan's meaning. Fields are fed in a fixed order as UTF-8 text, each preceded by its length in bytes, so that no two
 * plans read alike; doubles by their bits, durations in milliseconds.
 */
final class ContentHash {
    /** Part of the hash: changes when a field is added, for then plans mean something else. */
    private static final String FORMAT = "upshot-plan-2";

    private final MessageDigest digest = Sha256.digest();

    private ContentHash() {}

    static String of(Plan plan) {
        ContentHash hash = new ContentHash();
        hash.plan(plan);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void plan(Plan plan) {
        add(FORMAT);
        add(plan.useCase());
        add(plan.version());
        add(plan.by().code());
        add(plan.baseline());
        addAll(plan.candidates());
        add(plan.design().kind().code());
        add(plan.design().allocation().size());
        plan.design().allocation().forEach((arm, share) -> {
            add(arm);
            add(Double.doubleToLongBits(share));
        });
        add(plan.unit().code());
        add(plan.severalArms().code());
        addAll(plan.segments());
        add(plan.lateness().toMillis());
        add(plan.kpis().size());
        plan.kpis().forEach(this::kpi);
        plan.kpis().forEach(kpi -> covariate(plan, kpi));
        inference(plan.inference());
        add(plan.limits().eventsPerJourney());
        add(plan.limits().segmentValues());
        add(plan.limits().cells());
        if (plan.routing().isRouted()) {
            add(plan.routing().name());
        }
        if (plan.ledger().isKept()) {
            add("ledger");
            add(plan.ledger().months());
        }
    }

    /** Releases that knew only a fixed sample fed nothing but alpha: plans that mean the same as then keep their hash. */
    private void inference(Inference inference) {
        add(Double.doubleToLongBits(inference.alpha()));
        if (inference.equals(Inference.fixed(inference.alpha()))) {
            return;
        }
        add("inference");
        add(inference.method().code());
        add(inference.plannedUnits());
        add(Double.doubleToLongBits(inference.spendingPower()));
        Duration horizon = inference.horizon();
        add(horizon == null ? 0 : horizon.toMillis());
        add(inference.minimumEvents());
        new TreeMap<>(inference.targets()).forEach((kpi, target) -> {
            add(kpi);
            add(Double.doubleToLongBits(target.minimumEffect()));
            add(Double.doubleToLongBits(target.margin()));
        });
        add(inference.targets().size());
    }

    private void kpi(Kpi kpi) {
        add(kpi.type());
        add(kpi.name());
        add(kpi.outcome());
        add(kpi.window().toMillis());
        add(kpi.better().code());
        add(kpi.missing().code());
        add(kpi.scale());
        add(kpi.unit());
        Long cap = kpi.cap();
        add(cap == null ? 0 : cap);
        join(kpi.join());
        if (kpi instanceof BinaryKpi binary) {
            add(binary.rule().code());
        } else if (kpi instanceof DurationKpi duration) {
            add(duration.from().kind().code());
            add(duration.from().outcome());
            add(duration.to().kind().code());
        } else if (kpi instanceof ValueKpi value) {
            add(value.quantity().code());
            add(value.covariate());
        } else if (kpi instanceof RatioKpi ratio) {
            add(ratio.numerator().name());
            add(ratio.denominator().name());
        } else if (kpi instanceof NetKpi net) {
            add(net.priced().size());
            for (NetKpi.Priced part : net.priced()) {
                add(part.kpi().name());
                add(part.price().toPlainString());
            }
        }
    }

    /** Fed only where there is one: plans without keep their hash. */
    private void covariate(Plan plan, Kpi kpi) {
        Covariate covariate = plan.covariate(kpi);
        if (covariate != null) {
            add("adjusted");
            add(kpi.name());
            add(covariate.name());
            add(covariate.scale());
        }
    }

    private void join(JoinRule join) {
        add(join.code());
        if (join instanceof JoinRule.Subject subject) {
            add(subject.model().code());
            if (subject.model() instanceof CreditModel.Position position) {
                add(position.first());
                add(position.last());
            } else if (subject.model() instanceof CreditModel.TimeDecay decay) {
                add(decay.halfLife().toMillis());
            }
        }
    }

    private void addAll(Iterable<String> texts) {
        int count = 0;
        for (String text : texts) {
            add(text);
            count++;
        }
        add(count);
    }

    private void add(long number) {
        add(Long.toString(number));
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
