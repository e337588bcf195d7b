package dev.upshot.stats;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a method found, or the reason why it has nothing honest to say.
 *
 * <p>Nothing in this library answers {@code NaN}: data that carry no answer give a {@link Missing} with its {@link Reason}, and arguments
 * that make no sense are refused with an {@link IllegalArgumentException} that names them.
 *
 * @param <T> the kind of answer, for example {@link Estimate}
 */
public sealed interface Result<T> permits Result.Found, Result.Missing {

    /**
     * An answer.
     *
     * @param value the answer
     * @param <T> its kind
     */
    record Found<T>(T value) implements Result<T> {}

    /**
     * No answer.
     *
     * @param reason why
     * @param <T> the kind of answer that is missing
     */
    record Missing<T>(Reason reason) implements Result<T> {}

    /**
     * An answer.
     *
     * @param value the answer
     * @param <T> its kind
     * @return {@code value}, found
     */
    static <T> Result<T> of(T value) {
        return new Found<>(value);
    }

    /**
     * No answer.
     *
     * @param reason why
     * @param <T> the kind of answer that is missing
     * @return a missing answer
     */
    static <T> Result<T> missing(Reason reason) {
        return new Missing<>(reason);
    }

    /**
     * The answer, if there is one.
     *
     * @return the answer, or empty
     */
    default Optional<T> toOptional() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /**
     * Why there is no answer.
     *
     * @return the reason, or empty if there is an answer
     */
    default Optional<Reason> whyMissing() {
        return this instanceof Missing<T> missing ? Optional.of(missing.reason()) : Optional.empty();
    }

    /**
     * The answer of a method whose caller knows that there is one.
     *
     * @return the answer
     * @throws IllegalStateException if there is none; the message gives the reason's code
     */
    default T orElseThrow() {
        if (this instanceof Found<T> found) {
            return found.value();
        }
        throw new IllegalStateException(
                "no answer: " + ((Missing<T>) this).reason().code());
    }

    /**
     * Goes on with the answer, if there is one.
     *
     * @param next what to do with it
     * @param <R> the kind of the next answer
     * @return the next answer, or the same reason
     */
    default <R> Result<R> then(Function<? super T, Result<R>> next) {
        return this instanceof Found<T> found ? next.apply(found.value()) : missing(((Missing<T>) this).reason());
    }

    /**
     * Turns the answer into another, if there is one.
     *
     * @param convert from the answer to the other
     * @param <R> the kind of the other
     * @return the other answer, or the same reason
     */
    default <R> Result<R> map(Function<? super T, ? extends R> convert) {
        return then(value -> of(convert.apply(value)));
    }
}
