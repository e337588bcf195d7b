package dev.upshot.app.verify;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import javax.sql.DataSource;

/**
 * What to verify.
 *
 * @param target the brokers, registry and topics to read
 * @param database the reporting database; its user needs to create a schema there and to read the reporting tables
 * @param progress hears how many records have been read, then how many steps have been taken
 */
public record VerifySettings(Target target, DataSource database, Progress progress) {}
