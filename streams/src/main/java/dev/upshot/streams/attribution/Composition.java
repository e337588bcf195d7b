package dev.upshot.streams.attribution;

import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.RatioKpi;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a KPI that is made of others is made, once a unit has its values in those. */
abstract sealed class Composition {
    private final int kpi;

    private Composition(int kpi) {
        this.kpi = kpi;
    }

    /** Null where the KPI is measured itself. */
    static @Nullable Composition of(int place, List<Kpi> kpis) {
        Kpi kpi = kpis.get(place);
        if (kpi instanceof RatioKpi ratio) {
            return new Quotient(place, kpis.indexOf(ratio.numerator()), kpis.indexOf(ratio.denominator()));
        }
        return kpi instanceof NetKpi net ? new Sum(place, net, kpis) : null;
    }

    /** Counts a unit that counts in all parts. */
    final void into(KpiValues unit) {
        if (countsInAll(unit)) {
            unit.count(kpi, a(unit), b(unit));
        }
    }

    abstract boolean countsInAll(KpiValues unit);

    abstract long a(KpiValues unit);

    abstract long b(KpiValues unit);

    /** Above the line what the one part is worth, below it the other. */
    private static final class Quotient extends Composition {
        private final int numerator;
        private final int denominator;

        Quotient(int kpi, int numerator, int denominator) {
            super(kpi);
            this.numerator = numerator;
            this.denominator = denominator;
        }

        @Override
        boolean countsInAll(KpiValues unit) {
            return unit.counts(numerator) && unit.counts(denominator);
        }

        @Override
        long a(KpiValues unit) {
            return unit.a(numerator);
        }

        @Override
        long b(KpiValues unit) {
            return unit.a(denominator);
        }
    }

    /** The parts' values times their factors; of as many decisions as count in the part where most do. */
    private static final class Sum extends Composition {
        private final int[] parts;
        private final long[] factors;

        Sum(int kpi, NetKpi net, List<Kpi> kpis) {
            super(kpi);
            parts = net.parts().stream().mapToInt(kpis::indexOf).toArray();
            factors = net.priced().stream().mapToLong(net::factor).toArray();
        }

        @Override
        boolean countsInAll(KpiValues unit) {
            for (int part : parts) {
                if (!unit.counts(part)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        long a(KpiValues unit) {
            long sum = 0;
            try {
                for (int i = 0; i < parts.length; i++) {
                    sum = Math.addExact(sum, Math.multiplyExact(factors[i], unit.a(parts[i])));
                }
            } catch (ArithmeticException beyondLong) {
                return ofLarge(unit);
            }
            return Math.max(-FixedPoint.LARGEST, Math.min(FixedPoint.LARGEST, sum));
        }

        private long ofLarge(KpiValues unit) {
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < parts.length; i++) {
                sum = sum.add(BigInteger.valueOf(factors[i]).multiply(BigInteger.valueOf(unit.a(parts[i]))));
            }
            BigInteger most = BigInteger.valueOf(FixedPoint.LARGEST);
            return sum.min(most).max(most.negate()).longValueExact();
        }

        @Override
        long b(KpiValues unit) {
            long most = 0;
            for (int part : parts) {
                most = Math.max(most, unit.b(part));
            }
            return most;
        }
    }
}
