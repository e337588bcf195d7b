package dev.upshot.app.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    @Test
    void a_database_without_a_plan_has_remembered_nobody_and_the_receipt_says_so() {
        assertThat(new Receipt(1, List.of(), 0, List.of()).render())
                .contains(
                        "erased 1 subject: 0 decisions and 0 attributed outcomes from the database; 0 tombstones into the"
                                + " ledger's topic; 0 records into the topic of erasures",
                        "  the database knows no plan: nothing was remembered, and what comes later is written; erase again then");
    }
}
