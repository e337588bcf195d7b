package dev.upshot.streams.lift;

import dev.upshot.streams.cell.KpiSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The even half of an arm: all of it without the odd half. */
final class Halves {
    private Halves() {}

    static KpiSums minus(KpiSums all, KpiSums odd) {
        return new KpiSums(
                all.n() - odd.n(),
                all.sumA().subtract(odd.sumA()),
                all.sumSquaresA().subtract(odd.sumSquaresA()),
                all.sumB().subtract(odd.sumB()),
                all.sumSquaresB().subtract(odd.sumSquaresB()),
                all.sumProducts().subtract(odd.sumProducts()),
                all.open() - odd.open(),
                all.openStartSum().subtract(odd.openStartSum()),
                minus(all.covariate(), odd.covariate()),
                minus(all.ages(), odd.ages()),
                minus(all.weighted(), odd.weighted()));
    }

    private static KpiSums.@Nullable Covariate minus(KpiSums.@Nullable Covariate all, KpiSums.@Nullable Covariate odd) {
        if (all == null) {
            return null;
        }
        KpiSums.Covariate half = Objects.requireNonNull(odd, "both have a covariate");
        return new KpiSums.Covariate(
                all.given() - half.given(),
                all.sum().subtract(half.sum()),
                all.sumSquares().subtract(half.sumSquares()),
                all.sumProductsA().subtract(half.sumProductsA()),
                all.sumProductsB().subtract(half.sumProductsB()));
    }

    private static KpiSums.@Nullable Ages minus(KpiSums.@Nullable Ages all, KpiSums.@Nullable Ages odd) {
        if (all == null) {
            return null;
        }
        KpiSums.Ages half = Objects.requireNonNull(odd, "both have ages");
        return new KpiSums.Ages(minus(all.ended(), half.ended()), minus(all.open(), half.open()));
    }

    private static List<Long> minus(List<Long> all, List<Long> half) {
        List<Long> rest = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            rest.add(all.get(i) - half.get(i));
        }
        return rest;
    }

    private static KpiSums.@Nullable Weighted minus(KpiSums.@Nullable Weighted all, KpiSums.@Nullable Weighted odd) {
        if (all == null) {
            return null;
        }
        KpiSums.Weighted half = Objects.requireNonNull(odd, "both have weights");
        return new KpiSums.Weighted(
                all.sum().subtract(half.sum()),
                all.sumSquares().subtract(half.sumSquares()),
                all.sumA().subtract(half.sumA()),
                all.sumSquaresA().subtract(half.sumSquaresA()),
                all.sumProducts().subtract(half.sumProducts()));
    }
}
