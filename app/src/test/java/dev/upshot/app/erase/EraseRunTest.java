package dev.upshot.app.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.app.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EraseRunTest {

    @Test
    void ids_stand_one_per_line_as_they_are_and_each_counts_once() throws IOException {
        assertThat(read("anna\n\n berta \r\nanna\n")).containsExactly("anna", " berta ");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_id() throws IOException {
        assertThat(read("\uFEFFanna\nberta\n")).containsExactly("anna", "berta");
    }

    @Test
    void a_line_that_cannot_be_an_id_is_told_by_its_number_alone() {
        String secret = "x".repeat(129);

        assertThatThrownBy(() -> read("anna\n" + secret))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("line 2 is longer than 128 characters")
                .hasMessageNotContaining(secret);
    }

    @Test
    void nothing_to_erase_is_a_wrong_call() {
        assertThatThrownBy(() -> read("\n")).hasMessageStartingWith("no subject id was given");
    }

    private static Set<String> read(String lines) throws IOException {
        return EraseRun.subjects(new BufferedReader(new StringReader(lines)));
    }
}
