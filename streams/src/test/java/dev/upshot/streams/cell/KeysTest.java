package dev.upshot.streams.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.attribution.Cause;
import dev.upshot.streams.attribution.Restatement;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void keys_survive_their_bytes() {
        CellKey cell = new CellKey(3, 1, 20_000, List.of("north", "", "Zürich"));
        RestatementKey restatement = new RestatementKey(Cause.OVERTURNED, Restatement.NO_KPI, cell);
        HealthKey health = new HealthKey(3, 20_000);
        assertThat(CellKey.of(cell.bytes())).isEqualTo(cell);
        assertThat(RestatementKey.of(restatement.bytes())).isEqualTo(restatement);
        assertThat(HealthKey.of(health.bytes())).isEqualTo(health);
    }
}
