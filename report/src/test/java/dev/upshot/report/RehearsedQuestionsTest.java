package dev.upshot.report;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsedQuestionsTest {

    @Test
    void everyQuestionCanBeAsked() {
        assertThatCode(RehearsedQuestions::ask).doesNotThrowAnyException();
    }
}
