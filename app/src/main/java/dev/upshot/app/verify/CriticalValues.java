package dev.upshot.app.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.statistics.distribution.TDistribution;

/** The two-sided quantiles of Student's t, which plain SQL does not have: fills the table {@code critical_value}. */
final class CriticalValues {

    private static final int DECIMALS = 9;

    private CriticalValues() {}

    static void fill(Connection connection) throws SQLException {
        try (Statement needed = connection.createStatement();
                ResultSet rows = needed.executeQuery("select distinct alpha, degrees_of_freedom from welch"
                        + " where degrees_of_freedom is not null");
                PreparedStatement insert = connection.prepareStatement("insert into critical_value values (?, ?, ?)")) {
            while (rows.next()) {
                double alpha = rows.getDouble(1);
                double degreesOfFreedom = rows.getDouble(2);
                insert.setDouble(1, alpha);
                insert.setDouble(2, degreesOfFreedom);
                insert.setDouble(3, of(alpha, degreesOfFreedom));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Rounded to nine decimals, half to even, from the exact value of the double. */
    static double of(double alpha, double degreesOfFreedom) {
        double quantile = TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(1 - alpha / 2);
        return new BigDecimal(quantile)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
