package dev.upshot.app.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.sink.database.KeepAliveSocketFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "'', '', 0, 0",
        "'', '', 120, 120",
        "?socketTimeout=30, '', 0, 30",
        "?socketTimeout=30, '', 120, 30",
        "?socketTimeout=0, '', 120, 0",
        "'', jdbc.socketTimeout=45, 120, 45",
        "'', jdbc.socketTimeout=0, 120, 0",
        "?socketTimeout=30, jdbc.socketTimeout=45, 120, 45",
    })
    void whatTheUserSaysOfSilenceWins(String inAddress, String setting, int ours, int seconds) throws IOException {
        assertThat(database(inAddress, setting, ours).getSocketTimeout()).isEqualTo(seconds);
    }

    @Test
    void aConnectionIsAwaitedForTenSecondsUnlessTheAddressSaysOtherwise() throws IOException {
        assertThat(database("", "", 0).getConnectTimeout()).isEqualTo(10);
        assertThat(database("?connectTimeout=3", "", 0).getConnectTimeout()).isEqualTo(3);
    }

    @Test
    void aNetworkThatIsGoneIsNoticedUnlessTheAddressSaysOtherwise() throws IOException {
        assertThat(database("", "", 0).getTcpKeepAlive()).isTrue();
        assertThat(database("", "", 0).getSocketFactory()).isEqualTo(KeepAliveSocketFactory.class.getName());
        assertThat(database("?tcpKeepAlive=false", "", 0).getTcpKeepAlive()).isFalse();
        assertThat(database("?socketFactory=a.Factory", "", 0).getSocketFactory())
                .isEqualTo("a.Factory");
        assertThat(database("", "jdbc.socketFactory=a.Factory", 0).getSocketFactory())
                .isEqualTo("a.Factory");
    }

    @Test
    void theServerKnowsUsByOurNameUnlessTheAddressSaysAnother() throws IOException {
        assertThat(database("", "", 0).getApplicationName()).isEqualTo("upshot");
        assertThat(database("?ApplicationName=reports", "", 0).getApplicationName())
                .isEqualTo("reports");
    }

    private PGSimpleDataSource database(String inAddress, String setting, int ours) throws IOException {
        Path file = Files.writeString(directory.resolve("upshot.properties"), setting + "\n");
        Configuration configuration = Configuration.of(
                Map.of(Key.JDBC_URL, "jdbc:postgresql://127.0.0.1:1/upshot" + inAddress), Map.of(), file);
        return (PGSimpleDataSource) Database.of(configuration, Duration.ofSeconds(ours));
    }
}
