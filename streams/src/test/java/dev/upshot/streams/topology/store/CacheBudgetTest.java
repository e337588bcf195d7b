package dev.upshot.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stores come and go; together they never take more than the budget. */
class CacheBudgetTest {

    @Test
    void the_open_stores_share_the_budget() {
        CacheBudget budget = new CacheBudget(1_000);
        Object one = new Object();
        budget.enter(one);
        assertThat(budget.share()).isEqualTo(1_000);
        for (int i = 0; i < 3; i++) {
            budget.enter(new Object());
        }
        assertThat(budget.share()).isEqualTo(250);
        budget.leave(one);
        budget.leave(one);
        assertThat(budget.share()).isEqualTo(333);
    }
}
