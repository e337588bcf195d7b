package dev.upshot.sink.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The roles that hold all rights in the reporting database; {@code roles.sql} says which. Users are members of them.
 * Whoever connects goes on with the rights of one role alone, if it is there and the user may.
 */
public enum DatabaseRole {
    /** Owns schemas and tables, and changes them. */
    OWNER("upshot_owner", "pg_catalog"),
    /** Writes facts: the sink. */
    WRITER("upshot_writer", "pg_catalog"),
    /** Reads facts and views: the scorecard, people, dashboards. */
    ANALYST("upshot_analyst", "report, outcome, pg_catalog");

    private final String roleName;
    private final String searchPath;

    DatabaseRole(String roleName, String searchPath) {
        this.roleName = roleName;
        this.searchPath = searchPath;
    }

    /** The role's name in PostgreSQL. */
    public String roleName() {
        return roleName;
    }

    /** Where unqualified names are looked up; fixed, so that nobody can put a table of his own in front. */
    public String searchPath() {
        return searchPath;
    }

    /**
     * Goes on with this role's rights until the end of the transaction; where the role is not set up in this database,
     * or the user is no member, with the user's own.
     *
     * @return whether the role was taken
     */
    public boolean assume(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet taken = statement.executeQuery(assumption("true"))) {
            return taken.next();
        }
    }

    /** The statement by which a new connection takes the role for good, under the same condition. */
    String forSession() {
        return assumption("false");
    }

    private String assumption(String untilTransactionEnds) {
        return """
                select set_config('role', rolname, %1$s), set_config('search_path', '%2$s', %1$s)
                  from pg_catalog.pg_roles
                 where rolname = '%3$s'
                   and pg_has_role(oid, case when current_setting('server_version_num')::int >= 160000
                                             then 'SET' else 'MEMBER' end)
                   and has_schema_privilege(oid, to_regnamespace('outcome')::oid, 'USAGE')
                """.formatted(untilTransactionEnds, searchPath, roleName);
    }
}
