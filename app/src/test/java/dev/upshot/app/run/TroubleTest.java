package dev.upshot.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that died of something that goes away gets a successor; anything else ends measuring and is told. */
class TroubleTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                TimeoutException.class,
                ProducerFencedException.class,
                InvalidProducerEpochException.class,
                InvalidTxnStateException.class,
                InvalidPidMappingException.class,
                TransactionAbortableException.class,
                UnknownProducerIdException.class
            })
    void whatPassesGetsANewThread(Class<? extends ApiException> type) throws Exception {
        ApiException cause = type.getConstructor(String.class).newInstance("refused by the broker");
        Throwable death = new StreamsException("task 0_1", new KafkaException("cannot commit", cause));
        assertThat(Trouble.passes(death)).isTrue();
        assertThat(Trouble.root(death)).isEqualTo("refused by the broker");
    }

    @ParameterizedTest
    @ValueSource(classes = {RecordTooLargeException.class, TopicAuthorizationException.class})
    void whatWouldComeAgainEndsMeasuring(Class<? extends ApiException> type) throws Exception {
        ApiException cause = type.getConstructor(String.class).newInstance("refused by the broker");
        assertThat(Trouble.passes(new StreamsException(cause))).isFalse();
    }

    @Test
    void aWrongPasswordEndsMeasuringWhateverElseHappened() {
        TimeoutException cause = new TimeoutException("no answer", new SaslAuthenticationException("wrong password"));
        assertThat(Trouble.passes(new StreamsException(cause))).isFalse();
    }

    @Test
    void anExceptionWithoutAMessageIsToldByItsName() {
        assertThat(Trouble.root(new StreamsException(new NullPointerException())))
                .isEqualTo("NullPointerException");
    }
}
