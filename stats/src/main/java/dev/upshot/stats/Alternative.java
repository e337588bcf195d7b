package dev.upshot.stats;

/** On which side of the null hypothesis an effect is looked for. */
public enum Alternative {
    /** Either side; the error rate is shared by both. */
    TWO_SIDED,
    /** Only above: the interval has a lower bound and reaches to plus infinity. */
    GREATER,
    /** Only below: the interval has an upper bound and reaches to minus infinity. */
    LESS
}
