package dev.upshot.sink.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the {@linkplain DatabaseRole roles} up: creates what is missing, hands our schemas to the owner and grants the
 * rest what {@code roles.sql} says. Does as much as the connected user may, and says what is left for an administrator.
 */
final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

    /** Several programs may set up one database at the same time; the number is ours alone. */
    private static final String TAKE_TURNS = "select pg_advisory_xact_lock(7523048310982345)";

    private static final String IS_OURS =
            "select pg_has_role(nspowner, 'USAGE') from pg_catalog.pg_namespace where nspname = 'outcome'";
    private static final String MAY_CREATE =
            "select rolsuper or rolcreaterole from pg_catalog.pg_roles where rolname = current_user";
    private static final String MAY_HAND_OVER = """
            select pg_has_role('upshot_owner', 'USAGE')
                   and pg_has_role('upshot_owner', case when current_setting('server_version_num')::int >= 160000
                                                        then 'SET' else 'MEMBER' end)
                   and (r.rolsuper or pg_has_role(d.datdba, 'USAGE'))
              from pg_catalog.pg_roles r, pg_catalog.pg_database d
             where r.rolname = current_user and d.datname = current_database()
            """;

    /**
     * Everything in our schemas that is not the owner's, the schemas first: he must be allowed to create in them.
     * Indexes, row types and the sequences of columns go with their table.
     */
    private static final String NOT_YET_THE_OWNERS = """
            select change from (
            select 1 as place, format('alter schema %I owner to upshot_owner', nspname) as change
              from pg_catalog.pg_namespace
             where nspname in ('ops', 'outcome', 'report') and nspowner <> 'upshot_owner'::regrole
            union all
            select 2, format('alter %s %s owner to upshot_owner',
                             case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
                             c.oid::regclass)
              from pg_catalog.pg_class c
             where c.relnamespace in ('ops'::regnamespace, 'outcome'::regnamespace, 'report'::regnamespace)
               and c.relkind in ('r', 'p', 'v', 'm')
               and c.relowner <> 'upshot_owner'::regrole
            union all
            select 3, format('alter function %s owner to upshot_owner', p.oid::regprocedure)
              from pg_catalog.pg_proc p
             where p.pronamespace in ('ops'::regnamespace, 'outcome'::regnamespace, 'report'::regnamespace)
               and p.proowner <> 'upshot_owner'::regrole) changes
             order by place, change
            """;

    private Roles() {}

    /** Sets the roles up, in one transaction. */
    static void setUp(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                setUp(statement);
                connection.commit();
            } finally {
                connection.rollback();
            }
        }
    }

    private static void setUp(Statement statement) throws SQLException {
        statement.execute(TAKE_TURNS);
        if (!isTrue(statement, IS_OURS)) {
            return; // somebody else owns the schemas, and has granted what there is to grant
        }
        List<String> missing = missing(statement);
        if (!missing.isEmpty()) {
            if (!isTrue(statement, MAY_CREATE)) {
                LOG.warn(
                        "the database has no roles {} and the user may not create them: everything runs with the user's"
                                + " own rights. An administrator may run: create role {}; and grant them to the users",
                        missing,
                        String.join("; create role ", missing));
                return;
            }
            create(statement);
        }
        if (isTrue(statement, MAY_HAND_OVER)) {
            statement.execute("do $$ begin execute format('grant create on database %I to upshot_owner',"
                    + " current_database()); end $$");
            for (String change : strings(statement, NOT_YET_THE_OWNERS)) {
                statement.execute(change);
            }
            // What the owner creates later is granted like what is there.
            statement.execute("set local role upshot_owner");
        }
        statement.execute(grants());
    }

    private static List<String> missing(Statement statement) throws SQLException {
        List<String> there = strings(statement, "select rolname from pg_catalog.pg_roles where rolname ~ '^upshot_'");
        return Arrays.stream(DatabaseRole.values())
                .map(DatabaseRole::roleName)
                .filter(name -> !there.contains(name))
                .toList();
    }

    /** Roles are the server's and not a database's: another database may be creating them at this moment. */
    private static void create(Statement statement) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_catalog.pg_roles where rolname = '%1$s') then
                            create role %1$s nologin;
                            alter role %1$s set search_path = %2$s;
                            if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
                                execute format('grant %1$s to %%I', current_user);
                            end if;
                        end if;
                    exception when duplicate_object or unique_violation then null;
                    end $$
                    """.formatted(role.roleName(), role.searchPath()));
        }
        LOG.info(
                "created the roles {}",
                Arrays.stream(DatabaseRole.values()).map(DatabaseRole::roleName).collect(Collectors.joining(", ")));
    }

    private static String grants() {
        try (InputStream in = Roles.class.getResourceAsStream("roles.sql")) {
            if (in == null) {
                throw new IllegalStateException("roles.sql is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static List<String> strings(Statement statement, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
