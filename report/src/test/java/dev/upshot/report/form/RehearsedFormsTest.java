package dev.upshot.report.form;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsedFormsTest {

    @Test
    void everyFormCanBeMade() {
        assertThatCode(RehearsedForms::make).doesNotThrowAnyException();
    }
}
