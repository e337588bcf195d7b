package dev.upshot.app.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.sink.table.Erasure.Erased;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    @Test
    void it_says_how_many_of_the_ids_were_found() {
        List<Erased> erased = List.of(
                gone("claims", 2, 1),
                gone("loans", 0, 0),
                gone("claims", 0, 0),
                gone("loans", 0, 0),
                gone("claims", 0, 0),
                gone("loans", 0, 3));
        Receipt receipt = new Receipt(3, erased, 6, List.of());

        assertThat(receipt.found()).isEqualTo(2);
        assertThat(receipt.render().get(0))
                .startsWith("erased 3 subjects, found in the database: 2; 2 decisions and 4 attributed outcomes from");
    }

    private static Erased gone(String useCase, long decisions, long outcomes) {
        return new Erased(useCase, new UUID(0, 0), decisions, outcomes, Instant.EPOCH);
    }

    @Test
    void a_database_without_a_plan_has_remembered_nobody_and_the_receipt_says_so() {
        assertThat(new Receipt(1, List.of(), 0, List.of()).render())
                .contains(
                        "erased 1 subject, found in the database: 0; 0 decisions and 0 attributed outcomes from the database; 0 tombstones into the"
                                + " ledger's topic; 0 records into the topic of erasures",
                        "  the database knows no plan: nothing was remembered, and what comes later is written; erase again then");
    }
}
