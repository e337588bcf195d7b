package dev.upshot.report;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void everyQuestionCanBeAskedAndEveryFormMade() {
        assertThatCode(Rehearsal::run).doesNotThrowAnyException();
    }
}
