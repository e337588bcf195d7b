package dev.upshot.app.stack;

import dev.upshot.app.config.Key;

/** A service. */
public enum Part {
    /** Kafka. */
    BROKER("broker", Key.BOOTSTRAP_SERVERS),
    /** The schema registry. */
    REGISTRY("registry", Key.REGISTRY_URL),
    /** PostgreSQL with the reporting tables. */
    DATABASE("database", Key.JDBC_URL);

    private final String word;
    private final Key address;

    Part(String word, Key address) {
        this.word = word;
        this.address = address;
    }

    /** The word people use. */
    public String word() {
        return word;
    }

    /** The setting that holds its address. */
    public Key address() {
        return address;
    }
}
