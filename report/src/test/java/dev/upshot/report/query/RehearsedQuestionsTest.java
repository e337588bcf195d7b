package dev.upshot.report.query;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsedQuestionsTest {

    @Test
    void everyQuestionCanBeAsked() {
        assertThatCode(RehearsedQuestions::ask).doesNotThrowAnyException();
    }
}
